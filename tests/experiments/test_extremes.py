"""Every control of every experiment at its ends: an answer in whole words, or a plain refusal."""

from __future__ import annotations

import re

import pytest

from finlit.experiments import EXPERIMENTS
from finlit.experiments.kit import ControlValueError, Experiment, Value
from finlit.market import built_in
from tests.experiments.running import ends

# A missing figure, or a plural of one.
SLIPS = re.compile(r"\b(nan|inf|unknown|not yet|None)\b|(?<![\d.,])1\*{0,2} (years|times|months)\b")


def settings(experiment: Experiment) -> list[dict[str, Value]]:
    """One control at an end and the others as they start; and all at the same end."""
    single: list[dict[str, Value]] = [
        {control.name: value} for control in experiment.controls for value in ends(control)
    ]
    corners = [
        {control.name: ends(control)[place] for control in experiment.controls} for place in (0, -1)
    ]
    return single + corners


@pytest.mark.parametrize("name", EXPERIMENTS)
def test_answers_stay_whole_at_the_ends_of_every_control(name: str) -> None:
    experiment = EXPERIMENTS[name]
    for values in settings(experiment):
        try:
            found = experiment.outcome(built_in(), values)
        except ControlValueError:  # such as a mix of no parts: a page tells which control to move
            continue
        for text in (found.answer, found.note):
            assert not SLIPS.search(text), (values, text)


def test_an_empty_plan_is_drawn_on_either_scale() -> None:
    for log in (False, True):
        found = EXPERIMENTS["growth"].outcome(built_in(), {"monthly": 0, "log": log})
        assert found.answer.startswith("Nothing at 10%")


def test_a_wait_longer_than_the_years_is_cut_and_said() -> None:
    found = EXPERIMENTS["waiting"].outcome(built_in(), {"wait": 39, "years_long": 5})
    assert "Waiting 4 years" in found.answer
    assert "the longest wait is 4 years" in found.note


def test_neighbors_are_claimed_only_where_most_days_have_one() -> None:
    days = EXPERIMENTS["best-and-worst-days"]
    assert "mostly out" in days.outcome(built_in(), {}).note
    assert "mostly out" not in days.outcome(built_in(), {"first": 1928}).note


def test_a_card_debt_that_only_grows_is_told_without_a_sum() -> None:
    found = EXPERIMENTS["card-debt"].outcome(built_in(), {"fixed": 20})
    assert "so the debt grows" in found.answer
    assert found.pictures[0].table["year"].max() < 13


def test_a_debt_that_outlives_a_century_is_not_called_endless() -> None:
    found = EXPERIMENTS["card-debt"].outcome(built_in(), {"balance": 20_000, "rule": "share-2"})
    assert "more than 100 years" in found.answer
