"""What followed high prices and fast rises: US stocks since 1871, and other markets."""

from __future__ import annotations

from functools import lru_cache

import pandas as pd

from finlit import hot_markets
from finlit.charts.base import PERCENT
from finlit.charts.lines import named_bars
from finlit.experiments.base import Choice, Experiment, Number, Outcome, Picture
from finlit.experiments.dip_race import market_months
from finlit.experiments.wording import percent, share, years
from finlit.market import Market

MEASURES = {
    "rise-1": "Fastest rise over 1 year",
    "rise-5": "Fastest rise over 5 years",
    "dividend": "Highest price for a dollar of dividends",
    "trend": "Highest price beside its ten-year average",
}
SINCE = {"1881": "1881 on", "1926": "1926 on", "1950": "1950 on"}


@lru_cache(maxsize=16)
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


def run(market: Market, *, measure: str, top: float, after: int, since: str) -> Outcome:
    months = market_months(market)
    real = months["real_total_return_index"].to_numpy()
    frame = pd.DataFrame(
        {
            "heat": measured(market, measure),
            "growth": hot_markets.growth_after(real, 12 * after),
        },
        index=months.index,
    ).loc[since:]
    frame = frame.dropna()
    frame["hot"] = hot_markets.top_share(frame["heat"], top)
    frame["cold"] = hot_markets.top_share(-frame["heat"], top)
    groups = {
        f"After the hottest {percent(top)} of months": frame.loc[frame["hot"], "growth"],
        "After any month": frame["growth"],
        f"After the coolest {percent(top)}": frame.loc[frame["cold"], "growth"],
    }
    hot, every, cold = groups.values()
    word = years(after)
    answer = (
        f"After the hottest months, stocks had **lost in {share(float((hot < 0).mean()))}** cases "
        f"{word} later. After any month, in {share(float((every < 0).mean()))}. The middle result "
        f"was **{_change(float(hot.median()))}** after hot months and "
        f"{_change(float(every.median()))} after any month."
    )
    table = pd.DataFrame(
        {
            "group": list(groups),
            "middle": [float(each.median()) for each in groups.values()],
            "lost": [float((each < 0).mean()) for each in groups.values()],
            "best": [float(each.max()) for each in groups.values()],
            "worst": [float(each.min()) for each in groups.values()],
            "months": [len(each) for each in groups.values()],
        }
    )
    pictures = tuple(
        _bars(market, table, column, heading, frame, word)
        for column, heading in (
            ("lost", f"How often had money been lost {word} later?"),
            ("middle", f"The middle result {word} later"),
        )
    )
    return Outcome(
        answer,
        {
            "hot_lost": float((hot < 0).mean()),
            "all_lost": float((every < 0).mean()),
            "cold_lost": float((cold < 0).mean()),
            "hot_median": float(hot.median()),
            "all_median": float(every.median()),
            "cold_median": float(cold.median()),
            "hot_best": float(hot.max()),
            "hot_worst": float(hot.min()),
            "hot_months": float(len(hot)),
        },
        pictures,
    )


def _change(growth: float) -> str:
    return f"a {'gain' if growth >= 0 else 'loss'} of {percent(abs(growth))}"


