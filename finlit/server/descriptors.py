"""Open files: how many this process may keep, and pages that take one each instead of four.

Every page is a connection, and so an open file. Streamlit gives each page an event loop besides,
three more, which it never runs and keeps for two minutes after the page has closed. Windows counts
connections apart from files, and has no limit that a class could reach.
"""

from __future__ import annotations

import asyncio
import selectors
import sys
from typing import Any

from streamlit.runtime import app_session, websocket_session_manager

WANTED = 8192
UNKNOWN = WANTED  # where there is no limit to ask for
# Tables, database, logs, the reader of files and what libraries keep open.
OWN = 96
FILES_A_PAGE = 6  # while a page loads: browsers open six connections at once
CLASS = 60


def raise_limit() -> int:
    """Let this process keep as many files open as it may, up to `WANTED`; how many that is."""
    if sys.platform == "win32":
        return UNKNOWN
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = WANTED if hard == resource.RLIM_INFINITY else min(hard, WANTED)
    if soft != resource.RLIM_INFINITY and soft < most:
        try:
            resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
        except (ValueError, OSError):  # macOS names a limit that the kernel then refuses
            most = soft
        return most
    return WANTED if soft == resource.RLIM_INFINITY else soft


def warning(limit: int) -> str:
    """A sentence for the start where a class does not fit, else ""."""
    pages = max(limit - OWN, 0) // FILES_A_PAGE
    if pages >= CLASS:
        return ""
    return (
        f"This computer lets finlit keep only {limit} files open: enough for about {pages} pages "
        f"that load at once. For a class, start it after: ulimit -n {WANTED}"
    )


class _NoFiles(selectors.BaseSelector):
    """Stands where a loop's selector will be, and opens nothing."""

    def register(self, fileobj: Any, events: int, data: Any = None) -> selectors.SelectorKey:
        raise RuntimeError("this loop has not been woken")

    def unregister(self, fileobj: Any) -> selectors.SelectorKey:
        raise KeyError(fileobj)

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        return []

    def get_map(self) -> dict[Any, selectors.SelectorKey]:
        return {}


class SleepingLoop(asyncio.SelectorEventLoop):
    """An event loop that opens its files when it is first run; most never are."""

    def __init__(self) -> None:
        self._is_awake = False
        super().__init__(_NoFiles())

    def _make_self_pipe(self) -> None:
        if self._is_awake:
            super()._make_self_pipe()  # type: ignore[misc]

    def _close_self_pipe(self) -> None:
        if self._is_awake:
            super()._close_self_pipe()  # type: ignore[misc]

    def _write_to_self(self) -> None:
        if self._is_awake:
            super()._write_to_self()  # type: ignore[misc]

    def run_forever(self) -> None:
        if not self._is_awake and not self.is_closed():
            self._is_awake = True
            self._selector: selectors.BaseSelector = selectors.DefaultSelector()
            self._make_self_pipe()
        super().run_forever()


class LeanSession(app_session.AppSession):
    """Streamlit's session with a loop that opens no files while nobody runs it."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._script_event_loop.close()
        self._script_event_loop = SleepingLoop()


def give_pages_sleeping_loops() -> None:
    """From now on a page keeps one file open, and none once it has closed."""
    websocket_session_manager.AppSession = LeanSession  # type: ignore[misc]
