"""When work is due and when it ends, for a class and for one pupil. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta

from finlit.classroom.model import Assignment


def due(assignment: Assignment, own: datetime | None = None) -> datetime | None:
    """When it is due: a pupil's own day goes before the class's."""
    return own or assignment.due


def timer_end(assignment: Assignment, more_time: int = 0) -> datetime | None:
    """When its timer runs out for a pupil with so many percent more time; None where none runs."""
    if not assignment.minutes or assignment.started is None:
        return None
    return assignment.started + timedelta(minutes=assignment.minutes * (1 + more_time / 100))


def has_ended(
    assignment: Assignment, now: datetime, own: datetime | None = None, more_time: int = 0
) -> bool:
    """Whether what comes in now counts no longer: only where its end is a hard one."""
    ends = (due(assignment, own), timer_end(assignment, more_time))
    return assignment.hard and any(end is not None and now > end for end in ends)


def state(assignment: Assignment, now: datetime, own: datetime | None = None) -> str:
    """ "early" before it opens, "late" after it was due, else "open". Late work is still taken,
    unless `has_ended`."""
    end = due(assignment, own)
    if assignment.opens is not None and now < assignment.opens:
        return "early"
    return "late" if end is not None and now > end else "open"
