"""Bills that come as a surprise: the same households with money set aside, and without.

Made-up households, not history. Arrays are (households, months); dollars; a card's rate is a
decimal a year, a twelfth of it charged each month.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Ledger:
    """Dollars of each household at each month's end: `cash`, `debt`, and `interest` charged.

    `spent`: what of the month's money went into neither cash nor debt, and so was lived on.
    """

    cash: Floats
    debt: Floats
    interest: Floats
    spent: Floats


def draw_bills(households: int, months: int, a_year: float, size: float, seed: int = 0) -> Floats:
    """Bills of `size` dollars that come in any month with the chance `a_year` / 12.

    The same seed draws the same luck, so that a higher `a_year` only adds bills.
    """
    luck = np.random.default_rng(seed).random((households, months))
    return np.where(luck < a_year / 12, size, 0.0)


def pay_bills(
    bills: Floats, left: float, cushion: float, annual_rate: float, *, set_aside: bool
) -> Ledger:
    """Every month's `left` dollars against the bills; what cash cannot pay goes on a card.

    With `set_aside` the money left waits in cash. Without, it is spent, except while a debt lasts:
    then it pays the debt. Each month: interest, then the money left, then the bill, then cash pays
    debt. `cushion` is the cash at the start of both. So the two do not spend the same: who waits
    lives on the money of the quiet months, and `Ledger.spent` says on how much.
    """
    households, months = bills.shape
    cash, debt = np.full(households, float(cushion)), np.zeros(households)
    found = Ledger(*(np.empty((households, months)) for _ in range(4)))
    for month in range(months):
        interest = debt * annual_rate / 12
        debt = debt + interest
        to_debt = np.minimum(debt, left)
        debt = debt - to_debt
        if set_aside:
            cash = cash + left - to_debt
        from_cash = np.minimum(cash, bills[:, month])
        cash, debt = cash - from_cash, debt + bills[:, month] - from_cash
        found.cash[:, month], found.debt[:, month] = cash, debt
        found.interest[:, month] = interest
        found.spent[:, month] = 0.0 if set_aside else left - to_debt
    return found


@dataclass(frozen=True)
class Order:
    """An order of cash and card, by household: `interest` paid in all, `debt` and `cash` at the
    end, and `unpaid`: whether a bill ever came that neither cash nor the card's limit could pay."""

    interest: Floats
    debt: Floats
    cash: Floats
    unpaid: NDArray[np.bool_]


def cash_or_card(
    bills: Floats,
    monthly: float,
    debt: float,
    annual_rate: float,
    cushion: float,
    *,
    minimum: float = 35.0,
    limit: float = np.inf,
) -> Order:
    """Every month's `monthly` dollars first into cash up to `cushion`, then on the card's debt.

    A `cushion` of 0 is the card first. The `minimum` (or the whole debt, where less) always goes on
    the card. Each month: interest, then the money, then the bill, paid from cash and then on the
    card up to its `limit`; what neither pays is left unpaid. When the debt is gone, all is cash.
    """
    households, months = bills.shape
    owed, cash = np.full(households, float(debt)), np.zeros(households)
    paid, unpaid = np.zeros(households), np.zeros(households, bool)
    for month in range(months):
        interest = owed * annual_rate / 12
        owed, paid = owed + interest, paid + interest
        first = np.minimum(owed, min(minimum, monthly))
        aside = np.clip(cushion - cash, 0.0, monthly - first)
        to_card = np.minimum(owed, monthly - aside)
        owed, cash = owed - to_card, cash + monthly - to_card
        from_cash = np.minimum(cash, bills[:, month])
        on_card = np.clip(limit - owed, 0.0, bills[:, month] - from_cash)
        unpaid |= bills[:, month] - from_cash - on_card > 1e-9
        cash, owed = cash - from_cash, owed + on_card
    return Order(paid, owed, cash, unpaid)
