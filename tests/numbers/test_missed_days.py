"""Missing the best and the worst days: hand-worked cases, identities, published figures."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from finlit.market import built_in
from finlit.numbers import missed_days

returns = arrays(float, 12, elements=st.integers(-90, 90).map(lambda percent: percent / 100))


def test_worked_by_hand():
    levels = pd.Series([100.0, 110.0, 55.0, 66.0], pd.date_range("2020-01-01", periods=4))
    days = missed_days.daily_returns(levels)
    assert days.tolist() == pytest.approx([0.1, -0.5, 0.2])
    best = missed_days.best_days(days.to_numpy(), 1)
    worst = missed_days.worst_days(days.to_numpy(), 1)
    assert (best.tolist(), worst.tolist()) == ([2], [1])
    assert missed_days.growth_without(days.to_numpy(), best)[-1] == pytest.approx(0.55)
    assert missed_days.growth_without(days.to_numpy(), worst)[-1] == pytest.approx(1.32)
    assert missed_days.days_to_nearest(best, worst).tolist() == [1]
    assert missed_days.days_to_nearest(best, worst[:0]).tolist() == [np.inf]


@given(returns, st.integers(0, 12))
def test_growth_splits_into_missed_and_kept(daily, count):
    missed = missed_days.best_days(daily, count)
    kept = missed_days.growth_without(daily, missed)[-1]
    assert kept * np.prod(1 + daily[missed]) == pytest.approx(np.prod(1 + daily))


@given(returns, st.integers(1, 6))
def test_missing_the_best_never_helps_more_than_missing_the_worst(daily, count):
    without_best = missed_days.growth_without(daily, missed_days.best_days(daily, count))[-1]
    without_worst = missed_days.growth_without(daily, missed_days.worst_days(daily, count))[-1]
    assert without_best <= without_worst * (1 + 1e-12)


@given(returns)
def test_given_returns_stay_as_they_were(daily):
    before = daily.copy()
    missed_days.growth_without(daily, missed_days.worst_days(daily, 3))
    assert (daily == before).all()


def test_too_many_days_are_refused():
    with pytest.raises(ValueError, match="from 0 to 3"):
        missed_days.best_days(np.zeros(3), 4)


def test_published_ten_best_and_ten_worst_days():
    """S&P 500, price only, 2004 to 2023, from the last close of 2003; 10,000 dollars."""
    close = built_in().table("sp500_daily")["close"]["2003-12-31":"2023-12-31"]
    daily = missed_days.daily_returns(close).to_numpy()
    best, worst = missed_days.best_days(daily, 10), missed_days.worst_days(daily, 10)
    ends = [
        10_000 * missed_days.growth_without(daily, missed)[-1]
        for missed in (best[:0], best, worst, np.concatenate([best, worst]))
    ]
    assert ends == pytest.approx([42897, 19673, 102167, 46855], abs=0.5)
    # J.P. Morgan, with dividends: 63,637 held and 29,154 without the ten best days.
    assert ends[0] / ends[1] == pytest.approx(63637 / 29154, abs=0.005)


def test_sessions_and_days_of_each_change() -> None:
    days = pd.DatetimeIndex(["1952-05-23", "1952-05-26", "1952-05-27", "1952-06-02"])
    missing = pd.DatetimeIndex(["1952-05-24"])
    assert missed_days.sessions_in(days, missing).tolist() == [1, 2, 1, 1]
    assert missed_days.days_since(days).tolist() == [1, 3, 1, 6]


def test_the_table_tells_which_of_its_days_are_more_than_one() -> None:
    close = built_in().table("sp500_daily")["close"]
    missing = pd.DatetimeIndex(built_in().table("missing_sessions").index)
    days = pd.DatetimeIndex(close.index)
    held = pd.Series(missed_days.sessions_in(days, missing), days)
    change = close.pct_change()
    assert (held[change.nlargest(20).index] > 1).sum() == 5
    assert (held[change.nsmallest(20).index] > 1).sum() == 4
    assert held[pd.Timestamp("1929-10-28")] == 2 and (held > 1).sum() == 1085
    gaps = pd.Series(missed_days.days_since(days), days)
    assert gaps.idxmax() == pd.Timestamp("1933-03-15") and gaps.max() == 12
