"""Stocks picked at random from the index, held ten years, beside the index itself."""

from __future__ import annotations

import numpy as np
import pandas as pd

from finlit.experiments.diversification.charts.outcomes import histogram_chart, start_years_chart
from finlit.experiments.kit import Choice, Number, Outcome, Picture, Switch, experiment
from finlit.market import Market
from finlit.market.cache import cached
from finlit.numbers.draws import drawn_growth
from finlit.numbers.index_members import LEAVERS, TEN_YEARS, Holdings, first_week, hold
from finlit.numbers.returns import Floats
from finlit.words.wording import percent, share

FIRST_START, LAST_START = 2000, 2012
DRAWS = 2000
SEED = 7
# Results at and above this many times the index share the last bar.
TOP = 6.0
GIANTS = (
    "The portfolios put the same money into each company. The index holds more of the giants, "
    "which hurt it from 2000 and helped it from 2012."
)
TREATMENTS = {
    "index": "They go into the index",
    "cash": "They stay as cash",
    "stayers": "They are left out",
}


@cached(16)
def ten_years(market: Market, year: int, leavers: str, endings: bool) -> Holdings:
    """One dollar in each member of January of `year`, ten years on."""
    members = market.table("members")
    start = first_week(pd.DatetimeIndex(members.index), year)
    return hold(
        members,
        market.table("sp500_daily")["close"],
        start,
        start + TEN_YEARS,
        leavers=leavers,
        endings=market.table("companies") if endings else None,
    )


@cached(4)
def _by_start(market: Market, endings: bool) -> pd.DataFrame:
    """Share of single stocks that beat the index: a row a start year, a column a treatment."""
    years = range(FIRST_START, LAST_START + 1)
    table = pd.DataFrame(
        {
            leavers: [ten_years(market, year, leavers, endings).beat_share for year in years]
            for leavers in LEAVERS
        }
    )
    table.insert(0, "year", list(years))
    return table


def _bars(ratio: Floats, width: float) -> pd.DataFrame:
    """Bars of the histogram; 1 is a border, so that each bar lies on one side of the index."""
    edges = np.arange(0, TOP + width / 2, width)
    counts = np.histogram(np.minimum(ratio, TOP - width / 2), edges)[0] / len(ratio)
    low, high = edges[:-1].round(4), edges[1:].round(4)
    bars = pd.DataFrame({"low": low, "high": high})
    bars["behind"] = np.where(high <= 1, counts, np.nan)
    bars["ahead"] = np.where(low >= 1, counts, np.nan)
    spans = [f"{a:g} to {b:g}" for a, b in zip(low, high, strict=True)]
    bars["span"] = [*spans[:-1], f"{low[-1]:g} and more"]
    # Empty bars at the right would only stretch the picture.
    full = np.flatnonzero(counts)[-1] + 1
    return bars.iloc[: max(full, round(1.5 / width))]


def _marks(bars: pd.DataFrame, ratio: Floats) -> pd.DataFrame:
    """Upright lines at the middle and the average result, written at two heights."""
    tallest = float(bars[["behind", "ahead"]].max().max())
    middle, mean = float(np.median(ratio)), float(ratio.mean())
    marks = pd.DataFrame(
        {
            "at": [middle, mean],
            "text": [f"middle {middle:.2f}", f"average {mean:.2f}"],
            "lift": [1.2 * tallest, 1.09 * tallest],
        }
    )
    last = bars.iloc[-1]
    if last["high"] < TOP:
        return marks
    tail = {"edge": TOP, "tail": f"{last['span']}", "lift": last["ahead"]}
    return pd.concat([marks, pd.DataFrame([tail])], ignore_index=True)


