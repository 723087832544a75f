"""Falls of members of the index: when each was met, and where it stood three years on.

Prices are weekly, without dividends, NaN where a stock is not a member; rows are weeks. The week
in which a fall is met depends on prices up to that week alone. Growth is a multiple: 1.5 is half
as much again. A stock counts as gone when its price is missing for more than `HOLE` weeks; shorter
gaps are holes in the table (Oracle's of 2013 is one), and are passed over.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from finlit.game.modes import Mode
from finlit.numbers import drawdowns
from finlit.numbers.returns import Floats

THREE_YEARS = 156  # weeks
HALF_A_YEAR = 26
HOLE = 60

# What became of a fall, in the order in which a game's rounds are shared out: every group that
# matters (rose; left; halved) is a run of neighbours, so each is met to within one round.
ENDS = (
    "stayed, rose",
    "left, rose",
    "left, fell",
    "left, halved",
    "stayed, halved",
    "stayed, fell",
)


def met(prices: Floats, mode: Mode) -> tuple[drawdowns.Positions, drawdowns.Positions]:
    """The week and the column of each stock that is met in this mode; see `Mode`."""
    rows, columns = drawdowns.first_falls(prices, mode.depth)
    if mode.bounce == 0:
        return rows, columns
    since = np.where(np.arange(len(prices))[:, None] >= rows, prices[:, columns], np.nan)
    with np.errstate(invalid="ignore"):
        turned = since >= (1 + mode.bounce) * np.fmin.accumulate(since, axis=0)
    some = turned.any(axis=0)
    return turned.argmax(axis=0)[some], columns[some]


def find(prices: pd.DataFrame, mode: Mode) -> pd.DataFrame:
    """All falls of a mode whose three years lie within the table, one a stock, in its order.

    Columns: `code`, `column`, `row` (week met), `high` (week of the high before), `end` (last week
    followed: three years on, or the last one as a member), `left` (gone before the three years
    were over), `growth` (price at the end / price when met), `outcome` (one of ENDS).
    A stock is met after at least half a year as a member, and at least one later price is known.
    """
    values = prices.to_numpy(float)
    known = ~np.isnan(values)
    rows, columns = met(values, mode)
    in_time = rows + THREE_YEARS < len(values)
    long_known = rows - known.argmax(axis=0)[columns] >= HALF_A_YEAR
    keep = in_time & long_known
    if mode.survivors:
        keep &= known[-1, columns]
    rows, columns = rows[keep], columns[keep]
    ends = [_end(known[:, column], row) for row, column in zip(rows, columns, strict=True)]
    end = np.array([week for week, _ in ends], dtype=np.intp)
    left = np.array([gone for _, gone in ends], dtype=bool)
    growth = values[end, columns] / values[rows, columns]
    falls = pd.DataFrame(
        {
            "code": prices.columns[columns],
            "column": columns,
            "row": rows,
            "high": [
                int(np.nanargmax(values[: row + 1, column]))
                for row, column in zip(rows, columns, strict=True)
            ],
            "end": end,
            "left": left,
            "growth": growth,
            "outcome": [
                outcome(float(times), bool(gone)) for times, gone in zip(growth, left, strict=True)
            ],
        }
    )
    return falls[falls["end"] > falls["row"]].reset_index(drop=True)


def _end(known: np.ndarray, row: int) -> tuple[int, bool]:
    """The last week followed from `row` on, and whether the stock had gone before three years."""
    weeks = row + np.flatnonzero(known[row:])
    gaps = np.flatnonzero(np.diff(weeks) > HOLE)
    last = int(weeks[gaps[0]] if len(gaps) else weeks[-1])
    until = row + THREE_YEARS
    end = int(weeks[np.searchsorted(weeks, min(last, until), side="right") - 1])
    return end, last < until


def outcome(growth: float, left: bool) -> str:
    """One of ENDS: whether it stayed, and rose, fell, or fell by half again."""
    way = "rose" if growth > 1 else "halved" if growth <= 0.5 else "fell"
    return f"{'left' if left else 'stayed'}, {way}"
