"""A question to Yahoo under way: the line that says so, and the answer to wait for."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Future
from typing import Generic, TypeVar

Result = TypeVar("Result")


class Job(Generic[Result]):
    """One question under way, or waiting for its turn."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._line = f"Waiting in line to ask for {what}"
        self._begun: float | None = None
        self.askers = 1
        self.work: Callable[[], None] = lambda: None
        self.future: Future[Result] = Future()

    @property
    def is_done(self) -> bool:
        return self.future.done()

    def line(self) -> str:
        """What is going on, for a line on the page."""
        return self._line

    def begin(self) -> None:
        """Its turn has come."""
        self._begun = time.monotonic()
        self._line = f"Asking Yahoo for {self._what}"

    def seconds(self) -> int:
        """For how long Yahoo has been asked."""
        return 0 if self._begun is None else int(time.monotonic() - self._begun)

    def tell(self, line: str) -> None:
        self._line = line

    def answer(self) -> Result:
        """The result, waited for. Raises Trouble."""
        return self.future.result()
