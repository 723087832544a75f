"""Who opens a class: the teacher's key, a helper's key, and a pass for one computer until tonight.

Classes in one ring are under one key: it is changed for all of them at once, and whoever opens one
is in all. A helper's key opens one class and deletes nothing. A pass is a random number that a
browser keeps; its hash and its end are in the database, and a changed key ends it.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from finlit.classroom import classes, codes, expiry, keys, limits
from finlit.classroom.errors import ClassGoneError, NoSuchClassError, WrongKeyError
from finlit.classroom.model import Class
from finlit.classroom.store import schema
from finlit.classroom.store.store import Store

TEACHER, HELPER = "teacher", "helper"
_CLASSES, _PASSES = schema.classes, schema.passes


@dataclass(frozen=True)
class Access:
    """A class that was opened, and as whom: "teacher" or "helper"."""

    class_: Class
    role: str


def open_with_key(store: Store, code: str, key: str, now: datetime, *, address: str) -> Access:
    """The class for its teacher or a helper, closed or not.

    The right key is never refused: a pupil who sends wrong ones locks no teacher out, and one of
    2,000^6 is past guessing at any rate. A class that is over and not yet deleted is kept a month
    longer when its teacher's key is given. Raises BadCode for what is no code or key at all,
    NoSuchClass, ClassGone, WrongKey, TooManyGuessesError.
    """
    typed, read = codes.read_key(key), codes.read_class_code(code)
    expiry.purge_sometimes(store, now)
    asked = sa.select(_CLASSES.c.id, _CLASSES.c.key_hash, _CLASSES.c.helper_hash)
    with store.reading() as connection:
        row = connection.execute(asked.where(_CLASSES.c.code == read)).first()
    if row is not None and keys.is_key(typed, row.key_hash):
        return Access(_still_wanted(store, row.id, now), TEACHER)
    if row is not None and row.helper_hash and keys.is_key(typed, row.helper_hash):
        return Access(classes.by_id(store, row.id, now), HELPER)
    found = classes.of_code(store, read, now, address=address)
    limits.wrong(store, limits.KEYS, address, now, class_id=found.id, guess=typed)
    raise WrongKeyError


def _still_wanted(store: Store, class_id: str, now: datetime) -> Class:
    change = sa.update(_CLASSES).where(_CLASSES.c.id == class_id, _CLASSES.c.expires <= now)
    with store.writing() as connection:
        month = classes.months_later(now, 1)
        connection.execute(change.values(expires=month, over_since=None))
    return classes.by_id(store, class_id, now)


def ring(store: Store, class_: Class, now: datetime) -> tuple[Class, ...]:
    """All classes under this one's key, the oldest first; this one is among them."""
    if class_.ring is None:
        return (class_,)
    columns = [_CLASSES.c[name] for name in Class.__dataclass_fields__]
    asked = sa.select(*columns).where(_CLASSES.c.ring == class_.ring, _CLASSES.c.expires > now)
    with store.reading() as connection:
        rows = connection.execute(asked.order_by(_CLASSES.c.created, _CLASSES.c.id)).all()
    return tuple(Class(**row._mapping) for row in rows)


def put_under(store: Store, class_id: str, other_id: str, now: datetime) -> None:
    """Let a class open with the key of another one from now on; its own key ends.

    Both were opened by their teacher before. Raises ClassGone.
    """
    with store.writing() as connection:
        asked = sa.select(_CLASSES.c.key_hash, _CLASSES.c.ring).where(_CLASSES.c.id == other_id)
        row = connection.execute(asked).first()
        if row is None:
            raise ClassGoneError
        same = {"key_hash": row.key_hash, "ring": row.ring or keys.new_id()}
        both = _CLASSES.c.id.in_([class_id, other_id])
        connection.execute(sa.update(_CLASSES).where(both).values(**same))
        connection.execute(sa.delete(_PASSES).where(_PASSES.c.class_id == class_id))
    classes.by_id(store, class_id, now)


def change_key(store: Store, class_id: str, now: datetime) -> str:
    """A new teacher key for this class and all under the same one; it is shown once.

    The old one, and every pass, ends. Raises ClassGone.
    """
    found = classes.by_id(store, class_id, now)
    key = codes.new_key()
    hashed = keys.hashed_key(key)
    mine = _CLASSES.c.id == class_id if found.ring is None else _CLASSES.c.ring == found.ring
    with store.writing() as connection:
        ids = connection.execute(sa.select(_CLASSES.c.id).where(mine)).scalars().all()
        connection.execute(sa.update(_CLASSES).where(mine).values(key_hash=hashed))
        connection.execute(sa.delete(_PASSES).where(_PASSES.c.class_id.in_(ids)))
    return key


def new_helper_key(store: Store, class_id: str, now: datetime) -> str:
    """A key for a substitute or an assistant, shown once; an older one ends. Raises ClassGone."""
    key = codes.new_key()
    _set_helper(store, class_id, keys.hashed_key(key), now)
    return key


def end_helper_key(store: Store, class_id: str, now: datetime) -> None:
    """Let the helper's key open nothing more. Raises ClassGone."""
    _set_helper(store, class_id, None, now)


def has_helper(store: Store, class_id: str) -> bool:
    """Whether there is a helper's key."""
    asked = sa.select(_CLASSES.c.helper_hash).where(_CLASSES.c.id == class_id)
    with store.reading() as connection:
        return connection.execute(asked).scalar() is not None


def _set_helper(store: Store, class_id: str, hashed: str | None, now: datetime) -> None:
    classes.by_id(store, class_id, now)
    helpers = (_PASSES.c.class_id == class_id, _PASSES.c.role == HELPER)
    with store.writing() as connection:
        change = sa.update(_CLASSES).where(_CLASSES.c.id == class_id)
        connection.execute(change.values(helper_hash=hashed))
        connection.execute(sa.delete(_PASSES).where(*helpers))


def new_pass(store: Store, opened: Iterable[Access], until: datetime) -> str:
    """A pass that opens these classes on one computer until then; the browser keeps it."""
    token = secrets.token_urlsafe(32)
    rows = [
        {"hash": _hashed(token), "class_id": each.class_.id, "role": each.role, "until": until}
        for each in opened
    ]
    with store.writing() as connection:
        connection.execute(sa.insert(_PASSES), rows)
    return token


def opened_by(store: Store, token: str, now: datetime) -> tuple[Access, ...]:
    """The classes that a pass opens, the oldest first; () for a pass that opens nothing."""
    asked = sa.select(_PASSES.c.class_id, _PASSES.c.role).where(
        _PASSES.c.hash == _hashed(token), _PASSES.c.until > now
    )
    with store.reading() as connection:
        rows = connection.execute(asked).all()
    found = []
    for row in rows:
        try:
            found.append(Access(classes.by_id(store, row.class_id, now), row.role))
        except (ClassGoneError, NoSuchClassError):
            continue
    return tuple(sorted(found, key=lambda each: (each.class_.created, each.class_.id)))


def end_pass(store: Store, token: str) -> None:
    """Let a pass open nothing more."""
    with store.writing() as connection:
        connection.execute(sa.delete(_PASSES).where(_PASSES.c.hash == _hashed(token)))


def _hashed(token: str) -> str:
    # Of 256 random bits, so that no slow hash is needed.
    return hashlib.sha256(token.encode()).hexdigest()
