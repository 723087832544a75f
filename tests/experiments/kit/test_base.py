"""Typed controls: what a link may say, what a lesson may set, and the way back into an address."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as some

from finlit.charts.base import Chart
from finlit.experiments import EXPERIMENTS
from finlit.experiments.kit import (
    Choice,
    ControlValueError,
    Month,
    Number,
    Outcome,
    Picture,
    Switch,
    Value,
    experiment,
    outcome,
)
from finlit.market import Market, built_in

START = {"rate": 0.07, "years": 40, "kind": "plain", "real": False, "month": "1929-09"}


@experiment(
    "trial",
    title="A trial",
    question="Does it parse?",
    rate=Number("Rate a year", 0.07, low=0.0, high=0.2, step=0.005, unit="percent"),
    years=Number("Years", 40, low=1, high=60, step=1, unit="years"),
    kind=Choice("Scale", "plain", {"plain": "Plain", "log": "Log"}),
    real=Switch("In today's money"),
    never=None,
    month=Month("Start", "1929-09", low="1871-01", high="2026-03"),
)
def trial(market: Market, **values: Value) -> Outcome:
    chart = Chart({}, pd.DataFrame({"x": [1]}), "one point")
    picture = Picture(chart, pd.DataFrame({"x": [1]}), "Source: none.", "Nothing is left out.")
    return outcome(f"{values}", {"rate": (0.07, "a rate")}, picture, note="A note.")


def test_figures_stand_beside_their_meanings() -> None:
    assert trial.figures == {"rate": "a rate"}
    found = trial.outcome(built_in(), {})
    assert found.figures == {"rate": 0.07}
    assert len(found.pictures) == 1 and found.note == "A note."


def test_defaults_are_complete() -> None:
    assert trial.complete({}) == START


def test_an_address_says_only_what_differs_and_comes_back_whole() -> None:
    values = START | {"rate": 0.085, "real": True, "month": "1966-01"}
    address = trial.format(values, "b", START)
    assert address == {"b.rate": "0.085", "b.real": "on", "b.month": "1966-01"}
    assert trial.parse(address, "b", START) == (values, [])


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
    values, notes = trial.parse({key: text}, "b", START)
    assert values == START and len(notes) == 1


@given(some.text(max_size=20))
def test_no_text_in_a_link_is_a_traceback(text: str) -> None:
    query = {f"b.{control.name}": text for control in trial.controls}
    values, notes = trial.parse(query, "b", START)
    assert trial.complete(values) == values and len(notes) <= len(query)


def test_a_number_from_a_link_lands_on_a_step_of_its_control() -> None:
    values, notes = trial.parse({"b.rate": "0.0712", "b.years": "12.4"}, "b", START)
    assert values["rate"] == 0.07 and values["years"] == 12 and not notes


def test_unknown_names_and_values_of_a_lesson_are_refused() -> None:
    with pytest.raises(ControlValueError, match="no control named 'speed'"):
        trial.complete({"speed": 3})
    with pytest.raises(ControlValueError, match=r"from 0 to 0\.2"):
        trial.complete({"rate": 7})


def test_running_fills_in_and_checks() -> None:
    assert "'rate': 0.1" in trial.outcome(built_in(), {"rate": 0.1}).answer
    with pytest.raises(ControlValueError):
        trial.outcome(built_in(), {"rate": -1})


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
    (control,) = (each for each in trial.controls if each.name == name)
    assert control.say(value) == words


def test_years_are_told_as_years() -> None:
    """Never "2,005": a number that stays among the years of our time is one."""
    for each in EXPERIMENTS.values():
        for control in each.controls:
            if isinstance(control, Number) and 1800 < control.low < control.high < 2100:
                assert control.unit == "year", (each.name, control.name)
                assert control.say(control.low) == str(control.low)
