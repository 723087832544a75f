"""What a count alone does not show: parts gone through in seconds, questions passed over, answers
given when they had been shown. Pure.

Nothing of it proves anything about a pupil: it says where a teacher may want to ask.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from finlit.classroom.model import Kept
from finlit.lessons.parts import Part, Questions

SECONDS = 10
"""A part that was done so soon after the one before was hardly read."""


@dataclass(frozen=True)
class Pace:
    """Of the parts that a pupil finished: how many within `SECONDS` of the part before (`quick`),
    and how many with a question left (`unasked`); `told` counts the first answers that came after
    the answers had been shown."""

    quick: int = 0
    unasked: int = 0
    told: int = 0

    @property
    def sentence(self) -> str:
        """What to look at, in a few words; "" where there is nothing."""
        said = (
            (self.quick, f"done within {SECONDS} seconds"),
            (self.unasked, "done without the questions"),
            (self.told, "answered after the answers were shown"),
        )
        return ", ".join(f"{count} {what}" for count, what in said if count)


def pace(parts: Sequence[Part], events: Mapping[tuple[str, str], Sequence[Kept]]) -> Pace:
    """The pace of one pupil; `events` by kind and id, each in the order of coming in."""
    finished = [(events["done", part.id][0], part) for part in parts if ("done", part.id) in events]
    finished.sort(key=lambda pair: pair[0].received)
    quick = sum(_between(before, after) < SECONDS for (before, _), (after, _) in pairwise(finished))
    asked = {part.id: _asked(part) for part in parts}
    return Pace(
        quick,
        sum(any(("answer", id_) not in events for id_ in asked[part.id]) for _, part in finished),
        sum(
            events["answer", id_][0].event.payload.get("shown") is True
            for ids in asked.values()
            for id_ in ids
            if ("answer", id_) in events
        ),
    )


def _between(before: Kept, after: Kept) -> float:
    """Seconds between two events: the longer of the server's clock and of what the events say, for
    what waited for a line comes in together."""
    came = (after.received - before.received).total_seconds()
    said = datetime.fromisoformat(after.event.time) - datetime.fromisoformat(before.event.time)
    return max(came, said.total_seconds())


def _asked(part: Part) -> list[str]:
    return [id_ for block in part.blocks if isinstance(block, Questions) for id_ in block.ask]
