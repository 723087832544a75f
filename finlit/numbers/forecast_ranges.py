"""Forecasts as a range with a chance: what the past alone would say, and how a range is scored.

Levels are monthly, positive and ascending in time. A range is told as growth: 0.8 to 1.5 says that
1 becomes something from 0.8 to 1.5. A chance is a decimal: a range of 0.8 is meant to hold 8 times
in 10, and misses low as often as high.
"""

from __future__ import annotations

from math import comb

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from finlit.numbers.returns import Floats, window_growth

# A range is first made when ten years of results are known: one for each month.
LEAST = 120


def range_before(
    levels: ArrayLike, months: int, chance: float, memory: int | None = None
) -> pd.DataFrame:
    """The range that earlier results give at each month, and what came.

    A result is the growth over `months`; it is known at the end of its span. At month t the range
    holds the middle `chance` of the results known by t: of all of them, or of the last `memory`.
    Columns `low`, `high`, `came` (level[t + months] / level[t], NaN where the data end sooner); one
    row for each t with at least LEAST known results, the index its position in `levels`.
    """
    growth = window_growth(levels, months)
    known = pd.Series(growth, np.arange(months, months + len(growth)))
    seen = known.expanding(LEAST) if memory is None else known.rolling(memory, LEAST)
    outside = (1 - chance) / 2
    frame = pd.DataFrame({"low": seen.quantile(outside), "high": seen.quantile(1 - outside)})
    frame["came"] = pd.Series(growth)
    return frame.dropna(subset="low")


def penalty(low: ArrayLike, high: ArrayLike, came: ArrayLike, chance: float) -> Floats:
    """Interval score: high - low + 2 / (1 - chance) * (distance outside). 0 at best. Broadcasts.

    It is proper: over many forecasts it is least for the range whose ends are missed as often as
    it says. Winkler 1972; Gneiting and Raftery 2007, "Strictly Proper Scoring Rules", eq. 43,
    https://doi.org/10.1198/016214506000001437
    """
    lows, highs, ends = (np.asarray(each, float) for each in (low, high, came))
    outside = np.maximum(lows - ends, 0) + np.maximum(ends - highs, 0)
    return highs - lows + 2 / (1 - chance) * outside


def at_most(inside: int, ranges: int, chance: float) -> float:
    """How likely `inside` or fewer of so many ranges hold, if each holds with `chance` by itself.

    The sum of binomial terms: C(n, k) chance^k (1 - chance)^(n - k) for k up to `inside`.
    """
    return sum(
        comb(ranges, hits) * chance**hits * (1 - chance) ** (ranges - hits)
        for hits in range(inside + 1)
    )
