"""Deleting classes, with all that hangs on them: on demand, and by themselves after their time.

A class is over the moment its time is, by the clock. Its rows go a week later, and a copy stays in
the bin for another week: a clock that is set wrong for a while, as after a flat battery, deletes
nothing. A clock that was put back, or that no server looked at for a month, begins the week anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import sqlalchemy as sa

from finlit.classroom import undo
from finlit.classroom.store import schema
from finlit.classroom.store.store import Store

# So long a deleted class's code is told as gone, and not given to another class.
REMEMBERED = timedelta(days=730)
WEEK = timedelta(days=7)
_EVERY = timedelta(hours=1)
_BACK, _UNSEEN = timedelta(minutes=10), timedelta(days=30)
_CLASSES = schema.classes


def purge(store: Store, now: datetime) -> int:
    """Delete every class that has been over for a week, and what is too old in the other tables;
    how many classes there were."""
    with store.writing() as connection:
        steady = _is_steady(connection, store, now)
        if not steady:
            connection.execute(sa.update(_CLASSES).values(over_since=None))
        _mark(connection, now)
        over = sa.select(_CLASSES.c.id, _CLASSES.c.name)
        rows = connection.execute(over.where(_CLASSES.c.over_since <= now - WEEK)).all()
        for row in rows:
            undo.put_aside(connection, undo.CLASS, row.id, [row.id], row.name, now, kept=WEEK)
        delete_rows(connection, store, [row.id for row in rows], now)
        cleared = _clear(connection, now) if steady else 0
    if rows or cleared:
        store.wipe()
    store.purged = now
    return len(rows)


def _is_steady(connection: sa.Connection, store: Store, now: datetime) -> bool:
    """Whether the clock goes on from where a server last saw it."""
    clock = schema.clock
    last = connection.execute(sa.select(clock.c.time)).scalar()
    connection.execute(store.insert_new(clock).values(name="server", time=now))
    connection.execute(sa.update(clock).values(time=now))
    return last is None or last - _BACK <= now <= last + _UNSEEN


def _mark(connection: sa.Connection, now: datetime) -> None:
    """Note since when classes are over."""
    is_over, since = _CLASSES.c.expires <= now, _CLASSES.c.over_since
    change = sa.update(_CLASSES)
    connection.execute(change.where(is_over, since.is_(None)).values(over_since=now))
    connection.execute(change.where(~is_over, since.is_not(None)).values(over_since=None))


def _clear(connection: sa.Connection, now: datetime) -> int:
    """Delete what is kept for some time alone; how much of the bin."""
    for table, age in ((schema.tries, timedelta(days=1)), (schema.gone_codes, REMEMBERED)):
        connection.execute(sa.delete(table).where(table.c.time < now - age))
    connection.execute(sa.delete(schema.passes).where(schema.passes.c.until <= now))
    old = sa.delete(schema.bin_).where(schema.bin_.c.until <= now)
    return connection.execute(old).rowcount


def purge_sometimes(store: Store, now: datetime) -> None:
    """`purge`, once an hour of a running server, or when the clock was put back."""
    if store.purged is None or not store.purged - _BACK <= now < store.purged + _EVERY:
        purge(store, now)


def delete_rows(
    connection: sa.Connection, store: Store, class_ids: Sequence[str], now: datetime
) -> None:
    """Delete classes and all of theirs, and remember their codes as gone."""
    assignments = schema.assignments
    for class_id in class_ids:
        codes = sa.union(
            sa.select(_CLASSES.c.code).where(_CLASSES.c.id == class_id),
            sa.select(assignments.c.code).where(assignments.c.class_id == class_id),
        )
        gone = [{"code": code, "time": now} for code in connection.execute(codes).scalars()]
        if gone:
            connection.execute(store.insert_new(schema.gone_codes), gone)
        connection.execute(sa.delete(_CLASSES).where(_CLASSES.c.id == class_id))
