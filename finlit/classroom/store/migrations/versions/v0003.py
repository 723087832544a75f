"""What a teacher can set further: a closed door, keys for helpers, own times, and an undo."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def _moment(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _text(name: str, length: int, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.String(length), nullable=nullable)


def _count(name: str) -> sa.Column:
    return sa.Column(name, sa.Integer(), nullable=False, server_default=sa.text("0"))


def _flag(name: str) -> sa.Column:
    return sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false())


def upgrade() -> None:
    """Add columns to the tables that are there, and four tables."""
    for column in (
        _flag("door_closed"),
        _text("helper_hash", 128, nullable=True),
        _text("ring", 32, nullable=True),
        _moment("over_since", nullable=True),
    ):
        op.add_column("classes", column)
    op.create_index("ix_classes_ring", "classes", ["ring"])
    op.add_column("members", _count("more_time"))
    for column in (_flag("hard"), _count("minutes"), _moment("started", nullable=True)):
        op.add_column("assignments", column)
    op.drop_index("ix_events_assignment_id", "events")
    # What the live board counts is found in the index alone.
    op.create_index(
        "ix_events_assignment_id_member_id_kind_content_number",
        "events",
        ["assignment_id", "member_id", "kind", "content", "number"],
    )
    op.create_table(
        "own_due",
        _text("assignment_id", 32),
        _text("member_id", 32),
        _moment("due"),
        sa.PrimaryKeyConstraint("assignment_id", "member_id", name="pk_own_due"),
        sa.ForeignKeyConstraint(
            ["assignment_id"],
            ["assignments.id"],
            name="fk_own_due_assignment_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name="fk_own_due_member_id", ondelete="CASCADE"
        ),
    )
    op.create_table(
        "passes",
        _text("hash", 64),
        _text("class_id", 32),
        _text("role", 8),
        _moment("until"),
        sa.PrimaryKeyConstraint("hash", "class_id", name="pk_passes"),
        sa.ForeignKeyConstraint(
            ["class_id"], ["classes.id"], name="fk_passes_class_id", ondelete="CASCADE"
        ),
    )
    op.create_table(
        "bin",
        _text("id", 32),
        _text("class_id", 32),
        _text("what", 16),
        _text("label", 80),
        _moment("time"),
        _moment("until"),
        sa.Column("rows", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_bin"),
    )
    op.create_index("ix_bin_class_id", "bin", ["class_id"])
    op.create_table(
        "clock",
        _text("name", 16),
        _moment("time"),
        sa.PrimaryKeyConstraint("name", name="pk_clock"),
    )
