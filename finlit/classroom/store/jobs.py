"""A piece of writing that may share a transaction with others."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

import sqlalchemy as sa

from finlit.classroom.errors import ClassroomError, StoreError

T = TypeVar("T")


class Job(Generic[T]):
    """One piece of work: done by whichever thread has its turn, its outcome taken by its own."""

    def __init__(self, work: Callable[[sa.Connection], T]) -> None:
        self.is_over = False
        self._work = work
        self._result: list[T] = []
        self._error: Exception | None = None

    def do(self, connection: sa.Connection) -> None:
        """Do it; a ClassroomError undoes this job alone, any other error is for all of them."""
        savepoint = connection.begin_nested()
        try:
            self._result = [self._work(connection)]
        except ClassroomError as error:
            savepoint.rollback()
            self._error = error
        else:
            savepoint.commit()
        self.is_over = True

    def fail(self, error: Exception) -> None:
        """The transaction came to nothing."""
        # Each thread raises an error of its own.
        self._error = StoreError(error.kind) if isinstance(error, StoreError) else error
        self.is_over = True

    def outcome(self) -> T:
        """What the work gave, or the error raised anew."""
        if self._error is not None:
            raise self._error
        return self._result[0]
