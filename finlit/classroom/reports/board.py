"""The live board: what a class thinks and where it stands, as counts, without aliases. Pure.

A pupil's first answer, first prediction and first vote before the evidence count, and the last
vote after it, as on the pupil's own page. "First" is what came in first, for a device may have a
wrong clock.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from finlit.classroom.model import Assignment, Kept, Member
from finlit.classroom.reports.answered import (
    Answered,
    CommonMistake,
    Events,
    answered,
    by_id,
    numbers,
    parts_of,
    possible,
    values,
)
from finlit.lessons.model import Content
from finlit.lessons.parts import Forecast, Part, Predict, Questions, Vote

__all__ = ["Answered", "Board", "CommonMistake", "Guesses", "Standing", "Votes", "board"]

VOTES = ("agree", "disagree", "depends")
_ROUNDS = 10  # of a game


@dataclass(frozen=True)
class Standing:
    """A part of the assignment: how many are in it now, and how many have finished it."""

    id: str
    title: str
    here: int
    done: int


@dataclass(frozen=True)
class Guesses:
    """The predictions at one block: numbers in the block's unit, smallest first, or how many chose
    each option, in the block's order."""

    block: Predict
    part_id: str
    numbers: tuple[float, ...]
    options: Mapping[str, int]

    @property
    def count(self) -> int:
        """How many have predicted."""
        return len(self.numbers) + sum(self.options.values())


@dataclass(frozen=True)
class Votes:
    """How many voted what before and after the evidence, and how many went from what to what."""

    before: Mapping[str, int]
    after: Mapping[str, int]
    moves: Mapping[tuple[str, str], int]


@dataclass(frozen=True)
class Board:
    """All that the projector shows of one assignment. `working` have done something in it."""

    joined: int
    working: int
    finished: int
    parts: tuple[Standing, ...] = ()
    guesses: tuple[Guesses, ...] = ()
    votes: Votes | None = None
    answered: tuple[Answered, ...] = ()
    rounds: Mapping[int, int] = field(default_factory=dict)  # of a game: round -> how many


def board(
    content: Content | None,
    assignment: Assignment,
    members: Iterable[Member],
    kept: Iterable[Kept],
) -> Board:
    """The board of an assignment, from what was kept in the order of coming in; `content` is None
    for a game's."""
    ids = [member.id for member in members]
    ours = (each for each in kept if assignment.covers(each.event.content))
    by_member: dict[str, list[Kept]] = {id_: [] for id_ in ids}
    for each in ours:
        if each.member_id in by_member:
            by_member[each.member_id].append(each)
    working = sum(1 for events in by_member.values() if events)
    if content is None:
        return _game_board(len(ids), working, by_member.values())
    parts = parts_of(content, assignment)
    sorted_out = [by_id(content, events) for events in by_member.values()]
    places = Counter(_place(content, parts, events[-1]) for events in by_member.values() if events)
    standings = tuple(
        Standing(
            part.id,
            part.title,
            here=places[part.id],
            done=sum(1 for events in sorted_out if ("done", part.id) in events),
        )
        for part in parts
    )
    return Board(
        joined=len(ids),
        working=working,
        finished=sum(
            1 for events in sorted_out if all(("done", part.id) in events for part in parts)
        ),
        parts=standings,
        guesses=tuple(
            _guesses(block, part, sorted_out)
            for part in parts
            for block in part.blocks
            if isinstance(block, Predict)
        ),
        votes=_votes(parts, sorted_out),
        answered=tuple(
            answered(content, content.quiz[id_], part, sorted_out)
            for part in parts
            for block in part.blocks
            if isinstance(block, Questions)
            for id_ in block.ask
        ),
    )


def _place(content: Content, parts: Sequence[Part], last: Kept) -> str:
    """The part that a pupil is in: that of the last event, or the one after it when finished."""
    id_ = last.event.content.removeprefix(f"{content.slug}/")
    for place, part in enumerate(parts):
        if last.event.kind == "done" and part.id == id_:
            return parts[min(place + 1, len(parts) - 1)].id
        if last.event.kind != "done" and id_ in _ids(part):
            return part.id
    return ""


def _ids(part: Part) -> set[str]:
    asked = {id_ for block in part.blocks if isinstance(block, Questions) for id_ in block.ask}
    return asked | {
        block.id for block in part.blocks if isinstance(block, Predict | Forecast | Vote)
    }


def _guesses(block: Predict, part: Part, of_pupils: Sequence[Events]) -> Guesses:
    said = [each for each in values(of_pupils, "predict", block.id, 0) if possible(block, each)]
    if block.kind == "choice":
        return Guesses(block, part.id, (), {name: said.count(name) for name in block.options})
    return Guesses(block, part.id, numbers(said), {})


def _votes(parts: Sequence[Part], of_pupils: Sequence[Events]) -> Votes | None:
    blocks = [block for part in parts for block in part.blocks if isinstance(block, Vote)]
    ids = {again: [block.id for block in blocks if block.again is again] for again in (False, True)}
    if not blocks:
        return None
    pairs = []
    for events in of_pupils:
        pair = []
        for again, which in ((False, 0), (True, -1)):
            said = [v for id_ in ids[again] for v in values([events], "vote", id_, which)]
            pair.append(said[which] if said and said[which] in VOTES else "")
        pairs.append((pair[0], pair[1]))
    return Votes(
        before={vote: sum(before == vote for before, _ in pairs) for vote in VOTES},
        after={vote: sum(after == vote for _, after in pairs) for vote in VOTES},
        moves=dict(Counter(pair for pair in pairs if all(pair))),
    )


def _game_board(joined: int, working: int, of_pupils: Iterable[Sequence[Kept]]) -> Board:
    rounds: Counter[int] = Counter()
    finished = 0
    for events in of_pupils:
        # "blind-dip/hkfmrp-2/3/1": the third round
        places = [each.event.content.split("/") for each in events]
        done = {int(place[2]) for place in places if len(place) == 4 and place[2].isdigit()}
        done &= set(range(1, _ROUNDS + 1))
        rounds.update(done)
        finished += len(done) >= _ROUNDS
    return Board(joined, working, finished, rounds=dict(sorted(rounds.items())))
