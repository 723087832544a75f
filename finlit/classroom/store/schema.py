"""The tables, in SQLAlchemy Core: the same on SQLite and PostgreSQL.

A change of a table is a new migration in `migrations/versions`, and `VERSION` its name; a test
holds both in step. Everything about a class hangs on its row and is deleted with it.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

VERSION = "0004"


class Moment(sa.types.TypeDecorator[datetime]):
    """An aware time, kept in UTC; SQLite has no zones, so none is written there."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("times in the database are aware")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


metadata = sa.MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)

# Counts upwards; SQLite counts by itself only for this type.
Number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _of_class() -> sa.Column[str]:
    return sa.Column(
        "class_id",
        sa.String(32),
        sa.ForeignKey("classes.id", ondelete="CASCADE"),
        nullable=False,
    )


def _flag(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean, nullable=False, server_default=sa.false())


def _count(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False, server_default=sa.text("0"))


classes = sa.Table(
    "classes",
    metadata,
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("code", sa.String(8), nullable=False, unique=True),
    sa.Column("name", sa.String(40), nullable=False),
    sa.Column("created", Moment, nullable=False),
    sa.Column("expires", Moment, nullable=False, index=True),
    sa.Column("closed", Moment),
    sa.Column("key_hash", sa.String(128), nullable=False),  # argon2id
    sa.Column("slip_seed", sa.String(64), nullable=False),  # signs result slips, hex
    sa.Column("check_key", sa.String(56), nullable=False),  # checks them, base32
    sa.Column("return_secret", sa.String(64), nullable=False),  # keys the return codes' hashes, hex
    _flag("door_closed"),
    sa.Column("helper_hash", sa.String(128)),  # argon2id
    sa.Column("ring", sa.String(32), index=True),  # the same for all classes under one key
    # Since when it has been found over. Cleared when the clock was put back.
    sa.Column("over_since", Moment),
)

members = sa.Table(
    "members",
    metadata,
    sa.Column("id", sa.String(32), primary_key=True),
    _of_class(),
    sa.Column("alias", sa.String(40), nullable=False),
    sa.Column("joined", Moment, nullable=False),
    sa.Column("return_hash", sa.String(64), nullable=False),
    _count("more_time"),  # percent
    sa.UniqueConstraint("class_id", "alias"),
    sa.UniqueConstraint("class_id", "return_hash"),
)

assignments = sa.Table(
    "assignments",
    metadata,
    sa.Column("id", sa.String(32), primary_key=True),
    _of_class(),
    sa.Column("code", sa.String(8), nullable=False, unique=True),
    sa.Column("content", sa.String(140), nullable=False),
    sa.Column("parts", sa.JSON, nullable=False),
    sa.Column("settings", sa.JSON, nullable=False),
    sa.Column("opens", Moment),
    sa.Column("due", Moment),
    sa.Column("answers", sa.String(8), nullable=False),
    sa.Column("answers_shown", sa.Boolean, nullable=False),
    sa.Column("holding", sa.Boolean, nullable=False),
    sa.Column("created", Moment, nullable=False),
    _flag("hard"),  # nothing is handed in after it was due
    _count("minutes"),  # on a timer, 0 without one
    sa.Column("started", Moment),  # the timer
    sa.Index(None, "class_id"),
)

# Appended, never changed. `id` is the event's own id, made on the pupil's device.
events = sa.Table(
    "events",
    metadata,
    sa.Column("number", Number, primary_key=True, autoincrement=True),
    _of_class(),
    sa.Column(
        "member_id",
        sa.String(32),
        sa.ForeignKey("members.id", ondelete="CASCADE"),
        nullable=False,
    ),
    # Not deleted with the assignment: what a pupil did stays theirs.
    sa.Column("assignment_id", sa.String(32), sa.ForeignKey("assignments.id", ondelete="SET NULL")),
    sa.Column("id", sa.String(64), nullable=False),
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column("content", sa.String(260), nullable=False),
    sa.Column("version", sa.String(32), nullable=False),
    sa.Column("payload", sa.JSON, nullable=False),
    sa.Column("time", sa.String(40), nullable=False),  # as the device said
    sa.Column("received", Moment, nullable=False),  # by the server's clock
    sa.UniqueConstraint("member_id", "id"),
    sa.Index(None, "class_id", "assignment_id"),
    sa.Index(None, "assignment_id"),
)

