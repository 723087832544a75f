"""Surprise bills and raises: worked by hand, and what holds for every household."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from finlit.numbers import career_earnings, emergency_fund

ONE_BILL = np.array([[0.0, 500.0, 0.0, 0.0, 0.0, 0.0, 0.0]])


def test_one_bill_by_hand() -> None:
    """100 left over: 200 is there when the bill of 500 comes, so 300 is owed at 12 % a year."""
    before = emergency_fund.pay_bills(ONE_BILL, 100, 0, 0.12, set_aside=True)
    assert before.debt[0, :5] == pytest.approx([0, 300, 203, 105.03, 6.0803])
    assert before.cash[0] == pytest.approx([100, 0, 0, 0, 0, 93.858897, 193.858897])
    after = emergency_fund.pay_bills(ONE_BILL, 100, 0, 0.12, set_aside=False)
    assert after.debt[0, :4] == pytest.approx([0, 500, 405, 309.05])
    assert not after.cash.any()
    assert after.interest[0, :3] == pytest.approx([0, 0, 5])


def test_a_cushion_pays_and_nothing_left_over_makes_the_plans_alike() -> None:
    assert not emergency_fund.pay_bills(ONE_BILL, 0, 500, 0.22, set_aside=True).debt.any()
    bills = emergency_fund.draw_bills(50, 24, 1.0, 800)
    plans = [
        emergency_fund.pay_bills(bills, 0, 250, 0.22, set_aside=each) for each in (True, False)
    ]
    assert np.array_equal(plans[0].debt, plans[1].debt)


@given(
    left=st.floats(0, 400),
    cushion=st.floats(0, 3000),
    size=st.floats(50, 5000),
    a_year=st.floats(0.1, 2),
)
def test_setting_aside_never_owes_more_and_no_dollar_is_lost(
    left: float, cushion: float, size: float, a_year: float
) -> None:
    bills = emergency_fund.draw_bills(20, 36, a_year, size, seed=3)
    before = emergency_fund.pay_bills(bills, left, cushion, 0.22, set_aside=True)
    after = emergency_fund.pay_bills(bills, left, cushion, 0.22, set_aside=False)
    assert (before.debt <= after.debt + 1e-6).all()
    assert (before.debt >= 0).all() and (before.cash >= 0).all()
    came_in = cushion + left * np.arange(1, 37)
    went_out = (bills + before.interest).cumsum(axis=1)
    assert np.allclose(before.cash - before.debt, came_in - went_out)


def test_bills_come_as_often_as_asked_and_more_often_only_adds() -> None:
    few, many = (emergency_fund.draw_bills(4000, 12, each, 1.0) for each in (0.4, 1.2))
    assert few.sum(axis=1).mean() == pytest.approx(0.4, abs=0.03)
    assert many.sum(axis=1).mean() == pytest.approx(1.2, abs=0.05)
    assert (many >= few).all()


def test_raises_by_hand() -> None:
    path = career_earnings.keep_raises(1000, 0.1, 0.5, 2)
    assert path.income == pytest.approx([1000, 1100, 1210])
    assert path.spending == pytest.approx([1000, 1050, 1105])
    assert path.cash == pytest.approx([0, 0, 600])
    assert path.cushion[-1] == pytest.approx(600 / 1105)


@given(pay=st.floats(500, 1e6), kept=st.floats(0, 1), rate=st.floats(0, 0.1))
def test_the_cushion_in_months_is_the_same_at_any_pay(pay: float, kept: float, rate: float) -> None:
    one, other = (career_earnings.keep_raises(each, rate, kept, 20) for each in (1000.0, pay))
    assert one.cushion == pytest.approx(other.cushion)
    spent_all = career_earnings.keep_raises(pay, rate, 0, 20)
    assert not spent_all.cash.any() and spent_all.spending == pytest.approx(spent_all.income)
