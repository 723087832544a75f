"""Pupils: a random alias and a return code, no name and no account."""

from __future__ import annotations

import hmac
from datetime import datetime, timedelta

import sqlalchemy as sa

from finlit.classroom import classes, codes, keys, limits, undo
from finlit.classroom.errors import (
    ClassClosedError,
    ClassFullError,
    DoorClosedError,
    NoSuchMemberError,
    TooManyAtOnceError,
    WrongReturnCodeError,
)
from finlit.classroom.model import Member
from finlit.classroom.store import schema
from finlit.classroom.store.store import Store

MOST = 300
MOST_A_MINUTE = 120  # a lecture joins in three minutes; a script fills no class in seconds
_TABLE = schema.members
_COLUMNS = [_TABLE.c[name] for name in Member.__dataclass_fields__]


def join(store: Store, class_id: str, now: datetime) -> tuple[Member, str]:
    """A new pupil of the class, and the return code that is shown once.

    Raises ClassClosed, ClassGone, DoorClosedError, ClassFull, TooManyAtOnceError.
    """
    class_ = classes.by_id(store, class_id, now)
    if class_.closed is not None:
        raise ClassClosedError
    if class_.door_closed:
        raise DoorClosedError
    return _added(store, class_id, now, at_once=MOST_A_MINUTE)


def prepare(store: Store, class_id: str, now: datetime) -> tuple[Member, str]:
    """An alias that waits for its pupil, as on a printed card: as `join`, through a closed door and
    without the limit of a minute, for its teacher asks for it. Raises ClassGone, ClassFull."""
    classes.by_id(store, class_id, now)
    return _added(store, class_id, now, at_once=MOST + 1)


def _added(store: Store, class_id: str, now: datetime, *, at_once: int) -> tuple[Member, str]:
    secret = classes.return_secret(store, class_id)

    def add(connection: sa.Connection) -> tuple[Member, str] | None:
        _check_room(connection, class_id, now, at_once)
        code = codes.new_return_code()
        alias = codes.new_alias(_taken(connection, class_id))
        member = Member(keys.new_id(), class_id, alias, now)
        row = {**vars(member), "return_hash": keys.hashed_return_code(code, secret)}
        return (member, code) if store.add(connection, _TABLE, row) else None

    # Two who join at once may draw the same alias: the second one draws again.
    while (joined := store.write(add)) is None:
        pass
    return joined


def _check_room(connection: sa.Connection, class_id: str, now: datetime, at_once: int) -> None:
    joined = sa.select(sa.func.count()).where(_TABLE.c.class_id == class_id)
    if connection.execute(joined).scalar_one() >= MOST:
        raise ClassFullError(
            f"This class is full: {MOST} have joined. Your teacher can take out all who joined "
            "since some minutes."
        )
    minute = (_TABLE.c.joined > now - timedelta(minutes=1), _TABLE.c.joined <= now)
    if connection.execute(joined.where(*minute)).scalar_one() >= at_once:
        raise TooManyAtOnceError


def _taken(connection: sa.Connection, class_id: str) -> frozenset[str]:
    """Aliases of the class, and of who was taken out and may be brought back."""
    bin_ = schema.bin_
    aliases = sa.union(
        sa.select(_TABLE.c.alias).where(_TABLE.c.class_id == class_id),
        sa.select(bin_.c.label).where(bin_.c.class_id == class_id),
    )
    return frozenset(connection.execute(aliases).scalars())


def come_back(
    store: Store, code: str, return_code: str, now: datetime, *, address: str | None
) -> Member:
    """The pupil with this return code in the class with this code, closed or not.

    The right one is never refused, whatever others have sent. Raises BadCode, NoSuchClass,
    ClassGone, WrongReturnCode, TooManyGuessesError.
    """
    typed = codes.read_return_code(return_code)
    class_ = classes.of_code(store, code, now, address=address)
    wanted = keys.hashed_return_code(typed, classes.return_secret(store, class_.id))
    asked = sa.select(*_COLUMNS, _TABLE.c.return_hash).where(_TABLE.c.class_id == class_.id)
    with store.reading() as connection:
        rows = connection.execute(asked).all()
    # All are compared, so that the time taken tells nothing.
    fitting = [row for row in rows if hmac.compare_digest(row.return_hash, wanted)]
    if not fitting:
        if address is not None:
            limits.wrong(store, limits.RETURN_CODES, address, now, class_id=class_.id, guess=typed)
        raise WrongReturnCodeError
    return Member(*fitting[0][: len(_COLUMNS)])


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


def remove(store: Store, class_id: str, member_id: str, now: datetime) -> None:
    """Take a pupil out of the class, with all that was kept of them; for a day
    `undo.bring_back` has a copy. Raises NoSuchMember."""
    if not _take_out(store, class_id, now, _TABLE.c.id == member_id):
        raise NoSuchMemberError


def remove_idle(store: Store, class_id: str, now: datetime) -> int:
    """Take out all of whom nothing was kept, such as many that one joker made; how many."""
    worked = sa.select(schema.events.c.member_id).where(schema.events.c.class_id == class_id)
    return _take_out(store, class_id, now, _TABLE.c.id.not_in(worked))


def remove_since(store: Store, class_id: str, since: datetime, now: datetime) -> int:
    """Take out all who joined at this moment or later, whatever they did; how many."""
    return _take_out(store, class_id, now, _TABLE.c.joined >= since)


def _take_out(store: Store, class_id: str, now: datetime, which: sa.ColumnElement[bool]) -> int:
    where = (_TABLE.c.class_id == class_id, which)
    with store.writing() as connection:
        rows = connection.execute(sa.select(_TABLE.c.id, _TABLE.c.alias).where(*where)).all()
        if rows:
            ids = [row.id for row in rows]
            label = rows[0].alias if len(rows) == 1 else f"{len(rows)} pupils"
            undo.put_aside(connection, undo.PUPILS, class_id, ids, label, now)
            connection.execute(sa.delete(_TABLE).where(_TABLE.c.id.in_(ids)))
    store.wipe()
    return len(rows)


def more_time(store: Store, class_id: str) -> dict[str, int]:
    """Ids of pupils whose timers give more time -> percent."""
    asked = sa.select(_TABLE.c.id, _TABLE.c.more_time).where(
        _TABLE.c.class_id == class_id, _TABLE.c.more_time > 0
    )
    with store.reading() as connection:
        return {row.id: row.more_time for row in connection.execute(asked)}


def set_more_time(store: Store, class_id: str, member_id: str, percent: int) -> None:
    """How much more time timers give a pupil. Raises NoSuchMember, ValueError."""
    if not 0 <= percent <= 300:
        raise ValueError("more time is 0 to 300 percent")
    with store.writing() as connection:
        change = sa.update(_TABLE).where(*_one(class_id, member_id)).values(more_time=percent)
        if not connection.execute(change).rowcount:
            raise NoSuchMemberError


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
