"""Bring a database's tables to this version, in one transaction that others wait for."""

from __future__ import annotations

import logging

import sqlalchemy as sa

from finlit.classroom.errors import StoreError
from finlit.classroom.store import schema

# Any number: PostgreSQL lets one transaction hold it at a time.
_LOCK = 7_346_195_042


def migrate(connection: sa.Connection) -> bool:
    """Make or change tables where need be. True when something was done.

    `connection` is inside a writing transaction. Raises StoreError ("newer") for tables of a
    version that this program does not know.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
    found = version_of(connection)
    if found == schema.VERSION:
        return False
    # Slow to import, and needed only here.
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory
    from alembic.util import CommandError

    logging.getLogger("alembic").setLevel(logging.WARNING)
    config = Config()
    config.set_main_option("script_location", "finlit.classroom.store:migrations")
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    try:
        ScriptDirectory.from_config(config).get_revision(found or "base")
    except CommandError:
        raise StoreError("newer") from None
    command.upgrade(config, "head")
    return True


def version_of(connection: sa.Connection) -> str | None:
    """The version of a database's tables, None for a database without ours."""
    if not sa.inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar()
