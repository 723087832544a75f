"""A run of forecasts in a lesson: read, checked, and remembered range by range."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from finlit.check import LESSONS
from finlit.experiments.forecasts.hidden_stretches import STRETCHES
from finlit.learning.progress import Event, Log
from finlit.lessons import Content, Forecast, load_course, read_lesson
from tests.lessons.conftest import every_problem

Change = Callable[[str, str, str], Path]
PLACE = "## Talk {#talk-part}\n{extra 15 min}\n"
COURSE = load_course(LESSONS)


def run(id_: str = "run", **given: object) -> str:
    values = {"ask": '"Say a range."', "first": 1, "count": 5} | given
    lines = "".join(f"{key} = {value}\n" for key, value in values.items())
    return f'\n```forecast\nid = "{id_}"\n{lines}```\n'


def problems(change: Change, *runs: str) -> list[tuple[str, int]]:
    folder = change("lesson.md", PLACE, PLACE + "".join(runs))
    return [(problem.rule, problem.line) for problem in every_problem(folder)]


def test_a_run_is_read_as_it_is_written(change: Change) -> None:
    folder = change("lesson.md", PLACE, PLACE + run(first=4, count=3))
    lesson, told = read_lesson(folder)
    assert lesson is not None and not told
    (block,) = lesson.of_kind(Forecast)
    assert (block.ask, list(block.numbers)) == ("Say a range.", [4, 5, 6])
    assert problems(change) == []


def test_a_run_stands_for_something_to_try_in_a_return(change: Change) -> None:
    again = '```experiment\nid = "again"\nuse = "seesaw"\nshow = ["rate"]\n'
    again += 'ask = "Push it from the other side."\n```\n'
    folder = change("lesson.md", again, "")
    assert "returns" in [problem.rule for problem in every_problem(folder)]
    folder = change("lesson.md", "{week 4 min}\n", "{week 4 min}\n" + run())
    assert [problem.rule for problem in every_problem(folder)] == []


@pytest.mark.parametrize(
    ("wrong", "rule"),
    [
        (run(first=0), "value"),
        (run(count=0), "value"),
        (run(count='"many"'), "value"),
        (run(ask='""'), "missing"),
        (run(stretch=3), "unknown key"),
        (run(first=STRETCHES - 3), "stretches"),
        (run() + run("next", first=5), "stretches"),
    ],
)
def test_a_run_that_cannot_be_dealt_is_told(change: Change, wrong: str, rule: str) -> None:
    assert rule in [each for each, _ in problems(change, wrong)]


def test_the_last_stretch_can_be_dealt(change: Change) -> None:
    assert problems(change, run(first=STRETCHES - 4)) == []


def test_no_stretch_is_dealt_twice_in_the_whole_course() -> None:
    """Who has seen what came in one place would know it in the other."""
    every: list[Content] = [*COURSE.lessons, *COURSE.claims]
    dealt = [number for each in every for run in each.of_kind(Forecast) for number in run.numbers]
    assert len(dealt) == len(set(dealt))


def said(second: int, payload: dict[str, object]) -> Event:
    time = f"2026-01-05T10:00:{second:02}+00:00"
    return Event(f"e{second}", "ann", "predict", "sound/run", "abc", payload, time)


def test_the_first_range_of_a_stretch_counts_and_what_is_none_does_not(change: Change) -> None:
    lesson, _ = read_lesson(change("lesson.md", PLACE, PLACE + run()))
    assert lesson is not None
    (block,) = lesson.of_kind(Forecast)
    log = Log(
        [
            said(1, {"stretch": "us-1900-12", "low": 80, "high": 150.5}),
            said(2, {"stretch": "us-1900-12", "low": 1, "high": 999}),
            said(3, {"stretch": "us-1905-12", "low": 150, "high": 80}),
            said(4, {"stretch": "us-1905-12", "low": "80", "high": 150}),
            said(5, {"stretch": 7, "low": 80, "high": 150}),
            said(6, {"value": 80}),
        ]
    )
    assert log.ranges(lesson, block) == {"us-1900-12": (80.0, 150.5)}
