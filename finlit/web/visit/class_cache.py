"""What every page asks of the classroom's database, at most once a second for all pupils together.

Importing this brings the database's libraries with it, so pages do it when a class is at hand.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from finlit.classroom import assignments, classes, members
from finlit.classroom.errors import ClassroomError, StoreError
from finlit.classroom.model import Assignment, Class
from finlit.classroom.store.store import Store, opened

SECONDS = 1.0
MOST_CLASSES = 5_000


def now() -> datetime:
    """This moment, for the database's clock is the server's."""
    return datetime.now(UTC)


def store() -> Store:
    """The process's store. Raises StoreError."""
    return opened()


@dataclass(frozen=True)
class Seen:
    """A class and its assignments as last read; `trouble` says why that was not just now. `dues`:
    days of pupils' own, by ids of assignment and pupil; `more_time`: percent, by pupil."""

    class_: Class
    assignments: tuple[Assignment, ...]
    trouble: str = ""
    dues: Mapping[tuple[str, str], datetime] = field(default_factory=dict)
    more_time: Mapping[str, int] = field(default_factory=dict)

    def assignment(self, id_: str) -> Assignment | None:
        """The assignment with this id, or None."""
        return next((each for each in self.assignments if each.id == id_), None)


class Glance:
    """Remembers what was read for a second, and longer while the database is away."""

    def __init__(
        self, read: Callable[[str], Seen], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._read = read
        self._clock = clock
        self._lock = threading.Lock()
        self._kept: dict[str, tuple[float, Seen | ClassroomError]] = {}
        self._last: dict[str, Seen] = {}

    def at(self, code: str) -> Seen:
        """The class with this code. Raises ClassroomError where there is none to show, and
        StoreError where the database is away and this process has not seen the class before."""
        now = self._clock()
        with self._lock:
            kept = self._kept.get(code)
            is_fresh = kept is not None and now - kept[0] < SECONDS
            if kept is not None and not is_fresh:
                self._kept[code] = now, kept[1]  # one asks the database, the rest need not wait
        if kept is None or not is_fresh:
            kept = now, self._fresh(code)
            with self._lock:
                if len(self._kept) >= MOST_CLASSES:
                    self._kept.clear()
                self._kept[code] = kept
        if isinstance(kept[1], ClassroomError):
            raise kept[1]
        return kept[1]

    def _fresh(self, code: str) -> Seen | ClassroomError:
        try:
            seen = self._read(code)
        except StoreError as trouble:
            last = self._last.get(code)
            return replace(last, trouble=str(trouble)) if last else trouble
        except ClassroomError as gone:
            self._last.pop(code, None)
            return gone
        if len(self._last) >= MOST_CLASSES:
            self._last.clear()
        self._last[code] = seen
        return seen

    def forget(self, code: str) -> None:
        """Read this class anew next time: something of it has just been changed."""
        with self._lock:
            self._kept.pop(code, None)


def _read(code: str) -> Seen:
    class_ = classes.of_code(store(), code, now())
    given = assignments.of_class(store(), class_.id)
    dues = assignments.all_own_dues(store(), class_.id) if any(each.due for each in given) else {}
    more = members.more_time(store(), class_.id) if any(each.minutes for each in given) else {}
    return Seen(class_, given, dues=dues, more_time=more)


_glance = Glance(_read)
seen = _glance.at
forget = _glance.forget
