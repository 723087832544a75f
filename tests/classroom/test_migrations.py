"""The migrations make the tables that the code speaks of, on both databases."""

from __future__ import annotations

import subprocess
import sys

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from finlit.classroom import schema
from finlit.classroom.migrating import migrate, version_of
from finlit.classroom.store import Store, open_at
from tests.server import ROOT


def test_the_tables_are_those_of_the_schema(store: Store) -> None:
    with store.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, schema.metadata) == []
        assert version_of(connection) == schema.VERSION


def test_the_schemas_version_is_the_last_migration() -> None:
    config = Config()
    config.set_main_option("script_location", "finlit.classroom:migrations")
    config.set_main_option("path_separator", "os")
    assert ScriptDirectory.from_config(config).get_heads() == [schema.VERSION]


def test_a_second_opening_changes_nothing(store: Store, url: str) -> None:
    with store.writing() as connection:
        assert not migrate(connection)
    again = open_at(url)
    again.close()


@pytest.mark.parametrize(
    ("module", "heavy"),
    [
        ("finlit.classroom", "sqlalchemy"),
        ("finlit.classroom.codes", "sqlalchemy"),
        ("finlit.classroom.board", "sqlalchemy"),
        ("finlit.classroom.classes", "nacl"),
        ("finlit.classroom.store", "alembic"),
        ("finlit.web.membership", "sqlalchemy"),
    ],
)
def test_what_is_slow_is_imported_when_it_is_needed(module: str, heavy: str) -> None:
    code = f"import {module}, sys; print({heavy!r} in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout.strip() == "False"
