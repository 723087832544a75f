"""Classes: made without a name or an e-mail, closed, extended, deleted; see also `teacher_keys`.

`find` and `assignments.by_code` take the address of who typed a code, for wrong ones are counted;
None where nobody typed it. `of_code` and `by_id` give a closed class as well. `slip_seed` is the
private half of a class's key for slips.
"""

from __future__ import annotations

import calendar
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from finlit.classroom import codes, expiry, keys, limits, undo
from finlit.classroom.errors import (
    ClassClosedError,
    ClassGoneError,
    ClassroomError,
    NoSuchClassError,
)
from finlit.classroom.model import Class
from finlit.classroom.store import schema
from finlit.classroom.store.store import Store

MONTHS = (1, 24)
MOST = 100_000
_TABLE = schema.classes
_COLUMNS = [_TABLE.c[name] for name in Class.__dataclass_fields__]


class TooManyClassesError(ClassroomError):
    """The database holds as many classes as it may."""

    sentence = (
        "This server holds as many classes as it can. Ask whoever looks after it to make room."
    )


def make(
    store: Store, now: datetime, *, months: int = 12, address: str | None = None, under: str = ""
) -> tuple[Class, str]:
    """A new class and its teacher key, which is nowhere else and shown once.

    It ends after `months`, 1 to 24. With `under`, the id of a class that its teacher has opened, it
    opens with that one's key, and the key given back is "". Raises TooManyClassesError, ClassGone.
    """
    expiry.purge_sometimes(store, now)
    if address is not None and limits.is_over(store, limits.CLASSES, address, now) is None:
        limits.count(store, limits.CLASSES, address, now)
    key, seed = "" if under else codes.new_key(), keys.new_secret()
    row: dict[str, Any] = {
        "id": keys.new_id(),
        "name": codes.new_class_name(),
        "created": now,
        "expires": months_later(now, months),
        "closed": None,
        "slip_seed": seed,
        "check_key": keys.check_key(seed),
        "return_secret": keys.new_secret(),
        "door_closed": False,
        "ring": None,
    }
    if not under:
        row["key_hash"] = keys.hashed_key(key)
    while True:
        row["code"] = codes.new_class_code()
        with store.writing() as connection:
            _make_room(connection, store, now)
            if under:
                row |= _same_key(connection, under)
            # Checked first: a link to a class that is gone never leads into another one.
            if not was_given(connection, row["code"]) and store.add(connection, _TABLE, row):
                return Class(**{column.name: row[column.name] for column in _COLUMNS}), key


def _same_key(connection: sa.Connection, class_id: str) -> dict[str, Any]:
    """Key and ring of a class, which gets a ring with its second class."""
    where = _TABLE.c.id == class_id
    row = connection.execute(sa.select(_TABLE.c.key_hash, _TABLE.c.ring).where(where)).first()
    if row is None:
        raise ClassGoneError
    ring = row.ring or keys.new_id()
    connection.execute(sa.update(_TABLE).where(where).values(ring=ring))
    return {"key_hash": row.key_hash, "ring": ring}


def _make_room(connection: sa.Connection, store: Store, now: datetime) -> None:
    """Delete classes that were made and never used, where there are too many."""
    counted = sa.select(sa.func.count()).select_from(_TABLE)
    if connection.execute(counted).scalar_one() < MOST:
        return
    used = sa.union(
        sa.select(schema.members.c.class_id), sa.select(schema.assignments.c.class_id)
    ).scalar_subquery()
    unused = sa.select(_TABLE.c.id).where(
        _TABLE.c.id.not_in(used), _TABLE.c.created < now - timedelta(days=1)
    )
    expiry.delete_rows(connection, store, connection.execute(unused).scalars().all(), now)
    if connection.execute(counted).scalar_one() >= MOST:
        raise TooManyClassesError


def months_later(day: datetime, months: int) -> datetime:
    """The same day and time so many months later, or the month's last day where it is shorter."""
    if not MONTHS[0] <= months <= MONTHS[1]:
        raise ValueError(f"a class lives {MONTHS[0]} to {MONTHS[1]} months, not {months}")
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return day.replace(
        year=year, month=month, day=min(day.day, calendar.monthrange(year, month)[1])
    )


