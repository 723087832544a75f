"""Settings of live prices, read from the environment when asked for.

FINLIT_LIVE=off      nothing is ever asked of Yahoo; built-in data and files work as always
FINLIT_CACHE=folder  where answers are kept, instead of this system's usual place for caches
FINLIT_YAHOO=address another server that speaks Yahoo's format, such as a district's own proxy
"""

from __future__ import annotations

import os
from pathlib import Path


def is_on() -> bool:
    """Whether tickers may be looked up here."""
    return os.environ.get("FINLIT_LIVE", "on").strip().lower() not in {"off", "0", "no", "false"}


def cache_folder() -> Path:
    """Where answers are kept."""
    named = os.environ.get("FINLIT_CACHE")
    if named:
        return Path(named)
    from platformdirs import user_cache_path

    return user_cache_path("finlit", appauthor=False)


def yahoo_address() -> str:
    """The server that is asked in Yahoo's place, "" for Yahoo itself."""
    return os.environ.get("FINLIT_YAHOO", "").rstrip("/")
