"""How many stocks: swings of portfolios drawn at random."""

from __future__ import annotations

import numpy as np
import pandas as pd

from finlit.experiments.diversification.charts.draws import ALL, share_left_chart, swings_chart
from finlit.experiments.kit import Choice, Number, Outcome, Picture, experiment
from finlit.market import Market
from finlit.market.cache import cached
from finlit.numbers.draws import drawn_volatility, path_volatility, published_volatility
from finlit.numbers.index_members import Holdings, first_week, hold, last_week
from finlit.numbers.returns import Floats
from finlit.words.wording import percent

YEARS = tuple(range(2000, 2022))
AVERAGE = "average"
SIZES = (1, 2, 5, 10, 20, 50, 100)
LABELS = (*map(str, SIZES), ALL)
DRAWS = 200
# In the average year, a few draws of each year.
DRAWS_OF_YEAR = 20
DOTS = 30
# The study's formula goes on to any number; its market was larger than these 500 companies.
EVERY_STOCK = 500

LEAVES_OUT = (
    "Left out: dividends, costs and taxes. A company that left during the year counts too: its "
    "last price goes into the index. Swings are worked out from the weeks."
)


@cached(len(YEARS) * 2)
def held(market: Market, year: int) -> Holdings:
    """One dollar in each member of January, to the last Friday of the year."""
    members = market.table("members")
    weeks = pd.DatetimeIndex(members.index)
    index = market.table("sp500_daily")["close"]
    return hold(members, index, first_week(weeks, year), last_week(weeks, year))


@cached(256)
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


@experiment(
    "stock-count",
    title="Draw stocks, again and again",
    question="How much do more stocks calm the ride?",
    year=Choice(
        "Which year",
        AVERAGE,
        {AVERAGE: "Average of 2000 to 2021"} | {str(year): str(year) for year in YEARS},
    ),
    shuffle=Number("Shuffle and draw again", 1, low=1, high=20, step=1),
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
)
def stock_count(market: Market, *, year: str, shuffle: int) -> Outcome:
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
    source = market.source_line("members", "sp500_daily", **dates(market, year))
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


def dates(market: Market, year: str) -> dict[str, str]:
    """First and last Friday counted, for a source line."""
    first, last = (YEARS[0], YEARS[-1]) if year == AVERAGE else (int(year), int(year))
    begin, end = held(market, first).weeks[0], held(market, last).weeks[-1]
    return {"first": f"{begin:%Y-%m-%d}", "last": f"{end:%Y-%m-%d}"}
