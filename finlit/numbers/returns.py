"""Returns, real terms, falls and rolling windows of price and index series.

Rates and returns are decimals per period named; losses are negative; a drawdown is 0 at a high and
-0.5 when half is lost; dates ascend; missing is NaN; amounts are nominal unless the name begins
with `real_`. A `price` is without dividends, a `total_return_index` with them.

Growth a year is told in two ways, the average of the years and the rate that money grew by: the
first is never below the second, and the more the years differ, the further it is above. +50 % and
-50 % average to 0 and leave 75 cents of a dollar.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]

UNPUBLISHED_CPI_MONTH = pd.Timestamp("2025-10-01")
YEAR = pd.Timedelta(days=365.2425)


def monthly_total_return(price: ArrayLike, dividend: ArrayLike) -> Floats:
    """Return of each month with the dividend reinvested; the first is NaN.

    r_t = (P_t + D_t / 12) / P_{t-1} - 1, with `dividend` in dollars a year. NaN where a price or
    dividend is missing. The timing is Shiller's.
    """
    prices, dividends = np.asarray(price, float), np.asarray(dividend, float)
    returns = np.full(prices.shape, np.nan)
    returns[1:] = (prices[1:] + dividends[1:] / 12) / prices[:-1] - 1
    return returns


def total_return_index(price: pd.Series, dividend: pd.Series) -> pd.Series:
    """Value of 1 dollar put in at the first month, dividends reinvested each month.

    Two monthly series on one index; NaN from the first month with a missing price or dividend on.
    """
    growth = 1 + monthly_total_return(price, dividend)
    growth[0] = 1.0
    return pd.Series(np.cumprod(growth), index=price.index, name="total_return_index")


def fill_unpublished_cpi(cpi: pd.Series) -> pd.Series:
    """CPI with October 2025, which was never published, halfway in growth between its neighbours.

    CPI_t = sqrt(CPI_{t-1} * CPI_{t+1}). Other missing months stay missing.
    """
    filled = cpi.astype(float).copy()
    if UNPUBLISHED_CPI_MONTH not in filled.index or not np.isnan(filled[UNPUBLISHED_CPI_MONTH]):
        return filled
    before, after = (UNPUBLISHED_CPI_MONTH + pd.DateOffset(months=step) for step in (-1, 1))
    if before in filled.index and after in filled.index:
        filled[UNPUBLISHED_CPI_MONTH] = np.sqrt(filled[before] * filled[after])
    return filled


def real_index(
    index: pd.Series, cpi: pd.Series, base: pd.Timestamp | str | None = None
) -> pd.Series:
    """A nominal series in the money of the month `base` (by default the last month of both).

    real_t = nominal_t * CPI_base / CPI_t. `base` outside the index, or with no CPI, is a KeyError.
    """
    prices = fill_unpublished_cpi(cpi).reindex(index.index)
    known = prices.notna() & index.notna()
    month = known[known].index[-1] if base is None else pd.Timestamp(base)
    level = prices[month]
    if np.isnan(level):
        raise KeyError(f"no consumer price index for {month:%Y-%m}")
    return (index * (level / prices)).rename(f"real_{index.name}" if index.name else None)


def market_indices(us_market: pd.DataFrame) -> pd.DataFrame:
    """The US market four ways, each 1 at the first month: columns `price`, `total_return_index`,
    `real_price`, `real_total_return_index`, cut to the months in which all four are known.

    `us_market` has monthly `price`, `dividend` (dollars a year) and `cpi`.
    """
    price = us_market["price"] / us_market["price"].iloc[0]
    invested = total_return_index(us_market["price"], us_market["dividend"])
    base = us_market.index[0]
    return pd.DataFrame(
        {
            "price": price,
            "total_return_index": invested,
            "real_price": real_index(price, us_market["cpi"], base),
            "real_total_return_index": real_index(invested, us_market["cpi"], base),
        }
    ).dropna()


def total_return(levels: ArrayLike) -> float:
    """Growth from the first to the last known level: last / first - 1."""
    known = np.asarray(levels, float)
    known = known[~np.isnan(known)]
    return float(known[-1] / known[0] - 1) if len(known) else float("nan")


def cagr(growth: ArrayLike, years: ArrayLike) -> Floats | float:
    """Annual rate that turns 1 into `growth` in `years`: growth ** (1 / years) - 1. Broadcasts."""
    rate = np.asarray(growth, float) ** (1 / np.asarray(years, float)) - 1
    return float(rate) if np.ndim(rate) == 0 else rate


def years_between(first: pd.Timestamp, last: pd.Timestamp) -> float:
    """Length in years of 365.2425 days; NaN when a date is missing (NaT)."""
    return (last - first) / YEAR


def volatility(returns: ArrayLike, periods_a_year: float) -> Floats | float:
    """Sample standard deviation of periodic returns, per year: std(r) * sqrt(periods a year).

    Along the first axis: one series gives a float, columns give one figure each. NaN is skipped.
    """
    spread = np.nanstd(np.asarray(returns, float), axis=0, ddof=1) * np.sqrt(periods_a_year)
    return float(spread) if np.ndim(spread) == 0 else spread


def drawdown(levels: ArrayLike) -> Floats:
    """How far below its highest level so far: level / running maximum - 1. NaN stays NaN.

    Works along the first axis: one series, or one a column.
    """
    values = np.asarray(levels, float)
    return values / np.fmax.accumulate(values, axis=0) - 1


def falls(levels: pd.Series, depth: float = 0.2) -> pd.DataFrame:
    """Every fall of at least `depth` (0.2: by a fifth) between one high and the return to it.

    Columns: `peak`, `trough`, `recovery` (dates; NaT when not yet back), `fall` (negative),
    `years_down` (peak to trough), `years_to_recover` (peak to the first level at or above it; NaN
    when not yet). Ascending by peak. Missing levels are skipped.
    """
    known = levels.dropna()
    below = drawdown(known) < 0
    edges = np.flatnonzero(np.diff(np.concatenate(([0], below.view(np.int8), [0]))))
    starts, ends = edges[::2], edges[1::2]
    values, dates = known.to_numpy(float), known.index
    rows = []
    for start, end in zip(starts, ends, strict=True):
        peak, trough = start - 1, start + int(np.argmin(values[start:end]))
        fall = values[trough] / values[peak] - 1
        if fall > -depth:
            continue
        recovery = dates[end] if end < len(dates) else pd.NaT
        rows.append((dates[peak], dates[trough], recovery, fall))
    table = pd.DataFrame(rows, columns=["peak", "trough", "recovery", "fall"])
    for column in ("peak", "trough", "recovery"):
        table[column] = pd.to_datetime(table[column])
    table["years_down"] = (table["trough"] - table["peak"]) / YEAR
    table["years_to_recover"] = (table["recovery"] - table["peak"]) / YEAR
    return table


def window_growth(levels: ArrayLike, periods: int) -> Floats:
    """Growth over every window of `periods` steps: level[s + periods] / level[s], by start s.

    Levels of shape (n,) or (n, columns) give n - periods rows, none when the span is too short.
    """
    values = np.asarray(levels, float)
    if periods < 1:
        raise ValueError("a window has at least one period")
    return values[periods:] / values[: max(len(values) - periods, 0)]


MONTHS = 12
WAYS = ("compound", "mean")


def window_rates(levels: ArrayLike, years: int, way: str) -> Floats:
    """Growth a year over every window of whole years, a row a start month.

    "compound": (last / first) ** (1 / years) - 1; "mean": the average of the growths of the years
    of the window, one after the other. Raises ValueError on another way or a span below one year.
    """
    if way not in WAYS:
        raise ValueError(f"way: one of {', '.join(WAYS)}")
    growth = window_growth(levels, MONTHS * years)
    if way == "compound":
        return np.asarray(cagr(growth, years))
    yearly = window_growth(levels, MONTHS)
    starts = len(growth)
    total = np.zeros(starts)
    for year in range(years):
        total += yearly[MONTHS * year : MONTHS * year + starts]
    return total / years - 1


def misses(series: ArrayLike, months: int) -> Floats:
    """Miss of a figure `months` old, a row a month from the first that has one on.

    miss_t = x_t / x_{t - months} - 1. NaN where either is missing.
    """
    return window_growth(series, months) - 1


def share_off(missed: ArrayLike, tolerance: float) -> float:
    """Share of known misses larger than `tolerance`, either way. NaN when none is known."""
    known = np.asarray(missed, float)
    known = known[~np.isnan(known)]
    return float((np.abs(known) > tolerance).mean()) if len(known) else float("nan")
