"""Living from savings with rules: by hand, and identities with the plain rule."""

from __future__ import annotations

import numpy as np
import pytest

from finlit.numbers import withdrawals
from finlit.numbers.freedom import lasted, money_left

RETURNS = np.array([0.1, -0.2, 0.05, 0.3, -0.1, 0.0, 0.2, 0.02])


def test_orders_hold_the_same_years() -> None:
    for order in withdrawals.ORDERS:
        again = withdrawals.reordered(RETURNS, order)
        assert sorted(again) == sorted(RETURNS)
        # What is only left to grow does not mind the order.
        assert np.prod(1 + again) == pytest.approx(np.prod(1 + RETURNS))
    assert withdrawals.reordered(RETURNS, "backward").tolist() == RETURNS.tolist()[::-1]
    assert withdrawals.reordered(RETURNS, "bad-first")[0] == RETURNS.min()
    with pytest.raises(ValueError, match="order"):
        withdrawals.reordered(RETURNS, "sideways")


def test_bad_years_first_leave_least() -> None:
    left = {
        order: money_left(withdrawals.reordered(RETURNS, order), len(RETURNS), 0.05)[0, -1]
        for order in withdrawals.ORDERS
    }
    assert min(left.values()) == left["bad-first"] < left["good-first"] == max(left.values())


def test_years_lasted_counts_the_paid_ones() -> None:
    # 1, out 0.4, 0.6 left; out 0.4, 0.2 left; out of 0.2 the third year is not paid in full.
    path = money_left(np.zeros(4), 4, 0.4)[0]
    assert withdrawals.years_lasted(path) == 2
    assert withdrawals.years_lasted(np.array([0.9, 0.8])) == 2


def test_without_bending_it_is_the_plain_rule() -> None:
    left, _ = withdrawals.bent(RETURNS, 5, 0.06)
    np.testing.assert_allclose(left, money_left(RETURNS, 5, 0.06))


def test_bending_by_hand() -> None:
    left, lean = withdrawals.bent(
        np.array([-0.5, 0.0, 1.5]), 3, 0.1, cut=0.5, earned=0.2, earning_years=2
    )
    # Year 1: full 0.1 less 0.02 of pay. Year 2 is lean: 0.05 less 0.02. Year 3 is lean, no pay.
    first = (1 - 0.08) * 0.5
    second = first - 0.03
    third = (second - 0.05) * 2.5
    np.testing.assert_allclose(left[0], [first, second, third])
    assert lean[0].tolist() == [False, True, True]


def test_pay_beyond_the_need_is_not_saved_and_cuts_never_hurt() -> None:
    left, _ = withdrawals.bent(np.zeros(3), 3, 0.1, earned=2.0)
    assert left[0].tolist() == [1, 1, 1]
    plain, careful = (withdrawals.bent(RETURNS, 6, 0.08, cut=cut)[0] for cut in (0.0, 0.3))
    assert (careful >= plain).all()


def test_shares_over_rates_and_spans() -> None:
    shares = withdrawals.lasting_shares(RETURNS, np.array([0.05, 0.3]), np.array([2, 4]))
    assert shares.shape == (2, 2)
    assert shares[1, 1] == pytest.approx(float(lasted(money_left(RETURNS, 4, 0.3)).mean()))
    assert (shares[0] >= shares[1]).all() and (shares[:, 0] >= shares[:, 1]).all()
