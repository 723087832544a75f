"""The live board: what a class thinks and where it stands, as counts, without aliases. Pure.

A pupil's first answer, first prediction and first vote before the evidence count, and the last
vote after it, as on the pupil's own page. "First" is what came in first, for a device may have a
wrong clock.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from finlit.classroom.model import Assignment, Kept, Member
from finlit.classroom.reports.answered import (
    Answered,
    CommonMistake,
    answered,
    numbers,
    parts_of,
    possible,
)
from finlit.classroom.reports.tally import Said, Tally, tally
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
    counted = tally(assignment, members, kept, steps(content, assignment))
    return board_of(content, assignment, counted)


def steps(content: Content | None, assignment: Assignment) -> tuple[str, ...]:
    """The parts of an assignment, as events name them."""
    parts = parts_of(content, assignment) if content is not None else []
    return tuple(f"{content.slug}/{part.id}" for part in parts if content is not None)


def board_of(content: Content | None, assignment: Assignment, counted: Tally) -> Board:
    """The board of an assignment, from its counts."""
    if content is None:
        return _game_board(counted)
    parts = parts_of(content, assignment)
    places: Counter[str] = Counter()
    for (kind, where), count in counted.latest.items():
        places[_place(parts, kind, where.removeprefix(f"{content.slug}/"))] += count
    return Board(
        joined=counted.joined,
        working=counted.working,
        finished=counted.finished,
        parts=tuple(
            Standing(
                part.id,
                part.title,
                here=places[part.id],
                done=counted.count("done", f"{content.slug}/{part.id}"),
            )
            for part in parts
        ),
        guesses=tuple(
            _guesses(block, part, counted.at("predict", f"{content.slug}/{block.id}"))
            for part in parts
            for block in part.blocks
            if isinstance(block, Predict)
        ),
        votes=_votes(content, parts, counted),
        answered=tuple(
            answered(content, content.quiz[id_], part, counted)
            for part in parts
            for block in part.blocks
            if isinstance(block, Questions)
            for id_ in block.ask
        ),
    )


def _place(parts: Sequence[Part], kind: str, id_: str) -> str:
    """The part that a pupil is in: that of the last event, or the one after it when finished."""
    for place, part in enumerate(parts):
        if kind == "done" and part.id == id_:
            return parts[min(place + 1, len(parts) - 1)].id
        if kind != "done" and id_ in _ids(part):
            return part.id
    return ""


def _ids(part: Part) -> set[str]:
    asked = {id_ for block in part.blocks if isinstance(block, Questions) for id_ in block.ask}
    return asked | {
        block.id for block in part.blocks if isinstance(block, Predict | Forecast | Vote)
    }


def _guesses(block: Predict, part: Part, told: Sequence[Said]) -> Guesses:
    fitting = [each for each in told if possible(block, each.value)]
    if block.kind == "choice":
        counts = dict.fromkeys(block.options, 0)
        for each in fitting:
            counts[each.value] += each.count
        return Guesses(block, part.id, (), counts)
    return Guesses(block, part.id, numbers(v for e in fitting for v in [e.value] * e.count), {})


def _votes(content: Content, parts: Sequence[Part], counted: Tally) -> Votes | None:
    blocks = [block for part in parts for block in part.blocks if isinstance(block, Vote)]
    if not blocks:
        return None
    pairs = [
        (_vote(content, blocks, voted, False), _vote(content, blocks, voted, True))
        for voted in counted.votes
    ]
    return Votes(
        before={vote: sum(before == vote for before, _ in pairs) for vote in VOTES},
        after={vote: sum(after == vote for _, after in pairs) for vote in VOTES},
        moves=dict(Counter(pair for pair in pairs if all(pair))),
    )


def _vote(
    content: Content, blocks: Sequence[Vote], voted: Mapping[str, tuple[Any, Any]], again: bool
) -> str:
    """A pupil's first vote before the evidence, or the last one after it; "" without one."""
    ids = [f"{content.slug}/{block.id}" for block in blocks if block.again is again]
    found = [voted[id_] for id_ in ids if id_ in voted]
    if not found:
        return ""
    value = found[-1][1] if again else found[0][0]
    return value if value in VOTES else ""


def _game_board(counted: Tally) -> Board:
    rounds: Counter[int] = Counter()
    finished = 0
    for contents in counted.rounds:
        # "blind-dip/hkfmrp-2/3/1": the third round
        places = [content.split("/") for content in contents]
        done = {int(place[2]) for place in places if len(place) == 4 and place[2].isdigit()}
        done &= set(range(1, _ROUNDS + 1))
        rounds.update(done)
        finished += len(done) >= _ROUNDS
    return Board(counted.joined, counted.working, finished, rounds=dict(sorted(rounds.items())))
