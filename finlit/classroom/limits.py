"""Limits on wrong guesses, kept in the database so that they hold over several processes.

Only what went wrong is counted, so a school of 500 behind one address that joins, mistypes and
joins again is not locked out; what guards the codes is their number, not the limit. Nor is a
teacher with the right key, or a pupil on a device that knows them, however many wrong guesses
others send. The same wrong guess sent again is no new one, so a page that is loaded anew with an
old code locks nobody out.
Addresses and guesses are kept as keyed hashes, for a day at most.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from finlit.classroom.errors import TooManyGuessesError
from finlit.classroom.store import schema
from finlit.classroom.store.store import Store


@dataclass(frozen=True)
class Limit:
    """So many tries within `window` from one address, and from all together (None: no limit)."""

    name: str
    from_one: int
    from_all: int | None
    window: timedelta


_QUARTER, _HOUR = timedelta(minutes=15), timedelta(hours=1)
# A key is one of 2,000^6 and a return code one of 23^8: thousands of years at these rates.
KEYS = Limit("key", 60, 300, _QUARTER)
RETURN_CODES = Limit("return", 200, 1_000, _QUARTER)
# Class codes are one of some hundred million.
CODES = Limit("code", 600, None, _HOUR)
CLASSES = Limit("make", 200, None, _HOUR)


def check(store: Store, limit: Limit, address: str, now: datetime, *, class_id: str = "") -> None:
    """Raise TooManyGuessesError where one of the limits is reached, with the time of its end."""
    tries = schema.tries
    of_scope = sa.select(tries.c.time).where(
        tries.c.scope == _scope(limit, class_id), tries.c.time > now - limit.window
    )
    of_address = of_scope.where(tries.c.address == _hashed(store, address))
    for asked, most in ((of_address, limit.from_one), (of_scope, limit.from_all)):
        if most is None:
            continue
        nth_last = asked.order_by(tries.c.time.desc()).offset(most - 1).limit(1)
        with store.reading() as connection:
            time = connection.execute(nth_last).scalar()
        if time is not None:
            raise TooManyGuessesError(time + limit.window, now)


def count(
    store: Store,
    limit: Limit,
    address: str,
    now: datetime,
    *,
    class_id: str = "",
    guess: str | None = None,
) -> None:
    """Note one try, and forget those of yesterday. A `guess` is counted once in a window."""
    tries = schema.tries
    row = {
        "scope": _scope(limit, class_id),
        "address": _hashed(store, address),
        "guess": "" if guess is None else _hashed(store, f"{class_id}:{guess}"),
    }
    same = [tries.c[name] == value for name, value in row.items()]
    with store.writing() as connection:
        connection.execute(sa.delete(tries).where(tries.c.time < now - timedelta(days=1)))
        known = sa.select(tries.c.number).where(*same, tries.c.time > now - limit.window).limit(1)
        if guess is None or connection.execute(known).first() is None:
            connection.execute(sa.insert(tries).values(**row, time=now))


def _scope(limit: Limit, class_id: str) -> str:
    return f"{limit.name}:{class_id}"


def _hashed(store: Store, text: str) -> str:
    key = bytes.fromhex(_address_key(store))
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()[:32]


def _address_key(store: Store) -> str:
    asked = sa.select(schema.secrets.c.value).where(schema.secrets.c.name == "address")
    with store.reading() as connection:
        found = connection.execute(asked).scalar()
    if found is not None:
        return found
    with store.writing() as connection:
        made = {"name": "address", "value": secrets.token_hex(32)}
        connection.execute(store.insert_new(schema.secrets).values(made))
        return connection.execute(asked).scalar_one()
