"""What pupils did: events appended once each, never changed; progress is a query over them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from finlit.classroom import standings, times
from finlit.classroom.errors import (
    ClassClosedError,
    ClassGoneError,
    ClassroomError,
    NoSuchMemberError,
)
from finlit.classroom.model import Assignment, Kept, Member
from finlit.classroom.store import schema
from finlit.classroom.store.store import Store
from finlit.learning.progress import Event, Log

MOST = 3_000  # of a pupil: a year's work is some hundreds
_TABLE = schema.events
_ID = re.compile(r"[A-Za-z0-9_.-]{1,64}")
# What pages put into an event. Nothing else is kept, for even a name may be made to say something.
_NAMES = {
    *("value", "second", "right", "assignment", "shown"),  # guesses, votes, answers
    *("stretch", "low", "high"),  # forecasts
    *("chance", "put"),  # rounds of the game
}


class TooMuchError(ClassroomError):
    """More events than a pupil makes."""

    sentence = "This alias has done more than fits. Join the class again with a new one."


def keep(
    store: Store,
    member: Member,
    assignment: Assignment | None,
    events: Iterable[Event],
    now: datetime,
) -> frozenset[str]:
    """Append events of a pupil; the ids of those that are in the database now, old or new.

    Safe to repeat: an event whose id the pupil has already sent is passed over. Events of other
    content than the assignment's are kept without one. Of a payload what pages put in is kept, and
    texts only where they are ids, so nothing that was typed gets in. Raises StoreError,
    ClassClosed, ClassGone, NoSuchMember, TooMuch.
    """
    if assignment is not None and assignment.class_id != member.class_id:
        raise ValueError("the assignment is another class's")
    # In the order of the pupil's clock; it is one order everywhere, so two tabs that send the same
    # events do not lock each other.
    in_order = sorted(events, key=lambda event: (event.time, event.id))
    rows = [_row(member, assignment, event, now) for event in in_order]
    if not rows:
        return frozenset()

    def append(connection: sa.Connection) -> None:
        _check_open(connection, member, now)
        is_there = assignment is None or (
            _is_there(connection, schema.assignments, assignment.id)
            and not _has_ended(connection, member, assignment, now)
        )
        known = sa.select(sa.func.count()).where(_TABLE.c.member_id == member.id)
        if connection.execute(known).scalar_one() + len(rows) > MOST:
            raise TooMuchError
        for row in rows:
            placed = row if is_there else {**row, "assignment_id": None}
            added = store.insert_new(_TABLE).values(placed).returning(_TABLE.c.number)
            number = connection.execute(added).scalar()
            if number is not None and placed["assignment_id"] is not None:
                standings.keep(connection, store, placed, number)

    store.write(append)
    return frozenset(row["id"] for row in rows)


def _check_open(connection: sa.Connection, member: Member, now: datetime) -> None:
    classes = schema.classes
    asked = sa.select(classes.c.closed, classes.c.expires).where(classes.c.id == member.class_id)
    row = connection.execute(asked).first()
    if row is None or row.expires <= now:
        raise ClassGoneError
    if row.closed is not None:
        raise ClassClosedError
    if not _is_there(connection, schema.members, member.id):
        raise NoSuchMemberError


def _has_ended(
    connection: sa.Connection, member: Member, assignment: Assignment, now: datetime
) -> bool:
    """Whether a hard end is over for this pupil: then events are kept and count for nothing."""
    if not assignment.hard:
        return False
    own, members = schema.own_due, schema.members
    mine = (own.c.assignment_id == assignment.id, own.c.member_id == member.id)
    day = connection.execute(sa.select(own.c.due).where(*mine)).scalar()
    more = sa.select(members.c.more_time).where(members.c.id == member.id)
    return times.has_ended(assignment, now, day, connection.execute(more).scalar() or 0)


def _is_there(connection: sa.Connection, table: sa.Table, id_: str) -> bool:
    """Whether a row is there, which then stays until the transaction ends (PostgreSQL)."""
    asked = sa.select(table.c.id).where(table.c.id == id_)
    return connection.execute(asked.with_for_update(read=True, key_share=True)).first() is not None


def _row(
    member: Member, assignment: Assignment | None, event: Event, now: datetime
) -> dict[str, Any]:
    of_assignment = assignment is not None and assignment.covers(event.content)
    return {
        "class_id": member.class_id,
        "member_id": member.id,
        "assignment_id": assignment.id if assignment is not None and of_assignment else None,
        "id": event.id,
        "kind": event.kind,
        "content": event.content,
        "version": event.version,
        "payload": _without_text(event.payload),
        "time": event.time,
        "received": now,
    }


def _without_text(payload: Mapping[str, Any]) -> dict[str, Any]:
    return {
        key: value
        for key, value in payload.items()
        if key in _NAMES and (not isinstance(value, str) or _ID.fullmatch(value))
    }


def of_member(store: Store, member: Member) -> Log:
    """All that the class knows of one pupil, in the order of the pupil's own clock."""
    asked = sa.select(_TABLE).where(
        _TABLE.c.class_id == member.class_id, _TABLE.c.member_id == member.id
    )
    with store.reading() as connection:
        rows = connection.execute(asked.order_by(_TABLE.c.number)).all()
    return Log(_event(row) for row in rows)


def of_class(store: Store, class_id: str, assignment_id: str | None = None) -> tuple[Kept, ...]:
    """All that the class, or one of its assignments, has, in the order of coming in, which no clock
    can change; what came in at once is in the order of the pupil's clock."""
    asked = sa.select(_TABLE).where(_TABLE.c.class_id == class_id)
    if assignment_id is not None:
        asked = asked.where(_TABLE.c.assignment_id == assignment_id)
    with store.reading() as connection:
        rows = connection.execute(asked.order_by(_TABLE.c.number)).all()
    return tuple(Kept(row.member_id, row.assignment_id, _event(row), row.received) for row in rows)


def _event(row: Any) -> Event:
    return Event(
        id=row.id,
        learner=row.member_id,
        kind=row.kind,
        content=row.content,
        version=row.version,
        payload=row.payload,
        time=row.time,
    )
