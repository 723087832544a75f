"""What a learner did, as an append-only log of events: predictions, votes, answers, parts done.

An event holds ids, never wording or positions. Pages write and ask through `Log` alone and do not
know where it is kept. Time is handed in. What comes back from a browser is not trusted.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from typing import Any

from finlit.lessons.model import Content, Lesson, Question
from finlit.lessons.parts import Forecast, Part, Predict, Vote

KINDS = ("predict", "vote", "answer", "done", "round")
MOST_EVENTS = 20_000
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_CONTENT = re.compile(r"[a-z0-9-]{1,64}(/[a-z0-9-]{1,64}){1,3}")
_VERSION = re.compile(r"[A-Za-z0-9.-]{0,32}")
_MOST_KEYS = 12
_LONGEST_TEXT = 500


class BadEventError(ValueError):
    """Something that is not an event; the message names the field."""


@dataclass(frozen=True)
class Event:
    """One thing a learner did. `content` is "lesson/block", "lesson/question" or
    "claims/claim/block"; `payload` holds
    texts, finite numbers and flags; `time` is ISO 8601 with a zone. Raises BadEvent when not so."""

    id: str
    learner: str
    kind: str
    content: str
    version: str
    payload: Mapping[str, Any] = field(hash=False)
    time: str

    def __post_init__(self) -> None:
        for name, pattern in (
            ("id", _ID),
            ("learner", _ID),
            ("content", _CONTENT),
            ("version", _VERSION),
        ):
            value = getattr(self, name)
            if not isinstance(value, str) or not pattern.fullmatch(value):
                raise BadEventError(f"{name} is {value!r:.80}")
        if self.kind not in KINDS:
            raise BadEventError(f"kind is {self.kind!r:.80}, not one of {', '.join(KINDS)}")
        if not isinstance(self.payload, Mapping) or not _is_payload(self.payload):
            raise BadEventError("payload must hold a few texts, finite numbers and flags")
        object.__setattr__(self, "payload", dict(self.payload))
        object.__setattr__(self, "time", _utc(self.time))

    def to_dict(self) -> dict[str, Any]:
        """The event as JSON-able values."""
        return asdict(self)

    @classmethod
    def from_dict(cls, item: object) -> Event:
        """An event from JSON-able values. Raises BadEvent for anything else."""
        if not isinstance(item, Mapping) or set(item) != set(cls.__dataclass_fields__):
            raise BadEventError("an event has " + ", ".join(cls.__dataclass_fields__))
        return cls(**item)


def _is_payload(payload: Mapping[Any, Any]) -> bool:
    def fine(value: object) -> bool:
        if isinstance(value, str):
            return len(value) <= _LONGEST_TEXT and _is_text(value)
        if isinstance(value, bool) or value is None:
            return True
        return isinstance(value, int | float) and abs(value) < 1e18 and math.isfinite(value)

    keys = all(isinstance(key, str) and re.fullmatch(r"[a-z_]{1,40}", key) for key in payload)
    return len(payload) <= _MOST_KEYS and keys and all(map(fine, payload.values()))


def _is_text(value: str) -> bool:
    try:
        value.encode()
    except UnicodeEncodeError:  # half of a surrogate pair, which no file or database takes
        return False
    return True


def _utc(time: object) -> str:
    try:
        if not isinstance(time, str) or len(time) > 40:
            raise ValueError
        moment = datetime.fromisoformat(time)
        if moment.tzinfo is None:
            raise ValueError
        return moment.astimezone(UTC).isoformat(timespec="milliseconds")
    except (ValueError, OverflowError):
        raise BadEventError(f"time is {time!r:.80}") from None


class Log:
    """Events in order of time. Never changed in place: `append` and `merge` give a new log."""

    def __init__(self, events: Iterable[Event] = ()) -> None:
        by_id: dict[str, Event] = {}
        for event in events:
            by_id.setdefault(event.id, event)
        # A stable sort: of two events at one time, the one written first stays first.
        self._events = tuple(sorted(by_id.values(), key=lambda event: event.time))
        self._by_content: dict[tuple[str, str], list[Event]] = {}
        for event in self._events:
            self._by_content.setdefault((event.kind, event.content), []).append(event)

    def __iter__(self) -> Iterator[Event]:
        return iter(self._events)

    def __len__(self) -> int:
        return len(self._events)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Log) and self._events == other._events

    __hash__ = None  # type: ignore[assignment]

    def append(self, event: Event) -> Log:
        """This log and one more event; the same log when its id is known already."""
        return self.merge((event,))

    def merge(self, other: Iterable[Event]) -> Log:
        """Both logs' events, each id once; where both have an id, this log's event stays."""
        return Log((*self._events, *other))

    @classmethod
    def read(cls, text: str) -> tuple[str, Log, int]:
        """What a browser kept: (learner's id or "", its events, how many items were dropped)."""
        try:
            kept = json.loads(text)
        except (ValueError, RecursionError):
            return "", cls(), 0 if not text.strip() else 1
        if not isinstance(kept, dict):
            return "", cls(), 1
        items = kept.get("events")
        items = items if isinstance(items, list) else []
        events = []
        for item in items[:MOST_EVENTS]:
            try:
                events.append(Event.from_dict(item))
            except BadEventError:
                continue
        log = cls(events)
        learner = kept.get("learner")
        if not isinstance(learner, str) or not _ID.fullmatch(learner):
            learner = ""
        return learner, log, len(items) - len(log)

    def of(self, kind: str, lesson: Content, id_: str) -> tuple[Event, ...]:
        """The events of a kind on one block, question or part, oldest first."""
        return tuple(self._by_content.get((kind, content_id(lesson, id_)), ()))

    def last(self, kind: str, content: str) -> Event | None:
        """The newest event of a kind on a content, or None."""
        found = self._by_content.get((kind, content))
        return found[-1] if found else None

    def prediction(self, lesson: Content, block: Predict) -> Event | None:
        """The guess first committed to: later ones were made knowing the answer."""
        return next(iter(self.of("predict", lesson, block.id)), None)

    def ranges(self, lesson: Content, block: Forecast) -> dict[str, tuple[float, float]]:
        """The low and high end first said, by the id of the stretch."""
        said: dict[str, tuple[float, float]] = {}
        for event in self.of("predict", lesson, block.id):
            stretch, low, high = (event.payload.get(key) for key in ("stretch", "low", "high"))
            if not isinstance(low, int | float) or not isinstance(high, int | float):
                continue
            if isinstance(stretch, str) and low < high:
                said.setdefault(stretch, (float(low), float(high)))
        return said

    def vote(self, claim: Content, block: Vote) -> Event | None:
        """A vote on a claim. The one before the evidence is the first cast, since later ones know
        it; the one after it is the last, for minds may change again."""
        votes = self.of("vote", claim, block.id)
        return (votes[-1] if block.again else votes[0]) if votes else None

    def answers(self, lesson: Content, question: Question) -> tuple[Event, ...]:
        """Every try at a question: the first is what was known, the rest are retries."""
        return self.of("answer", lesson, question.id)

    def is_done(self, lesson: Lesson, part: Part) -> bool:
        """Whether the learner has finished a part."""
        return bool(self.of("done", lesson, part.id))

    def share_done(self, lesson: Lesson, *, core: bool = False) -> float:
        """The share of a lesson's minutes in parts that are done, from 0 to 1; core parts alone
        when asked for. Equal weights where a lesson tells no minutes."""
        parts = [part for part in lesson.parts if part.core or not core]
        weights = [part.minutes or 1 for part in parts]
        done = sum(w for part, w in zip(parts, weights, strict=True) if self.is_done(lesson, part))
        return done / sum(weights) if weights else 0.0


def content_id(lesson: Content, id_: str) -> str:
    """The name that events use for something in a lesson or claim: "compounding/guess-40-years"."""
    return f"{lesson.slug}/{id_}"
