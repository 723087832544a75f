"""What becomes of raises: all spent, all kept, or a part of each, in money of equal worth."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Path:
    """By year from 0: dollars a month of `income` and `spending`, and dollars of `cash` so far."""

    income: Floats
    spending: Floats
    cash: Floats

    @property
    def cushion(self) -> Floats:
        """Months that the cash would pay for: cash / spending."""
        return self.cash / self.spending


def keep_raises(monthly: float, raise_rate: float, kept: float, years: int) -> Path:
    """Someone who spends all of `monthly` dollars at first and gets `raise_rate` more each year.

    The share `kept` of what each raise brings is put away, the rest is spent:
    income_k = monthly (1 + raise_rate)^k, spending_k = income_k - kept (income_k - monthly).
    Cash earns nothing beyond rising prices; cash_k counts the years before k.
    """
    income: Floats = monthly * (1 + raise_rate) ** np.arange(years + 1.0)
    put_away = kept * (income - monthly)
    cash = np.concatenate(([0.0], np.cumsum(12 * put_away[:-1])))
    return Path(income, income - put_away, cash)
