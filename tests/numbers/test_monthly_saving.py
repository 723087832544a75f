"""Buying strategies: hand-worked cases, identities, and a slow loop that says the same."""

from __future__ import annotations

import functools

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from finlit.market import built_in
from finlit.numbers import monthly_saving, returns

MONTHS = 6
levels = arrays(float, 15, elements=st.integers(1, 40).map(float))


def loop_purchases(signal, months, start, all_history):
    """Months of purchase of one window, told as a story, month by month."""
    high = max(signal[:start], default=0.0) if all_history else 0.0
    fall, bought = [], []
    for month in range(start, start + months):
        if signal[month] >= high:
            if fall:
                bought.append(min(fall, key=lambda t: signal[t]))
            high, fall = signal[month], []
        else:
            fall.append(month)
    if fall:
        bought.append(min(fall, key=lambda t: signal[t]))
    return bought


def loop_value(bought, earning, months, start, contribution, cash, late=0):
    """Walk the window with a wallet and a pile of units; returns the end value."""
    wallet = units = 0.0
    for month in range(start, start + months):
        wallet += contribution[month]
        if month - late in bought:
            units += wallet / earning[month]
            wallet = 0.0
        wallet *= cash[month + 1] / cash[month]
    return units * earning[start + months] + wallet


@given(levels, levels, levels, st.booleans(), st.integers(0, 3))
def test_all_starts_at_once_equal_a_slow_walk(signal, earning, amounts, all_history, late):
    cash = np.linspace(1.0, 1.3, len(signal))
    perfect = monthly_saving.bottoms(signal, MONTHS, all_history=all_history)
    fast = monthly_saving.end_value(monthly_saving.delayed(perfect, late), earning, amounts, cash)
    slow = [
        loop_value(
            loop_purchases(signal, MONTHS, start, all_history),
            earning, MONTHS, start, amounts, cash, late,
        )
        for start in range(len(signal) - MONTHS)
    ]  # fmt: skip
    np.testing.assert_allclose(fast, slow, rtol=1e-9)


@given(levels, levels, st.integers(0, 50), st.booleans())
def test_waiting_for_a_dip_equals_a_slow_walk(signal, earning, percent, all_history):
    dip = percent / 100
    ones = np.ones(len(signal))
    waiting = monthly_saving.below_high(signal, MONTHS, dip, all_history=all_history)
    slow = []
    for start in range(len(signal) - MONTHS):
        since = 0 if all_history else start
        bought = [
            t
            for t in range(start, start + MONTHS)
            if signal[t] <= (1 - dip) * max(signal[since : t + 1]) + 1e-9
        ]
        slow.append(loop_value(bought, earning, MONTHS, start, ones, ones))
    np.testing.assert_allclose(monthly_saving.end_value(waiting, earning), slow, rtol=1e-9)


def test_perfect_buyer_worked_by_hand():
    # High 10, fall to 5, new high 12, fall to 8, end at 16. One dollar a month.
    signal = np.array([10.0, 5.0, 6.0, 12.0, 8.0, 9.0, 16.0])
    perfect = monthly_saving.bottoms(signal, 6)
    assert perfect.offset.tolist() == [1, 4]
    # 2 dollars at 5, then 3 dollars at 8, and the last dollar stays cash.
    assert monthly_saving.end_value(perfect, signal)[0] == pytest.approx((2 / 5 + 3 / 8) * 16 + 1)


def test_window_high_and_history_high_differ_in_a_window_that_begins_low():
    signal = np.array([20.0, 5.0, 6.0, 7.0, 8.0])
    assert monthly_saving.bottoms(signal, 3).offset[1:].tolist() == []
    assert monthly_saving.bottoms(signal, 3, all_history=True).offset[1:].tolist() == [0]


def test_a_market_that_only_rises_leaves_the_dip_buyer_with_cash():
    rising = np.arange(1.0, 11.0)
    perfect = monthly_saving.bottoms(rising, 5)
    assert len(perfect.offset) == 0
    assert monthly_saving.end_value(perfect, rising).tolist() == [5.0] * 5
    assert (monthly_saving.steady(rising, 5) > 5.0).all()


