"""Moves of a price that are too large for what the price does around them.

A split, a pay-out or a wrong cell that a table was not adjusted for reads as a gain or a loss that
nobody had. Such a move stands alone: the weeks before and after it are as calm as ever. The test is
robust (medians, so that the move itself does not count) and finds news as well, such as a fraud
or a takeover. So each find is looked up, and tools/events.toml says what it was.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

# A move of so many of the price's own usual moves is looked up.
LARGE = 20.0
# The moves before and after it that tell what is usual, and how few of them are enough.
AROUND, FEWEST = 26, 8


def moves(prices: pd.DataFrame, less_market: bool) -> pd.DataFrame:
    """Log moves from row to row; NaN where one of the two prices is not known.

    `prices`: (rows, columns), positive, NaN = not known. `less_market` takes out the median move
    of all columns in the row, which is the market's own.
    """
    found = np.log(prices.where(prices > 0)).diff()
    return found.sub(found.median(axis=1), axis=0) if less_market else found


def usual(move: pd.Series) -> pd.Series:
    """The larger one of the median sizes of the moves before and of those after, by row.

    `move`: moves without gaps. Either side counts from FEWEST moves on; NaN where neither has them.
    """
    size = move.abs()

    def before(values: pd.Series) -> pd.Series:
        return values.shift(1).rolling(AROUND, min_periods=FEWEST).median()

    return pd.concat([before(size), before(size[::-1])[::-1]], axis=1).max(axis=1)


def large_moves(
    prices: pd.DataFrame, *, less_market: bool, least: float = LARGE
) -> list[tuple[str, pd.Timestamp, float]]:
    """(column, row, move over usual) of each move of more than `least` usual ones, by column."""
    found = []
    for name, column in moves(prices, less_market).items():
        move = column.dropna()
        ratio = move.abs() / usual(move)
        found += [(str(name), row, float(ratio[row])) for row in ratio.index[ratio > least]]
    return found
