"""The database: one `Store` a process, on SQLite or PostgreSQL, with faults told as StoreError.

with store.writing() as connection: ...   one transaction, all of it or nothing
with store.reading() as connection: ...   one view of the data
"""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from functools import partial
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from finlit.classroom.errors import StoreError
from finlit.classroom.store import faults, sqlite_file
from finlit.classroom.store.jobs import Job
from finlit.classroom.store.migrating import migrate
from finlit.classroom.store.settings import database_url, read_url

__all__ = ["Store", "StoreError", "open_at", "opened"]

T = TypeVar("T")

_log = logging.getLogger(__name__)
_SECONDS_OF_REST = 2.0
_SECONDS_IN_LINE = 10.0
_WRITES = "finlit_writes"
# Alembic keeps its place in module variables, so one thread migrates at a time.
_migrating = threading.Lock()


class Store:
    """A migrated database. Cheap to share between threads.

    `notice` is a sentence for the teacher where something was put right at opening, else "".
    """

    def __init__(self, engine: sa.Engine, clock: Callable[[], float] = time.monotonic) -> None:
        self.engine = engine
        self.notice = ""
        self.purged: datetime | None = None
        self.is_stale = False  # `opened` opens it anew
        self._clock = clock
        self._rests_until = 0.0
        self._line = threading.Lock()
        self._waiting: deque[Job[Any]] = deque()

    @property
    def is_sqlite(self) -> bool:
        """Whether this is a SQLite database."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """A transaction that writes; on SQLite it waits for its turn at the beginning."""
        with self._turn(), self._transaction(writes=True) as connection:
            yield connection

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """SQLite lets one write at a time, and lets the others look again every so often. Within a
        process they stand in line instead, and go on the moment it is their turn."""
        if not self.is_sqlite:
            yield
            return
        if not self._line.acquire(timeout=_SECONDS_IN_LINE):
            raise StoreError("locked")
        try:
            yield
        finally:
            self._line.release()

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """A transaction that only reads."""
        with self._transaction(writes=False) as connection:
            yield connection

    @contextmanager
    def _transaction(self, writes: bool) -> Iterator[sa.Connection]:
        # After a database was found away, nobody waits for it again for two seconds: with a host
        # that does not answer, 120 pupils would each hold a thread for the whole timeout.
        if self._clock() < self._rests_until:
            raise StoreError("away")
        try:
            with self.engine.connect() as connection:
                connection.execution_options(**{_WRITES: writes})
                with connection.begin():
                    yield connection
        except sa.exc.SQLAlchemyError as error:
            kind = faults.kind(error)
            if kind is None:
                raise
            # For whoever looks after the server; without what was asked or said.
            _log.warning("The class database is %s: %s", kind, str(error).partition("\n")[0])
            if self.is_sqlite:
                self.is_stale = kind in ("away", "corrupt")  # moved, deleted or damaged
            elif kind == "away":
                self._rests_until = self._clock() + _SECONDS_OF_REST
            raise StoreError(kind) from error

    def insert_new(self, table: sa.Table) -> sa.Insert:
        """An insertion that passes over rows which are there already."""
        dialect = sqlite if self.is_sqlite else postgresql
        return dialect.insert(table).on_conflict_do_nothing()

    def add(self, connection: sa.Connection, table: sa.Table, row: Mapping[str, Any]) -> bool:
        """Insert a row, unless one is there with which it cannot stand. True when inserted."""
        added = self.insert_new(table).values(dict(row)).returning(*table.primary_key.columns)
        return connection.execute(added).first() is not None

    def wipe(self) -> None:
        """SQLite: take what was deleted out of the write-ahead log too, as far as no one reads."""
        if self.is_sqlite:
            with suppress(sa.exc.SQLAlchemyError), self.engine.connect() as connection:
                raw = connection.connection.driver_connection
                assert raw is not None
                raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def write(self, work: Callable[[sa.Connection], T]) -> T:
        """What `work` gives in a writing transaction.

        On SQLite all who wait meanwhile go together with the next one: one commit, and one wait for
        the disk, however slow it is. Where `work` raises a ClassroomError nothing of it is written,
        and the others go on.
        """
        if not self.is_sqlite:
            with self.writing() as connection:
                return work(connection)
        job = Job(work)
        self._waiting.append(job)
        with self._turn():
            if not job.is_over:
                jobs = [self._waiting.popleft() for _ in range(len(self._waiting))]
                self._do_together(jobs)
        return job.outcome()

    def _do_together(self, jobs: Sequence[Job[Any]]) -> None:
        try:
            with self._transaction(writes=True) as connection:
                for job in jobs:
                    job.do(connection)
        except Exception as error:
            for job in jobs:  # nothing was written, so none of them may say that it was
                job.fail(error)

    def close(self) -> None:
        """Give all connections back."""
        self.engine.dispose()


def open_at(url: str, *, set_aside: bool = True) -> Store:
    """The store at an address, its tables brought to this version.

    A SQLite file that is damaged is kept under another name, and a new one begun; the store's
    `notice` says so. Raises StoreError.
    """
    address = read_url(url)
    notice = ""
    if address.get_backend_name() == "sqlite":
        notice = sqlite_file.prepare(address, datetime.now(UTC), set_aside=set_aside)
    store = Store(_engine(address))
    try:
        with _migrating, store.writing() as connection:
            migrate(connection)
    except BaseException:
        store.close()
        raise
    store.notice = notice
    if notice:
        _log.warning("%s", notice)
    return store


def _engine(address: sa.URL) -> sa.Engine:
    # PostgreSQL takes 100 connections unless told otherwise, and there may be several processes.
    # What was asked stays out of errors, and so out of logs.
    common: dict[str, Any] = {
        "pool_size": 5,
        "max_overflow": 15,
        "pool_timeout": 10,
        "hide_parameters": True,
    }
    if address.get_backend_name() == "sqlite":
        connect = partial(sqlite_file.connect, str(address.database))
        engine = sa.create_engine(
            "sqlite+pysqlite:///", creator=connect, poolclass=sa.QueuePool, **common
        )
        sa.event.listen(engine, "connect", sqlite_file.on_connect)
        sa.event.listen(engine, "checkout", sqlite_file.on_checkout)
        sa.event.listen(engine, "begin", _begin)
        return engine
    options = "-c statement_timeout=15000 -c lock_timeout=10000 -c timezone=UTC"
    try:
        return sa.create_engine(
            address,
            connect_args={"connect_timeout": 5, "options": options},
            pool_pre_ping=True,  # a server that was started again is no error
            **common,
        )
    except ModuleNotFoundError:
        raise StoreError(
            "away",
            "PostgreSQL needs one more package: `python3 run.py` installs it when it is started "
            "with this address. By hand: pip install -r requirements-postgres.txt",
        ) from None


def _begin(connection: sa.Connection) -> None:
    """SQLite: a reader that turns writer half way cannot wait for its turn, so writers say so."""
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


_opened: dict[str, Store] = {}
_opening = threading.Lock()


def opened() -> Store:
    """This process's store, by FINLIT_DATABASE_URL. Raises StoreError; a later call tries again.

    Classes whose time is over are deleted when it is first opened.
    """
    url = database_url()
    store = _opened.get(url)
    if store is not None and not store.is_stale:
        return store
    with _opening:
        store = _opened.get(url)
        if store is None or store.is_stale:
            from finlit.classroom.expiry import purge

            store = open_at(url)
            purge(store, datetime.now(UTC))
            _opened[url] = store
        return store