# What a pupil said first and last at each place of an assignment; made from events, for boards.
standings = sa.Table(
    "standings",
    metadata,
    sa.Column(
        "assignment_id",
        sa.String(32),
        sa.ForeignKey("assignments.id", ondelete="CASCADE"),
        primary_key=True,
    ),
    sa.Column(
        "member_id",
        sa.String(32),
        sa.ForeignKey("members.id", ondelete="CASCADE"),
        primary_key=True,
        index=True,
    ),
    sa.Column("kind", sa.String(16), primary_key=True),
    sa.Column("content", sa.String(260), primary_key=True),
    sa.Column("first", sa.Text, nullable=False),  # payloads as JSON
    sa.Column("last", sa.Text, nullable=False),
    sa.Column("tries", sa.Integer, nullable=False),
    sa.Column("number", sa.BigInteger, nullable=False),  # of the last event
)

# A day of one pupil's own on which an assignment is due.
own_due = sa.Table(
    "own_due",
    metadata,
    sa.Column(
        "assignment_id",
        sa.String(32),
        sa.ForeignKey("assignments.id", ondelete="CASCADE"),
        primary_key=True,
    ),
    sa.Column(
        "member_id",
        sa.String(32),
        sa.ForeignKey("members.id", ondelete="CASCADE"),
        primary_key=True,
    ),
    sa.Column("due", Moment, nullable=False),
)

# Lets a teacher's computer open classes until a day is over. `hash` is that of a random pass.
passes = sa.Table(
    "passes",
    metadata,
    sa.Column("hash", sa.String(64), primary_key=True),
    sa.Column(
        "class_id", sa.String(32), sa.ForeignKey("classes.id", ondelete="CASCADE"), primary_key=True
    ),
    sa.Column("role", sa.String(8), nullable=False),
    sa.Column("until", Moment, nullable=False),
)

# What was deleted, for some days, as compressed JSON of its rows by table.
bin_ = sa.Table(
    "bin",
    metadata,
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("class_id", sa.String(32), nullable=False, index=True),
    sa.Column("what", sa.String(16), nullable=False),
    sa.Column("label", sa.String(80), nullable=False),
    sa.Column("time", Moment, nullable=False),
    sa.Column("until", Moment, nullable=False),
    sa.Column("rows", sa.LargeBinary, nullable=False),
)

# When a server last looked at its clock; one row.
clock = sa.Table(
    "clock",
    metadata,
    sa.Column("name", sa.String(16), primary_key=True),
    sa.Column("time", Moment, nullable=False),
)

# Wrong guesses and classes made, for some minutes. `scope` is what for and a class's id, `address`
# and `guess` are keyed hashes.
tries = sa.Table(
    "tries",
    metadata,
    sa.Column("number", Number, primary_key=True, autoincrement=True),
    sa.Column("scope", sa.String(48), nullable=False),
    sa.Column("address", sa.String(64), nullable=False),
    sa.Column("time", Moment, nullable=False),
    sa.Column("guess", sa.String(64), nullable=False, server_default=sa.text("''")),
    sa.Index(None, "scope", "time"),
    sa.Index(None, "time"),
)

# Keys the hashes of addresses, so that they mean nothing anywhere else; one row.
secrets = sa.Table(
    "secrets",
    metadata,
    sa.Column("name", sa.String(16), primary_key=True),
    sa.Column("value", sa.String(64), nullable=False),
)

# Codes of classes and assignments that are gone: told so, and never given out again.
gone_codes = sa.Table(
    "gone_codes",
    metadata,
    sa.Column("code", sa.String(8), primary_key=True),
    sa.Column("time", Moment, nullable=False),
)

# What a backup holds, in an order in which rows may be put back. Tries live for minutes alone,
# passes for a day.
KEPT = (classes, members, assignments, own_due, events, gone_codes, bin_)