def find(store: Store, code: str, now: datetime, *, address: str | None = None) -> Class:
    """The class with this code, for who joins it.

    Raises BadCode, NoSuchClass, ClassClosed, ClassGone, TooManyGuessesError.
    """
    found = of_code(store, code, now, address=address)
    if found.closed is not None:
        raise ClassClosedError
    return found


def of_code(store: Store, text: str, now: datetime, *, address: str | None = None) -> Class:
    """The class with this code, closed or not; see `find`."""
    code = codes.read_class_code(text)
    expiry.purge_sometimes(store, now)
    with store.reading() as connection:
        row = connection.execute(sa.select(*_COLUMNS).where(_TABLE.c.code == code)).first()
        gone = row is None and was_given(connection, code)
    if row is not None and row.expires > now:
        return Class(**row._mapping)
    if row is not None or gone:
        raise ClassGoneError
    if address is not None:
        limits.wrong(store, limits.CODES, address, now, guess=code)
    raise NoSuchClassError


def was_given(connection: sa.Connection, code: str) -> bool:
    """Whether a code was that of a class or an assignment which is gone."""
    asked = sa.select(schema.gone_codes.c.code).where(schema.gone_codes.c.code == code)
    return connection.execute(asked).first() is not None


def by_id(store: Store, class_id: str, now: datetime) -> Class:
    """The class as it is now, closed or not. Raises ClassGone."""
    with store.reading() as connection:
        row = connection.execute(sa.select(*_COLUMNS).where(_TABLE.c.id == class_id)).first()
    if row is None or row.expires <= now:
        raise ClassGoneError
    return Class(**row._mapping)


def slip_seed(store: Store, class_id: str) -> bytes:
    """The Ed25519 seed that signs the class's result slips. Raises ClassGone."""
    return bytes.fromhex(_secret(store, class_id, "slip_seed"))


def return_secret(store: Store, class_id: str) -> str:
    """What keys the hashes of the class's return codes. Raises ClassGone."""
    return _secret(store, class_id, "return_secret")


def _secret(store: Store, class_id: str, column: str) -> str:
    with store.reading() as connection:
        found = connection.execute(
            sa.select(_TABLE.c[column]).where(_TABLE.c.id == class_id)
        ).scalar()
    if found is None:
        raise ClassGoneError
    return found


def close(store: Store, class_id: str, now: datetime) -> Class:
    """Let nobody join or hand in from now on; the teacher still sees everything."""
    return _changed(store, class_id, now, closed=now)


def reopen(store: Store, class_id: str, now: datetime) -> Class:
    """Open a closed class again."""
    return _changed(store, class_id, now, closed=None)


def close_door(store: Store, class_id: str, on: bool, now: datetime) -> Class:
    """Let nobody new join; whoever has joined works on and comes back. False opens it again."""
    return _changed(store, class_id, now, door_closed=on)


def rename(store: Store, class_id: str, name: str, now: datetime) -> Class:
    """Another name, of those that `codes.is_class_name` knows. Raises ValueError for any other."""
    if not codes.is_class_name(name):
        raise ValueError("a class is called by two words of the list, or by a word and a number")
    return _changed(store, class_id, now, name=name)


def extend(store: Store, class_id: str, months: int, now: datetime) -> Class:
    """Let the class delete itself so many months from now instead."""
    return _changed(store, class_id, now, expires=months_later(now, months))


def _changed(store: Store, class_id: str, now: datetime, **changes: Any) -> Class:
    by_id(store, class_id, now)
    with store.writing() as connection:
        connection.execute(sa.update(_TABLE).where(_TABLE.c.id == class_id).values(**changes))
    return by_id(store, class_id, now)


def delete(store: Store, class_id: str, now: datetime) -> None:
    """Delete the class, its pupils, assignments and all they did. A second time does nothing.

    For a day `undo.bring_back` has a copy.
    """
    with store.writing() as connection:
        name = connection.execute(sa.select(_TABLE.c.name).where(_TABLE.c.id == class_id)).scalar()
        if name is not None:
            undo.put_aside(connection, undo.CLASS, class_id, [class_id], name, now)
            expiry.delete_rows(connection, store, [class_id], now)
    store.wipe()
