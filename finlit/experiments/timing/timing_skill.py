"""How often one must be right to gain by going in and out of the market."""

from __future__ import annotations

import numpy as np
import pandas as pd

from finlit.experiments.kit import Choice, Number, Outcome, Picture, experiment, outcome
from finlit.experiments.timing.charts.skill import skill_chart
from finlit.market import Market
from finlit.market.cache import cached
from finlit.numbers import market_timing
from finlit.numbers.returns import Floats
from finlit.words.wording import percent, share

EVERY = {"year": "Once a year", "month": "Once a month"}
FIRST, LAST = 1927, 2025
GRID = np.round(np.arange(0.3, 1.0001, 0.025), 3)


@cached(8)
def returns(market: Market, every: str) -> pd.DataFrame:
    """Stocks and bills by period, decimals; index a year or a month."""
    table = (
        market.table("stocks_and_bills")
        .loc[str(FIRST) :]
        .rename(columns={"us_stocks_return": "stocks", "us_bills_return": "bills"})
    )
    if every == "month":
        return table
    grown = (1 + table).groupby(table.index.year).prod() - 1
    return grown.set_index(pd.to_datetime(grown.index.astype(str)))


@experiment(
    "timing-skill",
    title="How often must you be right?",
    question="In or out: how good must one be at it?",
    right=Number("Right choices", 0.6, low=0.3, high=1.0, step=0.05, unit="percent"),
    every=Choice("How often you choose", "year", EVERY),
    first=Number("First year", FIRST, low=FIRST, high=LAST, step=1, unit="year"),
    last=Number("Last year", LAST, low=FIRST, high=LAST, step=1, unit="year"),
)
def timing_skill(market: Market, *, right: float, every: str, first: int, last: int) -> Outcome:
    swapped = first > last
    first, last = min(first, last), max(first, last)
    chosen = returns(market, every).loc[str(first) : str(last)]
    stocks, bills = chosen["stocks"].to_numpy(), chosen["bills"].to_numpy()
    found = market_timing.skill(stocks, bills, right)
    rhythm = "once a year" if every == "year" else "once a month"
    when = f"in {first} alone" if first == last else f"from {first} to {last}"
    answer = (
        f"Choose between stocks and bills {rhythm}, {when}. Being right in "
        f"{percent(right)} brings the middle chooser **{_times(found.middle)}** what holding "
        f"stocks brought, and {share(found.ahead)} end ahead. To be level, one must be right in "
        f"**{percent(found.needed)}**."
    )
    figures = {
        "needed": (
            found.needed,
            "share of right choices at which the middle chooser is level with holding",
        ),
        "middle": (found.middle, "the middle chooser's money over the holder's"),
        "low": (found.low, "the same, one chooser in ten has less"),
        "high": (found.high, "the same, one chooser in ten has more"),
        "ahead": (found.ahead, "share of choosers that end ahead of holding"),
        "stocks_won": (
            float((stocks > bills).mean()),
            "share of periods in which stocks beat bills",
        ),
        "periods": (float(len(chosen)), "number of choices"),
    }
    note = "The first year came after the last one, so they are swapped here." if swapped else ""
    return outcome(
        answer, figures, _picture(market, stocks, bills, right, found, answer), note=note
    )


def _picture(
    market: Market,
    stocks: Floats,
    bills: Floats,
    right: float,
    found: market_timing.Skill,
    answer: str,
) -> Picture:
    each = [market_timing.skill(stocks, bills, float(share_right)) for share_right in GRID]
    table = pd.DataFrame(
        {
            "right": GRID,
            "low": [one.low for one in each],
            "middle": [one.middle for one in each],
            "high": [one.high for one in each],
            "ahead": [one.ahead for one in each],
        }
    )
    rows = table[["right", "low", "middle", "high"]]
    said = answer.replace("**", "")
    return Picture(
        skill_chart(rows, right, found.middle, f"A line that climbs with skill. {said}"),
        table,
        market.source_line("stocks_and_bills"),
        "Each step up this scale multiplies. A wrong choice is as likely in one year as in "
        "another. The shaded band holds eight of ten choosers of the same skill. No taxes and no "
        "cost of trading, which would make it harder.",
        {"right": "fine_percent", "ahead": "fine_percent"}
        | dict.fromkeys(("low", "middle", "high"), "times"),
        heading="How much you have, beside someone who just held",
    )


def _times(ratio: float) -> str:
    """A ratio as one would say it, however small or large."""
    if ratio < 0.01:
        return "less than 0.01 times"
    if ratio < 10:
        return f"{ratio:.2f} times"
    return f"{ratio:,.0f} times" if ratio < 1e6 else f"{ratio / 1e6:,.0f} million times"
