"""What followed the hottest months of US stocks since 1871."""

from __future__ import annotations

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
    figures={
        "hot_lost": "share of hot months after which money was lost",
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
    market: Market, *, measure: str, top: float, after: int, since: str
) -> Outcome:
    frame = _months(market, measure, after, since)
    hottest = hot_markets.top_share(frame["heat"], top)
    coolest = hot_markets.top_share(-frame["heat"], top)
    groups = {
        f"After the hottest {percent(top)} of months": frame.loc[hottest, "growth"],
        "After any month": frame["growth"],
        f"After the coolest {percent(top)}": frame.loc[coolest, "growth"],
    }
    figures = _figures(*groups.values())
    word = years(after)
    answer = (
        f"After the hottest months, stocks had **lost in {share(figures['hot_lost'])}** cases "
        f"{word} later. After any month, in {share(figures['all_lost'])}. The middle result "
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
    pictures = (
        _bars(table, "lost", f"How often had money been lost {word} later?", source),
        _bars(table, "middle", f"The middle result {word} later", source),
    )
    return Outcome(answer, figures, pictures)


def _months(market: Market, measure: str, after: int, since: str) -> pd.DataFrame:
    """How hot each month was, and the growth that followed, after inflation."""
    months = market_months(market)
    real = months["real_total_return_index"].to_numpy()
    growth = hot_markets.growth_after(real, 12 * after)
    frame = pd.DataFrame({"heat": measured(market, measure), "growth": growth}, index=months.index)
    return frame.loc[since:].dropna()


def _lost(growth: pd.Series) -> float:
    return float((growth < 0).mean())


def _figures(hot: pd.Series, every: pd.Series, cold: pd.Series) -> dict[str, float]:
    return {
        "hot_lost": _lost(hot),
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


def _bars(table: pd.DataFrame, column: str, heading: str, source: str) -> Picture:
    bars = pd.DataFrame(
        {"name": table["group"], "value": table[column], "picked": [True, False, False]}
    )
    text = f"Bars. {heading} " + "; ".join(
        f"{row.name}: {row.value:.0%}" for row in bars.itertuples(index=False)
    )
    return Picture(
        named_bars(bars, PERCENT, f"{text}.", kind="stock"),
        table,
        source,
        "After inflation, dividends put back in. Monthly averages. Months next to each other share "
        "most of what followed, so this is a few stories told many times. Which months count as "
        "hottest is known only now, looking back. No fees, no taxes.",
        {
            "middle": "fine_percent",
            "lost": "fine_percent",
            "best": "percent",
            "worst": "percent",
            "months": "count",
        },
        heading=heading,
    )
