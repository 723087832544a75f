"""Ranges made from earlier history alone: how often they held, by market, length and memory."""

from __future__ import annotations

import numpy as np
import pandas as pd

from finlit.experiments.forecasts.charts.ranges import ranges_chart
from finlit.experiments.kit import Choice, Outcome, Picture, Switch, experiment, outcome
from finlit.market import Market
from finlit.market.cache import cached
from finlit.market.views import price_months
from finlit.numbers import forecast_ranges
from finlit.numbers.returns import real_index
from finlit.words.wording import share

MARKETS = {
    "us": "US stocks since 1871",
    "nasdaq": "NASDAQ since 1971",
    "japan": "Japan since 1970",
    "gold": "Gold since 1971",
}
TABLES = {"us": "us_market", "nasdaq": "nasdaq_daily", "japan": "nikkei_daily", "gold": "gold"}
NAMES = {"us": "US stocks", "nasdaq": "NASDAQ", "japan": "Japan's stocks", "gold": "gold"}
LENGTHS = {"1": "1 year", "5": "5 years", "10": "10 years", "20": "20 years"}
CHANCES = {"0.5": "5 of 10", "0.8": "8 of 10", "0.95": "19 of 20"}
MEMORIES = {"all": "All of it", "20": "Last 20 years", "10": "Last 10 years"}
MOST_DOTS = 380


@cached(16)
def levels(market: Market, where: str, real: bool) -> pd.Series:
    """Prices without dividends by month; after inflation where the money is dollars."""
    gold = market.table("gold")["usd_per_ounce"].dropna()
    prices = gold if where == "gold" else price_months(market)[where]
    if not real or where == "japan":
        return prices
    return real_index(prices, market.table("us_market")["cpi"]).dropna()


@cached(256)
def said_and_came(
    market: Market, where: str, years: int, chance: float, memory: str, real: bool
) -> pd.DataFrame:
    """By month: the range that earlier history gives and what came, as levels from 100."""
    prices = levels(market, where, real)
    months = None if memory == "all" else 12 * int(memory)
    frame = 100 * forecast_ranges.range_before(prices.to_numpy(), 12 * years, chance, months)
    return frame.set_axis(prices.index[frame.index])


@experiment(
    "honest-range",
    title="How good is an honest range?",
    question="How often does a range hold that is made from earlier history alone?",
    years=Choice("How far ahead", "5", LENGTHS),
    memory=Choice("History remembered", "all", MEMORIES),
    where=Choice("Market", "us", MARKETS),
    chance=Choice("Meant to hold", "0.8", CHANCES),
    real=Switch("Inflation taken out"),
)
def honest_range(
    market: Market, *, where: str, years: str, chance: str, memory: str, real: bool
) -> Outcome:
    every = said_and_came(market, where, int(years), float(chance), memory, real)
    frame = every.dropna(subset="came")
    below, above = frame["came"] < frame["low"], frame["came"] > frame["high"]
    inside = 1 - float((below | above).mean())
    last = every.iloc[-1]
    asked = "all earlier history" if memory == "all" else f"the last {memory} years"
    less, more = share(float(below.mean())), share(float(above.mean()))
    answer = (
        f"Each month since {frame.index[0]:%Y}, {asked} of {NAMES[where]} gave a range for what "
        f"100 becomes in {_length(years)}, meant to hold {CHANCES[chance]} times. It held "
        f"**{share(inside)}** times. {less} times less came, {more} times more."
    )
    figures = {
        "inside": (inside, "share of months whose range held"),
        "below": (float(below.mean()), "share of months after which less came than the low end"),
        "above": (float(above.mean()), "share of months after which more came than the high end"),
        "ranges": (float(len(frame)), "number of months with a range"),
        "width": (
            float(round((frame["high"] - frame["low"]).median())),
            "high end less low end, from 100, in the middle case, to the whole point",
        ),
        "low_now": (float(round(last["low"])), "low end said at the end of the data, from 100"),
        "high_now": (float(round(last["high"])), "high end said at the end of the data, from 100"),
    }
    note = (
        f"At the end of the data, in {every.index[-1]:%B %Y}, the same rule says: 100 becomes "
        f"{last['low']:.0f} to {last['high']:.0f}."
    )
    if real and where == "japan":
        note += " Japan stays in yen of the time: we have no consumer prices of Japan."
    return outcome(answer, figures, _picture(market, where, years, frame, below | above), note=note)


def _length(years: str) -> str:
    return "one year" if years == "1" else f"{years} years"


def _picture(
    market: Market, where: str, years: str, frame: pd.DataFrame, missed: pd.Series
) -> Picture:
    step = -(-len(frame) // MOST_DOTS)
    shown = frame[::step]
    rows = pd.DataFrame(
        {
            "date": shown.index,
            "low": shown["low"].to_numpy(),
            "high": shown["high"].to_numpy(),
            "held": np.where(missed[::step], np.nan, shown["came"]),
            "missed": np.where(missed[::step], shown["came"], np.nan),
        }
    )
    text = (
        f"A band over the months from {frame.index[0]:%Y} to {frame.index[-1]:%Y}: the range said "
        f"before. Dots show what 100 became: {1 - missed.mean():.0%} of them lie in the band."
    )
    table = shown[["low", "high", "came"]].rename_axis("said_in").reset_index()
    table["said_in"] = table["said_in"].dt.strftime("%Y-%m")
    names = (TABLES[where],) if where in ("us", "japan") else (TABLES[where], "us_market")
    return Picture(
        ranges_chart(rows, text),
        table,
        market.source_line(*names),
        "Prices without dividends, monthly averages. Months side by side tell almost the same "
        "story, so there are far fewer stories than dots.",
        {"said_in": "month"} | dict.fromkeys(("low", "high", "came"), "number"),
        heading=f"What 100 became in {_length(years)}, and the range said before",
    )
