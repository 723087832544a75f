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
    """Dollars of each household at each month's end: `cash`, `debt`, and `interest` charged."""

    cash: Floats
    debt: Floats
    interest: Floats


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
    debt. `cushion` is the cash at the start of both.
    """
    households, months = bills.shape
    cash, debt = np.full(households, float(cushion)), np.zeros(households)
    found = Ledger(*(np.empty((households, months)) for _ in range(3)))
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
    return found
