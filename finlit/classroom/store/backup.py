"""Backups: one SQLite file, whatever the database is, that goes back into either kind.

All rows are read in one transaction, so a backup is one moment of a running classroom. Wrong
guesses and hashes of addresses are left out. A backup of an older version is brought up to date
when it is put back.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa

from finlit.classroom import expiry, standings
from finlit.classroom.errors import ClassroomError, StoreError
from finlit.classroom.store import schema
from finlit.classroom.store.migrating import version_of
from finlit.classroom.store.store import Store, open_at

_ROWS_AT_ONCE = 1_000


class BadBackupError(ClassroomError):
    """A file that cannot be put back, or a place that cannot be written; the sentence says why."""


def backup(store: Store, file: Path) -> Mapping[str, int]:
    """Write everything to a new file, in place whole or not at all; rows by table.

    Raises BadBackup where there is a file of this name already or it cannot be written.
    """
    if file.exists():
        raise BadBackupError(
            f"{file} is there already. Choose another name, or move it away first."
        )
    with _copy_beside(file) as (path, copy):
        with store.reading() as source, copy.writing() as target:
            if not store.is_sqlite:
                source.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            counts = _copied(source, target)
        copy.wipe()
        with copy.engine.connect() as connection:
            raw = connection.connection.driver_connection
            assert raw is not None
            raw.execute("PRAGMA journal_mode=DELETE")  # one file, nothing beside it
        copy.close()
        with path.open("rb+") as written:
            os.fsync(written.fileno())
        path.replace(file)
    return counts


@contextmanager
def _copy_beside(file: Path) -> Iterator[tuple[Path, Store]]:
    """A new, empty store in a temporary folder beside a file, so that moving it costs nothing."""
    try:
        folder = tempfile.TemporaryDirectory(dir=file.absolute().parent, prefix=".finlit-")
    except OSError as error:
        raise BadBackupError(f"{file} cannot be written: {error.strerror}.") from None
    with folder:
        path = Path(folder.name) / "backup.sqlite"
        copy = open_at(_address(path))
        try:
            yield path, copy
        finally:
            copy.close()


def _address(path: Path) -> str:
    return sa.URL.create("sqlite", database=str(path)).render_as_string()


def _copied(source: sa.Connection, target: sa.Connection) -> dict[str, int]:
    counts = {}
    for table in schema.KEPT:
        counts[table.name] = 0
        rows = source.execution_options(yield_per=_ROWS_AT_ONCE).execute(
            sa.select(table).order_by(*table.primary_key.columns)
        )
        for some in rows.mappings().partitions():
            target.execute(sa.insert(table), [dict(row) for row in some])
            counts[table.name] += len(some)
    return counts


def restore(store: Store, file: Path, now: datetime, *, replace: bool = False) -> Mapping[str, int]:
    """Put a backup back, all of it or nothing; rows by table.

    A database with classes is replaced only when `replace` says so. Classes whose time is over
    since then open for nobody, and their rows go after a week. Raises BadBackup, StoreError.
    """
    if not file.is_file():
        raise BadBackupError(f"There is no file {file}.")
    with tempfile.TemporaryDirectory(prefix="finlit-") as folder:
        path = Path(folder) / "backup.sqlite"
        try:
            shutil.copyfile(file, path)
        except OSError as error:
            raise BadBackupError(f"{file} cannot be read: {error.strerror}.") from None
        copy = _opened(path, file)
        try:
            with copy.reading() as source, store.writing() as target:
                counts = _replaced(source, target, replace)
        except (sa.exc.SQLAlchemyError, ValueError, TypeError):
            # Tables or values that no finlit has written; the database is as it was before.
            raise BadBackupError(
                f"{file} is damaged, or something else has changed it. Nothing was put back; the "
                "classes that were here are still here."
            ) from None
        finally:
            copy.close()
    expiry.purge(store, now)
    return counts


def _opened(path: Path, file: Path) -> Store:
    """A copy of a backup as a store, brought to this version."""
    engine = sa.create_engine(_address(path), poolclass=sa.NullPool)
    try:
        with engine.connect() as connection:
            if version_of(connection) is None:
                raise BadBackupError(f"{file} is no backup of a classroom.")
    except sa.exc.DatabaseError:
        raise BadBackupError(f"{file} is no backup of a classroom, or it is damaged.") from None
    try:
        return open_at(_address(path), set_aside=False)
    except StoreError as trouble:
        if trouble.kind == "newer":
            raise BadBackupError(
                f"{file} was made by a newer finlit. Update finlit first."
            ) from None
        raise BadBackupError(f"{file} cannot be read. {trouble}") from None


def _replaced(source: sa.Connection, target: sa.Connection, replace: bool) -> dict[str, int]:
    there = target.execute(sa.select(sa.func.count()).select_from(schema.classes)).scalar_one()
    if there and not replace:
        classes = "a class" if there == 1 else f"{there} classes"
        raise BadBackupError(
            f"The database holds {classes} already. Make a backup of it, then add --replace."
        )
    for table in reversed(schema.KEPT):
        target.execute(sa.delete(table))
    counts = _copied(source, target)
    if target.dialect.name == "postgresql":
        # Rows came with their numbers; the next one is to be counted on from there.
        number = schema.events.c.number
        last = target.execute(sa.select(sa.func.max(number))).scalar() or 1
        sequence = sa.func.pg_get_serial_sequence("events", "number")
        target.execute(sa.select(sa.func.setval(sequence, last)))
    standings.rebuild(target)
    return counts
