"""The SQLite file: made for its owner alone, looked over at opening, set aside when damaged."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from finlit.classroom.errors import StoreError

# Write-ahead log: readers and the writer do not wait for one another. FULL: what is committed has
# reached the disk. Deleted rows are overwritten with zeros.
_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",
)
_DAMAGED = {"SQLITE_CORRUPT", "SQLITE_NOTADB"}


def prepare(address: sa.URL, now: datetime, *, set_aside: bool = True) -> str:
    """Make sure that the file can be opened. A sentence when it was damaged and set aside, or gone
    (a mark beside it says that there was one), else "".

    Raises StoreError where the folder cannot be written, or for a damaged file that is to stay
    where it is.
    """
    if address.database in (None, "", ":memory:"):
        raise StoreError("away", "A classroom needs a database file: name one in the address.")
    path = Path(address.database)
    mark = path.with_name(f"{path.name}.begun")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        is_gone = mark.exists() and not path.exists()
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        mark.touch(0o600)
    except OSError as error:
        raise StoreError(
            "away", f"The class database {path} cannot be opened: {error.strerror}."
        ) from None
    if is_gone:
        return (
            f"The class database {path.name} was no longer there, and a new, empty one has been "
            "begun. If it was moved, stop finlit and put it back. Or put a backup back: "
            "python -m finlit classroom restore FILE"
        )
    if not _is_damaged(path):
        return ""
    if not set_aside:
        raise StoreError("corrupt", f"The database {path} is damaged.")
    from filelock import FileLock

    # Of two processes that find it damaged, the second must not move the first one's new file.
    with FileLock(f"{path}.lock"):
        return _set_aside(path, now) if _is_damaged(path) else ""


def _set_aside(path: Path, now: datetime) -> str:
    aside = path.with_name(f"{path.name}.damaged-{now:%Y%m%d-%H%M%S}")
    for end in ("", "-wal", "-shm"):
        file = Path(f"{path}{end}")
        if file.exists():
            file.replace(f"{aside}{end}")
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    return (
        f"The class database was damaged. It is kept as {aside.name}, and a new, empty one has "
        "been begun. Whoever looks after the server can put a backup back: "
        "python -m finlit classroom restore FILE"
    )


def _is_damaged(path: Path) -> bool:
    try:
        with closing(sqlite3.connect(path, timeout=10)) as connection:
            return connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",)
    except sqlite3.DatabaseError as error:
        return any(error.sqlite_errorname.startswith(name) for name in _DAMAGED)


def connect(file: str) -> sqlite3.Connection:
    """A connection to a file that is there: one that was deleted is not made anew in silence."""
    address = f"{Path(file).absolute().as_uri()}?mode=rw"
    return sqlite3.connect(address, uri=True, timeout=10, check_same_thread=False)


def on_connect(connection: Any, record: Any) -> None:
    """Settings of each connection; transactions are begun by the store."""
    connection.isolation_level = None
    for pragma in _PRAGMAS:
        connection.execute(pragma)
    record.info["file"] = _file_of(connection)


def on_checkout(connection: Any, record: Any, proxy: Any) -> None:
    """Drop a connection whose file was moved or deleted: what it writes would be lost."""
    path, identity = record.info["file"]
    if _identity(path) != identity:
        raise sa.exc.DisconnectionError(f"{path} is another file by now")


def _file_of(connection: Any) -> tuple[str, tuple[int, int] | None]:
    path = connection.execute("PRAGMA database_list").fetchone()[2]
    return path, _identity(path)


def _identity(path: str) -> tuple[int, int] | None:
    try:
        found = Path(path).stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
