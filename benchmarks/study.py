"""The heaviest study: steady, perfect and late dip buyers over all 40-year windows since 1871."""

from __future__ import annotations

import time
from statistics import median

from finlit.market import built_in
from finlit.numbers import monthly_saving
from finlit.numbers.returns import market_indices

MONTHS = 480
MONTHS_LATE = (0, 1, 2, 6)
REPEATS = 15


def seconds() -> float:
    """Median time to work it out from the market's level, with nothing kept from before."""
    level = market_indices(built_in().table("us_market"))["real_total_return_index"].to_numpy()
    took = []
    for _ in range(REPEATS):
        started = time.perf_counter()
        steady = monthly_saving.steady(level, MONTHS)
        bottoms = monthly_saving.bottoms(level, MONTHS)
        for late in MONTHS_LATE:
            monthly_saving.end_value(monthly_saving.delayed(bottoms, late), level) / steady
        took.append(time.perf_counter() - started)
    return median(took)
