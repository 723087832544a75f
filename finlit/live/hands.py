"""A few threads that do what waits in a line of bounded length, one thing each at a time."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable

Work = Callable[[], None]


class Hands:
    """Threads begin as there is work, `workers` at most, and end when there is none."""

    def __init__(self, workers: int, longest: int) -> None:
        self._workers, self._longest = workers, longest
        self._lock = threading.Lock()
        self._line: deque[Work] = deque()
        self._threads = 0

    def take(self, work: Work) -> bool:
        """Put work in line; False where the line is as long as it may be."""
        with self._lock:
            if len(self._line) >= self._longest:
                return False
            self._line.append(work)
            if self._threads < self._workers:
                self._threads += 1
                # A daemon, so that a server told to stop need not wait for Yahoo.
                threading.Thread(target=self._serve, name="finlit-live", daemon=True).start()
            return True

    def drop(self, work: Work) -> bool:
        """Take work out of the line; False where it has begun."""
        with self._lock:
            if work not in self._line:
                return False
            self._line.remove(work)
            return True

    def _serve(self) -> None:
        while True:
            with self._lock:
                if not self._line:
                    self._threads -= 1
                    return
                work = self._line.popleft()
            work()
