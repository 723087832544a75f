"""Where the classroom's database is.

FINLIT_DATABASE_URL  "postgresql://user:password@host/name" or "sqlite:///file"; without it, a file
                     in the user's own data folder, which survives restarts and updates
"""

from __future__ import annotations

import os

import sqlalchemy as sa

from finlit.classroom.errors import StoreError

_DRIVERS = {
    "sqlite": "sqlite+pysqlite",
    "sqlite+pysqlite": "sqlite+pysqlite",
    "postgres": "postgresql+psycopg",
    "postgresql": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
}


def database_url() -> str:
    """The address of this process's database."""
    named = os.environ.get("FINLIT_DATABASE_URL", "").strip()
    if named:
        return named
    from platformdirs import user_data_path

    file = user_data_path("finlit", appauthor=False) / "classroom.sqlite"
    return sa.URL.create("sqlite", database=str(file)).render_as_string()


def read_url(text: str) -> sa.URL:
    """An address with the driver that we use. Raises StoreError with a sentence."""
    try:
        url = sa.make_url(text)
        return url.set(drivername=_DRIVERS[url.drivername])
    except (sa.exc.ArgumentError, KeyError, ValueError):
        # The address itself may hold a password, so it is not repeated.
        raise StoreError(
            "away",
            "FINLIT_DATABASE_URL is no address of a database that finlit knows. It begins with "
            "postgresql:// or sqlite:///",
        ) from None
