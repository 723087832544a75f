"""Alembic's migrations of the classroom's tables; `finlit.classroom.store.migrating` runs them."""