@experiment(
    "random-stocks",
    title="Random stocks against the index",
    question="How many stocks beat the index over ten years?",
    start=Number(
        "Start in January of", 2000, low=FIRST_START, high=LAST_START, step=1, unit="year"
    ),
    stocks=Number("Stocks in each portfolio", 1, low=1, high=100, step=1),
    leavers=Choice(
        "Companies that leave the index",
        "index",
        TREATMENTS,
        help="The table does not say what became of most of them after they left.",
    ),
    endings=Switch(
        "Count known endings",
        True,
        help="Where a source tells what holders got in the end, such as nothing for Lehman.",
    ),
    figures={
        "beat_share": "share of the portfolios ahead of the price index after ten years",
        "companies": "companies counted",
        "still_members": "companies still in the index after ten years",
        "median_ratio": "middle result, in multiples of what the index made",
        "mean_ratio": "average result, in multiples of what the index made",
        "index_growth": "what one dollar in the index became, without dividends",
        "mean_growth": "what one dollar spread over all companies became, without dividends",
        "median_growth": "what one dollar became in the middle company",
        "best_growth": "what one dollar became in the best company",
        "lost_money_share": "share of single companies that lost money",
        "lost_half_share": "share of single companies that lost more than half",
        "top_tenth_share": "share of the whole gain made by the best tenth of companies",
        "worst_tenth_ratio": "one in ten portfolios ended below this multiple of the index",
        "best_tenth_ratio": "one in ten portfolios ended above this multiple of the index",
    },
)
def random_stocks(
    market: Market, *, start: int, stocks: int, leavers: str, endings: bool
) -> Outcome:
    held = ten_years(market, start, leavers, endings)
    growth = held.growth if stocks == 1 else drawn_growth(held.growth, stocks, DRAWS, SEED)
    ratio = growth / held.index_growth
    figures = _figures(held, ratio)
    pictures = (
        _histogram(market, held, ratio, 0.25 if stocks < 5 else 0.1),
        _by_start_picture(market, start, leavers, endings),
    )
    note = (
        f"The best tenth of the companies made {percent(figures['top_tenth_share'])} of all the "
        f"gain. {share(figures['lost_money_share'])} lost money, before dividends."
    )
    if stocks > 1:
        note += f" {GIANTS}"
    return Outcome(_answer(held, figures, stocks), figures, pictures, note)


def _answer(held: Holdings, figures: dict[str, float], stocks: int) -> str:
    began = f"{held.weeks[0]:%B %Y}"
    who = (
        f"Of {len(held.codes)} companies in the index in {began}"
        if stocks == 1
        else f"Of {DRAWS:,} portfolios of {stocks} companies drawn from the index of {began}"
    )
    return (
        f"{who}, **{share(figures['beat_share'])}** were ahead of the index ten years later. "
        f"The middle one made {figures['median_ratio']:.2f} times what the index made, the average "
        f"one {figures['mean_ratio']:.2f} times."
    )


def _figures(held: Holdings, ratio: Floats) -> dict[str, float]:
    gains = np.sort(held.growth - 1)[::-1]
    return {
        "beat_share": float((ratio > 1).mean()),
        "companies": float(len(held.codes)),
        "still_members": float(held.stayed.sum()),
        "median_ratio": float(np.median(ratio)),
        "mean_ratio": float(ratio.mean()),
        "index_growth": held.index_growth,
        "mean_growth": float(held.growth.mean()),
        "median_growth": float(np.median(held.growth)),
        "best_growth": float(held.growth.max()),
        "lost_money_share": float((held.growth < 1).mean()),
        "lost_half_share": float((held.growth < 0.5).mean()),
        "top_tenth_share": float(gains[: len(gains) // 10].sum() / gains.sum()),
        "worst_tenth_ratio": float(np.percentile(ratio, 10)),
        "best_tenth_ratio": float(np.percentile(ratio, 90)),
    }


def _histogram(market: Market, held: Holdings, ratio: Floats, width: float) -> Picture:
    bars = _bars(ratio, width)
    table = bars.assign(share=bars["behind"].fillna(0) + bars["ahead"].fillna(0))
    first, last = (f"{held.weeks[end]:%Y-%m-%d}" for end in (0, -1))
    return Picture(
        histogram_chart(pd.concat([bars, _marks(bars, ratio)], ignore_index=True)),
        table[["span", "share"]].set_axis(["Times the index", "Share"], axis=1),
        market.source_line("members", "sp500_daily", first=first, last=last),
        "Left out: dividends on both sides, costs, taxes. All are large US companies. The same "
        "money goes into each company, while the index holds more of the larger ones.",
        {"Share": "fine_percent"},
    )


def _by_start_picture(market: Market, start: int, leavers: str, endings: bool) -> Picture:
    by_start = _by_start(market, endings)
    first, last = (
        f"{ten_years(market, year, 'index', endings).weeks[end]:%Y-%m-%d}"
        for year, end in ((FIRST_START, 0), (LAST_START, -1))
    )
    years = by_start.assign(picked=by_start[leavers].where(by_start["year"] == start))
    columns = ["Start", "Leavers into the index", "Leavers as cash", "Leavers left out"]
    return Picture(
        start_years_chart(years),
        by_start.set_axis(columns, axis=1),
        market.source_line("members", "sp500_daily", first=first, last=last),
        "The thirteen spans overlap, so they are far fewer than thirteen separate trials.",
        {"Start": "year"} | dict.fromkeys(columns[1:], "percent"),
        heading="Single stocks that beat the index, by start year",
    )
