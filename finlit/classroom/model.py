"""What a classroom holds. Data only; times are aware and in UTC."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from finlit.learning.progress import Event
from finlit.lessons.parts import Value

Settings = Mapping[str, Mapping[str, Value]]


@dataclass(frozen=True)
class Class:
    """A class. `name` is two random words, `expires` when it ends and soon deletes itself, `closed`
    since when nobody joins or hands in, `check_key` the public Ed25519 key of its result slips, in
    base32. Through a `door_closed` nobody new joins. `ring` is the same for classes under one key.
    """

    id: str
    code: str
    name: str
    created: datetime
    expires: datetime
    closed: datetime | None
    check_key: str
    door_closed: bool = False
    ring: str | None = None


@dataclass(frozen=True)
class Member:
    """A pupil, known by an alias such as "Teal Otter" and nothing else. `more_time`: percent that a
    timer gives this pupil on top."""

    id: str
    class_id: str
    alias: str
    joined: datetime
    more_time: int = 0


@dataclass(frozen=True)
class Assignment:
    """What a class is asked to do.

    `content`: "compounding", "claims/gold-or-index" or "game/<code>"; `parts`: ids of the parts,
    () for all; `settings`: experiment block's id -> control -> value to start from; `answers`:
    "now", or "later" for reasons that wait until `answers_shown`; `holding`: everyone waits at the
    reveal; `hard`: nothing is handed in after `due`; `minutes`: the length of a timer, 0 for none,
    which runs from `started` on.
    """

    id: str
    class_id: str
    code: str
    content: str
    parts: tuple[str, ...]
    settings: Settings = field(hash=False)
    opens: datetime | None
    due: datetime | None
    answers: str
    answers_shown: bool
    holding: bool
    created: datetime
    hard: bool = False
    minutes: int = 0
    started: datetime | None = None

    def covers(self, content: str) -> bool:
        """Whether an event's content belongs to this assignment."""
        kind, _, code = self.content.partition("/")
        if kind == "game":
            return content.startswith(f"blind-dip/{code.lower()}-")
        return content.startswith(f"{self.content}/")

    def counts(self, kept: Kept) -> bool:
        """Whether an event of the class counts for this assignment: where its end is a hard one,
        what came in afterwards is kept and does not."""
        mine = not self.hard or kept.assignment_id == self.id
        return mine and self.covers(kept.event.content)

    @property
    def reasons_wait(self) -> bool:
        """Whether right answers and reasons are still kept back."""
        return self.answers == "later" and not self.answers_shown


@dataclass(frozen=True)
class Kept:
    """An event that the database has, and when it came by the server's clock; `event.time` is what
    the pupil's device said, and `event.learner` is the member's id."""

    member_id: str
    assignment_id: str | None
    event: Event
    received: datetime
