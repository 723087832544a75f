"""Constant-rate growth and steady contributions: hand-worked, by identities, and as published."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from finlit.numbers import growth

RATES = st.floats(-0.2, 0.3)
YEARS = st.integers(1, 50)
AGES = np.arange(19, 66)
EARLY = np.where(AGES <= 26, 2000.0, 0.0)
LATE = np.where(AGES >= 27, 2000.0, 0.0)


def test_four_hundred_a_month_meets_the_published_figure() -> None:
    """The study adds a twelfth of the rate each month."""
    published = growth.future_value(400, 0.10, 40, nominal=True)
    assert published == pytest.approx(2_529_631.83, abs=0.01)


def test_a_rate_is_growth_over_a_year_unless_it_is_nominal() -> None:
    assert growth.future_value(0, 0.10, 3, start=1000) == pytest.approx(1331)
    assert growth.future_value(0, 0.06, 50, start=1000) == pytest.approx(1000 * 1.06**50)
    assert growth.future_value(0, 0.12, 1, start=100, nominal=True) == pytest.approx(100 * 1.01**12)
    # An index that grows exactly 12 % a year, with a payment at each month's start.
    index = 1.12 ** (np.arange(121) / 12)
    grown = growth.steady_growth(index, 120)[0]
    assert growth.equal_rate(grown, 120) == pytest.approx(0.12)


def test_compound_interest_question() -> None:
    """Lusardi and Mitchell: 100 at 2 % for 5 years."""
    value = growth.future_value(0, 0.02, 5, start=100, periods_a_year=1)
    assert value == pytest.approx(110.41, abs=0.005)


def test_three_payments_by_hand() -> None:
    # 10 % a period: 100 * 1.21 + 100 * 1.1 + 100, and one period more when paid at the start.
    assert growth.annuity_factor(0.1, 3) == pytest.approx(3.31)
    assert growth.annuity_factor(0.1, 3, at_start=True) == pytest.approx(3.641)
    assert growth.annuity_factor([0.0, 0.1], 3) == pytest.approx([3, 3.31])


@given(rate=RATES, fee=st.floats(0, 0.03), years=YEARS, at_start=st.booleans())
def test_future_value_is_what_a_loop_over_months_gives(
    rate: float, fee: float, years: int, at_start: bool
) -> None:
    balance, month = 1000.0, (1 + rate - fee) ** (1 / 12) - 1
    for _ in range(years * 12):
        balance = (balance + 50) * (1 + month) if at_start else balance * (1 + month) + 50
    value = growth.future_value(50, rate, years, start=1000, annual_fee=fee, at_start=at_start)
    assert value == pytest.approx(balance, rel=1e-9)


@given(first=st.floats(0, 1000), second=st.floats(0, 1000), rate=RATES, years=YEARS)
def test_future_value_is_linear_in_the_money_put_in(
    first: float, second: float, rate: float, years: int
) -> None:
    together = growth.future_value(first + second, rate, years, start=first)
    apart = growth.future_value(first, rate, years, start=first) + growth.future_value(
        second, rate, years
    )
    assert together == pytest.approx(apart, rel=1e-9)


@given(rate=RATES, years=YEARS)
def test_a_fee_lowers_the_rate_by_itself(rate: float, years: int) -> None:
    with_fee = growth.future_value(400, rate, years, annual_fee=0.01)
    assert with_fee == pytest.approx(growth.future_value(400, rate - 0.01, years), rel=1e-9)
    assert with_fee < growth.future_value(400, rate, years)


def test_a_path_is_the_value_at_each_year() -> None:
    path = growth.future_value(400, 0.1, np.arange(41))
    assert path[0] == 0
    assert path[40] == growth.future_value(400, 0.1, 40)
    assert (np.diff(path) > 0).all()


def test_simple_interest_by_hand() -> None:
    # Two years of one payment of 100 a month at 12 %: payment k earns 1 dollar for 24 - k months.
    assert growth.simple_interest(100, 0.12, 2) == pytest.approx(sum(24 - k for k in range(1, 25)))
    assert growth.simple_interest(0, 0.05, 10, start=1000) == pytest.approx(500)


@given(rate=st.floats(0, 0.3), years=YEARS)
def test_interest_on_interest_of_a_sum_is_never_negative(rate: float, years: int) -> None:
    compound = growth.future_value(0, rate, years, start=50)
    simple = 50 + growth.simple_interest(0, rate, years, start=50)
    assert compound >= simple * (1 - 1e-12)


def test_money_of_today() -> None:
    assert growth.real_value(121, 0.1, 2) == pytest.approx(100)
    assert growth.real_value([100, 100], 0.0, [1, 30]).tolist() == [100, 100]
    by_hand = sum(400 / 1.03 ** (month / 12) for month in range(1, 481))
    assert growth.real_paid_in(400, 0.03, 40) == pytest.approx(by_hand)
    assert growth.real_paid_in(400, 0.0, 40) == pytest.approx(192_000)


def test_doubling_times_meet_the_published_ones() -> None:
    rates = np.array([0.02, 0.06, 0.08, 0.12, 0.24])
    exact = growth.doubling_time(rates)
    assert exact == pytest.approx([35.00, 11.90, 9.01, 6.12, 3.22], abs=0.005)
    assert growth.rule_of_72(rates) == pytest.approx([36, 12, 9, 6, 3])
    assert (1 + rates) ** exact == pytest.approx(np.full(5, 2.0))
    assert growth.doubling_time(0.0) == np.inf
    assert growth.doubling_time(0.1, 12) < growth.doubling_time(0.1)


def test_early_or_late_meets_the_published_figures() -> None:
    ends = [
        [growth.grow_payments(saver, rate)[-1] for saver in (EARLY, LATE)] for rate in (0.12, 0.07)
    ]
    assert ends[0] == pytest.approx([2_043_747, 1_368_020], abs=1)
    assert ends[1] == pytest.approx([287_168, 371_281], abs=1)


def test_the_famous_story_turns_at_about_nine_percent() -> None:
    rate = growth.break_even_rate(EARLY, LATE)
    assert rate == pytest.approx(0.088, abs=0.0005)
    ends = [growth.grow_payments(saver, rate)[-1] for saver in (EARLY, LATE)]
    assert ends[0] == pytest.approx(ends[1], rel=1e-9)
    assert np.isnan(growth.break_even_rate(EARLY, EARLY / 2))


@given(st.lists(st.floats(0, 100), min_size=1, max_size=30), RATES)
def test_yearly_payments_grow_as_a_loop_does(payments: list[float], rate: float) -> None:
    balance, path = 0.0, []
    for payment in payments:
        balance = balance * (1 + rate) + payment
        path.append(balance)
    assert growth.grow_payments(payments, rate) == pytest.approx(path, rel=1e-9, abs=1e-9)


@given(rate=st.floats(-0.5, 1.0), months=st.integers(12, 480))
def test_equal_rate_undoes_growth(rate: float, months: int) -> None:
    monthly = (1 + rate) ** (1 / 12) - 1
    value = growth.annuity_factor(monthly, months, at_start=True)
    assert growth.equal_rate(value, months) == pytest.approx(rate, abs=1e-6)


def test_equal_rate_keeps_missing_missing() -> None:
    assert np.isnan(growth.equal_rate([np.nan, 12.0], 12)).tolist() == [True, False]


@given(
    levels=st.lists(st.floats(0.5, 50), min_size=14, max_size=40),
    months=st.sampled_from([1, 6, 12]),
)
def test_steady_buying_is_what_counting_shares_gives(levels: list[float], months: int) -> None:
    ends = growth.steady_growth(levels, months)
    assert len(ends) == len(levels) - months
    for start, end in enumerate(ends):
        shares = sum(1 / levels[start + month] for month in range(months))
        assert end == pytest.approx(shares * levels[start + months], rel=1e-9)


def test_steady_paths_begin_with_nothing_and_end_with_the_growth() -> None:
    levels = np.array([1.0, 2.0, 4.0, 2.0, 1.0, 2.0])
    paths = growth.steady_paths(levels, 4, step=2)
    # Start 0: shares 1, 1/2, 1/4, 1/2 at a price of 1. Start 1: 1/2, 1/4, 1/2, 1 at a price of 2.
    assert paths.tolist() == [[0, 6.0, 2.25], [0, 1.5, 4.5]]
    with pytest.raises(ValueError, match="no span"):
        growth.steady_paths(levels, 6)


def test_at_a_constant_rate_history_is_an_annuity() -> None:
    levels = 1.005 ** np.arange(600)
    ends = growth.steady_growth(levels, 480)
    assert ends == pytest.approx(np.full(120, growth.annuity_factor(0.005, 480, at_start=True)))
