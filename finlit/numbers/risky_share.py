"""A small or large part of one's money in something that may go to zero, the rest in stocks.

Levels are positive and ascend by month; a share is a decimal of all money at the start.
"""

from __future__ import annotations

import numpy as np

from finlit.numbers.returns import Floats

MONTHS = 12


def mixed(risky: Floats, rest: Floats, share: float, *, yearly: bool) -> Floats:
    """Value of 1 dollar along the way, `share` of it in `risky` at first.

    Left alone, or set back to that share every twelve months (`yearly`).
    """
    if not 0 <= share <= 1:
        raise ValueError("a share is a decimal from 0 to 1")
    step = MONTHS if yearly else len(risky)
    values = np.empty(len(risky))
    worth = 1.0
    for start in range(0, len(risky), step):
        stop = min(start + step, len(risky) - 1)
        part = slice(start, stop + 1)
        values[part] = worth * (
            share * risky[part] / risky[start] + (1 - share) * rest[part] / rest[start]
        )
        worth = values[stop]
    return values


def years_to_make_good(loss: float, rate: float) -> float:
    """Years at a steady rate until what is left is the whole again.

    t = ln(1 / (1 - loss)) / ln(1 + rate). Infinite when all is lost or nothing is earned.
    """
    if loss >= 1 or (rate <= 0 and loss > 0):
        return float("inf")
    return 0.0 if loss <= 0 else float(-np.log1p(-loss) / np.log1p(rate))
