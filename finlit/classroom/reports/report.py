"""What a class did in an assignment: by question and by alias, first try and last, growth. Pure.

    found = report(content, assignment, members.of_class(store, id), events.of_class(store, id))

The Results room shows it, `exports` writes it as CSV, and `finlit.printing.results_page` prints it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from finlit.classroom import times
from finlit.classroom.model import Assignment, Kept, Member
from finlit.classroom.reports.answered import (
    Answered,
    Events,
    by_id,
    judged,
    parts_of,
    possible,
    values,
)
from finlit.classroom.reports.board import VOTES, Board, board
from finlit.classroom.reports.game_results import Played, RoundResult, by_round, played
from finlit.classroom.reports.growth import Growth, growth
from finlit.classroom.reports.pace import Pace, pace
from finlit.game.rounds import Aftermath
from finlit.lessons.model import Check, Claim, Content
from finlit.lessons.parts import Part, Predict, Questions, Vote

Said = float | str | None
GAME = "The blind dip"
ROUNDS = 10  # of a game, in place of parts


@dataclass(frozen=True)
class PupilResult:
    """What one pupil has done. `first` and `last`: whether the first and the last try at each
    question answered was right, by the question's id; `said`: first predictions by block, and
    votes by "before" and "after"; `late`: how many of these things came in after they were due, by
    the server's clock; `games`: what each player decided in an assigned game; `pace`: what
    to look at besides the counts."""

    alias: str
    done: int
    parts: int
    asked: int
    first: dict[str, bool]
    last: dict[str, bool]
    said: dict[str, Said]
    votes: dict[str, str]
    late: int = 0
    games: tuple[Played, ...] = ()
    pace: Pace = field(default_factory=Pace)

    @property
    def answered(self) -> int:
        """How many questions were answered at least once."""
        return len(self.first)

    @property
    def right_first(self) -> int:
        """How many were right at the first try."""
        return sum(self.first.values())

    @property
    def right_last(self) -> int:
        """How many were right at the last try."""
        return sum(self.last.values())


@dataclass(frozen=True)
class Report:
    """An assignment's results. `tries` compares first tries with last ones, which come after the
    reason was read; `check` compares the short check before the course with the one after it."""

    content: Content | None
    assignment: Assignment
    board: Board
    pupils: tuple[PupilResult, ...]
    tries: Growth
    check: Growth

    @property
    def rounds(self) -> tuple[RoundResult, ...]:
        """The rounds of a game, over the class."""
        return by_round(game for pupil in self.pupils for game in pupil.games)

    @property
    def title(self) -> str:
        """The title of the lesson, claim or game."""
        return self.content.title if self.content else GAME

    @property
    def questions(self) -> tuple[Answered, ...]:
        """First answers to each question, in the lesson's order."""
        return self.board.answered

    @property
    def predictions(self) -> tuple[Predict, ...]:
        """The predictions asked for, in the lesson's order."""
        return tuple(each.block for each in self.board.guesses)


def report(
    content: Content | None,
    assignment: Assignment,
    members: Iterable[Member],
    kept: Iterable[Kept],
    checks: Sequence[Check] = (),
    dues: Mapping[str, datetime] | None = None,
    came: Sequence[Aftermath] = (),
) -> Report:
    """The report of an assignment; `content` is None for a game's, which has rounds alone.

    `kept` are the class's events, those of the check included; `checks` its two forms, before and
    after, for the growth between them; `dues` pupils' own days, by their ids; `came` the
    ends of a game's ten rounds.
    """
    members, kept = list(members), list(kept)
    by_member: dict[str, list[Kept]] = {member.id: [] for member in members}
    for each in kept:
        by_member.get(each.member_id, []).append(each)
    results = tuple(
        pupil_result(
            content, assignment, member, by_member[member.id], (dues or {}).get(member.id), came
        )
        for member in members
    )
    pairs = [
        (result.right_first / result.answered, result.right_last / result.answered)
        for result in results
        if result.answered
    ]
    return Report(
        content,
        assignment,
        board(content, assignment, members, kept),
        tuple(sorted(results, key=lambda each: each.alias)),
        replace(growth(pairs), when=("at the first try", "by now")),
        growth(check_pairs(by_member.values(), checks)),
    )


def pupil_result(
    content: Content | None,
    assignment: Assignment,
    member: Member,
    kept: Iterable[Kept],
    own_due: datetime | None = None,
    came: Sequence[Aftermath] = (),
) -> PupilResult:
    """What one pupil has done in an assignment, for the report and for a slip."""
    ours = [each for each in kept if each.member_id == member.id and assignment.counts(each)]
    due = times.due(assignment, own_due)
    late = 0 if due is None else sum(each.received > due for each in ours)
    if content is None:
        # "blind-dip/hkfmrp-2/3/1": the third round, whichever of the players
        rounds = {each.event.content.rpartition("/")[0] for each in ours}
        done = min(len(rounds), ROUNDS)
        games = played(ours, came)
        return PupilResult(member.alias, done, ROUNDS, 0, {}, {}, {}, {}, late, games)
    events = by_id(content, ours)
    parts = parts_of(content, assignment)
    questions = [content.quiz[id_] for id_ in _asked(parts)]
    answered = [each for each in questions if ("answer", each.id) in events]
    blocks = [block for part in parts for block in part.blocks]

    def right(which: int) -> dict[str, bool]:
        return {each.id: judged(each, events["answer", each.id][which])[1] for each in answered}

    votes = {
        "after" if block.again else "before": value
        for block in blocks
        if isinstance(block, Vote)
        for value in values([events], "vote", block.id, -1 if block.again else 0)
        if value in VOTES
    }
    # A claim is one page: its steps are the two votes, as on the pupil's own page.
    is_claim = isinstance(content, Claim)
    return PupilResult(
        alias=member.alias,
        done=len(votes) if is_claim else sum(("done", part.id) in events for part in parts),
        parts=2 if is_claim else len(parts),
        asked=len(questions),
        first=right(0),
        last=right(-1),
        said={
            block.id: value
            for block in blocks
            if isinstance(block, Predict)
            for value in values([events], "predict", block.id, 0)
            if possible(block, value)
        },
        votes=votes,
        late=late,
        pace=pace(parts, events),
    )


def _asked(parts: Iterable[Part]) -> list[str]:
    return [
        id_
        for part in parts
        for block in part.blocks
        if isinstance(block, Questions)
        for id_ in block.ask
    ]


def check_pairs(
    of_pupils: Iterable[Sequence[Kept]], checks: Sequence[Check]
) -> list[tuple[float, float]]:
    """The shares right in the check before and after, of each pupil who has answered all of both;
    the first answer to each question counts."""
    if len(checks) != 2:
        return []
    pairs = []
    for kept in of_pupils:
        own = list(kept)
        before, after = (_share_right(check, by_id(check, own)) for check in checks)
        if before is not None and after is not None:
            pairs.append((before, after))
    return pairs


def _share_right(check: Check, events: Events) -> float | None:
    asked = list(check.quiz.values())
    if not asked or any(("answer", each.id) not in events for each in asked):
        return None
    right = [judged(each, events["answer", each.id][0])[1] for each in asked]
    return sum(right) / len(right)
