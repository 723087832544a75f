"""A learner's own series: prices of one thing by date, and several of them side by side.

Levels are positive, dates ascend and are days without a zone; missing days are simply not there.
`price` is without dividends, `total_return` with them put back in; a series may hold either or
both. Growth is a multiple.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

KINDS = ("total_return", "price")
# From fine to coarse, with the longest usual gap in days that still belongs to it.
FREQUENCIES = {"daily": 4.5, "weekly": 10.0, "monthly": 45.0, "quarterly": 120.0, "annual": 400.0}
# For how many steps a level stands while another market trades; coarser ones are left out.
RESTS = {"daily": 5, "weekly": 2}
PERIODS = {"weekly": "W-FRI", "monthly": "M", "quarterly": "Q", "annual": "Y"}


class NotComparableError(ValueError):
    """Series that share no span, or a base date outside of it; the message says so plainly."""


@dataclass(frozen=True, eq=False)
class OwnSeries:
    """One thing's history. At least one of `price` and `total_return` is there.

    `currency`: a code such as "USD", "" when not known. `source`: where it came from, in a few
    words. `notes`: what a reader of a chart should be told, one sentence each. `worthless_on`: the
    day on which the shares were worth nothing for good, after the last level; None otherwise.
    """

    name: str
    price: pd.Series | None = None
    total_return: pd.Series | None = None
    currency: str = ""
    source: str = ""
    notes: tuple[str, ...] = field(default=())
    worthless_on: pd.Timestamp | None = None

    def __post_init__(self) -> None:
        known = [levels for levels in (self.price, self.total_return) if levels is not None]
        if not known:
            raise ValueError("a series needs prices or a total return")
        for levels in known:
            check_levels(levels)

    @property
    def kinds(self) -> tuple[str, ...]:
        """What it holds, of KINDS."""
        return tuple(kind for kind in KINDS if getattr(self, kind) is not None)

    @property
    def frequency(self) -> str:
        """One of FREQUENCIES, by the usual gap between dates."""
        return frequency_of(pd.DatetimeIndex(self.levels(self.kinds[0]).index))

    @property
    def first(self) -> pd.Timestamp:
        return self.levels(self.kinds[0]).index[0]

    @property
    def last(self) -> pd.Timestamp:
        return self.levels(self.kinds[0]).index[-1]

    def levels(self, kind: str) -> pd.Series:
        """Levels of one kind. KeyError when this series does not hold it."""
        if kind not in self.kinds:
            raise KeyError(f"{self.name} holds {' and '.join(self.kinds)}, not {kind}")
        levels: pd.Series = getattr(self, kind)
        return levels


def check_levels(levels: pd.Series) -> None:
    """ValueError unless dates ascend without repeats and levels are finite and positive."""
    values = levels.to_numpy(float)
    if len(values) < 2:
        raise ValueError("a series needs at least two dates")
    if not isinstance(levels.index, pd.DatetimeIndex) or levels.index.tz is not None:
        raise ValueError("dates are days without a zone")
    if not (levels.index.is_monotonic_increasing and levels.index.is_unique):
        raise ValueError("dates ascend without repeats")
    if not (np.isfinite(values).all() and (values > 0).all()):
        raise ValueError("levels are positive")


def frequency_of(dates: pd.DatetimeIndex) -> str:
    """The frequency of dates by their median gap; what is sparser than yearly is "annual"."""
    gaps = np.diff(dates.to_numpy()) / np.timedelta64(1, "D")
    usual = float(np.median(gaps)) if len(gaps) else np.inf
    return next((name for name, most in FREQUENCIES.items() if usual <= most), "annual")


def coarsest(frequencies: Sequence[str]) -> str:
    """The frequency that all of them can be brought to."""
    order = list(FREQUENCIES)
    return order[max(order.index(frequency) for frequency in frequencies)]


def at_frequency(levels: pd.Series, frequency: str) -> pd.Series:
    """The last known level of each week, month, quarter or year, by the period's first day.

    Weeks end on Friday. "daily" gives the levels as they are.
    """
    if frequency == "daily":
        return levels
    periods = pd.DatetimeIndex(levels.index).to_period(PERIODS[frequency])
    last = levels.groupby(periods).last()
    last.index = pd.PeriodIndex(last.index).to_timestamp().as_unit("us")
    return last.rename_axis("date")


def months(levels: pd.Series) -> pd.Series:
    """Last known level of every month from first to last; a month without one has the one before.

    Index: first day of each month.
    """
    monthly = at_frequency(levels, "monthly")
    every = pd.date_range(monthly.index[0], monthly.index[-1], freq="MS", unit="us")
    return monthly.reindex(every).ffill().rename_axis("month")


def with_dividends(price: pd.Series, dividends: pd.Series) -> pd.Series:
    """Total return levels, 1 at the first date: g_t = (P_t + D_t) / P_{t-1}.

    `dividends`: money a share by the day it is taken off the price. One that falls on a day without
    a price counts on the next day that has one; those before the second date are left out.
    """
    dates = pd.DatetimeIndex(price.index)
    place = dates.searchsorted(pd.DatetimeIndex(dividends.index))
    counted = (place > 0) & (place < len(dates))
    paid = np.bincount(place[counted], dividends.to_numpy(float)[counted], minlength=len(dates))
    values = price.to_numpy(float)
    growth = np.ones(len(values))
    growth[1:] = (values[1:] + paid[1:]) / values[:-1]
    return pd.Series(np.cumprod(growth), dates, name="total_return")


@dataclass(frozen=True, eq=False)
class Comparison:
    """Several series on one base date. `levels`: one column a series, 1 at the first row.

    `kinds`: kind used, by name; `is_fair`: all of one kind. `currencies`: by name, "" unknown.
    """

    levels: pd.DataFrame
    frequency: str
    kinds: dict[str, str]
    currencies: dict[str, str]

    @property
    def is_fair(self) -> bool:
        return len(set(self.kinds.values())) == 1


def common_kind(series: Sequence[OwnSeries]) -> str | None:
    """The kind that all of them hold, total return first; None when there is none."""
    return next((kind for kind in KINDS if all(kind in one.kinds for one in series)), None)


def _at_ends(levels: pd.Series, frequency: str) -> pd.Series:
    """The last known level of each period, by the period's last day: the day that it counts for."""
    found = at_frequency(levels, frequency)
    if frequency != "daily":
        periods = pd.DatetimeIndex(found.index).to_period(PERIODS[frequency])
        found.index = periods.to_timestamp(how="end").normalize().as_unit("us")
    return found.rename_axis("date")


