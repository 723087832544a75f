"""Deleting classes, with all that hangs on them: on demand, and by themselves after their time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import sqlalchemy as sa

from finlit.classroom.store import schema
from finlit.classroom.store.store import Store

# So long a deleted class's code is told as gone, and not given to another class.
REMEMBERED = timedelta(days=730)
_EVERY = timedelta(hours=1)


def purge(store: Store, now: datetime) -> int:
    """Delete every class whose time is over; how many there were."""
    classes = schema.classes
    over = sa.select(classes.c.id).where(classes.c.expires <= now)
    with store.writing() as connection:
        ids = connection.execute(over).scalars().all()
        delete_rows(connection, store, ids, now)
        for table, age in ((schema.tries, timedelta(days=1)), (schema.gone_codes, REMEMBERED)):
            connection.execute(sa.delete(table).where(table.c.time < now - age))
    if ids:
        store.wipe()
    store.purged = now
    return len(ids)


def purge_sometimes(store: Store, now: datetime) -> None:
    """`purge`, once an hour of a running server."""
    if store.purged is None or now - store.purged >= _EVERY:
        purge(store, now)


def delete_rows(
    connection: sa.Connection, store: Store, class_ids: Sequence[str], now: datetime
) -> None:
    """Delete classes and all of theirs, and remember their codes as gone."""
    classes, assignments = schema.classes, schema.assignments
    for class_id in class_ids:
        codes = sa.union(
            sa.select(classes.c.code).where(classes.c.id == class_id),
            sa.select(assignments.c.code).where(assignments.c.class_id == class_id),
        )
        gone = [{"code": code, "time": now} for code in connection.execute(codes).scalars()]
        if gone:
            connection.execute(store.insert_new(schema.gone_codes), gone)
        connection.execute(sa.delete(classes).where(classes.c.id == class_id))
