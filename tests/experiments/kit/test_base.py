"""Typed controls: what a link may say, what a lesson may set, and the way back into an address."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as some

from finlit.charts.base import Chart
from finlit.experiments import EXPERIMENTS
from finlit.experiments.kit.base import (
    Choice,
    ControlValueError,
    Experiment,
    Month,
    Number,
    Outcome,
    Picture,
    Switch,
    Value,
)
from finlit.market import Market, built_in

START = {"rate": 0.07, "years": 40, "kind": "plain", "real": False, "month": "1929-09"}


def run(market: Market, **values: Value) -> Outcome:
    chart = Chart({}, pd.DataFrame({"x": [1]}), "one point")
    picture = Picture(chart, pd.DataFrame({"x": [1]}), "Source: none.", "Nothing is left out.")
    return Outcome(f"{values}", {}, (picture,))


EXPERIMENT = Experiment(
    name="trial",
    title="A trial",
    question="Does it parse?",
    controls=(
        Number("rate", "Rate a year", 0.07, 0.0, 0.2, 0.005, unit="percent"),
        Number("years", "Years", 40, 1, 60, 1, unit="years"),
        Choice("kind", "Scale", "plain", {"plain": "Plain", "log": "Log"}),
        Switch("real", "In today's money"),
        Month("month", "Start", "1929-09", "1871-01", "2026-03"),
    ),
    figures={},
    run=run,
)


def test_defaults_are_complete() -> None:
    assert EXPERIMENT.complete({}) == START


def test_an_address_says_only_what_differs_and_comes_back_whole() -> None:
    values = START | {"rate": 0.085, "real": True, "month": "1966-01"}
    address = EXPERIMENT.format(values, "b", START)
    assert address == {"b.rate": "0.085", "b.real": "on", "b.month": "1966-01"}
    assert EXPERIMENT.parse(address, "b", START) == (values, [])


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("b.rate", "99"),
        ("b.rate", "nan"),
        ("b.rate", "lots"),
        ("b.years", "0"),
        ("b.kind", "sideways"),
        ("b.real", "maybe"),
        ("b.month", "1600-01"),
        ("b.month", "yesterday-ish"),
    ],
)
def test_a_hand_edited_link_falls_back_with_a_note(key: str, text: str) -> None:
    values, notes = EXPERIMENT.parse({key: text}, "b", START)
    assert values == START and len(notes) == 1


@given(some.text(max_size=20))
def test_no_text_in_a_link_is_a_traceback(text: str) -> None:
    query = {f"b.{control.name}": text for control in EXPERIMENT.controls}
    values, notes = EXPERIMENT.parse(query, "b", START)
    assert EXPERIMENT.complete(values) == values and len(notes) <= len(query)


def test_a_number_from_a_link_lands_on_a_step_of_its_control() -> None:
    values, notes = EXPERIMENT.parse({"b.rate": "0.0712", "b.years": "12.4"}, "b", START)
    assert values["rate"] == 0.07 and values["years"] == 12 and not notes


def test_unknown_names_and_values_of_a_lesson_are_refused() -> None:
    with pytest.raises(ControlValueError, match="no control named 'speed'"):
        EXPERIMENT.complete({"speed": 3})
    with pytest.raises(ControlValueError, match=r"from 0 to 0\.2"):
        EXPERIMENT.complete({"rate": 7})


def test_running_fills_in_and_checks() -> None:
    assert "'rate': 0.1" in EXPERIMENT.outcome(built_in(), {"rate": 0.1}).answer
    with pytest.raises(ControlValueError):
        EXPERIMENT.outcome(built_in(), {"rate": -1})


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("rate", 0.075, "7.5%"),
        ("years", 1, "1 year"),
        ("kind", "log", "Log"),
        ("real", True, "on"),
        ("month", "1929-09", "September 1929"),
    ],
)
def test_a_control_says_its_value_in_words(name: str, value: Value, words: str) -> None:
    (control,) = (each for each in EXPERIMENT.controls if each.name == name)
    assert control.say(value) == words


def test_years_are_told_as_years() -> None:
    """Never "2,005": a number that stays among the years of our time is one."""
    for experiment in EXPERIMENTS.values():
        for control in experiment.controls:
            if isinstance(control, Number) and 1800 < control.low < control.high < 2100:
                assert control.unit == "year", (experiment.name, control.name)
                assert control.say(control.low) == str(control.low)
