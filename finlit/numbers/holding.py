"""Buying once and holding on: what it came to, how deep it stood, and how long under water.

Levels ascend by date; with real levels all is real. Losses are negative decimals, times are years
of 365.2425 days, missing is NaN.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from finlit.numbers.returns import YEAR, cagr, drawdown, years_between


@dataclass(frozen=True)
class Holding:
    """One purchase at the first level, held to the last.

    `growth`: last over first. `rate`: the same a year. `lowest`: the lowest level over the first,
    less one (0: never below). `deepest`: the deepest fall from any high on the way. `years_back`:
    from the purchase to the month from which it was never again below what was paid (0: it never
    was; NaN: still below). `longest_wait`: the longest time below an earlier high, a wait that
    still goes on counted to the last level.
    """

    growth: float
    rate: float
    lowest: float
    deepest: float
    years_back: float
    longest_wait: float


def hold(levels: pd.Series) -> Holding:
    """What holding from the first level to the last was like. Two levels or more, none missing."""
    values = levels.to_numpy(float)
    growth = float(values[-1] / values[0])
    years = years_between(levels.index[0], levels.index[-1])
    below = np.flatnonzero(values < values[0])
    if not len(below):
        years_back = 0.0
    elif below[-1] == len(values) - 1:
        years_back = float("nan")
    else:
        years_back = years_between(levels.index[0], levels.index[below[-1] + 1])
    return Holding(
        growth=growth,
        rate=float(cagr(growth, years)),
        lowest=min(float(values.min() / values[0] - 1), 0.0),
        deepest=float(drawdown(values).min()),
        years_back=years_back,
        longest_wait=longest_wait(levels),
    )


def longest_wait(levels: pd.Series) -> float:
    """The longest time in years from a high to the return to it, or to the last level."""
    at_high = np.append(np.flatnonzero(drawdown(levels) >= 0), len(levels) - 1)
    days = levels.index[at_high]
    waits = (days[1:] - days[:-1]) / YEAR
    # Neighbours that are both highs are no wait.
    apart = np.diff(at_high) > 1
    return float(waits[apart].max()) if apart.any() else 0.0
