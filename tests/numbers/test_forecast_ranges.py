"""Ranges from the past and their scores, worked by hand and step by step."""

from __future__ import annotations

import numpy as np
import pytest

from finlit.numbers import forecast_ranges

GENERATOR = np.random.default_rng(16)
LEVELS = np.exp(np.cumsum(GENERATOR.normal(0.005, 0.04, 420)))


@pytest.mark.parametrize("memory", [None, 120, 240])
@pytest.mark.parametrize("months", [12, 60])
def test_a_range_is_the_middle_of_what_was_known_then(months: int, memory: int | None) -> None:
    found = forecast_ranges.range_before(LEVELS, months, 0.8, memory)
    assert found.index[0] == months + forecast_ranges.LEAST - 1
    assert found.index[-1] == len(LEVELS) - 1
    assert found["came"].last_valid_index() == len(LEVELS) - 1 - months
    for month in (found.index[0], 250, len(LEVELS) - 1 - months):
        known = [LEVELS[end] / LEVELS[end - months] for end in range(months, month + 1)]
        known = known if memory is None else known[-memory:]
        low, high = np.quantile(known, [0.1, 0.9])
        assert found.loc[month, "low"] == pytest.approx(low)
        assert found.loc[month, "high"] == pytest.approx(high)
        assert found.loc[month, "came"] == pytest.approx(LEVELS[month + months] / LEVELS[month])


def test_what_comes_later_never_changes_an_earlier_range() -> None:
    changed = LEVELS.copy()
    changed[301:] *= np.linspace(1, 9, len(changed) - 301)
    before, after = (forecast_ranges.range_before(each, 60, 0.8) for each in (LEVELS, changed))
    told = before.index <= 300
    assert before.loc[told, ["low", "high"]].equals(after.loc[told, ["low", "high"]])
    assert not before.loc[~told, "high"].equals(after.loc[~told, "high"])


def test_too_short_a_history_gives_no_range() -> None:
    assert forecast_ranges.range_before(LEVELS[:179], 60, 0.8).empty
    assert len(forecast_ranges.range_before(LEVELS[:180], 60, 0.8)) == 1


@pytest.mark.parametrize(
    ("came", "points"),
    [(100, 70), (80, 70), (150, 70), (75, 70 + 50), (172, 70 + 220)],
)
def test_a_penalty_is_the_width_and_ten_for_each_point_outside(came: float, points: float) -> None:
    assert forecast_ranges.penalty(80, 150, came, 0.8) == pytest.approx(points)


def test_the_penalty_is_least_where_each_end_is_missed_one_time_in_ten() -> None:
    """Over many results no other range does better than the one from one tenth to nine tenths."""
    results = GENERATOR.lognormal(0.3, 0.5, 4000)
    low, high = np.quantile(results, [0.1, 0.9])
    best = forecast_ranges.penalty(low, high, results, 0.8).mean()
    for moved in (0.8, 0.95, 1.05, 1.3):
        assert forecast_ranges.penalty(low * moved, high, results, 0.8).mean() > best
        assert forecast_ranges.penalty(low, high * moved, results, 0.8).mean() > best


def test_ranges_that_hold_by_chance_are_counted_as_coins_are() -> None:
    assert forecast_ranges.at_most(5, 5, 0.8) == pytest.approx(1)
    assert forecast_ranges.at_most(0, 3, 0.5) == pytest.approx(1 / 8)
    assert forecast_ranges.at_most(2, 5, 0.8) == pytest.approx(
        0.2**5 + 5 * 0.8 * 0.2**4 + 10 * 0.64 * 0.008
    )
