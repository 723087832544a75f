"""An order of cash and card, worked by hand, and the ledger of what is lived on."""

from __future__ import annotations

import numpy as np
import pytest

from finlit.numbers import emergency_fund as fund


def test_one_household_by_hand() -> None:
    """$100 a month, $1,000 at 24 %, no bill for two months, then $500."""
    bills = np.array([[0.0, 0.0, 500.0]])
    card = fund.cash_or_card(bills, 100, 1000, 0.24, 0)
    owed = ((1000 * 1.02 - 100) * 1.02 - 100) * 1.02 - 100 + 500
    assert card.debt[0] == pytest.approx(owed) and card.cash[0] == 0
    cash = fund.cash_or_card(bills, 100, 1000, 0.24, 500, minimum=35)
    owed = ((1000 * 1.02 - 35) * 1.02 - 35) * 1.02 - 35 + 500 - 3 * 65
    assert cash.debt[0] == pytest.approx(owed) and cash.cash[0] == 0
    assert cash.interest[0] > card.interest[0]


def test_a_dollar_paid_on_the_card_can_be_lent_again() -> None:
    """With a limit, both orders can pay a bill of the same size at first."""
    bills = np.array([[0.0, 500.0], [0.0, 700.0]])
    for cushion in (0.0, 1000.0):
        found = fund.cash_or_card(bills, 100, 1000, 0.0, cushion, minimum=0, limit=1300)
        assert found.unpaid.tolist() == [False, True]


def test_money_is_neither_made_nor_lost() -> None:
    bills = fund.draw_bills(200, 60, 0.5, 1500, 3)
    for cushion in (0.0, 500.0):
        found = fund.cash_or_card(bills, 100, 1000, 0.22, cushion)
        worth = found.cash - found.debt
        paid = 60 * 100 - 1000 - bills.sum(axis=1) - found.interest
        assert worth == pytest.approx(paid)


def test_who_waits_lives_on_what_who_sets_aside_has() -> None:
    bills = fund.draw_bills(200, 60, 0.5, 1500, 3)
    before, after = (fund.pay_bills(bills, 100, 0, 0.22, set_aside=plan) for plan in (True, False))
    assert before.spent.sum() == 0
    gap = (before.cash - before.debt)[:, -1] - (after.cash - after.debt)[:, -1]
    interest = (after.interest - before.interest).sum(axis=1)
    assert gap == pytest.approx(after.spent.sum(axis=1) + interest)
