"""Falls of single stocks: buying one all the way down, and where many stood after a fall by half.

Prices ascend in time and are positive; NaN means not known (for a member of an index: not a member
that week). Falls and growth are decimals: a fall of 0.5 is half lost, growth of 1.5 is half gained.
Prices without dividends belong beside a price index, with dividends beside a total return.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from finlit.numbers.returns import Floats

Positions = NDArray[np.intp]
LEAVERS = ("index", "cash")


def rungs(prices: Floats, step: float) -> Positions:
    """Positions at which a buyer of every further fall buys.

    The first purchase comes when the price is at least `step` below its high so far, each next one
    when it is at least `step` below the last purchase. A new high starts the ladder again. At most
    one purchase a price, however deep it falls at once. Missing prices are passed over.
    """
    if not 0 < step < 1:
        raise ValueError("a step is a decimal between 0 and 1")
    bought: list[int] = []
    high, trigger = -np.inf, -np.inf
    for position, price in enumerate(prices.tolist()):
        if price > high:
            high, trigger = price, price * (1 - step)
        elif price <= trigger * (1 + 1e-12):
            bought.append(position)
            trigger = price * (1 - step)
    return np.array(bought, dtype=np.intp)


def ladder(prices: pd.Series, index: pd.Series, step: float, dollars: float) -> pd.DataFrame:
    """Equal dollars into a stock at every rung, and the same dollars on the same days in an index.

    `index` holds a level for every date of `prices`, of the same kind. By date: `price`, `bought`
    (dollars that day), `paid_in`, `shares`, `average_cost` (dollars a share so far; NaN before the
    first purchase), `value` (shares * price) and `index_value`. Dates without a price are left out.
    """
    known = prices.dropna()
    price, level = known.to_numpy(float), index.reindex(known.index).to_numpy(float)
    bought = np.zeros(len(price))
    bought[rungs(price, step)] = dollars
    paid_in, shares = np.cumsum(bought), np.cumsum(bought / price)
    with np.errstate(invalid="ignore"):
        average_cost = paid_in / shares
    return pd.DataFrame(
        {
            "price": price,
            "bought": bought,
            "paid_in": paid_in,
            "shares": shares,
            "average_cost": average_cost,
            "value": shares * price,
            "index_value": np.cumsum(bought / level) * level,
        },
        index=known.index,
    )


def first_falls(prices: Floats, depth: float = 0.5) -> tuple[Positions, Positions]:
    """The first row in which each column stands at least `depth` below its highest price so far.

    `prices`: (weeks, stocks). Returns (rows, columns) of the stocks that ever fell so far.
    """
    with np.errstate(invalid="ignore"):
        fallen = prices <= (1 - depth) * np.fmax.accumulate(prices, axis=0)
    columns = np.flatnonzero(fallen.any(axis=0))
    return fallen.argmax(axis=0)[columns], columns


def last_known(prices: Floats) -> Positions:
    """For each cell the row of the last known price at or above it (0 where there is none)."""
    row = np.arange(len(prices))[:, None]
    return np.maximum.accumulate(np.where(np.isnan(prices), 0, row), axis=0)


def members_in(prices: Floats, rows: Positions) -> tuple[Positions, Positions]:
    """Every stock with a known price in the given rows, as (rows, columns)."""
    place, column = np.nonzero(~np.isnan(prices[rows]))
    return rows[place], column


def standing(
    prices: Floats,
    index: Floats,
    falls: tuple[Positions, Positions],
    weeks_on: int,
    *,
    known_rows: Positions,
    endings: Mapping[int, tuple[int, float]] | None = None,
    leavers: str = "index",
) -> pd.DataFrame:
    """Where each stock bought at its fall stood so many weeks later.

    `falls`: rows and columns of the purchases, from `first_falls` or `members_in`.
    `known_rows` comes from `last_known(prices)`. `endings`: column -> (first row at which the
    ending counts, dollars a share). `leavers`: money in a stock that left goes into the "index" at
    its last price as a member, or stays "cash"; it never says that the price is known.

    Columns: `row`, `column` of the purchase; `state`: "member" (price known), "ended" (left, and a
    source tells what holders got), "left" (left, price not known), "running" (the weeks run past
    the data: followed to the last row); `growth` of a dollar by the treatment above;
    `index_growth` over the same weeks.
    """
    if leavers not in LEAVERS:
        raise ValueError(f"leavers: one of {', '.join(LEAVERS)}")
    start, column = falls
    end = np.minimum(start + weeks_on, len(prices) - 1)
    seen = known_rows[end, column]
    growth = prices[seen, column] / prices[start, column]
    state = np.where(seen == end, "member", "left").astype(object)
    ending_row, ending_value = np.full(prices.shape[1], len(prices)), np.full(prices.shape[1], 0.0)
    for one, (row, value) in (endings or {}).items():
        ending_row[one], ending_value[one] = row, value
    ended = ending_row[column]
    paid = (seen < ended) & (ended <= end)
    growth[paid] = (ending_value[column] / prices[start, column])[paid]
    sold = np.where(paid, ended, seen)
    state[paid] = "ended"
    if leavers == "index":
        growth = growth * index[end] / index[sold]
    state[start + weeks_on > end] = "running"
    return pd.DataFrame(
        {
            "row": start,
            "column": column,
            "state": state,
            "growth": growth,
            "index_growth": index[end] / index[start],
        }
    )


def needed_gain(fall: ArrayLike) -> Floats:
    """Gain that makes good a fall (a decimal from 0 to below 1): 1 / (1 - fall) - 1."""
    return 1 / (1 - np.asarray(fall, float)) - 1


def back_to_even(levels: pd.Series, top: pd.Timestamp) -> pd.Timestamp:
    """First date, once below the level of `top`, with a level as high again; NaT when not yet."""
    later = levels.loc[top:].dropna()
    below = later < later.iloc[0]
    again = ~below & below.cummax()
    return again.idxmax() if again.any() else pd.NaT
