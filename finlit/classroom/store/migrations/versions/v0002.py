"""What was guessed, as a hash: the same wrong code sent again is no new guess."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; tries so far are forgotten, for nobody knows what they were."""
    op.execute(sa.text("DELETE FROM tries"))
    op.add_column(
        "tries", sa.Column("guess", sa.String(64), nullable=False, server_default=sa.text("''"))
    )
