"""A file in line: told on the page, which stays usable; read whole; refused in a sentence."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from finlit.uploads import Reading
from finlit.web.own_data import own_data_line
from finlit.workers import BusyError, OverrunError
from finlit.workers.pool import Kind
from tests.web.pages import texts

LINES = "".join(f"2024-01-{day:02},{100 + day}.5\n" for day in range(1, 29))


def page() -> None:
    from datetime import date

    import streamlit as st

    from finlit.web.own_data import own_data_line

    data = f"date,price\n{st.session_state['lines']}".encode()
    mark, today = st.session_state["mark"], date(2026, 11, 24)
    reading = own_data_line.read(mark, data, "a.csv", today=today, answers={})
    if reading is not None:
        st.write(reading.problem or f"{len(reading.series.levels('price'))} prices read")


class FakeJob:
    """A file that waits until it is told to be done."""

    def __init__(self, error: Exception | None = None) -> None:
        self.is_done, self.is_cancelled, self.error = False, False, error

    def before(self) -> int:
        return 2

    def wait(self, seconds: float) -> bool:
        return self.is_done

    def cancel(self) -> None:
        self.is_cancelled = True

    def result(self) -> Reading:
        if self.error:
            raise self.error
        return Reading(problem="Read as it is")


class FakePool:
    def __init__(self) -> None:
        self.jobs: list[FakeJob] = []
        self.is_full = False
        self.error: Exception | None = None

    def ask(self, *given: object, **named: object) -> FakeJob:
        if self.is_full:
            raise BusyError
        self.jobs.append(FakeJob(self.error))
        return self.jobs[-1]


@pytest.fixture
def pool(monkeypatch: pytest.MonkeyPatch) -> FakePool:
    fake = FakePool()
    monkeypatch.setattr(own_data_line, "pool", lambda: fake)
    return fake


def opened(mark: str = "one") -> AppTest:
    app = AppTest.from_function(page, default_timeout=120)
    app.session_state["mark"], app.session_state["lines"] = mark, LINES
    return app.run()


def test_a_file_is_read_in_another_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_data_line, "FIRST_LOOK", 100.0)
    assert "28 prices read" in texts(opened())


def test_a_file_in_line_is_told_and_read_when_its_turn_comes(pool: FakePool) -> None:
    app = opened()
    assert "One file is read at a time: 2 files are waiting before yours" in texts(app)
    app.run()
    assert len(pool.jobs) == 1, "a page that looks again asks no second time"
    pool.jobs[0].is_done = True
    assert "Read as it is" in texts(app.run())


def test_another_file_takes_the_place_of_the_one_before(pool: FakePool) -> None:
    app = opened()
    app.session_state["mark"] = "two"
    app.run()
    assert [job.is_cancelled for job in pool.jobs] == [True, False]


@pytest.mark.parametrize("kind", ["memory", "time", "ended"])
def test_a_file_that_takes_too_much_is_told_so(pool: FakePool, kind: Kind) -> None:
    pool.error = OverrunError(kind)
    app = opened()
    pool.jobs[0].is_done = True
    assert own_data_line.SENTENCES[kind] in texts(app.run())
    assert not app.exception


def test_a_full_line_is_told_and_the_file_can_be_tried_again(pool: FakePool) -> None:
    pool.is_full = True
    app = opened()
    assert own_data_line.BUSY in texts(app)
    pool.is_full = False
    app.button("own-again").click().run()
    assert len(pool.jobs) == 1


def test_a_visit_has_only_so_many_files_read(
    pool: FakePool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(own_data_line, "MOST_READINGS", 2)
    app = opened("0")
    for number in range(1, 4):
        app.session_state["mark"] = str(number)
        app.run()
    assert len(pool.jobs) == 2
    assert "as many as it may" in texts(app)
