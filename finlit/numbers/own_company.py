"""Savings partly in one stock, the rest in the index: what each of many employees ended with.

`growth` is what a dollar in each company became, `index_growth` what one in the index became; a
share is a decimal of the savings at the start, left alone after that.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from finlit.numbers.returns import Floats

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
