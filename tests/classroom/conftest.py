"""Every test of the store runs on SQLite and on PostgreSQL."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from finlit.classroom.store import Store, open_at
from tests.classroom.postgres import NoServer, Server


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    """The PostgreSQL server of this run; without one the tests say why, and fail in CI."""
    try:
        server = Server()
    except NoServer as why:
        if os.environ.get("CI"):
            pytest.fail(f"PostgreSQL does not start: {why}")
        pytest.skip(f"PostgreSQL does not start: {why}")
    yield server
    server.remove()


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a new, empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'classroom.sqlite'}"
    server: Server = request.getfixturevalue("postgresql")
    return server.new_database()


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
