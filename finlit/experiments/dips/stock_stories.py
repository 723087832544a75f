"""Single companies with prices, the index of the same kind beside them, and how they ended."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from finlit.market import Market
from finlit.market.cache import cached

TRADED = ("daily close", "SEC fails-to-deliver price")
REPORTED = "press report"
# code -> (name in the list, table)
STOCKS: Mapping[str, tuple[str, str]] = {
    "BBBY": ("Bed Bath & Beyond", "bed_bath"),
    "ENRNQ": ("Enron", "members"),
    "LEHMQ": ("Lehman Brothers", "members"),
    "WCOEQ": ("WorldCom", "members"),
    "MTLQQ": ("General Motors (the old company)", "members"),
    "EKDKQ": ("Eastman Kodak", "members"),
    "C": ("Citigroup", "stocks"),
    "AIG": ("AIG", "stocks"),
    "GE": ("General Electric", "stocks"),
    "INTC": ("Intel", "stocks"),
    "CSCO": ("Cisco", "stocks"),
    "AAPL": ("Apple", "stocks"),
    "AMZN": ("Amazon", "stocks"),
    "NVDA": ("Nvidia", "stocks"),
}
# What each table is set beside, and how that is said.
BESIDE = {
    "bed_bath": ("sp500_daily", "the S&P 500 index"),
    "members": ("sp500_daily", "the S&P 500 index"),
    "stocks": ("spy_daily", "the index fund SPY"),
}
KIND = {
    "bed_bath": "Prices alone on both sides, without dividends.",
    "members": "Prices alone on both sides, without dividends. Prices are known only for the weeks "
    "in which the company was in the S&P 500.",
    "stocks": "Dividends are put back in on both sides, so old prices look lower than they were.",
}


@dataclass(frozen=True)
class Story:
    """One company: traded prices, single reported points, the index level, and its ending."""

    name: str
    table: str
    prices: pd.Series
    points: pd.Series
    index: pd.Series
    worthless_on: pd.Timestamp | None


@cached(32)
def story(market: Market, company: str) -> Story:
    name, table = STOCKS[company]
    index = market.table(BESIDE[table][0])["close"]
    points = pd.Series(index=pd.DatetimeIndex([]), dtype=float)
    if table == "bed_bath":
        rows = market.table(table)
        prices = rows.loc[rows["kind"].isin(TRADED), "close"]
        points = rows.loc[rows["kind"] == REPORTED, "close"]
    else:
        prices = market.table(table)[company].dropna()
    companies, worthless_on = market.table("companies"), None
    if table != "stocks" and company in companies.index:
        ending = companies.loc[company]
        if ending["final_value"] == 0 and pd.notna(ending["ending_date"]):
            worthless_on = ending["ending_date"]
    return Story(name, table, prices, points, index, worthless_on)
