"""Every test of the store runs on SQLite and on PostgreSQL."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from finlit.classroom.store.store import Store, open_at
from tests.classroom.postgres import NoServerError, Server


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    """The PostgreSQL server of this run; without one the tests say why, and fail in CI."""
    try:
        server = Server()
    except NoServerError as why:
        if os.environ.get("CI"):
            pytest.fail(f"PostgreSQL does not start: {why}")
        pytest.skip(f"PostgreSQL does not start: {why}")
    yield server
    server.remove()


@pytest.fixture(scope="session")
def file_with_tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with our tables and nothing in them, to copy."""
    file = tmp_path_factory.mktemp("tables") / "classroom.sqlite"
    opened = open_at(f"sqlite:///{file}")
    opened.wipe()
    opened.close()
    return file


@pytest.fixture(params=["sqlite", "postgresql"])
def kind(request: pytest.FixtureRequest) -> str:
    """Which database."""
    return request.param


@pytest.fixture
def empty_url(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a new database without tables."""
    if kind == "sqlite":
        return f"sqlite:///{tmp_path / 'classroom.sqlite'}"
    return request.getfixturevalue("postgresql").new_database()


@pytest.fixture
def url(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a new database with empty tables."""
    if kind == "sqlite":
        file = tmp_path / "classroom.sqlite"
        shutil.copyfile(request.getfixturevalue("file_with_tables"), file)
        return f"sqlite:///{file}"
    server: Server = request.getfixturevalue("postgresql")
    return server.new_database(like=server.with_tables)


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    """A new, empty store."""
    opened = open_at(url)
    if opened.is_sqlite:
        # Reaching the disk each time is for power cuts, and most of the time of these tests.
        sa.event.listen(opened.engine, "connect", _leave_to_the_system)
        opened.close()
    yield opened
    opened.close()


def _leave_to_the_system(connection: Any, _: object) -> None:
    connection.execute("PRAGMA synchronous=OFF")
