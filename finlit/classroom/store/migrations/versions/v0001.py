"""The first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _time(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _text(name: str, length: int) -> sa.Column:
    return sa.Column(name, sa.String(length), nullable=False)


def _of_class(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["class_id"], ["classes.id"], name=f"fk_{table}_class_id", ondelete="CASCADE"
    )


def upgrade() -> None:
    """Make every table of the first version."""
    op.create_table(
        "classes",
        _text("id", 32),
        _text("code", 8),
        _text("name", 40),
        _time("created"),
        _time("expires"),
        _time("closed", nullable=True),
        _text("key_hash", 128),
        _text("slip_seed", 64),
        _text("check_key", 56),
        _text("return_secret", 64),
        sa.PrimaryKeyConstraint("id", name="pk_classes"),
        sa.UniqueConstraint("code", name="uq_classes_code"),
    )
    op.create_index("ix_classes_expires", "classes", ["expires"])
    op.create_table(
        "members",
        _text("id", 32),
        _text("class_id", 32),
        _text("alias", 40),
        _time("joined"),
        _text("return_hash", 64),
        sa.PrimaryKeyConstraint("id", name="pk_members"),
        _of_class("members"),
        sa.UniqueConstraint("class_id", "alias", name="uq_members_class_id_alias"),
        sa.UniqueConstraint("class_id", "return_hash", name="uq_members_class_id_return_hash"),
    )
    op.create_table(
        "assignments",
        _text("id", 32),
        _text("class_id", 32),
        _text("code", 8),
        _text("content", 140),
        sa.Column("parts", sa.JSON(), nullable=False),
        sa.Column("settings", sa.JSON(), nullable=False),
        _time("opens", nullable=True),
        _time("due", nullable=True),
        _text("answers", 8),
        sa.Column("answers_shown", sa.Boolean(), nullable=False),
        sa.Column("holding", sa.Boolean(), nullable=False),
        _time("created"),
        sa.PrimaryKeyConstraint("id", name="pk_assignments"),
        _of_class("assignments"),
        sa.UniqueConstraint("code", name="uq_assignments_code"),
    )
    op.create_index("ix_assignments_class_id", "assignments", ["class_id"])
    _make_events()
    op.create_table(
        "tries",
        sa.Column("number", _NUMBER, autoincrement=True, nullable=False),
        _text("scope", 48),
        _text("address", 64),
        _time("time"),
        sa.PrimaryKeyConstraint("number", name="pk_tries"),
    )
    op.create_index("ix_tries_scope_time", "tries", ["scope", "time"])
    op.create_index("ix_tries_time", "tries", ["time"])
    op.create_table(
        "secrets",
        _text("name", 16),
        _text("value", 64),
        sa.PrimaryKeyConstraint("name", name="pk_secrets"),
    )
    op.create_table(
        "gone_codes",
        _text("code", 8),
        _time("time"),
        sa.PrimaryKeyConstraint("code", name="pk_gone_codes"),
    )


def _make_events() -> None:
    op.create_table(
        "events",
        sa.Column("number", _NUMBER, autoincrement=True, nullable=False),
        _text("class_id", 32),
        _text("member_id", 32),
        sa.Column("assignment_id", sa.String(32)),
        _text("id", 64),
        _text("kind", 16),
        _text("content", 260),
        _text("version", 32),
        sa.Column("payload", sa.JSON(), nullable=False),
        _text("time", 40),
        _time("received"),
        sa.PrimaryKeyConstraint("number", name="pk_events"),
        _of_class("events"),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name="fk_events_member_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["assignment_id"],
            ["assignments.id"],
            name="fk_events_assignment_id",
            ondelete="SET NULL",
        ),
        sa.UniqueConstraint("member_id", "id", name="uq_events_member_id_id"),
    )
    op.create_index("ix_events_class_id_assignment_id", "events", ["class_id", "assignment_id"])
    op.create_index("ix_events_assignment_id", "events", ["assignment_id"])
