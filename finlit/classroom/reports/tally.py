"""What a class said at each place of an assignment, counted, without aliases. Pure.

`tally` counts events; `finlit.classroom.standings` reads the same counts from the database.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from finlit.classroom.model import Assignment, Kept, Member

Place = tuple[str, str]  # kind, content


@dataclass(frozen=True)
class Said:
    """What was said, as an event's payload, and how many pupils said it."""

    payload: Mapping[str, Any] = field(hash=False)
    count: int

    @property
    def value(self) -> Any:
        """The answer, guess or vote itself."""
        return self.payload.get("value")


@dataclass(frozen=True)
class Tally:
    """Counts of pupils: `first` what they said first at each place, `last` their last answers,
    `votes` of each pupil content -> first and last vote, `latest` at which place they did something
    last, `rounds` the rounds of a game that each pupil has decided. `working` have done something,
    `finished` all parts."""

    joined: int
    working: int
    finished: int
    first: Mapping[Place, Sequence[Said]]
    last: Mapping[Place, Sequence[Said]]
    votes: Sequence[Mapping[str, tuple[Any, Any]]]
    latest: Mapping[Place, int]
    rounds: Sequence[Sequence[str]] = ()

    def at(self, kind: str, content: str) -> Sequence[Said]:
        """What was said first at a place."""
        return self.first.get((kind, content), ())

    def count(self, kind: str, content: str) -> int:
        """How many pupils did something at a place."""
        return sum(said.count for said in self.at(kind, content))


def tally(
    assignment: Assignment, members: Iterable[Member], kept: Iterable[Kept], steps: Sequence[str]
) -> Tally:
    """The counts of the events that an assignment covers, given in the order of coming in; `steps`
    are the contents of its parts."""
    by_member: dict[str, list[Kept]] = {member.id: [] for member in members}
    for each in kept:
        if each.member_id in by_member and assignment.counts(each):
            by_member[each.member_id].append(each)
    first: dict[Place, list[Said]] = {}
    last: dict[Place, list[Said]] = {}
    votes: list[dict[str, tuple[Any, Any]]] = []
    rounds: list[list[str]] = []
    latest: Counter[Place] = Counter()
    finished = 0
    for events in by_member.values():
        own: dict[Place, list[Mapping[str, Any]]] = {}
        for each in events:
            place = (each.event.kind, each.event.content)
            own.setdefault(place, []).append(each.event.payload)
        for place, payloads in own.items():
            first.setdefault(place, []).append(Said(payloads[0], 1))
            last.setdefault(place, []).append(Said(payloads[-1], 1))
        voted = {
            content: (payloads[0].get("value"), payloads[-1].get("value"))
            for (kind, content), payloads in own.items()
            if kind == "vote"
        }
        votes += [voted] if voted else []
        rounds.append([content for kind, content in own if kind == "round"])
        finished += bool(steps) and all(("done", step) in own for step in steps)
        if events:
            latest[events[-1].event.kind, events[-1].event.content] += 1
    return Tally(len(by_member), latest.total(), finished, first, last, votes, latest, rounds)