def _bars(
    market: Market, table: pd.DataFrame, column: str, heading: str, frame: pd.DataFrame, word: str
) -> Picture:
    bars = pd.DataFrame(
        {"name": table["group"], "value": table[column], "picked": [True, False, False]}
    )
    text = f"Bars. {heading} " + "; ".join(
        f"{row.name}: {row.value:.0%}" for row in bars.itertuples(index=False)
    )
    return Picture(
        named_bars(bars, PERCENT, f"{text}.", kind="stock"),
        table,
        market.source_line("us_market", first=f"{frame.index[0]:%Y-%m}", last="2026-03"),
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


AFTER_HIGH_PRICES = Experiment(
    name="after-high-prices",
    title="After everyone was buying",
    question="What followed the times of highest prices and fastest rises?",
    controls=(
        Choice("measure", "What is hot", "rise-5", MEASURES),
        Number("after", "Years later", 5, 1, 20, 1, "years"),
        Number("top", "Hottest share of months", 0.1, 0.05, 0.5, 0.05, "percent"),
        Choice("since", "Months from", "1881", SINCE),
    ),
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
    run=run,
)

MARKETS = {
    "us": "US stocks since 1871",
    "nasdaq": "NASDAQ since 1971",
    "japan": "Japan since 1970",
    "all": "All three",
}


@lru_cache(maxsize=4)
def price_months(market: Market) -> dict[str, pd.Series]:
    """Prices without dividends by month: the average of each month, in money of the time."""
    return {
        "us": market.table("us_market")["price"].dropna(),
        "nasdaq": market.table("nasdaq_daily")["close"].resample("MS").mean(),
        "japan": market.table("nikkei_daily")["close"].resample("MS").mean(),
    }


def run_rises(market: Market, *, rise: float, fall: float, within: int, markets: str) -> Outcome:
    found = []
    for name, price in price_months(market).items():
        if markets in (name, "all"):
            level = price.to_numpy()
            rose = hot_markets.rise(level, 60)
            lowest = hot_markets.lowest_after(level, 12 * within)
            ends = hot_markets.growth_after(level, 12 * within)
            found.append(pd.DataFrame({"rose": rose, "lowest": lowest, "end": ends}).dropna())
    frame = pd.concat(found, ignore_index=True)
    hot = frame[frame["rose"] >= rise]
    fell, any_fell = (float((each["lowest"] <= -fall).mean()) for each in (hot, frame))
    higher, any_higher = (float((each["end"] > 0).mean()) for each in (hot, frame))
    answer = (
        f"Of the months after which prices had risen by {percent(rise)} in five years, "
        f"**{share(fell)}** saw a fall of {percent(fall)} below that price within "
        f"{years(within)}. Of all months it was {share(any_fell)}. And {share(higher)} of the "
        f"fast risers stood **higher** at the end."
    )
    names = ("After a fast rise", "After any month")
    table = pd.DataFrame(
        {
            "group": names,
            "fell": [fell, any_fell],
            "higher": [higher, any_higher],
            "months": [len(hot), len(frame)],
        }
    )
    pictures = []
    for column, heading in (
        ("fell", f"Fell by {percent(fall)} or more within {years(within)}"),
        ("higher", f"Stood higher {years(within)} later"),
    ):
        bars = pd.DataFrame({"name": names, "value": table[column], "picked": [True, False]})
        text = f"{heading}: {names[0].lower()} {table[column][0]:.0%}, any {table[column][1]:.0%}."
        pictures.append(
            Picture(
                named_bars(bars, PERCENT, text, kind="stock"),
                table,
                market.source_line("us_market", "nasdaq_daily", "nikkei_daily"),
                "Prices alone, without dividends, in money of the time. Monthly averages. Months "
                "next to each other tell almost the same story.",
                {"fell": "fine_percent", "higher": "fine_percent", "months": "count"},
                heading=heading,
            )
        )
    return Outcome(
        answer,
        {
            "fell": fell,
            "any_fell": any_fell,
            "higher": higher,
            "any_higher": any_higher,
            "hot_months": float(len(hot)),
            "months": float(len(frame)),
        },
        tuple(pictures),
    )


AFTER_FAST_RISES = Experiment(
    name="after-fast-rises",
    title="Does a fast rise tell of a fall?",
    question="How often was a fast rise followed by a deep fall?",
    controls=(
        Number("rise", "Rose in five years by", 1.0, 0.5, 2.0, 0.25, "percent"),
        Number("fall", "A crash is a fall of", 0.4, 0.1, 0.7, 0.1, "percent"),
        Number("within", "Within", 5, 1, 10, 1, "years"),
        Choice("markets", "Where", "all", MARKETS),
    ),
    figures={
        "fell": "share of months after a fast rise that saw such a fall",
        "any_fell": "the same for all months",
        "higher": "share of months after a fast rise with a higher price at the end",
        "any_higher": "the same for all months",
        "hot_months": "number of months after a fast rise",
        "months": "number of all months",
    },
    run=run_rises,
)
EXPERIMENTS = (AFTER_HIGH_PRICES, AFTER_FAST_RISES)
