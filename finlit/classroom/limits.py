"""Limits on wrong guesses, kept in the database so that they hold over several processes.

A right code or key is never refused, however many wrong ones others behind the same address have
sent: what guards the codes is their number. Wrong ones are noted by address until their limit is
reached, and answered ever more slowly (`pause`). The same wrong guess sent again is no new one, so
a page that is loaded anew with an old code slows nobody down.
Addresses and guesses are kept as keyed hashes, for a day at most; times from the future, which a
clock that was wrong has left, count for nothing.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
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

FREE = 5  # so many wrong ones in a visit are answered at once
LONGEST = 8.0


def pause(wrong_in_visit: int, *, address_is_over: bool = False) -> float:
    """Seconds after which a wrong guess is answered: none for a few typing mistakes, then 1, 2, 4
    and 8; at least 2 where the whole address has sent too many."""
    over = max(0, wrong_in_visit - FREE)
    own = min(LONGEST, float(2 ** min(over - 1, 10))) if over else 0.0
    return max(own, 2.0) if address_is_over else own


def bucket(address: str) -> str:
    """Whose tries count together: an IPv4 address, or the /64 of an IPv6 one, which is what one
    household or school is given. All without an address are one, ""."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0].strip())
    except ValueError:
        return ""
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    if found.ipv4_mapped is not None:
        return str(found.ipv4_mapped)
    return str(ipaddress.ip_network((found, 64), strict=False))


def is_over(
    store: Store, limit: Limit, address: str, now: datetime, *, class_id: str = ""
) -> datetime | None:
    """The moment at which a limit that is reached ends, or None where none is reached."""
    tries = schema.tries
    of_scope = sa.select(tries.c.time).where(
        tries.c.scope == _scope(limit, class_id),
        tries.c.time > now - limit.window,
        tries.c.time <= now,
    )
    of_address = of_scope.where(tries.c.address == _hashed(store, bucket(address)))
    for asked, most in ((of_address, limit.from_one), (of_scope, limit.from_all)):
        if most is None:
            continue
        nth_last = asked.order_by(tries.c.time.desc()).offset(most - 1).limit(1)
        with store.reading() as connection:
            time = connection.execute(nth_last).scalar()
        if time is not None:
            return time + limit.window
    return None


def wrong(
    store: Store, limit: Limit, address: str, now: datetime, *, guess: str, class_id: str = ""
) -> None:
    """Note a guess that was found wrong. Raises TooManyGuessesError, and notes nothing, beyond the
    limit: so guessing makes no rows without end."""
    until = is_over(store, limit, address, now, class_id=class_id)
    if until is not None:
        raise TooManyGuessesError(until, now)
    count(store, limit, address, now, class_id=class_id, guess=guess)


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
        "address": _hashed(store, bucket(address)),
        "guess": "" if guess is None else _hashed(store, f"{class_id}:{guess}"),
    }
    same = [tries.c[name] == value for name, value in row.items()]
    with store.writing() as connection:
        day = timedelta(days=1)
        old = sa.or_(tries.c.time < now - day, tries.c.time > now + day)
        connection.execute(sa.delete(tries).where(old))
        known = sa.select(tries.c.number).where(
            *same, tries.c.time > now - limit.window, tries.c.time <= now
        )
        if guess is None or connection.execute(known.limit(1)).first() is None:
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
