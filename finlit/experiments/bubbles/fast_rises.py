"""What followed fast rises: US stocks, NASDAQ and Japan."""

from __future__ import annotations

import pandas as pd

from finlit.charts.base import PERCENT
from finlit.charts.lines import named_bars
from finlit.experiments.kit import Choice, Number, Outcome, Picture, experiment, outcome
from finlit.market import Market
from finlit.market.views import price_months
from finlit.numbers import hot_markets
from finlit.words.wording import percent, share, years

MARKETS = {
    "us": "US stocks since 1871",
    "nasdaq": "NASDAQ since 1971",
    "japan": "Japan since 1970",
    "all": "All three",
}


@experiment(
    "after-fast-rises",
    title="Does a fast rise tell of a fall?",
    question="How often was a fast rise followed by a deep fall?",
    rise=Number("Rose in five years by", 1.0, low=0.5, high=2.0, step=0.25, unit="percent"),
    fall=Number("A crash is a fall of", 0.4, low=0.1, high=0.7, step=0.1, unit="percent"),
    within=Number("Within", 5, low=1, high=10, step=1, unit="years"),
    markets=Choice("Where", "all", MARKETS),
)
def after_fast_rises(
    market: Market, *, rise: float, fall: float, within: int, markets: str
) -> Outcome:
    frame = _rises(market, within, markets)
    hot = frame[frame["rose"] >= rise]
    fell, any_fell = (float((each["lowest"] <= -fall).mean()) for each in (hot, frame))
    higher, any_higher = (float((each["end"] > 0).mean()) for each in (hot, frame))
    answer = (
        f"Of the months after which prices had risen by {percent(rise)} in five years, "
        f"**{share(fell)}** saw a fall of {percent(fall)} below that price within "
        f"{years(within)}. Of all months it was {share(any_fell)}. And {share(higher)} of the "
        f"fast risers stood **higher** at the end."
    )
    table = pd.DataFrame(
        {
            "group": ("After a fast rise", "After any month"),
            "fell": [fell, any_fell],
            "higher": [higher, any_higher],
            "months": [len(hot), len(frame)],
        }
    )
    figures = {
        "fell": (fell, "share of months after a fast rise that saw such a fall"),
        "any_fell": (any_fell, "the same for all months"),
        "higher": (higher, "share of months after a fast rise with a higher price at the end"),
        "any_higher": (any_higher, "the same for all months"),
        "hot_months": (float(len(hot)), "number of months after a fast rise"),
        "months": (float(len(frame)), "number of all months"),
    }
    pictures = (
        _bars(market, table, "fell", f"Fell by {percent(fall)} or more within {years(within)}"),
        _bars(market, table, "higher", f"Stood higher {years(within)} later"),
    )
    return outcome(answer, figures, *pictures)


def _rises(market: Market, within: int, markets: str) -> pd.DataFrame:
    """By month: the rise of the five years before, the lowest point after, and the end."""
    found = []
    for name, price in price_months(market).items():
        if markets in (name, "all"):
            level = price.to_numpy()
            rose = hot_markets.rise(level, 60)
            lowest = hot_markets.lowest_after(level, 12 * within)
            ends = hot_markets.growth_after(level, 12 * within)
            found.append(pd.DataFrame({"rose": rose, "lowest": lowest, "end": ends}).dropna())
    return pd.concat(found, ignore_index=True)


def _bars(market: Market, table: pd.DataFrame, column: str, heading: str) -> Picture:
    bars = pd.DataFrame({"name": table["group"], "value": table[column], "picked": [True, False]})
    hot, every = table[column]
    text = f"{heading}: {table['group'][0].lower()} {hot:.0%}, any {every:.0%}."
    return Picture(
        named_bars(bars, PERCENT, text, kind="stock"),
        table,
        market.source_line("us_market", "nasdaq_daily", "nikkei_daily"),
        "Prices alone, without dividends, in money of the time. Monthly averages. Months "
        "next to each other tell almost the same story.",
        {"fell": "fine_percent", "higher": "fine_percent", "months": "count"},
        heading=heading,
    )
