"""Pupils: a random alias and a return code, no name and no account."""

from __future__ import annotations

import hmac
from datetime import datetime

import sqlalchemy as sa

from finlit.classroom import classes, codes, keys, limits
from finlit.classroom.errors import (
    ClassClosedError,
    ClassFullError,
    ClassGoneError,
    NoSuchClassError,
    NoSuchMemberError,
    WrongReturnCodeError,
)
from finlit.classroom.model import Member
from finlit.classroom.store import schema
from finlit.classroom.store.store import Store

MOST = 300
_TABLE = schema.members
_COLUMNS = [_TABLE.c[name] for name in Member.__dataclass_fields__]


def join(store: Store, class_id: str, now: datetime, *, address: str = "") -> tuple[Member, str]:
    """A new pupil of the class, and the return code that is shown once.

    Joining has no limit but the class's size. Raises ClassClosed, ClassGone, ClassFull.
    """
    if classes.by_id(store, class_id, now).closed is not None:
        raise ClassClosedError
    secret = classes.return_secret(store, class_id)

    def add(connection: sa.Connection) -> tuple[Member, str] | None:
        aliases = sa.select(_TABLE.c.alias).where(_TABLE.c.class_id == class_id)
        taken = frozenset(connection.execute(aliases).scalars())
        if len(taken) >= MOST:
            raise ClassFullError(
                f"This class is full: {MOST} have joined. Your teacher can take out all who have "
                "done nothing."
            )
        code = codes.new_return_code()
        member = Member(keys.new_id(), class_id, codes.new_alias(taken), now)
        row = {**vars(member), "return_hash": keys.hashed_return_code(code, secret)}
        return (member, code) if store.add(connection, _TABLE, row) else None

    # Two who join at once may draw the same alias: the second one draws again.
    while (joined := store.write(add)) is None:
        pass
    return joined


def come_back(
    store: Store,
    code: str,
    return_code: str,
    now: datetime,
    *,
    address: str,
    member_id: str = "",
) -> Member:
    """The pupil with this return code in the class with this code, closed or not.

    `member_id` is what the pupil's own device kept. With it nothing is guessed, so the wrong
    guesses of others do not matter. Raises BadCode, NoSuchClass, ClassGone, WrongReturnCode,
    TooManyGuessesError.
    """
    typed = codes.read_return_code(return_code)
    known = _known(store, code, typed, member_id, now) if member_id else None
    if known is not None:
        return known
    class_ = classes.of_code(store, code, now, address=address)
    limits.check(store, limits.RETURN_CODES, address, now, class_id=class_.id)
    wanted = keys.hashed_return_code(typed, classes.return_secret(store, class_.id))
    asked = sa.select(*_COLUMNS, _TABLE.c.return_hash).where(_TABLE.c.class_id == class_.id)
    with store.reading() as connection:
        rows = connection.execute(asked).all()
    # All are compared, so that the time taken tells nothing.
    fitting = [row for row in rows if hmac.compare_digest(row.return_hash, wanted)]
    if not fitting:
        limits.count(store, limits.RETURN_CODES, address, now, class_id=class_.id, guess=typed)
        raise WrongReturnCodeError
    return Member(*fitting[0][: len(_COLUMNS)])


def _known(
    store: Store, code: str, return_code: str, member_id: str, now: datetime
) -> Member | None:
    """The pupil with this id, when the codes fit too."""
    try:
        class_ = classes.of_code(store, code, now)
    except (NoSuchClassError, ClassGoneError):
        return None
    wanted = keys.hashed_return_code(return_code, classes.return_secret(store, class_.id))
    asked = sa.select(*_COLUMNS, _TABLE.c.return_hash).where(*_one(class_.id, member_id))
    with store.reading() as connection:
        row = connection.execute(asked).first()
    if row is None or not hmac.compare_digest(row.return_hash, wanted):
        return None
    return Member(*row[: len(_COLUMNS)])


def of_class(store: Store, class_id: str) -> tuple[Member, ...]:
    """The class's pupils in the order of joining."""
    asked = sa.select(*_COLUMNS).where(_TABLE.c.class_id == class_id)
    with store.reading() as connection:
        rows = connection.execute(asked.order_by(_TABLE.c.joined, _TABLE.c.id)).all()
    return tuple(Member(**row._mapping) for row in rows)


def by_id(store: Store, class_id: str, member_id: str) -> Member:
    """One pupil of the class. Raises NoSuchMember, for another class's pupil too."""
    with store.reading() as connection:
        row = connection.execute(sa.select(*_COLUMNS).where(*_one(class_id, member_id))).first()
    if row is None:
        raise NoSuchMemberError
    return Member(**row._mapping)


def remove(store: Store, class_id: str, member_id: str) -> None:
    """Take a pupil out of the class, with all that was kept of them. Raises NoSuchMember."""
    with store.writing() as connection:
        if not connection.execute(sa.delete(_TABLE).where(*_one(class_id, member_id))).rowcount:
            raise NoSuchMemberError
    store.wipe()


def remove_idle(store: Store, class_id: str) -> int:
    """Take out all of whom nothing was kept, such as many that one joker made; how many."""
    worked = sa.select(schema.events.c.member_id).where(schema.events.c.class_id == class_id)
    idle = sa.delete(_TABLE).where(_TABLE.c.class_id == class_id, _TABLE.c.id.not_in(worked))
    with store.writing() as connection:
        count = connection.execute(idle).rowcount
    store.wipe()
    return count


def new_return_code(store: Store, class_id: str, member_id: str) -> str:
    """A new return code for a pupil who lost theirs; the old one ends. Raises NoSuchMember."""
    secret = classes.return_secret(store, class_id)
    code = codes.new_return_code()
    change = sa.update(_TABLE).where(*_one(class_id, member_id))
    with store.writing() as connection:
        hashed = keys.hashed_return_code(code, secret)
        if not connection.execute(change.values(return_hash=hashed)).rowcount:
            raise NoSuchMemberError
    return code


def _one(class_id: str, member_id: str) -> tuple[sa.ColumnElement[bool], ...]:
    return _TABLE.c.class_id == class_id, _TABLE.c.id == member_id
