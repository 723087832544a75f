"""Stretches of real history to forecast without a name: ten years seen, five years hidden.

Each market's months are cut into stretches of five years, from the first month for which earlier
history of that market gives a range. Their order comes from SHA-256 of their ids, so it is the same
everywhere and nobody picked it. Only what lies before the moment is in the closed picture.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

import numpy as np
import pandas as pd

from finlit.experiments.forecasts.charts.ranges import stretch_chart
from finlit.experiments.forecasts.honest_ranges import TABLES, levels, said_and_came
from finlit.experiments.kit import Picture
from finlit.market import Market
from finlit.market.cache import cached

YEARS, SEEN, CHANCE = 5, 10, 0.8
EDITION = "1"
# Stretches end by here, so that refreshed tables deal the same ones.
LAST = pd.Timestamp("2026-01-01")
STRETCHES = 52
ROOM = 300.0
PLACES = {
    "us": "US stocks",
    "nasdaq": "NASDAQ, US technology stocks",
    "japan": "Japan's stocks",
    "gold": "Gold in dollars",
}
CLOSED = "Source: told when your range is locked in."


@dataclass(frozen=True)
class Stretch:
    """Five years of a market from `month` on. `came`, `low` and `high` are levels from 100: what
    came, and the range that earlier history alone gives."""

    where: str
    month: pd.Timestamp
    came: float
    low: float
    high: float

    @property
    def id(self) -> str:
        """Its permanent name, such as "us-1931-01"."""
        return f"{self.where}-{self.month:%Y-%m}"

    @property
    def name(self) -> str:
        """Market and month, as told afterwards."""
        return f"{PLACES[self.where]}, {self.month:%B %Y}"

    @property
    def short_name(self) -> str:
        """Market and year, for a narrow table."""
        return f"{PLACES[self.where].split(',')[0].removesuffix(' in dollars')}, {self.month:%Y}"


@cached(2)
def deck(market: Market) -> tuple[Stretch, ...]:
    """All stretches in the order in which they are dealt."""
    found = []
    for where in TABLES:
        frame = said_and_came(market, where, YEARS, CHANCE, "all", False)
        ends = frame.index + pd.DateOffset(years=YEARS)
        frame = frame[ends <= LAST].dropna()[:: 12 * YEARS]
        found += [
            Stretch(where, month, row["came"], row["low"], row["high"])
            for month, row in frame.iterrows()
        ]
    return tuple(sorted(found, key=_lot))


def _lot(stretch: Stretch) -> str:
    return sha256(f"stretches/{EDITION}/{stretch.id}".encode()).hexdigest()


@cached(128)
def path(market: Market, stretch: Stretch) -> pd.Series:
    """Prices with the moment at 100, by years from it."""
    prices = levels(market, stretch.where, False)
    at = int(prices.index.get_loc(stretch.month))
    window = prices.iloc[at - 12 * SEEN : at + 12 * YEARS + 1]
    years = np.arange(-12 * SEEN, 12 * YEARS + 1) / 12
    return pd.Series(100 * window.to_numpy() / prices.iloc[at], years)


def closed(market: Market, stretch: Stretch) -> Picture:
    """The ten years before, without a name, a date or anything that came later."""
    seen = path(market, stretch).loc[:0.0]
    rows = pd.DataFrame({"year": seen.index, "before": seen.to_numpy()})
    # Room above 100 that is the same for all, for a picture cut off there would be a hint.
    rows.loc[0, "room"] = ROOM
    text = (
        f"A line over the ten years before the moment, which stands at 100. It begins at "
        f"{seen.iloc[0]:.0f}; its lowest point is {seen.min():.0f}, its highest {seen.max():.0f}. "
        f"A year before the moment it was {seen.loc[-1.0]:.0f}."
    )
    return Picture(
        stretch_chart(rows.reindex(columns=_COLUMNS), text),
        _table(seen),
        CLOSED,
        "A real price without dividends, in money of the time. Monthly averages.",
        _FORMATS,
        heading="Ten years up to the moment, which stands at 100",
    )


def opened(market: Market, stretch: Stretch, low: float, high: float) -> Picture:
    """The whole stretch with its name, a learner's range and the one from earlier history."""
    whole = path(market, stretch)
    later = whole.index >= 0
    rows = pd.DataFrame(
        {
            "year": whole.index,
            "before": np.where(whole.index <= 0, whole, np.nan),
            "after": np.where(later, whole, np.nan),
        }
    )
    bars = pd.DataFrame(
        {
            "at": [YEARS + 0.35, YEARS + 0.85],
            "low": [low, stretch.low],
            "high": [high, stretch.high],
            "yours": [1.0, np.nan],
            "machine": [np.nan, 1.0],
        }
    )
    after = whole[later]
    text = (
        f"{stretch.name} stands at 100. Five years later it was {stretch.came:.0f}. On the way the "
        f"lowest point was {after.min():.0f}, the highest {after.max():.0f}. Your range: {low:.0f} "
        f"to {high:.0f}. The machine's: {stretch.low:.0f} to {stretch.high:.0f}."
    )
    first = stretch.month - pd.DateOffset(years=SEEN)
    last = stretch.month + pd.DateOffset(years=YEARS)
    return Picture(
        stretch_chart(pd.concat([rows, bars], ignore_index=True).reindex(columns=_COLUMNS), text),
        _table(whole),
        market.source_line(TABLES[stretch.where], first=f"{first:%Y-%m}", last=f"{last:%Y-%m}"),
        "Price without dividends, in money of the time. Monthly averages.",
        _FORMATS,
        heading=f"{stretch.name} = 100",
    )


_COLUMNS = ("year", "before", "after", "at", "low", "high", "yours", "machine", "room")
_FORMATS = {"level": "number"}


def _table(shown: pd.Series) -> pd.DataFrame:
    yearly = shown[np.isclose(shown.index % 1, 0)]
    return pd.DataFrame(
        {"years_from_the_moment": yearly.index.astype(int), "level": yearly.to_numpy()}
    )