def test_equal_lows_are_bought_once_at_the_first():
    signal = np.array([10.0, 7.0, 7.0, 10.0, 10.0])
    assert monthly_saving.bottoms(signal, 4).offset.tolist() == [1]


@given(levels)
def test_a_dip_of_nothing_is_steady_buying(earning):
    every_month = monthly_saving.below_high(earning, MONTHS, 0.0)
    np.testing.assert_allclose(
        monthly_saving.end_value(every_month, earning),
        monthly_saving.steady(earning, MONTHS),
        rtol=1e-9,
    )


@given(levels, st.integers(0, 5))
def test_money_is_conserved_where_nothing_earns(signal, late):
    flat = np.full(len(signal), 3.0)
    amounts = np.arange(1.0, len(signal) + 1)
    late_buyer = monthly_saving.delayed(monthly_saving.bottoms(signal, MONTHS), late)
    paid = monthly_saving.paid_in(amounts, MONTHS)
    np.testing.assert_allclose(monthly_saving.end_value(late_buyer, flat, amounts), paid)
    np.testing.assert_allclose(monthly_saving.steady(flat, MONTHS, amounts), paid)


@given(levels)
def test_zero_months_late_is_perfect_and_too_late_is_cash(signal):
    perfect = monthly_saving.bottoms(signal, MONTHS)
    same = monthly_saving.delayed(perfect, 0)
    assert same.offset.tolist() == perfect.offset.tolist()
    never = monthly_saving.end_value(monthly_saving.delayed(perfect, MONTHS), signal)
    assert never.tolist() == [MONTHS] * (len(signal) - MONTHS)


@given(levels)
def test_unit_of_money_changes_no_ratio(earning):
    """Dollars of each month against dollars of one year: who wins does not depend on it."""
    prices = np.linspace(1.0, 2.0, len(earning))
    perfect = monthly_saving.bottoms(earning, MONTHS)
    real = monthly_saving.end_value(perfect, earning) / monthly_saving.steady(earning, MONTHS)
    nominal = monthly_saving.end_value(perfect, earning * prices, prices, prices)
    np.testing.assert_allclose(
        nominal / monthly_saving.steady(earning * prices, MONTHS, prices), real, rtol=1e-9
    )


@given(levels, levels, levels)
def test_one_window_month_by_month_ends_where_all_windows_do(signal, earning, amounts):
    cash = np.linspace(1.0, 1.3, len(signal))
    bought = monthly_saving.bottoms(signal, MONTHS)
    ends = monthly_saving.end_value(bought, earning, amounts, cash)
    for start in range(len(signal) - MONTHS):
        window = slice(start, start + MONTHS + 1)
        value, idle = monthly_saving.value_path(
            bought.offset[bought.window == start],
            earning[window],
            amounts[window][:-1],
            cash[window],
        )
        assert value[-1] == pytest.approx(ends[start])
        assert (idle >= -1e-9).all()
        assert (idle[bought.offset[bought.window == start]] < 1e-9).all()


def test_lump_sum_and_instalments_worked_by_hand():
    earning = np.array([10.0, 20.0, 40.0, 80.0])
    assert monthly_saving.lump_sum(earning, 3).tolist() == [8.0]
    # A third at 10, at 20 and at 40, all worth 80 in the end: (8 + 4 + 2) / 3.
    assert monthly_saving.instalments(earning, 3, 3)[0] == pytest.approx(14 / 3)
    # The waiting thirds double in cash each month as well: no gain, no loss by waiting.
    assert monthly_saving.instalments(earning, 3, 3, cash=earning)[0] == pytest.approx(8.0)


@given(levels, st.integers(1, MONTHS))
def test_one_instalment_is_a_lump_sum_and_all_instalments_are_steady_buying(earning, hold):
    np.testing.assert_allclose(
        monthly_saving.instalments(earning, hold, 1), monthly_saving.lump_sum(earning, hold)
    )
    np.testing.assert_allclose(
        monthly_saving.instalments(earning, hold, hold), monthly_saving.steady(earning, hold) / hold
    )


