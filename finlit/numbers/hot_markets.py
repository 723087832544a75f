"""What followed times of fast rises and of high prices. Monthly levels, positive, ascending.

`measure` figures are told at each month from that month and earlier ones alone; growth and falls
that follow look ahead and are NaN where the data end too soon.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.lib.stride_tricks import sliding_window_view

from finlit.numbers.returns import Floats


def rise(levels: Floats, months: int) -> Floats:
    """Growth over the months before: level / level[months ago] - 1; NaN in the first months."""
    values = np.full(len(levels), np.nan)
    values[months:] = levels[months:] / levels[:-months] - 1
    return values


def above_trend(levels: Floats, months: int) -> Floats:
    """Level over the mean of the last `months` levels, itself included; NaN in the first ones."""
    values = np.full(len(levels), np.nan)
    values[months - 1 :] = levels[months - 1 :] / sliding_window_view(levels, months).mean(axis=1)
    return values


def growth_after(levels: Floats, months: int) -> Floats:
    """Growth over the months that follow: level[months later] / level - 1."""
    values = np.full(len(levels), np.nan)
    values[:-months] = levels[months:] / levels[:-months] - 1
    return values


def lowest_after(levels: Floats, months: int) -> Floats:
    """The lowest level of the months that follow over the level now, less one; 0 at the most."""
    values = np.full(len(levels), np.nan)
    windows = sliding_window_view(levels, months + 1)
    values[:-months] = windows.min(axis=1) / levels[:-months] - 1
    return values


def top_share(measure: pd.Series, share: float) -> pd.Series:
    """Which months belong to the `share` (a decimal) with the highest measure; NaN never does.

    Known today: the border is that of the whole series, so a month is judged by later ones too.
    """
    return measure >= measure.quantile(1 - share)


def top_share_then(measure: pd.Series, share: float, least: int = 120) -> pd.Series:
    """Which months belonged to the `share` with the highest measure of all months up to then.

    Known at the time: the border in a month is that of the months so far, itself included. The
    first `least` - 1 known months have no border, and never belong.
    """
    return measure >= measure.expanding(least).quantile(1 - share)
