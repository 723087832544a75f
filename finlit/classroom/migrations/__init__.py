"""Alembic's migrations of the classroom's tables; `finlit.classroom.migrating` runs them."""
