"""Prices of famous manias by month, each market under one name."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

TABLES = {
    "us": "us_market",
    "nasdaq": "nasdaq_daily",
    "japan": "nikkei_daily",
    "gold": "gold",
    "bitcoin": "bitcoin_daily",
}


@dataclass(frozen=True)
class Moment:
    """A month of a market to stand in; `said` names both."""

    market: str
    month: str
    said: str


def place_of(prices: pd.Series, moment: Moment) -> int:
    """Position of the moment's month in its market's prices."""
    return int(prices.index.get_indexer([pd.Timestamp(moment.month)])[0])
