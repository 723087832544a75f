"""What can be wrong with a history of prices, whether it comes from a file or from a ticker.

Prices are a Series by day, ascending, positive. Places are positions in it. Nothing is mended here:
each finding is one sentence, and says what it spoils.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from finlit.numbers.series import frequency_of

# Days without a price that are more than the frequency explains.
GAP_DAYS = {"daily": 12, "weekly": 25, "monthly": 70, "quarterly": 200, "annual": 800}
SPLITS = (2, 3, 4, 5, 6, 7, 8, 10, 15, 20, 25, 30, 50)
NEAR = 0.04
OUTLIER = 5.0
HUNDRED = (80.0, 125.0)
# Years without a price after which a ticker may belong to somebody else.
ANOTHER = 1.0
# A total return that holds less than this part of the dividends listed holds none.
HELD = 0.25
LEAST_DIVIDENDS = 0.01
LEAST_YIELD = 0.0015
ANCHORED = 0.002


@dataclass(frozen=True)
class Finding:
    """Something to tell. `what`: one sentence. `days`: where it shows.

    `spoils`: "total_return" where only the price alone can be trusted; "before" where what lies
    before `days[-1]` may be another thing or in another unit; "" where it is only to be known.
    `factor`: what earlier prices have to be multiplied by to go on smoothly, 1 for nothing.
    """

    kind: str
    what: str
    days: tuple[date, ...] = ()
    spoils: str = ""
    factor: float = 1.0


def gaps(prices: pd.Series) -> np.ndarray:
    """Places right after a stretch without prices that is longer than the steps explain."""
    dates = pd.DatetimeIndex(prices.index)
    days = np.diff(dates.to_numpy()) / np.timedelta64(1, "D")
    return np.flatnonzero(days > GAP_DAYS[frequency_of(dates)]) + 1


def gap_note(prices: pd.Series) -> str:
    """What an experiment that goes month by month does with gaps; "" where there are none."""
    found = gaps(prices)
    if not len(found):
        return ""
    dates = pd.DatetimeIndex(prices.index)
    widest = max(found, key=lambda place: dates[place] - dates[place - 1])
    count = "a gap" if len(found) == 1 else f"{len(found)} gaps"
    return (
        f"There is {count} in these prices, the longest from {dates[widest - 1]:%B %Y} to "
        f"{dates[widest]:%B %Y}: in between the last price before it is carried on."
    )


def stand_off(values: np.ndarray) -> np.ndarray:
    """Which prices stand far off both of their neighbours. Shape (n,), as `values`."""
    off = np.zeros(len(values), bool)
    if len(values) > 2:
        before, after = values[1:-1] / values[:-2], values[1:-1] / values[2:]
        low, high = np.minimum(before, after), np.maximum(before, after)
        off[1:-1] = (low > OUTLIER) | (high < 1 / OUTLIER)
    return off


def split_like(prices: pd.Series) -> list[tuple[int, float]]:
    """Places at which the price jumps as in a split that nobody took out, with the factor that
    earlier prices would have to be multiplied by (0.25 for 4 new shares for 1)."""
    values = prices.to_numpy(float)
    if frequency_of(pd.DatetimeIndex(prices.index)) in ("quarterly", "annual"):
        return []
    ratios = values[1:] / values[:-1]
    alone, after_gap = stand_off(values), set(gaps(prices).tolist())
    found = []
    for place in np.flatnonzero((ratios < 0.55) | (ratios > 1.9)) + 1:
        ratio = ratios[place - 1]
        if alone[place] or alone[place - 1] or int(place) in after_gap:
            continue
        factor = next((k for k in SPLITS if abs(ratio * k - 1) < NEAR), None)
        reverse = next((k for k in SPLITS if abs(ratio / k - 1) < NEAR), None)
        if factor or reverse:
            found.append((int(place), 1 / factor if factor else float(reverse or 1)))
    return found


def leaps(prices: pd.Series, splits: Sequence[int] = ()) -> list[int]:
    """Places where a price is more than OUTLIER times the one before, or less than a part of it,
    and stays there; `splits`: places that are explained already."""
    values = prices.to_numpy(float)
    ratios = values[1:] / values[:-1]
    alone = stand_off(values)
    return [
        int(place)
        for place in np.flatnonzero((ratios > OUTLIER) | (ratios < 1 / OUTLIER)) + 1
        if place not in splits and not (alone[place] or alone[place - 1])
    ]


def hundreds(prices: pd.Series) -> list[int]:
    """Places of leaps by about a hundred, as from pence to pounds."""
    values = prices.to_numpy(float)
    low, high = HUNDRED
    return [
        place
        for place in leaps(prices)
        if low < max(values[place] / values[place - 1], values[place - 1] / values[place]) < high
    ]


def of_prices(prices: pd.Series) -> list[Finding]:
    """Leaps of a hundred, and gaps of more than a year, after which it may be something else."""
    dates, values = pd.DatetimeIndex(prices.index), prices.to_numpy(float)
    found = []
    for place in hundreds(prices):
        day = dates[place]
        found.append(
            Finding(
                "hundred",
                f"From {dates[place - 1]:%Y-%m-%d} to {day:%Y-%m-%d} the price goes from "
                f"{values[place - 1]:,.6g} to {values[place]:,.6g}, a hundredth or a hundredfold: "
                "that may be a change of the unit, such as pence and pounds.",
                (day.date(),),
                "before",
            )
        )
    for place in gaps(prices):
        years = (dates[place] - dates[place - 1]).days / 365.25
        if years > ANOTHER:
            found.append(
                Finding(
                    "another",
                    f"There is no price from {dates[place - 1]:%Y-%m-%d} to {dates[place]:%Y-%m-%d}"
                    f", {years:.0f} years: after so long it may be another company.",
                    (dates[place].date(),),
                    "before",
                )
            )
    return found


def of_splits(prices: pd.Series, splits: pd.Series) -> list[Finding]:
    """Splits that are listed (new shares for an old one, by day) and not taken out of the prices,
    or taken out twice. `factor` of a finding puts the earlier prices right."""
    dates, values = pd.DatetimeIndex(prices.index), prices.to_numpy(float)
    found = []
    for day, ratio in splits.items():
        place = int(dates.searchsorted(pd.Timestamp(str(day))))
        if not 0 < place < len(dates) or not (ratio >= 1.4 or 0 < ratio <= 0.7):
            continue
        jump, step = np.log(values[place] / values[place - 1]), np.log(ratio)
        words = f"A split of {ratio:g} for 1 is listed on {dates[place]:%Y-%m-%d}, and the price "
        words += f"goes from {values[place - 1]:,.6g} to {values[place]:,.6g} on that day: "
        when = (dates[place].date(),)
        if abs(jump + step) < 0.25 * abs(step):
            what = f"{words}it was not taken out."
            found.append(Finding("split_left_in", what, when, factor=1 / ratio))
        elif abs(jump - step) < 0.25 * abs(step):
            what = f"{words}it was taken out twice."
            found.append(Finding("split_twice", what, when, factor=float(ratio)))
    return found


def of_total_return(
    prices: pd.Series,
    adjusted: pd.Series,
    dividends: pd.Series,
    *,
    is_minor_unit: bool = False,
) -> list[Finding]:
    """Whether a total return can be trusted: finite and above 0, with the dividends in it, and
    none of them absurd. `dividends`: money a share by day; `is_minor_unit`: prices are in pence or
    cents. Each finding spoils the total return, so that the price alone is left."""
    values, levels = prices.to_numpy(float), adjusted.to_numpy(float)
    found = []
    bad = ~np.isfinite(levels) | (levels <= 0)
    if bad.any():
        days = tuple(day.date() for day in pd.DatetimeIndex(prices.index)[bad][:3])
        count = "a figure" if bad.sum() == 1 else f"{int(bad.sum()):,} figures"
        what = f"The prices with dividends hold {count} that cannot be: 0, below 0 or without end."
        found.append(Finding("adjusted_broken", what, days, "total_return"))
    found += _absurd_dividends(prices, dividends, is_minor_unit=is_minor_unit)
    if not found and len(dividends):
        before = _prices_before(prices, dividends)
        expected = float(np.log1p(dividends.to_numpy(float)[before > 0] / before[before > 0]).sum())
        held = float(np.log(levels[-1] / levels[0]) - np.log(values[-1] / values[0]))
        # Adjusting leaves the last price as it is; where it does not, another scale is meant.
        is_anchored = abs(levels[-1] / values[-1] - 1) < ANCHORED
        if is_anchored and expected > LEAST_DIVIDENDS and held < HELD * expected:
            what = "Dividends are listed, and the prices with dividends do not hold them."
            found.append(Finding("adjusted_without", what, (), "total_return"))
    return found


def _prices_before(prices: pd.Series, dividends: pd.Series) -> np.ndarray:
    """The last price before each dividend, 0 where there is none."""
    place = pd.DatetimeIndex(prices.index).searchsorted(pd.DatetimeIndex(dividends.index)) - 1
    return np.where(place >= 0, prices.to_numpy(float)[np.maximum(place, 0)], 0.0)


def _absurd_dividends(
    prices: pd.Series, dividends: pd.Series, *, is_minor_unit: bool
) -> list[Finding]:
    if not len(dividends):
        return []
    paid = dividends.to_numpy(float)
    before = _prices_before(prices, dividends)
    found = []
    above = np.flatnonzero((before > 0) & (paid >= before))
    if len(above):
        first = int(above[0])
        day = pd.DatetimeIndex(dividends.index)[first]
        what = (
            f"A dividend of {paid[first]:,.4g} a share on {day:%Y-%m-%d} is larger than the price "
            f"of {before[first]:,.4g}."
        )
        found.append(Finding("dividend_above", what, (day.date(),), "total_return"))
    dates = pd.DatetimeIndex(prices.index)
    years = max((dates[-1] - dates[0]).days / 365.25, 1.0)
    a_year = paid.sum() / years / float(prices.median())
    if is_minor_unit and len(paid) >= 3 and a_year < LEAST_YIELD:
        what = (
            "The prices are in pence or cents, and the dividends look like whole pounds or the "
            "like: they would count for a hundredth."
        )
        found.append(Finding("dividend_unit", what, (), "total_return"))
    return found
