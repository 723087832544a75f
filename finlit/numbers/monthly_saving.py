"""When to buy: at once, every month, after a fall, or (with a crystal ball) at every bottom; and
what it makes when the earnings stay in or are taken out.

All start months at once: window s holds the months s to s + months - 1 and is valued one month
later, at s + months. A buyer sets money aside each month before that month's price, puts all idle
money in at each purchase, and holds the rest as cash to the end. `earning` is the level of what is
bought, `signal` the level that tells the dip: 1-D, positive, one figure a month. Use real levels
with a real contribution, nominal with nominal; `cash` is the level of idle money in the same unit
(None: it keeps its value in that unit, so with real levels it keeps pace with prices). Amounts are
floats, ratios and dips decimals; a dip of 0.2 means 20 % below the high.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from finlit.numbers.returns import Floats, window_growth

Array = NDArray[Any]


@dataclass(frozen=True)
class Purchases:
    """The months of purchase of many windows, row by row: window[i] buys at month offset[i].

    `offset` counts from the start of the window, ascending within each window.
    """

    window: Array
    offset: Array
    windows: int
    months: int


def window_count(levels: Array, months: int) -> int:
    """How many windows of so many months, each valued a month after its last, fit in the levels."""
    if months < 1:
        raise ValueError("a window needs at least one month")
    return max(len(levels) - months, 0)


def levels(monthly_returns: Array) -> Array:
    """Levels from monthly returns: 1 before the first month, one figure longer than the returns."""
    return np.concatenate(([1.0], np.cumprod(1 + monthly_returns)))


def lump_sum(earning: Array, months: int) -> Array:
    """Value of 1 invested at once at each start, `months` later."""
    return window_growth(earning, months)


def instalments(earning: Array, months: int, parts: int, cash: Array | None = None) -> Array:
    """Value of 1 invested in equal monthly parts from each start, `months` after the start.

    The part that waits until month s + k has grown by cash[s + k] / cash[s] by then.
    """
    if not 1 <= parts <= months:
        raise ValueError("the parts must fit in the months")
    count = window_count(earning, months)
    idle = np.ones(len(earning)) if cash is None else cash
    units = sum(idle[k : count + k] / earning[k : count + k] for k in range(parts))
    return units / idle[:count] / parts * earning[months:]


def steady(earning: Array, months: int, contribution: Array | None = None) -> Array:
    """End value of buying every month, for each start: sum of c[t] / e[t], times e[s + months].

    `contribution`: the amount of each month, as long as `earning`; None is 1 a month.
    """
    count = window_count(earning, months)
    bought = _running((1.0 if contribution is None else contribution) / earning)
    return (bought[months : months + count] - bought[:count]) * earning[months:]


def paid_in(contribution: Array, months: int) -> Array:
    """Sum of the contributions of each window."""
    count = window_count(contribution, months)
    total = _running(contribution)
    return total[months : months + count] - total[:count]


def bottoms(signal: Array, months: int, *, all_history: bool = False) -> Purchases:
    """The exact bottom between every two all-time highs of each window, the last fall included.

    A month at or above every earlier one is a high; between two highs the lowest month (the first
    of equals) is bought. Highs count from the window's own start, or with `all_history` from the
    first level given, so that a window may begin within a fall. The fall that is still open at the
    window's end is bought at its lowest month so far. Nobody can do this: it needs tomorrow's news.
    """
    levels, high = _windows_and_highs(signal, months, all_history)
    flat = levels.ravel()
    opens = levels >= high
    opens[:, :1] = True
    first = np.flatnonzero(opens)
    if not len(first):
        return _purchases(first, levels.shape)
    sizes = np.diff(first, append=len(flat))
    lowest = np.repeat(np.minimum.reduceat(flat, first), sizes)
    found = np.flatnonzero((flat == lowest) & (flat < high.ravel()))
    fall = np.searchsorted(first, found, side="right")
    return _purchases(found[np.diff(fall, prepend=-1) > 0], levels.shape)


def below_high(signal: Array, months: int, dip: float, *, all_history: bool = False) -> Purchases:
    """Every month in which the signal stands at least `dip` below its high so far.

    No foresight: the waiting buyer puts all idle money in once the dip is there, goes on month by
    month while it lasts, and saves cash again after. A dip of 0 buys every month.
    """
    if not 0 <= dip < 1:
        raise ValueError("a dip is a decimal from 0 to below 1")
    levels, high = _windows_and_highs(signal, months, all_history)
    # A hair of slack, so that a fall of exactly 20 % is not lost to binary fractions.
    return _purchases(np.flatnonzero(levels <= (1 - dip) * high * (1 + 1e-12)), levels.shape)


def delayed(purchases: Purchases, late: int) -> Purchases:
    """The same purchases `late` months later; those past the window's end are never made."""
    if late < 0:
        raise ValueError("late is a number of months, 0 or more")
    offset = purchases.offset + late
    made = offset < purchases.months
    return Purchases(purchases.window[made], offset[made], purchases.windows, purchases.months)


