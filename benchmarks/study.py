"""The heaviest study: steady, perfect and late dip buyers over all 40-year windows since 1871."""

from __future__ import annotations

import time
from statistics import median

from finlit import strategies
from finlit.market import built_in
from finlit.returns import market_indices

MONTHS = 480
MONTHS_LATE = (0, 1, 2, 6)
REPEATS = 15


def seconds() -> float:
    """Median time to work it out from the market's level, with nothing kept from before."""
    level = market_indices(built_in().table("us_market"))["real_total_return_index"].to_numpy()
    took = []
    for _ in range(REPEATS):
        started = time.perf_counter()
        steady = strategies.steady(level, MONTHS)
        bottoms = strategies.bottoms(level, MONTHS)
        for late in MONTHS_LATE:
            strategies.end_value(strategies.delayed(bottoms, late), level) / steady
        took.append(time.perf_counter() - started)
    return median(took)
