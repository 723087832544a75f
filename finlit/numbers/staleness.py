"""How far off an old figure is: what is true now, against what was true some time ago.

Series ascend by month without gaps; a miss is a decimal of the old figure: 0.25 where the true
figure is a quarter above the old one, -0.5 where it is half of it.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from finlit.numbers.returns import Floats, window_growth


def misses(series: ArrayLike, months: int) -> Floats:
    """Miss of a figure `months` old, a row a month from the first that has one on.

    miss_t = x_t / x_{t - months} - 1. NaN where either is missing.
    """
    return window_growth(series, months) - 1


def share_off(missed: ArrayLike, tolerance: float) -> float:
    """Share of known misses larger than `tolerance`, either way. NaN when none is known."""
    known = np.asarray(missed, float)
    known = known[~np.isnan(known)]
    return float((np.abs(known) > tolerance).mean()) if len(known) else float("nan")
