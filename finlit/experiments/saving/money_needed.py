"""Money that is needed on a day: how often it was less than what was put in."""

from __future__ import annotations

import pandas as pd

from finlit.charts.base import PERCENT
from finlit.experiments.kit import Choice, Number, Outcome, Picture, bars, experiment, outcome
from finlit.market import Market
from finlit.market.cache import cached
from finlit.market.views import FRENCH, real_returns
from finlit.numbers import monthly_saving
from finlit.numbers.returns import Floats, window_growth
from finlit.words.wording import money, share, years

PLACES = {"stocks": "US stocks", "half": "Half stocks, half bills", "bills": "Treasury bills"}
COUNTED = {"nominal": "In dollars of the time", "real": "In today's money"}
SINCE = {"1926-07": "1926 on", "1950-01": "1950 on"}
SPANS = (1, 2, 3, 5, 10, 15, 20)
AMOUNT = 1000.0


@cached(8)
def returns(market: Market, place: str, counted: str) -> Floats:
    """Returns a month from July 1926; "half" is set back to half and half each month."""
    if place == "half":
        both = [returns(market, each, counted) for each in ("stocks", "bills")]
        return (both[0] + both[1]) / 2
    if counted == "real":
        return real_returns(market, place)
    found: Floats = market.table("stocks_and_bills")[FRENCH[place]].to_numpy()
    return found


@cached(256)
def growth(market: Market, place: str, counted: str, since: str, span: int) -> pd.Series:
    """Growth over every span of `span` years that begins in `since` or later, by first month."""
    months = pd.DatetimeIndex(market.table("stocks_and_bills").index).to_period("M")
    known = returns(market, place, counted)[: len(months)]
    found = window_growth(monthly_saving.levels(known), 12 * span)
    by_start = pd.Series(found, months[: len(found)])
    return by_start[by_start.index >= pd.Period(since, freq="M")]


@experiment(
    "money-needed",
    title="Money that is needed soon",
    question="How often was there less than was put in?",
    span=Number("Needed after", 5, low=1, high=20, step=1, unit="years"),
    place=Choice("Where it lies", "stocks", PLACES),
    counted=Choice("Counted", "nominal", COUNTED),
    since=Choice("Starts from", "1926-07", SINCE),
)
def money_needed(market: Market, *, span: int, place: str, counted: str, since: str) -> Outcome:
    found = growth(market, place, counted, since, span)
    short, low = float((found < 1).mean()), float(found.quantile(0.1))
    worst, when = float(found.min()), found.idxmin()
    end = "in what it buys" if counted == "real" else "in dollars"
    answer = (
        f"{PLACES[place]}, needed after {years(span)}: in **{share(short)}** cases there was less "
        f"than was put in, {end}. One time in ten {money(AMOUNT)} came to less than "
        f"{money(AMOUNT * low)}, at worst, from {when.strftime('%B %Y')}, to "
        f"**{money(AMOUNT * worst)}**."
    )
    rows = [(each, growth(market, place, counted, since, each)) for each in SPANS]
    table = pd.DataFrame(
        {
            "years": SPANS,
            "ended_below": [float((each < 1).mean()) for _, each in rows],
            "worst": [AMOUNT * float(each.min()) for _, each in rows],
            "middle": [AMOUNT * float(each.median()) for _, each in rows],
        }
    )
    return outcome(
        answer,
        {
            "short": (short, "share of starts after which there was less than was put in"),
            "low": (AMOUNT * low, "dollars of $1,000, one start in ten ended lower"),
            "middle": (AMOUNT * float(found.median()), "dollars of $1,000 in the middle case"),
            "worst": (AMOUNT * worst, "dollars of $1,000 after the worst start"),
            "worst_start": (when.strftime("%Y-%m"), "month of that start"),
            "starts": (float(len(found)), "number of starts"),
        },
        _picture(market, table, span, short, counted),
    )


def _picture(market: Market, table: pd.DataFrame, span: int, short: float, counted: str) -> Picture:
    tables = ("stocks_and_bills", "us_market") if counted == "real" else ("stocks_and_bills",)
    return Picture(
        bars(
            [*(years(each) for each in SPANS), f"Yours, {years(span)}"],
            [*table["ended_below"], short],
            PERCENT,
            "Bars, share of starts that ended below",
            picked=[False] * len(SPANS) + [True],
            kind="you",
        ),
        table,
        market.source_line(*tables, over=market.table("stocks_and_bills").index),
        "Dividends and interest left in, by month. No fees, no taxes. One country's past. Spans "
        "overlap, so that long ones are few in truth.",
        {"years": "number", "ended_below": "fine_percent", "worst": "money", "middle": "money"},
        heading="Share of starts that ended below what was put in",
    )
