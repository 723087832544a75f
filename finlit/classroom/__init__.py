"""The classroom: classes, pupils without names, assignments, and what was answered, in a database.

    store.opened()                     the database of this process (FINLIT_DATABASE_URL)
    classes.make(store, now)           a class and its teacher key, shown once
    members.join(store, class_id, now) a pupil by a random alias, and a return code
    assignments.make(...)              what a class is asked to do
    events.keep(...)                   append what a pupil did; safe to send twice
    board.board(...)                   what the projector shows: counts, never aliases

Time is always handed in, aware and in UTC. Nothing that a pupil or teacher types in free text is
stored. Whatever goes wrong is a `ClassroomError` whose text is a sentence that says what to do.
Only `store` and the modules that take one import SQLAlchemy; this package itself is light.
"""

from __future__ import annotations

from finlit.classroom.errors import (
    BadCodeError,
    ClassClosedError,
    ClassFullError,
    ClassGoneError,
    ClassroomError,
    NoSuchAssignmentError,
    NoSuchClassError,
    NoSuchMemberError,
    StoreError,
    TooManyGuessesError,
    WrongKeyError,
    WrongReturnCodeError,
)
from finlit.classroom.model import Assignment, Class, Kept, Member

__all__ = [
    "Assignment",
    "BadCodeError",
    "Class",
    "ClassClosedError",
    "ClassFullError",
    "ClassGoneError",
    "ClassroomError",
    "Kept",
    "Member",
    "NoSuchAssignmentError",
    "NoSuchClassError",
    "NoSuchMemberError",
    "StoreError",
    "TooManyGuessesError",
    "WrongKeyError",
    "WrongReturnCodeError",
]
