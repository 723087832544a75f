"""Random portfolios: weights, the variance formula, and the published curve."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from finlit.numbers.draws import (
    WEEKS_A_YEAR,
    draw,
    drawn_growth,
    drawn_volatility,
    path_volatility,
    published_volatility,
)


def paths(weeks: int, stocks: int, seed: int = 1) -> np.ndarray:
    """Made-up paths that share half of their risk."""
    random = np.random.default_rng(seed)
    changes = 0.02 * (random.normal(size=(weeks, 1)) + random.normal(size=(weeks, stocks)))
    return np.vstack([np.ones(stocks), np.cumprod(1 + changes, axis=0)])


def test_the_published_curve_of_elton_and_gruber() -> None:
    expected = np.array([49.24, 37.36, 23.93, 21.68, 19.69, 19.27]) / 100
    assert published_volatility([1, 2, 10, 20, 100, 500]) == pytest.approx(expected, abs=1e-4)


def test_the_variances_in_the_textbook_of_elton_and_gruber() -> None:
    """Their table of weekly variances (percent squared): 46.619 for 1 stock to 7.137 for 500."""
    sizes = [1, 2, 4, 10, 20, 50, 100, 200, 500]
    weekly = [46.619, 26.839, 16.948, 11.014, 9.036, 7.849, 7.453, 7.255, 7.137]
    found = (100 * published_volatility(sizes)) ** 2 / WEEKS_A_YEAR
    assert found == pytest.approx(weekly, abs=0.01)


@settings(deadline=None, max_examples=30)
@given(st.integers(1, 40), st.integers(0, 99), st.data())
def test_every_portfolio_is_fully_and_equally_invested(
    stocks: int, seed: int, data: st.DataObject
) -> None:
    size = data.draw(st.integers(1, stocks))
    weights = draw(stocks, [1, size], 5, seed)
    assert weights.shape == (stocks, 2, 5)
    assert weights.sum(axis=0) == pytest.approx(np.ones((2, 5)), abs=1e-5)
    assert ((weights[:, 1] > 0).sum(axis=0) == size).all()
    # The stock of the portfolio of one is among those of the larger one.
    assert (weights[:, 1][weights[:, 0] > 0] > 0).all()


def test_the_same_seed_draws_the_same_and_another_draws_others() -> None:
    assert (draw(50, [5], 20, 3) == draw(50, [5], 20, 3)).all()
    assert (draw(50, [5], 20, 3) != draw(50, [5], 20, 4)).any()


def test_every_stock_is_drawn_about_as_often_as_any_other() -> None:
    counts = (draw(10, [3], 20_000, 0)[:, 0] > 0).mean(axis=1)
    assert counts == pytest.approx(np.full(10, 0.3), abs=0.015)


def test_a_portfolio_larger_than_the_market_is_refused() -> None:
    with pytest.raises(ValueError, match="from 1 to 4"):
        draw(4, [5], 1, 0)


def test_all_stocks_is_the_mean_of_all() -> None:
    values = paths(60, 12)
    whole = drawn_volatility(values, [12], 3, 0)[0]
    assert whole == pytest.approx(np.full(3, path_volatility(values.mean(axis=1))), rel=1e-4)
    growth = drawn_growth(values[-1], 12, 3, 0)
    assert growth == pytest.approx(np.full(3, values[-1].mean()), rel=1e-6)


def test_one_stock_is_one_of_the_stocks() -> None:
    values = paths(60, 12)
    single = path_volatility(values)
    for figure in drawn_volatility(values, [1], 30, 0)[0]:
        assert np.abs(single - figure).min() < 1e-4
    assert set(drawn_growth(values[-1], 1, 30, 0)) <= set(values[-1])


def test_volatility_of_a_hand_worked_path() -> None:
    """Up 10 % and down 10 %: a sample deviation of 0.1 * sqrt(2) a week."""
    figure = path_volatility([1.0, 1.1, 0.99])
    assert figure == pytest.approx(0.1 * 2**0.5 * WEEKS_A_YEAR**0.5)


def test_money_that_is_gone_lies_still() -> None:
    """+0 %, -100 %, then nothing: changes 0, -1, 0, 0 ... the last two count as no change."""
    figure = path_volatility([1.0, 1.0, 0.0, 0.0, 0.0])
    assert figure == pytest.approx(0.5 * WEEKS_A_YEAR**0.5)


def test_own_risk_is_divided_by_n_and_shared_risk_is_not() -> None:
    """Mean variance of n drawn stocks = average variance / n + average covariance * (1 - 1 / n).

    Worked on the changes of single weeks, in which the weights are equal.
    """
    values = paths(200, 30)
    changes = np.diff(values, axis=0) / values[:-1]
    cov = np.cov(changes.T)
    own, shared = np.diag(cov).mean(), cov[~np.eye(30, dtype=bool)].mean()
    weights = draw(30, [1, 2, 5, 10], 4000, 0).astype(float)
    drawn = ((changes @ weights.reshape(30, -1)).var(axis=0, ddof=1)).reshape(4, -1).mean(axis=1)
    sizes = np.array([1, 2, 5, 10])
    assert drawn == pytest.approx(own / sizes + shared * (1 - 1 / sizes), rel=0.02)


def test_more_stocks_swing_less_down_to_a_floor() -> None:
    values = paths(520, 200)
    curve = drawn_volatility(values, [1, 5, 20, 100, 200], 200, 0).mean(axis=1)
    assert (np.diff(curve) < 0).all()
    shared = 0.02 * WEEKS_A_YEAR**0.5
    assert curve[-1] == pytest.approx(shared, rel=0.1)
