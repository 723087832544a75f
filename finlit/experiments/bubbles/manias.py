"""Prices of famous manias by month, each market under one name."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from finlit.experiments.bubbles.fast_rises import price_months
from finlit.market import Market
from finlit.market.cache import cached

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


@cached(4)
def month_prices(market: Market) -> dict[str, pd.Series]:
    """Prices by month, in money of the time: monthly averages, no dividends."""
    bitcoin = market.table("bitcoin_daily")["close"].resample("MS").mean()
    gold = market.table("gold")["usd_per_ounce"]
    return {**price_months(market), "gold": gold, "bitcoin": bitcoin}


def place_of(prices: pd.Series, moment: Moment) -> int:
    """Position of the moment's month in its market's prices."""
    return int(prices.index.get_indexer([pd.Timestamp(moment.month)])[0])