def test_what_cannot_be_is_refused():
    earning = np.ones(5)
    with pytest.raises(ValueError, match="at least one month"):
        monthly_saving.steady(earning, 0)
    with pytest.raises(ValueError, match="fit in the months"):
        monthly_saving.instalments(earning, 2, 3)
    with pytest.raises(ValueError, match="0 to below 1"):
        monthly_saving.below_high(earning, 2, 1.0)
    with pytest.raises(ValueError, match="0 or more"):
        monthly_saving.delayed(monthly_saving.bottoms(earning, 2), -1)
    with pytest.raises(ValueError, match="another number of months"):
        monthly_saving.end_value(monthly_saving.bottoms(earning, 2), np.ones(9))


def test_windows_longer_than_the_data_are_none():
    short = np.ones(4)
    assert len(monthly_saving.steady(short, 10)) == 0
    assert len(monthly_saving.end_value(monthly_saving.bottoms(short, 10), short)) == 0


FORTY_YEARS = 480


@functools.cache
def indices():
    return returns.market_indices(built_in().table("us_market"))


def dip_over_steady(signal, all_history=False, late=0, starts="all"):
    """Dip buyer's end value over the steady saver's, dollars of equal worth, forty years."""
    table = indices()
    earning = table["real_total_return_index"].to_numpy()
    bought = monthly_saving.bottoms(table[signal].to_numpy(), FORTY_YEARS, all_history=all_history)
    dip = monthly_saving.end_value(monthly_saving.delayed(bought, late), earning)
    ratio = pd.Series(dip / monthly_saving.steady(earning, FORTY_YEARS), table.index[: len(dip)])
    return ratio["1920-01":"1979-12"] if starts == "1920-79" else ratio


@pytest.mark.parametrize(
    ("definition", "starts", "published"),
    [
        ({"signal": "real_total_return_index", "starts": "1920-79"}, 720, 0.549),
        (
            {"signal": "real_total_return_index", "all_history": True, "starts": "1920-79"},
            720,
            0.674,
        ),
        ({"signal": "real_price", "all_history": True, "starts": "1920-79"}, 720, 0.736),
        ({"signal": "real_total_return_index"}, 1383, 0.372),
        ({"signal": "real_total_return_index", "late": 2, "starts": "1920-79"}, 720, 0.965),
    ],
)
def test_published_shares_in_which_steady_buying_ends_ahead(definition, starts, published):
    """Figures of the project's list of checks, after Maggiulli's definition; to the last digit."""
    ratio = dip_over_steady(**definition)
    assert len(ratio) == starts
    assert (ratio < 1).mean() == pytest.approx(published, abs=0.0005)


def test_published_medians_of_the_race():
    signal = "real_total_return_index"
    assert dip_over_steady(signal, starts="1920-79").median() == pytest.approx(0.99, abs=0.005)
    assert dip_over_steady(signal).median() == pytest.approx(1.04, abs=0.005)


def test_published_share_of_lump_sums_ahead_of_three_instalments():
    """Starts 1976-01 to 2021-12 on monthly averages; Vanguard finds 68 % on other data."""
    level = indices()["total_return_index"]["1976-01":"2022-12"].to_numpy()
    ahead = monthly_saving.lump_sum(level, 12) > monthly_saving.instalments(level, 12, 3)
    assert (ahead.sum(), len(ahead)) == (381, 552)


def test_published_share_of_lump_sums_ahead_on_month_ends():
    """All starts since 1926: the smoothing of monthly averages is gone, bills pay for waiting."""
    table = built_in().table("stocks_and_bills")[:"2025-12"]
    stocks = monthly_saving.levels(table["us_stocks_return"].to_numpy())
    bills = monthly_saving.levels(table["us_bills_return"].to_numpy())
    lump = monthly_saving.lump_sum(stocks, 12)
    shares = [
        (lump > monthly_saving.instalments(stocks, 12, 3, cash)).mean() for cash in (None, bills)
    ]
    assert shares == pytest.approx([0.65, 0.62], abs=0.0051)


def test_published_time_in_the_market():
    """Windows from 1926-01 on that end by 2023-06, after inflation."""
    level = indices()["real_total_return_index"]["1926-01":"2023-06"].to_numpy()
    shares = [
        (monthly_saving.lump_sum(level, 12 * years) > 1).mean() for years in (1, 5, 10, 15, 20)
    ]
    assert shares == pytest.approx([0.699, 0.766, 0.866, 0.949, 1.0], abs=0.0006)
