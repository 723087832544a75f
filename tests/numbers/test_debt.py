"""Card debt by hand, against the closed form, and where it never ends."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from finlit.numbers import debt


def test_two_months_by_hand() -> None:
    """1,000 at 24 %, 2 % a month: interest plus 1 % of the balance, then a floor of 25."""
    table = debt.pay_off(1000, 0.24, share=0.01, floor=25, interest_too=True)
    assert table.loc[1].tolist() == pytest.approx([20, 30, 990])
    assert table.loc[2].tolist() == pytest.approx([19.8, 29.7, 980.1])


def test_the_floor_takes_over_when_the_share_is_small() -> None:
    table = debt.pay_off(500, 0.12, share=0.02, floor=40)
    assert table.loc[1, "payment"] == 40
    assert table["payment"].iloc[1:-1].eq(40).all()
    assert table["payment"].iloc[-1] < 40


@given(
    balance=st.floats(50, 20_000),
    rate=st.floats(0, 0.36),
    share=st.floats(0.01, 0.1),
    floor=st.floats(10, 100),
)
def test_every_dollar_paid_is_debt_or_interest(
    balance: float, rate: float, share: float, floor: float
) -> None:
    table = debt.pay_off(balance, rate, share=share, floor=floor, interest_too=True)
    left = table["balance"].iloc[-1]
    assert left == 0
    assert table["payment"].sum() == pytest.approx(balance + table["interest"].sum(), abs=0.01)
    assert (np.diff(table["balance"]) < 0).all()


@given(balance=st.floats(100, 10_000), rate=st.floats(0.01, 0.4), months=st.integers(2, 120))
def test_a_fixed_payment_clears_the_debt_on_time(balance: float, rate: float, months: int) -> None:
    payment = debt.fixed_payment(balance, rate, months)
    table = debt.pay_off(balance, rate, floor=payment)
    assert debt.payoff_months(table) == months
    assert table["interest"].sum() == pytest.approx(months * payment - balance, abs=0.01)


def test_a_fixed_payment_without_interest_is_a_plain_division() -> None:
    assert debt.fixed_payment(1200, 0, 12) == 100


def test_paying_less_than_the_interest_never_ends() -> None:
    table = debt.pay_off(3000, 0.22, floor=50)
    assert np.isnan(debt.payoff_months(table))
    assert table["balance"].iloc[-1] > 3000


def test_more_a_month_is_sooner_and_cheaper() -> None:
    slow, fast = (debt.pay_off(3000, 0.22, floor=payment) for payment in (80, 160))
    assert debt.payoff_months(fast) < debt.payoff_months(slow) / 2
    assert fast["interest"].sum() < slow["interest"].sum() / 2