def compare(series: Sequence[OwnSeries], base: pd.Timestamp | None = None) -> Comparison:
    """Series of different names from a base date on, at the coarsest frequency of all.

    Periods are named by their last day. The same kind is used for all where all have one, else each
    one's first kind. By default the base is the first period that all cover. NotComparableError
    when fewer than two periods are shared.
    """
    kind = common_kind(series)
    kinds = {one.name: kind or one.kinds[0] for one in series}
    frequency = coarsest([one.frequency for one in series])
    columns = {one.name: _at_ends(one.levels(kinds[one.name]), frequency) for one in series}
    first = max(column.index[0] for column in columns.values())
    last = min(column.index[-1] for column in columns.values())
    if first >= last:
        early, late = min(series, key=lambda one: one.last), max(series, key=lambda one: one.first)
        raise NotComparableError(
            f"{early.name} ends in {early.last:%B %Y}, and {late.name} begins in "
            f"{late.first:%B %Y}. They share no time to compare"
        )
    start = first if base is None else max(first, base)
    # One market rests while the other trades: its last level stands for the day, for a few days.
    frame = pd.DataFrame(columns)
    if frequency in RESTS:
        frame = frame.ffill(limit=RESTS[frequency])
    frame = frame.loc[start:last].dropna()
    if len(frame) < 2:
        raise NotComparableError(f"Nothing to compare after {start:%B %Y}. Choose an earlier start")
    currencies = {one.name: one.currency for one in series}
    until = max(one.last for one in series)
    frame.index = frame.index.where(frame.index <= until, until)  # a period that is not over yet
    return Comparison(frame / frame.iloc[0], frequency, kinds, currencies)
