"""Mixes: identities, hand-worked cases, and figures of the source."""

from __future__ import annotations

from math import comb

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from finlit.market import built_in
from finlit.numbers.portfolio import (
    annual_inflation,
    correlation_with,
    mean_correlation,
    measures,
    mix_grid,
    mix_levels,
    mix_returns,
    mix_volatility,
    real_returns,
    shares,
)

# Two years, two assets: one doubles and halves, the other lies still.
SWING = np.array([[1.0, 0.0], [-0.5, 0.0]])
RETURNS = arrays(float, (6, 3), elements=st.floats(-0.6, 0.9))
PARTS = st.lists(st.integers(0, 20), min_size=3, max_size=3).filter(any)


def test_parts_become_weights() -> None:
    assert shares([3, 1]) == pytest.approx([0.75, 0.25])
    for wrong in ([0, 0], [2, -1]):
        with pytest.raises(ValueError, match="0 or more"):
            shares(wrong)


@settings(deadline=None, max_examples=25)
@given(st.integers(1, 5), st.integers(1, 8))
def test_the_grid_holds_every_mix_once(assets: int, steps: int) -> None:
    grid = mix_grid(assets, steps)
    assert len(grid) == comb(steps + assets - 1, assets - 1)
    assert len(np.unique(np.round(grid * steps), axis=0)) == len(grid)
    assert grid.sum(axis=1) == pytest.approx(np.ones(len(grid)))
    assert grid.min() >= 0


def test_rebalancing_a_swing_earns_what_holding_does_not() -> None:
    """Half and half: +50 %, then -25 % if set back (1.125); left alone, 2/3 swing: -33 % (1.0)."""
    assert mix_returns(SWING, [0.5, 0.5]) == pytest.approx([0.5, -0.25])
    assert mix_returns(SWING, [0.5, 0.5], None) == pytest.approx([0.5, -1 / 3])
    assert measures(mix_returns(SWING, [0.5, 0.5]))["final"] == pytest.approx(1.125)
    assert measures(mix_returns(SWING, [0.5, 0.5], None))["final"] == pytest.approx(1.0)


@settings(deadline=None, max_examples=40)
@given(RETURNS, PARTS)
def test_left_alone_a_mix_ends_with_the_weighted_mean_of_its_parts(
    returns: np.ndarray, parts: list[int]
) -> None:
    weights = shares(parts)
    final = mix_levels(mix_returns(returns, weights, None))[-1]
    assert final == pytest.approx(float(mix_levels(returns)[-1] @ weights))


@settings(deadline=None, max_examples=40)
@given(RETURNS, PARTS, st.integers(1, 7))
def test_rebalancing_every_few_periods_chains_spans_left_alone(
    returns: np.ndarray, parts: list[int], every: int
) -> None:
    weights = shares(parts)
    final = 1.0
    for start in range(0, len(returns), every):
        final *= float(mix_levels(returns[start : start + every])[-1] @ weights)
    assert mix_levels(mix_returns(returns, weights, every))[-1] == pytest.approx(final)


@settings(deadline=None, max_examples=40)
@given(RETURNS, PARTS)
def test_the_variance_of_a_mix_is_that_of_its_covariances(
    returns: np.ndarray, parts: list[int]
) -> None:
    weights = shares(parts)
    found = mix_volatility(weights, np.cov(returns.T)) ** 2
    assert found == pytest.approx(mix_returns(returns, weights).var(ddof=1), abs=1e-12)
    spread = returns.std(axis=0, ddof=1)
    assert found**0.5 <= spread @ weights + 1e-9


def test_many_mixes_at_once_equal_one_at_a_time() -> None:
    returns = np.random.default_rng(2).normal(0.05, 0.2, (30, 3))
    grid = mix_grid(3, 5)
    for every in (1, 4, None):
        together = mix_returns(returns, grid, every)
        for position, weights in enumerate(grid):
            alone = mix_returns(returns, weights, every)
            assert together[:, position] == pytest.approx(alone)


def test_measures_of_a_hand_worked_path() -> None:
    """1, 1.1, 0.55, 0.66, 1.21: 21 % in 4 years; half lost from 1.1 to 0.55."""
    found = measures([0.1, -0.5, 0.2, 1.21 / 0.66 - 1])
    assert found["final"] == pytest.approx(1.21)
    assert found["cagr"] == pytest.approx(1.21**0.25 - 1)
    assert found["worst"] == pytest.approx(-0.5)
    assert found["deepest_fall"] == pytest.approx(-0.5)


def test_a_loss_in_the_first_year_is_a_fall() -> None:
    assert measures([-0.3, 0.1])["deepest_fall"] == pytest.approx(-0.3)


def test_monthly_returns_are_counted_by_the_year() -> None:
    months = np.tile([0.02, 0.0], 12)
    assert measures(months, 12)["cagr"] == pytest.approx(1.02**6 - 1)
    assert measures(months, 12)["volatility"] == pytest.approx(months.std(ddof=1) * 12**0.5)


def test_weights_that_do_not_add_up_are_refused() -> None:
    with pytest.raises(ValueError, match="add up to 1"):
        mix_returns(SWING, [0.5, 0.6])


def test_mean_correlation_is_the_mean_over_all_pairs() -> None:
    moves = np.random.default_rng(5).normal(size=(40, 6)) + np.arange(40)[:, None] / 10
    pairs = np.corrcoef(moves.T)[~np.eye(6, dtype=bool)]
    assert mean_correlation(moves) == pytest.approx(pairs.mean())
    broken = np.column_stack([moves, np.ones(40), np.full(40, np.nan)])
    assert mean_correlation(broken) == pytest.approx(pairs.mean())
    assert np.isnan(mean_correlation(moves[:, :1]))


def test_correlation_of_opposites_and_of_a_shifted_copy() -> None:
    frame = pd.DataFrame({"a": [0.1, -0.2, 0.3], "b": [0.2, -0.1, 0.4], "c": [-0.1, 0.2, -0.3]})
    assert correlation_with(frame, "a").to_dict() == pytest.approx({"a": 1, "b": 1, "c": -1})


def test_real_returns_take_out_the_rise_of_prices() -> None:
    assert real_returns([0.1, 0.1], [0.1, 0.0]) == pytest.approx([0, 0.1])
    both = real_returns([[0.1, 0.21], [0.1, 0.0]], [0.1, 0.0])
    assert both == pytest.approx(np.array([[0, 0.1], [0.1, 0]]))


def test_inflation_of_known_years() -> None:
    """Bureau of Labor Statistics, December to December: 1979 13.3 %, 2022 6.5 %, 2008 0.1 %."""
    inflation = annual_inflation(built_in().table("us_market")["cpi"])
    found = [round(float(inflation[year]), 3) for year in (1979, 2022, 2008)]
    assert found == [0.133, 0.065, 0.001]


def test_a_hundred_dollars_in_stocks_as_damodaran_compounds_them() -> None:
    """His 100 dollars at the start of 1928 are 55.46 after 1931 and 229.79 after 1948."""
    stocks = built_in().table("asset_classes")["sp500_return"]
    assert 100 * mix_levels(stocks.loc[:1931])[-1] == pytest.approx(55.46, rel=0.001)
    assert 100 * mix_levels(stocks.loc[:1948])[-1] == pytest.approx(229.79, rel=0.001)
    assert measures(stocks.loc[:1948])["worst"] == pytest.approx(-0.4384, abs=0.0001)
