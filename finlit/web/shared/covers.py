"""Covers: a tiny real picture for each card of a lesson or claim; without one, a card has none.

A claim's cover ends on the day when people said so: what came next would give the answer away.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial

import numpy as np
import pandas as pd

from finlit.charts.base import COLOURS
from finlit.charts.spark import bars, dots, spark
from finlit.market import built_in
from finlit.numbers import draws, returns


@dataclass(frozen=True)
class Cover:
    """A stretch of one column of a table, the name of its colour, and what it is called."""

    table: str
    column: str
    first: str
    last: str
    colour: str
    name: str

    def __call__(self) -> tuple[str, str]:
        column = built_in().table(self.table)[self.column]
        values = column.loc[self.first : self.last].dropna()
        begin, end = (pd.Timestamp(day) for day in (values.index[0], values.index[-1]))
        return spark(
            values.to_numpy(), COLOURS[self.colour]
        ), f"{self.name}, {begin:%Y} to {end:%Y}"


def _compounding() -> tuple[str, str]:
    index = returns.market_indices(built_in().table("us_market"))["real_total_return_index"]
    caption = f"US stocks since {index.index[0]:%Y}, dividends put back in, after inflation"
    return spark(index.to_numpy(), COLOURS["growth"]), caption


def _diversification() -> tuple[str, str]:
    swings = draws.published_volatility(np.arange(1, 101))
    caption = "Ups and downs with 1 to 100 stocks: they shrink, but not to nothing"
    return spark(swings, COLOURS["index"]), caption


def _bars(values: pd.Series, colour: str, caption: str) -> tuple[str, str]:
    return bars(values.to_numpy(dtype=float), COLOURS[colour]), caption


def _years(column: str, first: int, last: int, colour: str, name: str) -> tuple[str, str]:
    """Bars of what something brought in each year."""
    values = built_in().table("asset_classes")[column].loc[first:last].dropna()
    return _bars(values, colour, f"{name}, {values.index[0]} to {values.index[-1]}")


def _groups(groups: str, year: int) -> pd.DataFrame:
    """Household budgets of a year, the group with the lowest income first."""
    table = built_in().table("household_budgets")
    return table[(table["groups"] == groups) & (table["year"] == year)].sort_values("place")


def _incomes() -> tuple[str, str]:
    caption = "What ten groups of US households have in a year, after taxes, 2023"
    return _bars(_groups("tenth", 2023)["income_after"], "growth", caption)


def _spending() -> tuple[str, str]:
    caption = "What ten groups of US households spend in a year, 2023"
    return _bars(_groups("tenth", 2023)["spending"], "stock", caption)


def _needs() -> tuple[str, str]:
    needs = _groups("fifth", 2012)[["home", "food", "transport", "health"]].iloc[0]
    caption = "Home, food, transport and health: the fifth with the lowest income, 2012"
    return _bars(needs, "cash", caption)


def _majors() -> tuple[str, str]:
    table = built_in().table("majors")
    drawing = dots(table["early_wage"], table["mid_wage"], COLOURS["you"])
    return drawing, f"Pay of {len(table)} college majors: early on, and in the middle of a career"


def _jobs() -> tuple[str, str]:
    middle = built_in().table("job_wages")["middle"].sort_values()
    return _bars(middle, "bonds", f"A year's pay in {len(middle)} US jobs, the middle person, 2025")


_COVERS: dict[str, Callable[[], tuple[str, str]]] = {
    "compounding": _compounding,
    "buying-the-dip": Cover(
        "bed_bath", "close", "2006-08", "2023-12", "stock", "A share of Bed Bath & Beyond"
    ),
    "diversification": _diversification,
    "first-things-first": partial(
        _years, "bills_return", 1928, 2025, "cash", "What safe US bills paid each year"
    ),
    "budget-and-save": _incomes,
    "job-and-trade": _majors,
    "time-or-timing": Cover("sp500_daily", "close", "1995-01", "2013-12", "index", "The S&P 500"),
    "gold-crypto-junk": Cover(
        "gold", "usd_per_ounce", "1971-01", "2026-03", "gold", "An ounce of gold"
    ),
    "early-retirement": Cover("us_market", "price", "1966-01", "1996-12", "growth", "US stocks"),
    "bubbles-and-herds": Cover(
        "nikkei_daily", "close", "1980-01", "2003-12", "loss", "Japanese stocks"
    ),
    "nobody-knows": Cover("sp500_daily", "close", "2007-01", "2012-12", "index", "The S&P 500"),
    "who-says-so": partial(_years, "sp500_return", 1928, 2025, "bonds", "US stocks, year by year"),
    "claims/four-ideas": Cover("us_market", "cpi", "1926-07", "2025-12", "cash", "Prices in shops"),
    "claims/gold-or-index": Cover("gold", "usd_per_ounce", "1971-01", "1980-01", "gold", "Gold"),
    "claims/buy-the-dip": Cover("sp500_daily", "close", "2007-06", "2008-10", "dip", "The S&P 500"),
    "claims/diversify-enough": Cover(
        "sp500_daily", "close", "1990-01", "2007-10", "index", "The S&P 500"
    ),
    "claims/dip-to-zero": Cover(
        "bed_bath", "close", "2012-01", "2021-01", "stock", "A share of Bed Bath & Beyond"
    ),
    "claims/time-in-the-market": Cover(
        "us_market", "price", "1950-01", "2000-01", "growth", "US stocks"
    ),
    "claims/coins-and-junk": Cover(
        "bitcoin_daily", "close", "2015-01", "2017-12", "you", "One Bitcoin"
    ),
    "claims/enjoy-today": Cover(
        "us_market", "dividend", "1980-01", "2026-03", "growth", "US dividends"
    ),
    "claims/early-retirement": Cover(
        "us_market", "price", "1990-01", "2026-03", "growth", "US stocks"
    ),
    "claims/is-it-a-bubble": Cover(
        "nasdaq_daily", "close", "1990-01", "2000-03", "bonds", "NASDAQ"
    ),
    "claims/budget-first": _spending,
    "claims/low-income": _needs,
    "claims/learn-a-trade": _jobs,
    "claims/use-ai-well": partial(
        _years, "sp500_return", 2009, 2024, "index", "US stocks, year by year"
    ),
    "claims/second-mouse": Cover(
        "members", "MSI", "2003-01", "2006-10", "dip", "A share of Motorola"
    ),
    "claims/nobody-knows": Cover("us_market", "price", "1962-01", "1972-12", "index", "US stocks"),
    "claims/famous-boss": Cover(
        "members", "ENRNQ", "2000-01", "2001-09", "stock", "A share of Enron"
    ),
    "claims/follow-the-crowd": Cover(
        "nikkei_daily", "close", "1980-01", "1989-12", "loss", "Japanese stocks"
    ),
}


@cache
def cover(slug: str) -> tuple[str, str] | None:
    """SVG and caption for the card of a lesson or claim, or None."""
    draw = _COVERS.get(slug)
    return draw() if draw else None
