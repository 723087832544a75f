"""The two ways into work, on cases worked by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from finlit.numbers import career_earnings

SHARES = np.array([0.5, 0.75])


def test_an_apprentice_gets_shares_and_then_full_pay() -> None:
    assert career_earnings.trade_pay(40_000, SHARES, 4).tolist() == [20_000, 30_000, 40_000, 40_000]


def test_a_slower_way_up_starts_from_the_last_share_and_ends_at_full_pay() -> None:
    pay = career_earnings.trade_pay(40_000, SHARES, 6, climb=3)
    assert pay.tolist() == [20_000, 30_000, 32_500, 35_000, 37_500, 40_000]


def test_study_pays_nothing_then_the_early_wage_then_rises_to_the_later_one() -> None:
    pay = career_earnings.study_pay(50_000, 80_000, 8, studied=2, flat=3, reached=6)
    assert pay.tolist() == [0, 0, 50_000, 50_000, 60_000, 70_000, 80_000, 80_000]


def test_debt_gathers_interest_from_the_start_of_each_year() -> None:
    assert career_earnings.debt_after(1_000, 2, 0.1) == pytest.approx(1_210 + 1_100)
    assert career_earnings.debt_after(1_000, 4, 0.0) == pytest.approx(4_000)


@given(st.just(0.0) | st.floats(1e-6, 0.2), st.integers(1, 15))
def test_payments_pay_the_debt_off_to_the_cent(rate: float, over: int) -> None:
    paid = career_earnings.repayments(10_000, rate, 4, over, 40)
    owed = 10_000.0
    for payment in paid[4 : 4 + over]:
        owed = owed * (1 + rate) - payment
    assert owed == pytest.approx(0, abs=0.01)
    assert paid[:4].sum() == 0 and paid[4 + over :].sum() == 0


def test_totals_add_up_and_early_money_grows() -> None:
    pay = np.array([100.0, 100.0, 100.0])
    assert career_earnings.totals(pay).tolist() == pytest.approx([100, 200, 300])
    assert career_earnings.totals(pay, 0.1).tolist() == pytest.approx([100, 210, 331])


def test_overtaking_counts_only_when_it_is_for_good() -> None:
    first = np.array([1.0, 2.0, 3.0, 4.0])
    assert career_earnings.years_to_overtake(first, np.array([0.0, 0.0, 3.5, 5.0])) == 3
    assert career_earnings.years_to_overtake(first, np.array([2.0, 0.0, 3.5, 5.0])) == 3
    assert career_earnings.years_to_overtake(first, first + 1) == 1
    assert math.isnan(career_earnings.years_to_overtake(first, np.array([0.0, 9.0, 9.0, 4.0])))
