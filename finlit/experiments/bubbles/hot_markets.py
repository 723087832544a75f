"""What followed the hottest months of US stocks since 1871."""

from __future__ import annotations

import numpy as np
import pandas as pd

from finlit.charts.base import PERCENT
from finlit.charts.lines import named_bars
from finlit.experiments.kit import Choice, Number, Outcome, Picture, experiment
from finlit.market import Market
from finlit.market.cache import cached
from finlit.market.views import market_months
from finlit.numbers import hot_markets
from finlit.words.wording import percent, share, years

MEASURES = {
    "rise-1": "Fastest rise over 1 year",
    "rise-5": "Fastest rise over 5 years",
    "dividend": "Highest price for a dollar of dividends",
    "trend": "Highest price beside its ten-year average",
}
SINCE = {"1881": "1881 on", "1926": "1926 on", "1950": "1950 on"}
KNOWN = {"then": "By what was known at the time", "today": "By what is known today"}
# First years of the eras in which hot months are counted.
ERAS = (1881, 1926, 1950, 1970, 1990, 2010)


@cached(16)
def measured(market: Market, measure: str) -> pd.Series:
    """How hot each month was, from that month and earlier ones alone; after inflation."""
    months = market_months(market)
    price = months["real_price"].to_numpy()
    if measure == "dividend":
        us = market.table("us_market").reindex(months.index)
        heat = (us["price"] / us["dividend"]).to_numpy()
    elif measure == "trend":
        heat = hot_markets.above_trend(price, 120)
    else:
        heat = hot_markets.rise(price, 12 * int(measure[-1]))
    return pd.Series(heat, months.index)


@experiment(
    "after-high-prices",
    title="After everyone was buying",
    question="What followed the times of highest prices and fastest rises?",
    measure=Choice("What is hot", "rise-5", MEASURES),
    after=Number("Years later", 5, low=1, high=20, step=1, unit="years"),
    top=Number("Hottest share of months", 0.1, low=0.05, high=0.5, step=0.05, unit="percent"),
    since=Choice("Months from", "1881", SINCE),
    known=Choice("Which months are hot", "then", KNOWN),
    figures={
        "hot_lost": "share of hot months after which money was lost",
        "then_lost": "the same, hot by what was known at the time",
        "today_lost": "the same, hot by what is known today",
        "since_1990": "share of the hot months that are of 1990 or later",
        "before_1990": "hot months before 1990",
        "all_lost": "the same for any month",
        "cold_lost": "the same for the coolest months",
        "hot_median": "middle result after hot months",
        "all_median": "middle result after any month",
        "cold_median": "middle result after the coolest months",
        "hot_best": "best result after a hot month",
        "hot_worst": "worst result after a hot month",
        "hot_months": "number of hot months",
    },
)
def after_high_prices(
    market: Market, *, measure: str, top: float, after: int, since: str, known: str
) -> Outcome:
    frame = _months(market, measure, top, after, since)
    over = frame.dropna(subset="growth")
    groups = {
        f"Hottest {percent(top)}, by what was known then": over.loc[over["then"], "growth"],
        f"Hottest {percent(top)}, by what is known today": over.loc[over["today"], "growth"],
        "Any month": over["growth"],
        f"Coolest {percent(top)}, by what is known today": over.loc[over["cool"], "growth"],
    }
    then, today, every, cold = groups.values()
    figures = _figures(then, today, every, cold, frame, known)
    word = years(after)
    how = "as people could know then" if known == "then" else "as we know today"
    answer = (
        f"After the hottest months, {how}, stocks had **lost in {share(figures['hot_lost'])}** "
        f"cases {word} later. After any month, in {share(figures['all_lost'])}. The middle result "
        f"was **{_change(figures['hot_median'])}** after hot months and "
        f"{_change(figures['all_median'])} after any month."
    )
    table = pd.DataFrame(
        {
            "group": list(groups),
            "middle": [float(each.median()) for each in groups.values()],
            "lost": [_lost(each) for each in groups.values()],
            "best": [float(each.max()) for each in groups.values()],
            "worst": [float(each.min()) for each in groups.values()],
            "months": [len(each) for each in groups.values()],
        }
    )
    source = market.source_line("us_market", over=market_months(market).loc[frame.index[0] :].index)
    picked = list(groups)[0 if known == "then" else 1]
    pictures = (
        _bars(table, "lost", picked, f"How often had money been lost {word} later?", source),
        _bars(table, "middle", picked, f"The middle result {word} later", source),
        _eras(frame, known, source),
    )
    return Outcome(answer, figures, pictures)


