"""Classes: made without a name or an e-mail, opened by their key, closed, extended, deleted.

`find` and `assignments.by_code` take the address, for wrong codes are limited too. `of_code` and
`by_id` give a closed class as well. `slip_seed` is the private half of a class's key for slips.
"""

from __future__ import annotations

import calendar
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from finlit.classroom import codes, expiry, keys, limits
from finlit.classroom.errors import (
    ClassClosedError,
    ClassGoneError,
    NoSuchClassError,
    WrongKeyError,
)
from finlit.classroom.model import Class
from finlit.classroom.store import schema
from finlit.classroom.store.store import Store

MONTHS = (1, 24)
_TABLE = schema.classes
_COLUMNS = [_TABLE.c[name] for name in Class.__dataclass_fields__]


def make(store: Store, now: datetime, *, months: int = 12, address: str = "") -> tuple[Class, str]:
    """A new class and its teacher key, which is nowhere else and shown once.

    It deletes itself after `months`, 1 to 24. Raises TooManyGuessesError where very many were made
    from this address within the hour.
    """
    expiry.purge_sometimes(store, now)
    if address:
        limits.check(store, limits.CLASSES, address, now)
        limits.count(store, limits.CLASSES, address, now)
    key, seed = codes.new_key(), keys.new_secret()
    row: dict[str, Any] = {
        "id": keys.new_id(),
        "name": codes.new_class_name(),
        "created": now,
        "expires": months_later(now, months),
        "closed": None,
        "key_hash": keys.hashed_key(key),
        "slip_seed": seed,
        "check_key": keys.check_key(seed),
        "return_secret": keys.new_secret(),
    }
    while True:
        row["code"] = codes.new_class_code()
        with store.writing() as connection:
            # Checked first: a link to a class that is gone never leads into another one.
            if not was_given(connection, row["code"]) and store.add(connection, _TABLE, row):
                return Class(**{column.name: row[column.name] for column in _COLUMNS}), key


def months_later(day: datetime, months: int) -> datetime:
    """The same day and time so many months later, or the month's last day where it is shorter."""
    if not MONTHS[0] <= months <= MONTHS[1]:
        raise ValueError(f"a class lives {MONTHS[0]} to {MONTHS[1]} months, not {months}")
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return day.replace(
        year=year, month=month, day=min(day.day, calendar.monthrange(year, month)[1])
    )


def find(store: Store, code: str, now: datetime, *, address: str = "") -> Class:
    """The class with this code, for who joins it.

    Raises BadCode, NoSuchClass, ClassClosed, ClassGone, TooManyGuessesError.
    """
    found = of_code(store, code, now, address=address)
    if found.closed is not None:
        raise ClassClosedError
    return found


def of_code(store: Store, text: str, now: datetime, *, address: str = "") -> Class:
    """The class with this code, closed or not; see `find`."""
    code = codes.read_class_code(text)
    expiry.purge_sometimes(store, now)
    if address:
        limits.check(store, limits.CODES, address, now)
    with store.reading() as connection:
        row = connection.execute(sa.select(*_COLUMNS).where(_TABLE.c.code == code)).first()
        gone = row is None and was_given(connection, code)
    if row is not None and row.expires > now:
        return Class(**row._mapping)
    if row is not None or gone:
        raise ClassGoneError
    if address:
        limits.count(store, limits.CODES, address, now, guess=code)
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


def open_with_key(store: Store, code: str, key: str, now: datetime, *, address: str) -> Class:
    """The class for its teacher, closed or not.

    The right key is never refused: a pupil who sends wrong ones locks no teacher out, and one of
    2,000^6 is past guessing at any rate. Raises BadCode for what is no code or key at all,
    NoSuchClass, ClassGone, WrongKey, TooManyGuessesError.
    """
    typed = codes.read_key(key)
    try:
        found = of_code(store, code, now)
        if keys.is_key(typed, _secret(store, found.id, "key_hash")):
            return found
    except (NoSuchClassError, ClassGoneError):
        pass  # told below, as often as the limits allow
    found = of_code(store, code, now, address=address)
    limits.check(store, limits.KEYS, address, now, class_id=found.id)
    limits.count(store, limits.KEYS, address, now, class_id=found.id, guess=typed)
    raise WrongKeyError


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


def extend(store: Store, class_id: str, months: int, now: datetime) -> Class:
    """Let the class delete itself so many months from now instead."""
    return _changed(store, class_id, now, expires=months_later(now, months))


def _changed(store: Store, class_id: str, now: datetime, **changes: Any) -> Class:
    by_id(store, class_id, now)
    with store.writing() as connection:
        connection.execute(sa.update(_TABLE).where(_TABLE.c.id == class_id).values(**changes))
    return by_id(store, class_id, now)


def delete(store: Store, class_id: str, now: datetime) -> None:
    """Delete the class, its pupils, assignments and all they did. A second time does nothing."""
    with store.writing() as connection:
        expiry.delete_rows(connection, store, [class_id], now)
    store.wipe()
