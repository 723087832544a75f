"""Living from what was saved: years until it is enough, and how often it lasted in history.

Rates are decimals a year, after inflation. `savings_rate` is the share of income that is saved;
spending is the rest, and one year's spending is the unit of money. Annual returns ascend.
"""

from __future__ import annotations

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from finlit.numbers.returns import Floats


def years_to_enough(savings_rate: float, real_return: float, withdrawal: float) -> float:
    """Years of saving until a yearly `withdrawal` (a share of the money) pays for one's spending.

    Money needed: N = 1 / withdrawal years of spending. Saved a year: s / (1 - s). At a return r the
    savings after t years are s / (1 - s) * ((1 + r)^t - 1) / r, so
    t = ln(1 + r * N * (1 - s) / s) / ln(1 + r), and N * (1 - s) / s at r = 0. Infinite at s = 0.
    """
    if savings_rate <= 0:
        return float("inf")
    ratio = (1 - savings_rate) / savings_rate / withdrawal
    if real_return == 0:
        return float(ratio)
    return float(np.log1p(real_return * ratio) / np.log1p(real_return))


def months_to_enough(real_levels: Floats, savings_rate: float, withdrawal: float) -> Floats:
    """The same wait on real levels by month, in months, for every start; NaN where the levels end
    before it is over.

    A month's saving s / 12 buys at that month's level L. Enough is there in the first month t after
    start a with s / 12 * L_t * (1 / L_a + ... + 1 / L_{t-1}) >= (1 - s) / withdrawal.
    """
    count = len(real_levels)
    bought = np.concatenate([[0.0], np.cumsum(1 / real_levels)])
    need = 12 * (1 - savings_rate) / savings_rate / withdrawal
    waits = np.full(count, np.nan)
    for start in range(count):
        worth = real_levels[start:] * (bought[start:count] - bought[start])
        there = worth >= need
        if there.any():
            waits[start] = there.argmax()
    return waits


def money_left(real_returns: Floats, span: int, withdrawal: float) -> Floats:
    """What is left of 1 after each year, for every start: shape (starts, span).

    At the start of each year `withdrawal` of the first sum is taken out, in money of equal worth;
    the rest earns that year's return. Never below 0.
    """
    windows = sliding_window_view(real_returns, span)
    left = np.empty(windows.shape)
    money = np.ones(len(windows))
    for year in range(span):
        money = np.maximum(money - withdrawal, 0.0) * (1 + windows[:, year])
        left[:, year] = money
    return left


def lasted(left: Floats) -> np.ndarray:
    """For each start whether there was money at the end of every year."""
    return np.asarray(left[:, -1] > 0)


def safest_withdrawal(real_returns: Floats, span: int) -> Floats:
    """For each start the largest withdrawal that ends at exactly 0 after `span` years.

    w = 1 / sum over years t of 1 / ((1 + r_0) ... (1 + r_{t-1})), the first year's divisor being 1.
    """
    windows = sliding_window_view(real_returns, span)
    growth = np.cumprod(1 + windows, axis=1)
    discount = np.concatenate([np.ones((len(windows), 1)), 1 / growth[:, :-1]], axis=1)
    safe: Floats = 1 / discount.sum(axis=1)
    return safe
