"""What was deleted, kept for a while so that it can be brought back: pupils, assignments, classes.

`put_aside` copies rows into the bin in the transaction that deletes them. Whatever hangs on a row
goes along. Codes and aliases of what lies in the bin are given to nobody else.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from finlit.classroom import codes, keys, standings
from finlit.classroom.errors import ClassGoneError, ClassroomError
from finlit.classroom.store import schema
from finlit.classroom.store.store import Store

DAY = timedelta(days=1)
PUPILS, ASSIGNMENT, CLASS = "pupils", "assignment", "class"
_BIN = schema.bin_
# In an order in which rows can be put back.
_TABLES = (schema.classes, schema.members, schema.assignments, schema.own_due, schema.events)
_ROWS_AT_ONCE = 1_000


class NothingThereError(ClassroomError):
    """It cannot be brought back."""

    sentence = "This cannot be brought back any more: its day is over, or it is back already."


@dataclass(frozen=True)
class Deleted:
    """Something in the bin: `what` is "pupils", "assignment" or "class", `label` its alias, title
    or name, `until` the end of its time there."""

    id: str
    class_id: str
    what: str
    label: str
    time: datetime
    until: datetime


def put_aside(
    connection: sa.Connection,
    what: str,
    class_id: str,
    ids: Sequence[str],
    label: str,
    now: datetime,
    kept: timedelta = DAY,
) -> None:
    """Keep a copy of pupils, an assignment or a class with these ids, and of all of theirs."""
    rows = {
        table.name: [
            dict(row) for row in connection.execute(sa.select(table).where(where)).mappings()
        ]
        for table, where in _theirs(what, ids).items()
    }
    if what == ASSIGNMENT:  # its events stay with the pupils and lose their mark alone
        rows["events"] = [{"number": row["number"]} for row in rows["events"]]
    text = json.dumps(rows, default=datetime.isoformat, separators=(",", ":"))
    made = {
        "id": keys.new_id(),
        "class_id": class_id,
        "what": what,
        "label": label[:80],
        "time": now,
        "until": now + kept,
        "rows": zlib.compress(text.encode()),
    }
    connection.execute(sa.insert(_BIN).values(made))


def _theirs(what: str, ids: Sequence[str]) -> Mapping[sa.Table, sa.ColumnElement[bool]]:
    members, assignments, due, events = _TABLES[1:]
    if what == PUPILS:
        return {
            members: members.c.id.in_(ids),
            due: due.c.member_id.in_(ids),
            events: events.c.member_id.in_(ids),
        }
    if what == ASSIGNMENT:
        return {
            assignments: assignments.c.id.in_(ids),
            due: due.c.assignment_id.in_(ids),
            events: events.c.assignment_id.in_(ids),
        }
    of_class = sa.select(members.c.id).where(members.c.class_id.in_(ids))
    return {
        schema.classes: schema.classes.c.id.in_(ids),
        members: members.c.class_id.in_(ids),
        assignments: assignments.c.class_id.in_(ids),
        due: due.c.member_id.in_(of_class),
        events: events.c.class_id.in_(ids),
    }


def of_class(store: Store, class_id: str, now: datetime) -> tuple[Deleted, ...]:
    """What can be brought back in this class, the newest first."""
    columns = [_BIN.c[name] for name in Deleted.__dataclass_fields__]
    asked = sa.select(*columns).where(_BIN.c.class_id == class_id, _BIN.c.until > now)
    with store.reading() as connection:
        rows = connection.execute(asked.order_by(_BIN.c.time.desc())).all()
    return tuple(Deleted(**row._mapping) for row in rows)


def class_of_code(store: Store, code: str, now: datetime) -> Deleted:
    """The deleted class that had a code. Raises NothingThereError, BadCode."""
    read = codes.read_class_code(code)
    asked = sa.select(_BIN).where(_BIN.c.what == CLASS, _BIN.c.until > now)
    with store.reading() as connection:
        for row in connection.execute(asked.order_by(_BIN.c.time.desc())).mappings():
            if json.loads(zlib.decompress(row["rows"]))["classes"][0]["code"] == read:
                return Deleted(**{name: row[name] for name in Deleted.__dataclass_fields__})
    raise NothingThereError


def bring_back(store: Store, class_id: str, id_: str, now: datetime) -> Deleted:
    """Put something of the bin back where it was; a class whose time is over lives for another
    week. Raises NothingThereError, ClassGone."""
    where = (_BIN.c.id == id_, _BIN.c.class_id == class_id, _BIN.c.until > now)
    with store.writing() as connection:
        row = connection.execute(sa.select(_BIN).where(*where)).mappings().first()
        if row is None:
            raise NothingThereError
        is_there = sa.select(schema.classes.c.id).where(schema.classes.c.id == class_id)
        if row["what"] != CLASS and connection.execute(is_there).first() is None:
            raise ClassGoneError
        rows: dict[str, list[dict[str, Any]]] = json.loads(zlib.decompress(row["rows"]))
        for each in rows.get("classes", []):
            ends = datetime.fromisoformat(each["expires"])
            each |= {"expires": max(ends, now + DAY * 7).isoformat(), "over_since": None}
        for table in _TABLES:
            if table is schema.events and row["what"] == ASSIGNMENT:
                _mark_again(connection, rows["assignments"][0]["id"], rows["events"])
            else:
                _insert(store, connection, table, rows.get(table.name, []))
        standings.rebuild(connection, class_id)
        given = [each["code"] for name in ("classes", "assignments") for each in rows.get(name, [])]
        gone = schema.gone_codes
        connection.execute(sa.delete(gone).where(gone.c.code.in_(given)))
        connection.execute(sa.delete(_BIN).where(_BIN.c.id == id_))
    return Deleted(**{name: row[name] for name in Deleted.__dataclass_fields__})


def _mark_again(
    connection: sa.Connection, assignment_id: str, events: list[dict[str, Any]]
) -> None:
    table = schema.events
    numbers = [each["number"] for each in events]
    for start in range(0, len(numbers), _ROWS_AT_ONCE):
        some = table.c.number.in_(numbers[start : start + _ROWS_AT_ONCE])
        of_none = sa.update(table).where(some, table.c.assignment_id.is_(None))
        connection.execute(of_none.values(assignment_id=assignment_id))


def _insert(
    store: Store, connection: sa.Connection, table: sa.Table, rows: list[dict[str, Any]]
) -> None:
    moments = [column.name for column in table.columns if isinstance(column.type, schema.Moment)]
    for row in rows:
        for name in moments:
            row[name] = datetime.fromisoformat(row[name]) if row[name] else None
    if table is schema.own_due:  # of an assignment that is gone by now, or the other way round
        rows = [row for row in rows if _still_there(connection, row)]
    if table is schema.events:
        rows = _numbered(connection, rows)
    for start in range(0, len(rows), _ROWS_AT_ONCE):
        connection.execute(store.insert_new(table), rows[start : start + _ROWS_AT_ONCE])


def _still_there(connection: sa.Connection, row: Mapping[str, Any]) -> bool:
    pairs = ((schema.members, "member_id"), (schema.assignments, "assignment_id"))
    return all(
        connection.execute(sa.select(table.c.id).where(table.c.id == row[name])).first()
        for table, name in pairs
    )


def _numbered(connection: sa.Connection, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Events with their old numbers, or to be numbered anew in the same order where one of these
    was given again; without the mark of an assignment that is gone."""
    table, assignments = schema.events, schema.assignments
    there = set(connection.execute(sa.select(assignments.c.id)).scalars())
    rows = [
        {**row, "assignment_id": row["assignment_id"] if row["assignment_id"] in there else None}
        for row in rows
    ]
    numbers = [row["number"] for row in rows]
    taken = any(
        connection.execute(
            sa.select(table.c.number).where(
                table.c.number.in_(numbers[start : start + _ROWS_AT_ONCE])
            )
        ).first()
        for start in range(0, len(numbers), _ROWS_AT_ONCE)
    )
    return [{k: v for k, v in row.items() if k != "number"} for row in rows] if taken else rows


def forget(store: Store, class_id: str, id_: str) -> None:
    """Delete something of the bin for good, as a family may ask for."""
    with store.writing() as connection:
        where = (_BIN.c.id == id_, _BIN.c.class_id == class_id)
        connection.execute(sa.delete(_BIN).where(*where))
    store.wipe()
