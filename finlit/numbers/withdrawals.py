"""Living from savings with rules: years in another order, spending that bends, pay beside it.

Rates are decimals a year, after inflation; the first sum is 1 and all amounts are shares of it, in
money of equal worth. Taken out at the start of each year; the rest earns that year's return.
"""

from __future__ import annotations

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from finlit.numbers.freedom import lasted, money_left
from finlit.numbers.returns import Floats

ORDERS = ("as-it-was", "backward", "bad-first", "good-first")


def reordered(returns: Floats, order: str) -> Floats:
    """The same years in another order, one of ORDERS. Raises ValueError for another name."""
    if order not in ORDERS:
        raise ValueError(f"order: one of {', '.join(ORDERS)}")
    if order == "backward":
        return returns[::-1].copy()
    if order == "as-it-was":
        return returns.copy()
    ascending: Floats = np.sort(returns)
    return ascending if order == "bad-first" else ascending[::-1].copy()


def years_lasted(left: Floats) -> float:
    """Years of one path (money left after each year) that were paid in full."""
    return float(len(left) if left[-1] > 0 else (left > 0).sum())


def lasting_shares(real_returns: Floats, rates: Floats, spans: NDArray[np.int_]) -> Floats:
    """Share of all starts from which the money lasted: (rates, spans)."""
    return np.array(
        [
            [lasted(money_left(real_returns, int(span), float(rate))).mean() for span in spans]
            for rate in rates
        ]
    )


def bent(
    real_returns: Floats,
    span: int,
    withdrawal: float,
    *,
    cut: float = 0.0,
    earned: float = 0.0,
    earning_years: int = 10,
) -> tuple[Floats, NDArray[np.bool_]]:
    """Money left after each year, for every start, and which years were lean: both (starts, span).

    A year is lean when it begins with less than the first sum; then `cut` of the `withdrawal` is
    done without. In the first `earning_years` a share `earned` of the withdrawal comes from pay.
    """
    windows = sliding_window_view(real_returns, span)
    left, lean = np.empty(windows.shape), np.zeros(windows.shape, bool)
    money = np.ones(len(windows))
    for year in range(span):
        lean[:, year] = money < 1
        need = withdrawal * (1 - cut * lean[:, year])
        if year < earning_years:
            need = np.maximum(need - earned * withdrawal, 0.0)
        money = np.maximum(money - need, 0.0) * (1 + windows[:, year])
        left[:, year] = money
    return left, lean
