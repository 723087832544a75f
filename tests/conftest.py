"""What tests of every layer share: the project's root and a running server."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.server import Running, started

ROOT = Path(__file__).resolve().parents[1]
# What needs more than this process, or long: `python3 run.py test --fast` leaves it out.
SLOW = ("browser", "classroom", "data", "game", "live", "printing", "uploads", "web")
SLOW_FILES = (
    "ground/test_bootstrap.py",
    "ground/test_server.py",
    "ground/test_settings.py",
    "experiments/test_extremes.py",
    "experiments/test_claims.py",
    "published/test_verify.py",
)

# A busy machine is no fault of a test; continuous integration looks through all examples.
BUSY = [HealthCheck.too_slow]
settings.register_profile("thorough", deadline=None, suppress_health_check=BUSY)
settings.register_profile("quick", deadline=None, suppress_health_check=BUSY, max_examples=20)
settings.load_profile("thorough" if os.environ.get("CI") else "quick")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is slow by its folder or file."""
    for item in items:
        place = item.path.relative_to(ROOT / "tests").as_posix()
        if place.split("/")[0] in SLOW or place in SLOW_FILES:
            item.add_marker("slow")


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
