"""What followed a statement about something that has a price: growth from the first price after it.

Prices ascend by date; growth is a multiple (0.02: two cents of a dollar are left). A price that is
no longer told stays where it was last, until the day on which the shares were worth nothing.
"""

from __future__ import annotations

import pandas as pd


def growth_after(
    prices: pd.Series, day: pd.Timestamp, worthless_on: pd.Timestamp | None = None
) -> pd.Series:
    """Growth by date from the first price on or after `day`, which is 1.

    Ends with 0 on the day from which the shares were worthless, where one is known. Raises
    ValueError where no price follows.
    """
    after = prices.dropna().loc[day:]
    if after.empty:
        raise ValueError(f"no price on or after {day:%Y-%m-%d}")
    growth = after / after.iloc[0]
    if worthless_on is not None:
        growth = growth.loc[:worthless_on].copy()
        growth.loc[worthless_on] = 0.0
    return growth


def at(growth: pd.Series, day: pd.Timestamp) -> float:
    """The last growth known on `day`. Raises ValueError before the first one."""
    known = growth.loc[:day]
    if known.empty:
        raise ValueError(f"nothing known on {day:%Y-%m-%d}")
    return float(known.iloc[-1])


def came_as_said(says: str, growth: float, measure: float) -> bool:
    """Whether it ended above `measure` (1: its own price; or what something beside it became), for
    one who said "up"; not above, for one who said "down"."""
    return (growth > measure) == (says == "up")