def end_value(
    purchases: Purchases,
    earning: Array,
    contribution: Array | None = None,
    cash: Array | None = None,
) -> Array:
    """End value of each window's buyer: what was bought, and the money that still waits.

    At each purchase all money set aside since the last one, with what cash earned, buys
    units at `earning`. Value = units * earning[s + months] + idle * cash[s + months].
    """
    months, count = purchases.months, purchases.windows
    if window_count(earning, months) != count:
        raise ValueError("the purchases were made for another number of months")
    idle_level = np.ones(len(earning)) if cash is None else cash
    saved = _running((np.ones(len(earning)) if contribution is None else contribution) / idle_level)
    window, at = purchases.window, purchases.window + purchases.offset
    saved_by = saved[at + 1]
    before = np.empty_like(saved_by)
    before[1:] = saved_by[:-1]
    fresh = np.diff(window, prepend=-1) > 0
    before[fresh] = saved[window[fresh]]
    bought = (saved_by - before) * (idle_level / earning)[at]
    units = np.bincount(window, bought, minlength=count)
    spent = saved[:count].copy()
    last = np.append(fresh[1:], True) if len(fresh) else fresh
    spent[window[last]] = saved_by[last]
    idle = saved[months : months + count] - spent
    return units * earning[months:] + idle * idle_level[months:]


def value_path(
    offsets: Array, earning: Array, contribution: Array | None = None, cash: Array | None = None
) -> tuple[Array, Array]:
    """One window month by month: (value with idle money, idle money alone), each (months + 1,).

    `offsets`: months of purchase in the window, as in `Purchases.offset`; `earning` (and `cash`)
    hold months + 1 levels, `contribution` months amounts. Month t is told after its purchase; the
    last figure is the end value.
    """
    months = len(earning) - 1
    idle_level = np.ones(months + 1) if cash is None else cash
    amounts = np.ones(months) if contribution is None else contribution
    saved = np.append(_running(amounts / idle_level[:-1])[1:], 0.0)
    saved[-1] = saved[-2]
    spent = np.zeros(months + 1)
    spent[offsets] = saved[offsets]
    spent = np.maximum.accumulate(spent)
    units = np.cumsum(np.diff(spent, prepend=0.0) * idle_level / earning)
    idle = (saved - spent) * idle_level
    return units * earning + idle, idle


def _running(amounts: Array) -> Array:
    """Sums of everything before each position; one longer than the amounts."""
    return np.concatenate(([0.0], np.cumsum(amounts)))


def _windows_and_highs(signal: Array, months: int, all_history: bool) -> tuple[Array, Array]:
    """Every window's months (windows, months) and the high so far at each."""
    count = window_count(signal, months)
    if not count:
        return np.empty((0, months)), np.empty((0, months))
    levels = np.ascontiguousarray(sliding_window_view(signal, months)[:count])
    if all_history:
        return levels, sliding_window_view(np.maximum.accumulate(signal), months)[:count]
    return levels, np.maximum.accumulate(levels, axis=1)


def _purchases(flat: Array, shape: tuple[int, ...]) -> Purchases:
    """Flat positions in a (windows, months) table as purchases."""
    windows, months = shape
    window, offset = np.divmod(flat, months)
    return Purchases(window, offset, windows, months)


def left_in(returns: Floats, months: int) -> Floats:
    """End value of each window when all earnings stay in and earn too."""
    values: Floats = steady(levels(returns), months)
    return values


def taken_out(returns: Floats, months: int) -> Floats:
    """Paid in, and earnings on it alone: n + sum over k = 1..n of k * r_k.

    What the payments so far earned is set aside each month, where it keeps its worth and earns
    nothing; a loss is made good from there.
    """
    count = window_count(np.append(returns, 0.0), months)
    place = np.arange(1, len(returns) + 1)
    plain = np.concatenate(([0.0], np.cumsum(returns)))
    weighted = np.concatenate(([0.0], np.cumsum(place * returns)))
    start = np.arange(count)
    earned = weighted[months : months + count] - weighted[:count]
    earned -= start * (plain[months : months + count] - plain[:count])
    values: Floats = months + earned
    return values
