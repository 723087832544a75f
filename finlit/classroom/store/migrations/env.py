"""Run by Alembic: the migrations go over the connection handed in, inside its transaction."""

from __future__ import annotations

from alembic import context

from finlit.classroom.store.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,  # SQLite can, too: the transaction is begun by the store
)
with context.begin_transaction():
    context.run_migrations()
