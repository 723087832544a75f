"""Claim covers: what people were looking at when they said so, up to that day and no further.

What came next would give the answer away before the guess.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import pandas as pd

from finlit.charts.base import COLOURS
from finlit.charts.spark import spark
from finlit.market import built_in


class Cover(NamedTuple):
    """A stretch of one column of a table, the name of its colour, and what it is called."""

    table: str
    column: str
    first: str
    last: str
    colour: str
    name: str


_COVERS = {
    "four-ideas": Cover("us_market", "cpi", "1926-07", "2025-12", "cash", "Prices in shops"),
    "gold-or-index": Cover("gold", "usd_per_ounce", "1971-01", "1980-01", "gold", "Gold"),
    "buy-the-dip": Cover("sp500_daily", "close", "2007-06", "2008-10", "dip", "The S&P 500"),
    "diversify-enough": Cover("sp500_daily", "close", "1990-01", "2007-10", "index", "The S&P 500"),
    "dip-to-zero": Cover(
        "bed_bath", "close", "2012-01", "2021-01", "stock", "A share of Bed Bath & Beyond"
    ),
    "time-in-the-market": Cover("us_market", "price", "1950-01", "2000-01", "growth", "US stocks"),
    "coins-and-junk": Cover("bitcoin_daily", "close", "2015-01", "2017-12", "you", "One Bitcoin"),
    "enjoy-today": Cover("us_market", "dividend", "1980-01", "2026-03", "growth", "US dividends"),
    "early-retirement": Cover("us_market", "price", "1990-01", "2026-03", "growth", "US stocks"),
    "is-it-a-bubble": Cover("nasdaq_daily", "close", "1990-01", "2000-03", "bonds", "NASDAQ"),
    "follow-the-crowd": Cover(
        "nikkei_daily", "close", "1980-01", "1989-12", "loss", "Japanese stocks"
    ),
}


@cache
def cover(claim: str) -> tuple[str, str] | None:
    """SVG and caption for a claim's card, or None."""
    chosen = _COVERS.get(claim)
    if chosen is None:
        return None
    values = built_in().table(chosen.table)[chosen.column].loc[chosen.first : chosen.last].dropna()
    begin, end = (pd.Timestamp(day) for day in (values.index[0], values.index[-1]))
    caption = f"{chosen.name}, {begin:%Y} to {end:%Y}"
    return spark(values.to_numpy(), COLOURS[chosen.colour]), caption
