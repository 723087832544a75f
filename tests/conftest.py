"""What tests of every layer share: the project's root and a running server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.server import Running, started

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session", autouse=True)
def database_of_this_run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Whatever makes a class in a test, in this process or in one it starts, makes it here."""
    file = tmp_path_factory.mktemp("classroom") / "classroom.sqlite"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FINLIT_DATABASE_URL", f"sqlite:///{file}")
        yield


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's own folder."""
    return ROOT


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The app as `python -m finlit serve` serves it, started from another folder.

    `server.address` is "http://127.0.0.1:PORT", `server.log()` what it has printed so far, calls
    to other machines included.
    """
    folder = tmp_path_factory.mktemp("served")
    with started(["-m", "tests.watched", "serve", "--port", "0"], folder) as running:
        yield running
