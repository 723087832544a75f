"""When a lesson comes back: its two returns, about a week and about four weeks after it was done.

Ideas that are asked for again after a pause are kept far longer than those read twice in a row
(Cepeda and others, Distributed Practice in Verbal Recall Tasks, Psychological Bulletin, 2006).
Pure: today is handed in, and what was done is asked of the log alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from finlit.learning.progress import Log
from finlit.lessons.model import Lesson
from finlit.lessons.parts import Part

# A little less than a week and four: a class that meets on the same weekday finds it open.
PAUSES = {"week": timedelta(days=6), "month": timedelta(days=27)}
BETWEEN = timedelta(days=6)


@dataclass(frozen=True)
class Review:
    """A return that is still to do, and the moment (UTC) from which it is offered."""

    lesson: Lesson
    part: Part
    due: datetime

    def is_due(self, now: datetime) -> bool:
        """Whether it is offered at `now` (with a zone)."""
        return self.due <= now


def finished(log: Log, lesson: Lesson) -> datetime | None:
    """When the last part of a lesson's core path was done; None while one is missing."""
    times = [_done(log, lesson, part) for part in lesson.parts if part.core]
    known = [time for time in times if time is not None]
    return max(known) if times and len(known) == len(times) else None


def next_review(log: Log, lesson: Lesson) -> Review | None:
    """The first return of a lesson that is not done; None before the lesson is, or after both.

    The second also waits a week after the first was done, however late that was.
    """
    end = finished(log, lesson)
    if end is None:
        return None
    before: datetime | None = None
    for part in lesson.returns:
        done = _done(log, lesson, part)
        if done is None:
            due = end + PAUSES[part.back]
            return Review(lesson, part, max(due, before + BETWEEN) if before else due)
        before = done
    return None


def returns(log: Log, lessons: Iterable[Lesson]) -> tuple[Review, ...]:
    """The next return of each lesson, the one that has waited longest first."""
    found = (next_review(log, lesson) for lesson in lessons)
    return tuple(sorted((each for each in found if each), key=lambda each: each.due))


def _done(log: Log, lesson: Lesson, part: Part) -> datetime | None:
    """When a part was first finished."""
    events = log.of("done", lesson, part.id)
    return datetime.fromisoformat(events[0].time) if events else None
