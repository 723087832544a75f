"""The floor that stays: the swings of all stocks together, year by year."""

from __future__ import annotations

import numpy as np
import pandas as pd

from finlit.experiments.diversification.charts.draws import floor_chart
from finlit.experiments.diversification.stock_count import AVERAGE, LEAVES_OUT, YEARS, dates, held
from finlit.experiments.kit import Number, Outcome, Picture, experiment, outcome
from finlit.market import Market
from finlit.market.cache import cached
from finlit.numbers.draws import drawn_volatility, path_volatility
from finlit.numbers.portfolio import mean_correlation
from finlit.words.wording import percent

DRAWS = 40


@cached(4)
def _floors(market: Market) -> pd.DataFrame:
    """Swings by year of one stock and of all, and how alike the stocks moved."""
    rows = []
    for year in YEARS:
        values = held(market, year).values
        before = values[:-1]
        moves = np.divide(values[1:], before, out=np.ones_like(before), where=before > 0) - 1
        own, shared = path_volatility(values).mean(), path_volatility(values.mean(axis=1))
        rows.append((year, own, shared, mean_correlation(moves)))
    return pd.DataFrame(rows, columns=["year", "one", "all", "alike"])


def _with_some(market: Market, stocks: int) -> pd.DataFrame:
    """The same with the mean swing of `stocks` drawn stocks, before the swing of all."""
    table = _floors(market).copy()
    some = table["one"]
    if stocks > 1:
        some = [
            drawn_volatility(held(market, year).values, [stocks], DRAWS, year).mean()
            for year in YEARS
        ]
    table.insert(2, "some", some)
    return table


@experiment(
    "floor-by-year",
    title="The floor, year by year",
    question="When does spreading help least?",
    stocks=Number("Your number of stocks", 20, low=1, high=100, step=1),
)
def floor_by_year(market: Market, *, stocks: int) -> Outcome:
    table = _with_some(market, stocks)
    high, low = table.loc[table["all"].idxmax()], table.loc[table["all"].idxmin()]
    crash = table.set_index("year").loc[2008]
    calm_one = table["one"].mean()
    answer = (
        f"All members together swung by {percent(low['all'])} in {low['year']:.0f}, but by "
        f"**{percent(crash['all'])} in 2008** and {percent(high['all'])} in {high['year']:.0f}. "
        f"That is more than one single stock in an average year ({percent(calm_one)})."
    )
    shown = table.set_axis(
        ["Year", "One stock", f"{stocks} stocks", "All members", "How alike they moved"], axis=1
    )
    picture = Picture(
        floor_chart(table),
        shown,
        market.source_line("members", "sp500_daily", **dates(market, AVERAGE)),
        LEAVES_OUT,
        {"Year": "year"}
        | dict.fromkeys(shown.columns[1:4], "fine_percent")
        | {"How alike they moved": "number"},
    )
    return outcome(
        answer,
        {
            "lowest_floor": (low["all"], "swing of all members in the calmest year"),
            "lowest_year": (low["year"], "the calmest year"),
            "highest_floor": (high["all"], "swing of all members in the wildest year"),
            "highest_year": (high["year"], "the wildest year"),
            "floor_2008": (crash["all"], "swing of all members in 2008"),
            "some_2008": (crash["some"], "average swing of the chosen number of stocks in 2008"),
            "one_stock_average": (calm_one, "average swing of one stock over all years"),
            "floor_average": (table["all"].mean(), "average swing of all members over all years"),
            "alike_2008": (crash["alike"], "mean correlation of two members' weeks in 2008"),
            "alike_lowest": (
                table["alike"].min(),
                "mean correlation of two members' weeks in the year when it was lowest",
            ),
        },
        picture,
    )
