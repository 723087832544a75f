"""Growth a year, told in two ways: the average of the years, and the rate that money grew by.

Levels are positive and ascend by month; rates are decimals a year. The average of the years is
never below the rate of growth, and the more the years differ, the further it is above:
+50 % and -50 % average to 0 and leave 75 cents of a dollar.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from finlit.numbers.returns import Floats, cagr, window_growth

MONTHS = 12
WAYS = ("compound", "mean")


def window_rates(levels: ArrayLike, years: int, way: str) -> Floats:
    """Growth a year over every window of whole years, a row a start month.

    "compound": (last / first) ** (1 / years) - 1; "mean": the average of the growths of the years
    of the window, one after the other. Raises ValueError on another way or a span below one year.
    """
    if way not in WAYS:
        raise ValueError(f"way: one of {', '.join(WAYS)}")
    growth = window_growth(levels, MONTHS * years)
    if way == "compound":
        return np.asarray(cagr(growth, years))
    yearly = window_growth(levels, MONTHS)
    starts = len(growth)
    total = np.zeros(starts)
    for year in range(years):
        total += yearly[MONTHS * year : MONTHS * year + starts]
    return total / years - 1
