"""Money in the members of an index, the ones that left or died included.

One dollar goes into each stock that is a member in the first week and is followed week by week.
Growth is a multiple of what was put in (1.5: half as much again), price only, so it is set beside
a price index and never beside one with dividends. A missing price means: not a member that week.

What becomes of a stock:
- while it is a member, it earns its own price change;
- when it leaves and comes back, it is held: its two prices are known, and the weeks between take
  the ups and downs of the index, tilted so that they meet both;
- when it leaves for good, `leavers` decides: "index" sells it at its last price and buys the index,
  "cash" keeps that price as money that earns nothing, "stayers" leaves it out of the count;
- where a source tells how its shares ended (`endings`), that value is one more known price, which
  comes before `leavers` has a say: a buyer's offer is paid out, worthless shares are worth 0.

Stocks are picked by a growth: by the years before, as one can, or by the years after, as a list of
today's winners does. A pick of n is the n best (or worst); ties keep the order of the stocks.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from finlit.numbers.returns import Floats

LEAVERS = ("index", "cash", "stayers")
# 521 Fridays are the last one within ten years of a Friday.
TEN_YEARS = 521


@dataclass(frozen=True)
class Holdings:
    """One dollar in each of the stocks.

    `weeks`: dates. `codes`: names of the stocks. `values`: (weeks, stocks), 1 in the first week.
    `index`: (weeks,), one dollar in the index. `stayed`: (stocks,), a member in the last week too.
    """

    weeks: pd.DatetimeIndex
    codes: pd.Index
    values: Floats
    index: Floats
    stayed: NDArray[np.bool_]

    @property
    def growth(self) -> Floats:
        """What each dollar became, by stock."""
        return self.values[-1]

    @property
    def index_growth(self) -> float:
        """What a dollar in the index became."""
        return float(self.index[-1])

    @property
    def equal_weight(self) -> Floats:
        """Mean of all stocks by week: the same amount in each at the start, then left alone."""
        return self.values.mean(axis=1)

    @property
    def beat_share(self) -> float:
        """Share of the stocks that ended above the index."""
        return float((self.growth > self.index[-1]).mean())


def first_week(weeks: pd.DatetimeIndex, year: int) -> int:
    """Position of the first Friday on or after 7 January, when the year's list is complete.

    In the first days of January the table still holds some of those who have just been replaced.
    """
    return _position(weeks, pd.Timestamp(year, 1, 7), "left")


def last_week(weeks: pd.DatetimeIndex, year: int) -> int:
    """Position of the last Friday of a year."""
    return _position(weeks, pd.Timestamp(year, 12, 31), "right") - 1


def _position(weeks: pd.DatetimeIndex, day: pd.Timestamp, side: str) -> int:
    if not weeks[0] <= day <= weeks[-1]:
        raise ValueError(f"{day:%Y-%m-%d} lies outside {weeks[0]:%Y-%m-%d} to {weeks[-1]:%Y-%m-%d}")
    return int(weeks.searchsorted(day, side=side))


def hold(
    members: pd.DataFrame,
    index: pd.Series,
    start: int,
    end: int,
    *,
    leavers: str = "index",
    endings: pd.DataFrame | None = None,
) -> Holdings:
    """One dollar in each member of week `start`, to week `end` (positions of rows, both included).

    `members`: weekly prices, a column a stock, NaN = not a member. `index`: price of the index by
    day; its last close up to each week counts. `endings`: by code, `ending_date` and `final_value`
    (price units of `members`; NaN = not known). Raises ValueError on an unknown `leavers` or an
    empty span.
    """
    if leavers not in LEAVERS:
        raise ValueError(f"leavers: one of {', '.join(LEAVERS)}")
    if not 0 <= start < end < len(members):
        raise ValueError("start must come before end, and both within the table")
    rows = members.iloc[start : end + 1]
    rows = rows.loc[:, rows.iloc[0].notna()]
    weeks, prices = pd.DatetimeIndex(rows.index), rows.to_numpy(float).copy()
    level = index.reindex(weeks, method="ffill").to_numpy(float)
    level = level / level[0]
    stayed = ~np.isnan(prices[-1])
    if leavers == "stayers":
        prices, codes, stayed = prices[:, stayed], rows.columns[stayed], stayed[stayed]
    else:
        codes = rows.columns
        if endings is not None:
            _set_endings(prices, weeks, codes, endings)
    values = _followed(prices, level, leavers) / prices[0]
    return Holdings(weeks, codes, values, level, stayed)


def _set_endings(
    prices: Floats, weeks: pd.DatetimeIndex, codes: pd.Index, endings: pd.DataFrame
) -> None:
    """Write each known final value as a price, in its week or the first after the last price."""
    known = endings.loc[
        endings["final_value"].notna() & endings["ending_date"].notna() & endings.index.isin(codes)
    ]
    for code, ending in known.iterrows():
        column = int(codes.get_loc(code))
        last = int(np.flatnonzero(~np.isnan(prices[:, column]))[-1])
        week = max(int(weeks.searchsorted(ending["ending_date"])), last + 1)
        if week < len(weeks):
            prices[week, column] = ending["final_value"]


def _followed(prices: Floats, level: Floats, leavers: str) -> Floats:
    """Prices with every missing week filled: between two known prices, or after the last one."""
    size = len(prices)
    week = np.arange(size)[:, None]
    known = ~np.isnan(prices)
    before = np.maximum.accumulate(np.where(known, week, 0), axis=0)
    after = np.minimum.accumulate(np.where(known, week, size)[::-1], axis=0)[::-1]
    filled = np.take_along_axis(prices, before, axis=0)
    if leavers == "index":
        filled *= level[week] / level[before]
    row, column = np.nonzero(~known & (after < size))
    if len(row):
        left, back = before[row, column], after[row, column]
        part = (row - left) / (back - left)
        own = prices[back, column] / prices[left, column]
        index = level[back] / level[left]
        filled[row, column] = (
            prices[left, column] * level[row] / level[left] * (own / index) ** part
        )
    return filled


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
