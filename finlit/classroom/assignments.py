"""Assignments: a lesson, a claim or a game, for a class, with a code of its own.

`by_code` takes the time and the address, as `classes.find` does; `remove` takes the time.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from finlit.classroom import classes, codes, expiry, keys, limits, undo
from finlit.classroom.errors import (
    ClassClosedError,
    ClassGoneError,
    ClassroomError,
    NoSuchAssignmentError,
    NoSuchMemberError,
)
from finlit.classroom.model import Assignment, Class, Settings
from finlit.classroom.store import schema
from finlit.classroom.store.store import Store

MOST = 200
_TABLE = schema.assignments
_COLUMNS = [_TABLE.c[name] for name in Assignment.__dataclass_fields__]
_CONTENT = re.compile(r"[a-z0-9-]{1,64}|claims/[a-z0-9-]{1,64}|game/[A-Za-z]{6}")
_ID = re.compile(r"[A-Za-z0-9_.-]{1,64}")
_CHANGEABLE = {"parts", "settings", "opens", "due", "answers", "answers_shown", "holding"} | {
    *("hard", "minutes", "started"),
}


class BadAssignmentError(ClassroomError):
    """An assignment that cannot be made so; the sentence says why."""


def make(
    store: Store,
    class_id: str,
    content: str,
    now: datetime,
    *,
    parts: Sequence[str] = (),
    settings: Settings | None = None,
    opens: datetime | None = None,
    due: datetime | None = None,
    answers: str = "now",
    holding: bool = False,
    hard: bool = False,
    minutes: int = 0,
) -> Assignment:
    """A new assignment of the class. Raises BadAssignment, ClassGone."""
    classes.by_id(store, class_id, now)
    if not _CONTENT.fullmatch(content):
        raise ValueError(f"{content!r} is no lesson, claim or game")
    row: dict[str, Any] = {
        "id": keys.new_id(),
        "class_id": class_id,
        "content": content,
        "parts": list(parts),
        "settings": {block: dict(values) for block, values in (settings or {}).items()},
        "opens": opens,
        "due": due,
        "answers": answers,
        "answers_shown": False,
        "holding": holding,
        "created": now,
        "hard": hard,
        "minutes": minutes,
        "started": None,
    }
    _check(row)
    if len(of_class(store, class_id)) >= MOST:
        raise BadAssignmentError(f"A class has at most {MOST} assignments. Take some away first.")
    while True:
        row["code"] = codes.new_assignment_code()
        with store.writing() as connection:
            if not classes.was_given(connection, row["code"]) and store.add(
                connection, _TABLE, row
            ):
                return _assignment(row)


def _check(row: Mapping[str, Any]) -> None:
    """What a page hands in: ids and plain values, never text."""
    if not 0 <= row["minutes"] <= 600:
        raise BadAssignmentError("A timer runs 1 to 600 minutes.")
    if row["answers"] not in ("now", "later"):
        raise ValueError(f"answers are shown now or later, not {row['answers']!r}")
    names = [*row["parts"], *row["settings"], *(k for v in row["settings"].values() for k in v)]
    if not all(isinstance(name, str) and _ID.fullmatch(name) for name in names):
        raise ValueError("parts, blocks and controls are told by their ids")
    for values in row["settings"].values():
        for value in values.values():
            is_id = isinstance(value, str) and _ID.fullmatch(value)
            if not is_id and not (isinstance(value, int | float) and math.isfinite(value)):
                raise ValueError(f"a setting is a number, a flag or an id, not {value!r:.80}")
    if row["opens"] is not None and row["due"] is not None and row["due"] <= row["opens"]:
        raise BadAssignmentError("It would be due before it opens. Choose a later day for due.")


def _assignment(row: Mapping[str, Any]) -> Assignment:
    fields = {column.name: row[column.name] for column in _COLUMNS}
    return Assignment(**{**fields, "parts": tuple(fields["parts"])})


def of_class(store: Store, class_id: str) -> tuple[Assignment, ...]:
    """The class's assignments, the oldest first."""
    asked = sa.select(*_COLUMNS).where(_TABLE.c.class_id == class_id)
    with store.reading() as connection:
        rows = connection.execute(asked.order_by(_TABLE.c.created, _TABLE.c.id)).all()
    return tuple(_assignment(row._asdict()) for row in rows)


def by_id(store: Store, class_id: str, id_: str) -> Assignment:
    """One assignment of the class. Raises NoSuchAssignment, for another class's too."""
    with store.reading() as connection:
        row = connection.execute(sa.select(*_COLUMNS).where(*_one(class_id, id_))).first()
    if row is None:
        raise NoSuchAssignmentError
    return _assignment(row._asdict())


