"""Faults that a visitor can cause at will are told once a minute, however often they happen."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

SECONDS = 60.0
MOST_KINDS = 200
LOGGERS = (
    "asyncio",
    "uvicorn.error",
    "finlit.server.gate",
    "finlit.server.connections",
    "finlit.server.visits",
    "streamlit.web.server.starlette.starlette_websocket",
    "streamlit.web.server.starlette.starlette_routes",
    "streamlit.runtime.websocket_session_manager",
    "streamlit.runtime.runtime",
    "streamlit.runtime.app_session",
)


class OnceAMinute(logging.Filter):
    """Lets a message pass once in `SECONDS`, and tells with the next one how many were left out.

    A kind is a logger's message before its values are put in, with the type of its error.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._clock = clock
        self._seen: dict[tuple[str, str, str], tuple[float, int]] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[0] if record.exc_info else None
        kind = (record.name, str(record.msg)[:200], error.__name__ if error else "")
        now = self._clock()
        first, left_out = self._seen.get(kind, (float("-inf"), 0))
        if now - first < SECONDS:
            self._seen[kind] = (first, left_out + 1)
            return False
        if len(self._seen) >= MOST_KINDS:
            self._seen.clear()
        self._seen[kind] = (now, 0)
        if left_out:
            record.msg = f"{record.getMessage()} ({left_out:,} more like this before)"
            record.args = ()
        return True


def quiet_repeats() -> None:
    """Put the filter on every logger that a visitor can make speak."""
    once = OnceAMinute()
    for name in LOGGERS:
        logger = logging.getLogger(name)
        if not any(isinstance(each, OnceAMinute) for each in logger.filters):
            logger.addFilter(once)
