"""Answers as a chatbot might give them, beside what the table says under each definition."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from finlit.charts.base import PERCENT, thin
from finlit.charts.lines import lines_chart
from finlit.experiments.kit import Choice, Outcome, Picture, Switch, experiment, outcome
from finlit.experiments.who_says_so.charts.said import said_chart
from finlit.experiments.who_says_so.worked_answers import ANSWERS, CENTURY, Answer, Way
from finlit.market import Market
from finlit.market.cache import cached
from finlit.market.views import market_months
from finlit.numbers.returns import MONTHS, Floats, window_rates
from finlit.words.wording import percent, share

STAKE = 100.0
# An answer holds when it is as near as this to the figure that its own words ask for.
NEAR = 0.005
# Longer spans would leave too few of them to be set side by side.
LONGEST_WINDOW = 30
LEAVES_OUT = (
    "No fees, no taxes. Prices are monthly averages, each year from January to January. One "
    "country, whose stocks did well."
)


YEARS: Mapping[str, tuple[int, int] | None] = {
    "named": None,
    "1871": (1871, 2026),
    "1926": CENTURY,
    "1966": (1966, 1982),
    "2000": (2000, 2013),
    "2009": (2009, 2025),
}
YEAR_LABELS = {
    "named": "The years of the answer",
    "1871": "1871 to 2026",
    "1926": "1926 to 2026",
    "1966": "1966 to 1982",
    "2000": "2000 to 2013",
    "2009": "2009 to 2025",
}
COUNTED = {"nominal": "In dollars of the time", "real": "In what they buy"}
TOLD = {"compound": "What money grew by", "mean": "The average of the years"}


def level(market: Market, counted: str, dividends: bool) -> pd.Series:
    """The US market by month under one definition."""
    name = "total_return_index" if dividends else "price"
    return market_months(market)[("real_" if counted == "real" else "") + name]


@cached(256)
def rate(market: Market, way: Way) -> float:
    """Growth a year from January to January under one definition."""
    first, last = (pd.Timestamp(year, 1, 1) for year in way.span)
    levels = level(market, way.counted, way.dividends).loc[first:last]
    return float(window_rates(levels, way.span[1] - way.span[0], way.told)[0])


def holds(market: Market, answer: Answer) -> bool:
    """Whether the figure that was said is the one that the answer's own words ask for."""
    return abs(answer.said - rate(market, answer.asked)) < NEAR


@experiment(
    "checked-answer",
    title="Check the answer",
    question="What does the table say, and how was it counted?",
    answer=Choice("Which answer", "average", {k: a.short for k, a in ANSWERS.items()}),
    years=Choice("Which years", "named", YEAR_LABELS),
    counted=Choice("Counted", "nominal", COUNTED),
    dividends=Switch("Dividends put back in", True),
    told=Choice("Told as", "compound", TOLD),
)
def checked_answer(
    market: Market, *, answer: str, years: str, counted: str, dividends: bool, told: str
) -> Outcome:
    checked = ANSWERS[answer]
    way = Way(YEARS[years] or checked.span, counted, dividends, told)
    worked, length = rate(market, way), way.span[1] - way.span[0]
    window = min(length, LONGEST_WINDOW)
    levels = level(market, counted, dividends)
    rates = pd.Series(
        window_rates(levels, window, told), index=levels.index[: len(levels) - MONTHS * window]
    )
    reached = float((rates >= checked.said).mean())
    figures = {
        "said": (checked.said, "growth a year that the answer says"),
        "worked": (worked, "growth a year as the learner counts"),
        "gap": (checked.said - worked, "said less worked, a decimal a year"),
        "said_hundred": (
            STAKE * (1 + checked.said) ** length,
            "dollars that 100 would become at the rate said",
        ),
        "worked_hundred": (
            STAKE * (1 + worked) ** length,
            "dollars that 100 would become at the rate worked out",
        ),
        "reached": (reached, "share of all spans (30 years at most) that reached what was said"),
        "asked": (rate(market, checked.asked), "growth a year that the answer's own words ask for"),
        "hold": (
            float(sum(holds(market, each) for each in ANSWERS.values())),
            "how many of the six answers are within half a point of that",
        ),
    }
    return outcome(
        _sentence(checked, way, worked),
        figures,
        _definitions(market, checked, way),
        _windows(market, checked, rates, window),
        note=f"“{checked.text}” That is answer {checked.short[0]}. Its figure was reached in "
        f"{share(reached)} spans of {window} years, counted your way.",
    )


def _sentence(checked: Answer, way: Way, worked: float) -> str:
    gap = round((checked.said - worked) * 100, 1)
    found = (
        f"Said: **{percent(checked.said, 1)} a year**. Counted your way, from January "
        f"{way.span[0]} to January {way.span[1]}: **{percent(worked, 1)} a year**. "
    )
    if abs(gap) < 0.1:
        return f"{found}That is the figure, so this is how the answer counted."
    points = "1 percentage point" if abs(gap) == 1 else f"{abs(gap):g} percentage points"
    return f"{found}The answer says {points} too {'much' if gap > 0 else 'little'}."


def _definitions(market: Market, checked: Answer, way: Way) -> Picture:
    found = []
    for counted in COUNTED:
        for dividends in (True, False):
            for told in TOLD:
                each = Way(way.span, counted, dividends, told)
                found.append((_name(each), rate(market, each), each == way))
    rows = pd.DataFrame(found, columns=["name", "value", "picked"])
    rows["said"] = checked.said
    first, last = (f"{year}-01" for year in way.span)
    return Picture(
        said_chart(rows),
        rows[["name", "value"]],
        market.source_line("us_market", first=first, last=last),
        LEAVES_OUT,
        {"value": "fine_percent"},
        heading=f"One market, {way.span[0]} to {way.span[1]}, counted in eight ways",
    )


def _name(way: Way) -> str:
    money_of = "what it buys" if way.counted == "real" else "dollars"
    paid = "dividends in" if way.dividends else "no dividends"
    return f"{money_of}, {paid}, {'average year' if way.told == 'mean' else 'growth'}"


def _windows(market: Market, checked: Answer, rates: pd.Series, window: int) -> Picture:
    keep = thin(rates.to_numpy(), 220)
    rows = pd.DataFrame(
        {"date": rates.index[keep], "line_0": rates.to_numpy()[keep], "line_1": checked.said}
    )
    text = (
        f"A line of growth a year over {window} years by start month, from {rates.min():.1%} to "
        f"{rates.max():.1%}, and a level line at {checked.said:.1%}, which was said."
    )
    january: Floats = rates.to_numpy()[::MONTHS]
    return Picture(
        lines_chart(rows, ("Counted your way", "Said"), ("you", "stock"), PERCENT, text),
        pd.DataFrame({"start": rates.index[::MONTHS].year, "growth": january}),
        market.source_line("us_market"),
        f"Spans overlap, so they are few separate cases. {LEAVES_OUT}",
        {"start": "year", "growth": "fine_percent"},
        heading=f"Every span of {window} years, by its start",
    )
