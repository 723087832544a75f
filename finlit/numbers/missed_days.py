"""Sitting out some days: what a few best or worst days make of the whole.

Daily levels ascend in time; a day's return is close over the close before; decimals, losses
negative. A missed day is a day in cash that earns nothing.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from finlit.numbers.returns import Floats

Positions = NDArray[np.intp]


def daily_returns(levels: pd.Series) -> pd.Series:
    """Return of each day but the first: p_t / p_{t-1} - 1."""
    values = levels.to_numpy(float)
    return pd.Series(values[1:] / values[:-1] - 1, index=levels.index[1:], name="daily_return")


def best_days(returns: Floats, count: int) -> Positions:
    """Positions of the `count` highest returns, best first (the earlier day first among equals)."""
    return _checked(np.argsort(-returns, kind="stable"), count)


def worst_days(returns: Floats, count: int) -> Positions:
    """Positions of the `count` lowest returns, worst first (the earlier day first among equals)."""
    return _checked(np.argsort(returns, kind="stable"), count)


def growth_without(returns: Floats, missed: Positions) -> Floats:
    """Growth of 1 after each day, with the returns of the `missed` positions set to nothing."""
    kept = np.ones(len(returns), bool)
    kept[missed] = False
    return np.asarray(np.cumprod(1 + returns * kept), np.float64)


def sessions_in(days: pd.DatetimeIndex, missing: pd.DatetimeIndex) -> Positions:
    """How many sessions of the exchange each day's change holds: 1, and 1 for each missing one.

    `days`: dates of the levels. `missing`: days with a session and no level. The change of a day
    runs from the level before, so the first day holds its own session alone.
    """
    places = np.searchsorted(missing, days, side="left")
    return 1 + np.diff(places, prepend=places[:1])


def days_since(days: pd.DatetimeIndex) -> Positions:
    """Calendar days from each date before to this one; 1 for the first."""
    return np.append(1, np.diff(days) // np.timedelta64(1, "D")).astype(np.intp)


def days_to_nearest(days: Positions, others: Positions) -> Floats:
    """For each position, how many trading days away the nearest of the `others` is."""
    if not len(others):
        return np.full(len(days), np.inf)
    return np.abs(np.subtract.outer(days, others)).min(axis=1).astype(float)


def _checked(order: Positions, count: int) -> Positions:
    if not 0 <= count <= len(order):
        raise ValueError(f"a number of days from 0 to {len(order)}")
    return order[:count]
