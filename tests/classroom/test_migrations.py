"""The migrations make the tables that the code speaks of, on both databases."""

from __future__ import annotations

import subprocess
import sys

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from finlit.classroom.store import schema
from finlit.classroom.store.migrating import migrate, version_of
from finlit.classroom.store.settings import read_url
from finlit.classroom.store.store import Store, open_at
from tests.server import ROOT


def config_of_ours() -> Config:
    """Alembic's settings for our migrations."""
    config = Config()
    config.set_main_option("script_location", "finlit.classroom.store:migrations")
    config.set_main_option("path_separator", "os")
    return config


def test_the_tables_are_those_of_the_schema(store: Store) -> None:
    with store.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, schema.metadata) == []
        assert version_of(connection) == schema.VERSION


def test_the_schemas_version_is_the_last_migration() -> None:
    assert ScriptDirectory.from_config(config_of_ours()).get_heads() == [schema.VERSION]


def test_a_second_opening_changes_nothing(store: Store, url: str) -> None:
    with store.writing() as connection:
        assert not migrate(connection)
    again = open_at(url)
    again.close()


def test_an_older_database_is_brought_up_to_date_with_all_that_is_in_it(
    empty_url: str,
) -> None:
    engine = sa.create_engine(read_url(empty_url))
    config = config_of_ours()
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        connection.execute(sa.text("INSERT INTO gone_codes VALUES ('BCD234', '2026-01-01')"))
        connection.execute(
            sa.text("INSERT INTO tries (scope, address, time) VALUES ('a', 'b', '2026-01-01')")
        )
    engine.dispose()
    store = open_at(empty_url)
    with store.reading() as connection:
        assert version_of(connection) == schema.VERSION
        assert connection.execute(sa.select(schema.gone_codes.c.code)).scalars().all() == ["BCD234"]
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, schema.metadata) == []
    store.close()


@pytest.mark.parametrize(
    ("module", "heavy"),
    [
        ("finlit.classroom", "sqlalchemy"),
        ("finlit.classroom.codes", "sqlalchemy"),
        ("finlit.classroom.reports.board", "sqlalchemy"),
        ("finlit.classroom.classes", "nacl"),
        ("finlit.classroom.store.store", "alembic"),
        ("finlit.web.visit.membership", "sqlalchemy"),
    ],
)
def test_what_is_slow_is_imported_when_it_is_needed(module: str, heavy: str) -> None:
    code = f"import {module}, sys; print({heavy!r} in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout.strip() == "False"
