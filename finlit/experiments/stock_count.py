"""How many stocks: swings of portfolios drawn at random, and the floor that stays."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pandas as pd

from finlit.charts.draws import ALL, floor_chart, share_left_chart, swings_chart
from finlit.draws import drawn_volatility, path_volatility, published_volatility
from finlit.experiments.base import Choice, Experiment, Number, Outcome, Picture
from finlit.experiments.wording import percent
from finlit.market import Market
from finlit.members import Holdings, first_week, hold, last_week
from finlit.portfolio import mean_correlation
from finlit.returns import Floats

YEARS = tuple(range(2000, 2022))
AVERAGE = "average"
SIZES = (1, 2, 5, 10, 20, 50, 100)
LABELS = (*map(str, SIZES), ALL)
DRAWS = 200
# In the average year, a few draws of each year.
DRAWS_OF_YEAR = 20
DRAWS_OF_FLOOR = 40
DOTS = 30
# The study's formula goes on to any number; its market was larger than these 500 companies.
EVERY_STOCK = 500

LEAVES_OUT = (
    "Left out: dividends, costs and taxes. A company that left during the year counts too: its "
    "last price goes into the index. Swings are worked out from the weeks."
)


@lru_cache(maxsize=len(YEARS) * 2)
def held(market: Market, year: int) -> Holdings:
    """One dollar in each member of January, to the last Friday of the year."""
    members = market.table("members")
    weeks = pd.DatetimeIndex(members.index)
    index = market.table("sp500_daily")["close"]
    return hold(members, index, first_week(weeks, year), last_week(weeks, year))


@lru_cache(maxsize=256)
def _drawn(market: Market, year: int, draws: int, seed: int) -> tuple[Floats, Floats]:
    """Swings of one year: (sizes, draws) of the draws, and the mean by size with all at the end.

    One stock and all stocks need no luck: every stock is counted.
    """
    values = held(market, year).values
    drawn = drawn_volatility(values, SIZES, draws, seed)
    mean = drawn.mean(axis=1)
    mean[0] = path_volatility(values).mean()
    return drawn, np.append(mean, path_volatility(values.mean(axis=1)))


def _swings(market: Market, year: str, seed: int) -> tuple[Floats, Floats]:
    """Dots (sizes, dots) and means (sizes and all): draws of one year, or means of all years."""
    if year != AVERAGE:
        return _drawn(market, int(year), DRAWS, seed)
    means = np.array([_drawn(market, one, DRAWS_OF_YEAR, seed)[1] for one in YEARS])
    return means[:, :-1].T, means.mean(axis=0)


def _rows(dots: Floats, mean: Floats) -> pd.DataFrame:
    """Rows of the picture: some dots of each size, the means, the floor."""
    shown = dots[:, :DOTS]
    nudge = np.random.default_rng(0).uniform(-1, 1, shown.shape)
    small = pd.DataFrame(
        {
            "stocks": np.repeat(LABELS[:-1], shown.shape[1]),
            "dot": shown.ravel(),
            "nudge": nudge.ravel(),
        }
    )
    means = pd.DataFrame({"stocks": LABELS, "mean": mean})
    return pd.concat([means, small, pd.DataFrame({"floor": mean[-1:]})], ignore_index=True)


def run_stock_count(market: Market, *, year: str, shuffle: int) -> Outcome:
    dots, mean = _swings(market, year, shuffle)
    left = mean / mean[0]
    ours = dict(zip(LABELS, left, strict=True))
    published = published_volatility([*SIZES, EVERY_STOCK])
    when = "In an average year from 2000 to 2021" if year == AVERAGE else f"In {year}"
    answer = (
        f"{when}, one stock swung by {percent(mean[0])}. With 20 stocks **{percent(ours['20'])}** "
        f"of that was left, with all of them together still **{percent(ours[ALL])}**. "
        "That last part is the floor."
    )
    what = "years" if year == AVERAGE else "draws"
    low, high = np.percentile(dots, [10, 90], axis=1)
    table = pd.DataFrame(
        {
            "Stocks held": LABELS,
            "Average swing": mean,
            f"8 of 10 {what} lie above": np.append(low, mean[-1]),
            "and below": np.append(high, mean[-1]),
            "Share left": left,
        }
    )
    shares = pd.DataFrame({"stocks": LABELS, "ours": left, "published": published / published[0]})
    source = market.source_line("members", "sp500_daily", **_dates(market, year))
    pictures = (
        Picture(
            swings_chart(_rows(dots, mean), years=year == AVERAGE),
            table,
            source,
            LEAVES_OUT,
            dict.fromkeys(table.columns[1:], "fine_percent"),
        ),
        Picture(
            share_left_chart(shares),
            shares.set_axis(["Stocks held", "These companies", "Study of 1977"], axis=1),
            f"{source} Study: Elton and Gruber 1977, as tabulated by Statman 1987.",
            "The study had 3,290 stocks, smaller companies too, so its single stock swings more. "
            "Its last point here is 500 stocks.",
            {"These companies": "percent", "Study of 1977": "percent"},
            heading="How much of one stock's swings is left",
        ),
    )
    figures = {f"left_with_{label}": share for label, share in ours.items()}
    figures |= {f"swing_with_{label}": swing for label, swing in zip(LABELS, mean, strict=True)}
    figures |= {
        f"published_left_with_{label}": share
        for label, share in zip(LABELS, published / published[0], strict=True)
    }
    return Outcome(answer, figures, pictures)


def _dates(market: Market, year: str) -> dict[str, str]:
    first, last = (YEARS[0], YEARS[-1]) if year == AVERAGE else (int(year), int(year))
    begin, end = held(market, first).weeks[0], held(market, last).weeks[-1]
    return {"first": f"{begin:%Y-%m-%d}", "last": f"{end:%Y-%m-%d}"}


STOCK_COUNT = Experiment(
    name="stock-count",
    title="Draw stocks, again and again",
    question="How much do more stocks calm the ride?",
    controls=(
        Choice(
            "year",
            "Which year",
            AVERAGE,
            {AVERAGE: "Average of 2000 to 2021"} | {str(year): str(year) for year in YEARS},
        ),
        Number("shuffle", "Shuffle and draw again", 1, 1, 20, 1, "count"),
    ),
    figures={
        f"left_with_{label}": f"share of one stock's swings left with {label} stocks"
        for label in LABELS
    }
    | {f"swing_with_{label}": f"average swing a year with {label} stocks" for label in LABELS}
    | {
        f"published_left_with_{label}": f"share left with {label} stocks (500 for all) by Elton "
        "and Gruber"
        for label in LABELS
    },
    run=run_stock_count,
)


@lru_cache(maxsize=4)
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
            drawn_volatility(held(market, year).values, [stocks], DRAWS_OF_FLOOR, year).mean()
            for year in YEARS
        ]
    table.insert(2, "some", some)
    return table


def run_floor_by_year(market: Market, *, stocks: int) -> Outcome:
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
        market.source_line("members", "sp500_daily", **_dates(market, AVERAGE)),
        LEAVES_OUT,
        {"Year": "year"}
        | dict.fromkeys(shown.columns[1:4], "fine_percent")
        | {"How alike they moved": "number"},
    )
    return Outcome(
        answer,
        {
            "lowest_floor": low["all"],
            "lowest_year": low["year"],
            "highest_floor": high["all"],
            "highest_year": high["year"],
            "floor_2008": crash["all"],
            "some_2008": crash["some"],
            "one_stock_average": calm_one,
            "floor_average": table["all"].mean(),
            "alike_2008": crash["alike"],
            "alike_lowest": table["alike"].min(),
        },
        (picture,),
    )


FLOOR_BY_YEAR = Experiment(
    name="floor-by-year",
    title="The floor, year by year",
    question="When does spreading help least?",
    controls=(Number("stocks", "Your number of stocks", 20, 1, 100, 1, "count"),),
    figures={
        "lowest_floor": "swing of all members in the calmest year",
        "lowest_year": "the calmest year",
        "highest_floor": "swing of all members in the wildest year",
        "highest_year": "the wildest year",
        "floor_2008": "swing of all members in 2008",
        "some_2008": "average swing of the chosen number of stocks in 2008",
        "one_stock_average": "average swing of one stock over all years",
        "floor_average": "average swing of all members over all years",
        "alike_2008": "mean correlation of two members' weeks in 2008",
        "alike_lowest": "mean correlation of two members' weeks in the year when it was lowest",
    },
    run=run_floor_by_year,
)
EXPERIMENTS = (STOCK_COUNT, FLOOR_BY_YEAR)
