"""Saving the same amount every month: the earnings left in, or taken out and set aside.

`returns` are decimals a month, after inflation where amounts are real; window s holds the months
s to s + months - 1, a payment of 1 is made before each, and all start months run at once.
"""

from __future__ import annotations

import numpy as np

from finlit.numbers import monthly_saving
from finlit.numbers.returns import Floats


def left_in(returns: Floats, months: int) -> Floats:
    """End value of each window when all earnings stay in and earn too."""
    values: Floats = monthly_saving.steady(monthly_saving.levels(returns), months)
    return values


def taken_out(returns: Floats, months: int) -> Floats:
    """Paid in, and earnings on it alone: n + sum over k = 1..n of k * r_k.

    What the payments so far earned is set aside each month, where it keeps its worth and earns
    nothing; a loss is made good from there.
    """
    count = monthly_saving.window_count(np.append(returns, 0.0), months)
    place = np.arange(1, len(returns) + 1)
    plain = np.concatenate(([0.0], np.cumsum(returns)))
    weighted = np.concatenate(([0.0], np.cumsum(place * returns)))
    start = np.arange(count)
    earned = weighted[months : months + count] - weighted[:count]
    earned -= start * (plain[months : months + count] - plain[:count])
    values: Floats = months + earned
    return values