def _months(market: Market, measure: str, top: float, after: int, since: str) -> pd.DataFrame:
    """Hot and cool months and the growth that followed each, after inflation; NaN: not over yet.

    The months that count as hot do not depend on how far one looks ahead. "then" compares a month
    with all months before it back to 1881, whatever `since` is.
    """
    months = market_months(market)
    heat = measured(market, measure).loc["1881":]
    real = months["real_total_return_index"]
    growth = pd.Series(hot_markets.growth_after(real.to_numpy(), 12 * after), months.index)
    shown = heat.loc[since:]
    return pd.DataFrame(
        {
            "growth": growth,
            "then": hot_markets.top_share_then(heat, top),
            "today": hot_markets.top_share(shown, top),
            "cool": hot_markets.top_share(-shown, top),
        },
        index=shown.index,
    )


def _lost(growth: pd.Series) -> float:
    return float((growth < 0).mean())


def _figures(
    then: pd.Series,
    today: pd.Series,
    every: pd.Series,
    cold: pd.Series,
    frame: pd.DataFrame,
    known: str,
) -> dict[str, float]:
    hot = then if known == "then" else today
    months = frame.index[frame[known]]
    return {
        "hot_lost": _lost(hot),
        "then_lost": _lost(then),
        "today_lost": _lost(today),
        "since_1990": float((months.year >= 1990).mean()),
        "before_1990": float((months.year < 1990).sum()),
        "all_lost": _lost(every),
        "cold_lost": _lost(cold),
        "hot_median": float(hot.median()),
        "all_median": float(every.median()),
        "cold_median": float(cold.median()),
        "hot_best": float(hot.max()),
        "hot_worst": float(hot.min()),
        "hot_months": float(len(hot)),
    }


def _change(growth: float) -> str:
    return f"a {'gain' if growth >= 0 else 'loss'} of {percent(abs(growth))}"


def _eras(frame: pd.DataFrame, known: str, source: str) -> Picture:
    """When the hot months were: of each era's months, the share that was hot."""
    era = np.searchsorted(ERAS, frame.index.year, side="right") - 1
    ends = [*(year - 1 for year in ERAS[1:]), frame.index[-1].year]
    shares = frame.groupby(era)[["then", "today"]].mean().reindex(range(len(ERAS)), fill_value=0.0)
    table = pd.DataFrame(
        {
            "months": [f"{first} to {last}" for first, last in zip(ERAS, ends, strict=True)],
            "hot_then": shares["then"].to_numpy(),
            "hot_today": shares["today"].to_numpy(),
        }
    )
    bars = pd.DataFrame(
        {"name": table["months"], "value": table[f"hot_{known}"], "picked": [True] * len(table)}
    )
    text = "; ".join(f"{row.name}: {row.value:.0%}" for row in bars.itertuples(index=False))
    return Picture(
        named_bars(bars, PERCENT, f"Bars, share of months that were hot. {text}."),
        table,
        source,
        "Bars that differ much tell of a change for good, not of hot years. Firms paid out less as "
        "dividends from the 1980s on, and bought back shares instead. Times before the first month "
        "that you chose are empty.",
        {"hot_then": "percent", "hot_today": "percent"},
        heading="When were the hot months? Share of each time's months",
    )


def _bars(table: pd.DataFrame, column: str, picked: str, heading: str, source: str) -> Picture:
    bars = pd.DataFrame(
        {"name": table["group"], "value": table[column], "picked": table["group"] == picked}
    )
    text = f"Bars. {heading} " + "; ".join(
        f"{row.name}: {row.value:.0%}" for row in bars.itertuples(index=False)
    )
    return Picture(
        named_bars(bars, PERCENT, f"{text}.", kind="stock"),
        table,
        source,
        "After inflation, dividends put back in. Monthly averages. Months next to each other share "
        "most of what followed, so this is a few stories told many times. By what was known then, "
        "a month is compared with all months since 1881 up to it. No fees, no taxes.",
        {
            "middle": "fine_percent",
            "lost": "fine_percent",
            "best": "percent",
            "worst": "percent",
            "months": "count",
        },
        heading=heading,
    )
