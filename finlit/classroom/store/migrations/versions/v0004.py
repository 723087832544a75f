"""What each pupil said first and last at each place of an assignment, for boards to count."""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

# As `finlit.classroom.standings` keeps a payload.
_NAMES = ("value", "right", "low", "high", "stretch", "chance", "put", "late")


def upgrade() -> None:
    """Make the table, and fill it from the events that are there."""
    op.drop_index("ix_events_assignment_id_member_id_kind_content_number", "events")
    op.create_index("ix_events_assignment_id", "events", ["assignment_id"])
    table = op.create_table(
        "standings",
        sa.Column("assignment_id", sa.String(32), nullable=False),
        sa.Column("member_id", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("content", sa.String(260), nullable=False),
        sa.Column("first", sa.Text(), nullable=False),
        sa.Column("last", sa.Text(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint(
            "assignment_id", "member_id", "kind", "content", name="pk_standings"
        ),
        sa.ForeignKeyConstraint(
            ["assignment_id"],
            ["assignments.id"],
            name="fk_standings_assignment_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name="fk_standings_member_id", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_standings_member_id", "standings", ["member_id"])
    connection = op.get_bind()
    rows: dict[tuple[str, ...], dict[str, object]] = {}
    asked = sa.text(
        "SELECT assignment_id, member_id, kind, content, payload, number FROM events "
        "WHERE assignment_id IS NOT NULL ORDER BY number"
    )
    for row in connection.execute(asked).mappings():
        payload = row["payload"]
        payload = json.loads(payload) if isinstance(payload, str) else payload
        text = json.dumps({k: payload[k] for k in _NAMES if k in payload}, sort_keys=True)
        key = (row["assignment_id"], row["member_id"], row["kind"], row["content"])
        names = ("assignment_id", "member_id", "kind", "content")
        made = rows.setdefault(
            key, {**dict(zip(names, key, strict=True)), "first": text, "tries": 0}
        )
        made |= {"last": text, "tries": int(str(made["tries"])) + 1, "number": row["number"]}
    found = list(rows.values())
    for start in range(0, len(found), 1_000):
        connection.execute(sa.insert(table), found[start : start + 1_000])
