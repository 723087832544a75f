"""A part of one's money in one risky thing, the rest in stocks: a coin, or the employer's stock.

Levels are positive and ascend by month; a share is a decimal of all money at the start. `growth` is
what a dollar in each company became, `index_growth` what one in the index became.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

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


# Borders of the groups, in multiples of what the index alone gave.
BORDERS = (0.75, 1.0, 4 / 3)


def beside_index(growth: ArrayLike, index_growth: float, share: float) -> Floats:
    """What each employee ended with, in multiples of all savings in the index.

    (share * growth + (1 - share) * index_growth) / index_growth.
    """
    if not 0 <= share <= 1:
        raise ValueError("a share is a decimal from 0 to 1")
    ends: Floats = share * np.asarray(growth, float) / index_growth + (1 - share)
    return ends


def groups(ratio: ArrayLike) -> NDArray[np.int64]:
    """How many lie in each group: far behind, behind, not behind, far ahead."""
    return np.bincount(
        np.searchsorted(BORDERS, np.asarray(ratio, float), side="right"), minlength=4
    )


def of_hundred(counts: ArrayLike) -> NDArray[np.int64]:
    """Counts as whole parts of 100 by largest remainder, the first of equals first."""
    parts = 100 * np.asarray(counts, float) / np.sum(counts)
    whole = np.floor(parts).astype(np.int64)
    order = np.argsort(whole - parts, kind="stable")
    whole[order[: 100 - whole.sum()]] += 1
    return whole
