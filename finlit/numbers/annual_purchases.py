"""Buying once a year: at the year's highest price, at its lowest, in its first month, or monthly.

All start years at once. `price` tells high and low, `earning` is what the money earns: both of
shape (years, 12), positive, ascending. The same amount goes in each year; end values are those of
1 a year, ratios are plain.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from finlit.numbers.returns import Floats

WHEN = ("high", "low", "first", "monthly")


def whole_years(levels: pd.Series) -> tuple[list[int], Floats]:
    """The calendar years with twelve known months, and their levels (years, 12)."""
    known = levels.dropna()
    count = known.groupby(known.index.year).count()
    years = [int(year) for year in count.index[count == 12]]
    return years, known[known.index.year.isin(years)].to_numpy(float).reshape(-1, 12)


def units_bought(price: Floats, earning: Floats, when: str) -> Floats:
    """Units that 1 a year buys in each year."""
    if when == "monthly":
        units: Floats = (1 / earning).mean(axis=1)
        return units
    month = {
        "high": price.argmax(axis=1),
        "low": price.argmin(axis=1),
        "first": np.zeros(len(price), dtype=int),
    }[when]
    bought: Floats = 1 / earning[np.arange(len(price)), month]
    return bought


def end_values(price: Floats, earning: Floats, span: int, when: str) -> Floats:
    """End value after `span` years for every start year, valued in the January that follows."""
    running = np.concatenate(([0.0], np.cumsum(units_bought(price, earning, when))))
    starts = len(price) - span
    if span < 1 or starts < 1:
        raise ValueError("the span must leave a January after it")
    units = running[span : span + starts] - running[:starts]
    values: Floats = units * earning[span:, 0]
    return values
