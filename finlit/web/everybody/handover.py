"""Work on its way to another device: kept in this server's memory for ten minutes, taken once.

A QR code holds an address of the same server with a random token. Nothing is written to a disk.
"""

from __future__ import annotations

import secrets
import threading
from datetime import datetime, timedelta

LASTS = timedelta(minutes=10)
MOST_PARCELS, LONGEST, MOST_TEXT = 500, 4_000_000, 100_000_000

_lock = threading.Lock()
_parcels: dict[str, tuple[datetime, str]] = {}


class TooLargeError(Exception):
    """More than the server holds for one learner; a file takes any amount."""


class FullError(Exception):
    """As much waits as the server holds; nobody's work is dropped for another's."""


def leave(text: str, now: datetime, before: str = "") -> str:
    """Keep a text until it is taken or `LASTS` is over; the token that takes it.

    `before` is the token of what the same visit left earlier, which gives way. Raises
    TooLargeError and FullError.
    """
    if len(text) > LONGEST:
        raise TooLargeError
    token = secrets.token_urlsafe(16)
    with _lock:
        _sweep(now)
        _parcels.pop(before, None)
        if len(_parcels) >= MOST_PARCELS or _waiting() + len(text) > MOST_TEXT:
            raise FullError
        _parcels[token] = (now + LASTS, text)
    return token


def look(token: str, now: datetime) -> str | None:
    """What waits under a token, left where it is; None when it is over, taken or unknown."""
    with _lock:
        _sweep(now)
        found = _parcels.get(token)
    return found[1] if found else None


def take(token: str, now: datetime) -> str | None:
    """What waits under a token, for the last time."""
    with _lock:
        _sweep(now)
        found = _parcels.pop(token, None)
    return found[1] if found else None


def _waiting() -> int:
    return sum(len(text) for _, text in _parcels.values())


def _sweep(now: datetime) -> None:
    for token in [token for token, (end, _) in _parcels.items() if end <= now]:
        del _parcels[token]