def by_code(
    store: Store, code: str, now: datetime, *, address: str | None = None
) -> tuple[Class, Assignment]:
    """An assignment by its code, with its class.

    Raises BadCode, NoSuchAssignment, ClassClosed, ClassGone, TooManyGuessesError.
    """
    read = codes.read_code(code)
    expiry.purge_sometimes(store, now)
    with store.reading() as connection:
        row = connection.execute(sa.select(*_COLUMNS).where(_TABLE.c.code == read)).first()
        gone = row is None and classes.was_given(connection, read)
    if gone:
        raise ClassGoneError("This assignment was taken away. Ask your teacher for a new code.")
    if row is None:
        if address is not None:
            limits.wrong(store, limits.CODES, address, now, guess=read)
        raise NoSuchAssignmentError(
            "There is no assignment with this code. Look at the board once more, letter by letter."
        )
    class_ = classes.by_id(store, row.class_id, now)
    if class_.closed is not None:
        raise ClassClosedError
    return class_, _assignment(row._asdict())


def change(store: Store, class_id: str, id_: str, **changes: Any) -> Assignment:
    """The assignment with some of these changed: parts, settings, opens, due, answers,
    answers_shown, holding, hard, minutes, started. Raises NoSuchAssignment, BadAssignment."""
    if set(changes) - _CHANGEABLE:
        raise ValueError(f"these never change: {sorted(set(changes) - _CHANGEABLE)}")
    with store.writing() as connection:
        where = _one(class_id, id_)
        row = connection.execute(sa.select(*_COLUMNS).where(*where)).first()
        if row is None:
            raise NoSuchAssignmentError
        if "parts" in changes:
            changes["parts"] = list(changes["parts"])
        changed = {**row._asdict(), **changes}
        _check(changed)
        if changes:
            connection.execute(sa.update(_TABLE).where(*where).values(**changes))
    return _assignment(changed)


def hold(store: Store, class_id: str, id_: str, on: bool) -> Assignment:
    """Let everyone wait at the reveal, or let them go on."""
    return change(store, class_id, id_, holding=on)


def show_answers(store: Store, class_id: str, id_: str, on: bool = True) -> Assignment:
    """Show answers and reasons that had to wait, or keep them back again."""
    return change(store, class_id, id_, answers_shown=on)


def copy(store: Store, class_id: str, id_: str, to_class_id: str, now: datetime) -> Assignment:
    """The same assignment for another class, with a code of its own and nothing released."""
    found = by_id(store, class_id, id_)
    return make(
        store,
        to_class_id,
        found.content,
        now,
        parts=found.parts,
        settings=found.settings,
        opens=found.opens,
        due=found.due,
        answers=found.answers,
        hard=found.hard,
        minutes=found.minutes,
    )


def remove(store: Store, class_id: str, id_: str, now: datetime) -> None:
    """Take an assignment away; what pupils did for it stays theirs. For a day `undo.bring_back`
    has a copy. Raises NoSuchAssignment."""
    with store.writing() as connection:
        where = _one(class_id, id_)
        row = connection.execute(sa.select(_TABLE.c.code, _TABLE.c.content).where(*where)).first()
        if row is None:
            raise NoSuchAssignmentError
        undo.put_aside(connection, undo.ASSIGNMENT, class_id, [id_], row.content, now)
        connection.execute(sa.delete(_TABLE).where(*where))
        gone = store.insert_new(schema.gone_codes).values(code=row.code, time=now)
        connection.execute(gone)


def set_own_due(
    store: Store, class_id: str, id_: str, member_id: str, due: datetime | None
) -> None:
    """A day of one pupil's own on which it is due; None takes it away. Raises NoSuchAssignment,
    NoSuchMember."""
    by_id(store, class_id, id_)
    table, members = schema.own_due, schema.members
    mine = (table.c.assignment_id == id_, table.c.member_id == member_id)
    with store.writing() as connection:
        one = sa.select(members.c.id).where(members.c.id == member_id)
        if connection.execute(one.where(members.c.class_id == class_id)).first() is None:
            raise NoSuchMemberError
        connection.execute(sa.delete(table).where(*mine))
        if due is not None:
            row = {"assignment_id": id_, "member_id": member_id, "due": due}
            connection.execute(sa.insert(table).values(row))


def all_own_dues(store: Store, class_id: str) -> dict[tuple[str, str], datetime]:
    """As `own_dues` for all of a class: ids of assignment and pupil -> the day."""
    table = schema.own_due
    asked = sa.select(table).join(_TABLE, _TABLE.c.id == table.c.assignment_id)
    with store.reading() as connection:
        rows = connection.execute(asked.where(_TABLE.c.class_id == class_id))
        return {(row.assignment_id, row.member_id): row.due for row in rows}


def own_dues(store: Store, id_: str) -> dict[str, datetime]:
    """Pupils' ids -> the day of their own on which an assignment is due."""
    table = schema.own_due
    asked = sa.select(table.c.member_id, table.c.due).where(table.c.assignment_id == id_)
    with store.reading() as connection:
        return {row.member_id: row.due for row in connection.execute(asked)}


def _one(class_id: str, id_: str) -> tuple[sa.ColumnElement[bool], ...]:
    return _TABLE.c.class_id == class_id, _TABLE.c.id == id_
