"""Picking stocks by how they did: by the years before, as one can, or by the years after, as a
list of today's winners does.

Growth is a multiple of the price at the start; one figure a stock, NaN where it is not known. A
pick of n is the n best (or worst) by one growth; ties keep the order of the stocks.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from finlit.numbers.returns import Floats


def picked(ranking: ArrayLike, count: int, *, best: bool = True) -> NDArray[np.int64]:
    """Positions of the `count` best (or worst) by `ranking`, the best (or worst) first.

    Stocks with a missing ranking are never picked. Raises ValueError when fewer are known.
    """
    values = np.asarray(ranking, float)
    known = np.flatnonzero(~np.isnan(values))
    if not 1 <= count <= len(known):
        raise ValueError(f"from 1 to {len(known)} can be picked")
    order = np.argsort(-values[known] if best else values[known], kind="stable")
    return known[order[:count]]


def mean_growth(growth: Floats, positions: ArrayLike) -> float:
    """What a dollar spread evenly over the picked stocks became."""
    return float(np.asarray(growth, float)[np.asarray(positions)].mean())
