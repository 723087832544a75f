"""A small amount each week, with and without help: what history made of it."""

from __future__ import annotations

import numpy as np
import pandas as pd

from finlit.charts.base import SHORT_DOLLARS
from finlit.charts.lines import named_bars
from finlit.experiments.kit import Choice, Number, Outcome, Picture, experiment, outcome
from finlit.experiments.saving.plan_sensitivity import PLACES
from finlit.market import Market
from finlit.market.cache import cached
from finlit.market.views import real_returns
from finlit.numbers import growth, monthly_saving
from finlit.numbers.returns import Floats
from finlit.words.wording import money, rate, rough_money, years

WEEKS = 52
TABLES = ("stocks_and_bills", "us_market")


@cached(128)
def ends(market: Market, place: str, span: int) -> Floats:
    """Real dollars at the end of every span of `span` years, from 1 dollar a month."""
    return growth.steady_growth(monthly_saving.levels(real_returns(market, place)), 12 * span)


@experiment(
    "small-savings",
    title="A small amount, and some help",
    question="What does a small amount each week come to?",
    weekly=Number("Saved each week", 5, low=1, high=50, step=1, unit="money"),
    match=Number("Added on top by a match", 0.0, low=0.0, high=2.0, step=0.25, unit="percent"),
    place=Choice("Where it lies", "bills", PLACES),
    span=Number("For how long", 10, low=1, high=40, step=1, unit="years"),
)
def small_savings(market: Market, *, weekly: float, match: float, place: str, span: int) -> Outcome:
    monthly = weekly * WEEKS / 12
    own, helped = 12 * span * monthly, 12 * span * monthly * (1 + match)
    low, middle = (float(x) for x in np.quantile(ends(market, place, span), [0.1, 0.5]))
    end, worse = monthly * (1 + match) * middle, monthly * (1 + match) * low
    with_help = f" With {rate(match)} on top it is {rough_money(helped)}." if match else ""
    answer = (
        f"{money(weekly)} a week for {years(span)} is {rough_money(own)} of your own.{with_help} "
        f"In the middle case of history it came to **{rough_money(end)}** in the money of today, "
        f"one time in ten to less than **{rough_money(worse)}**."
    )
    values = {
        "Your own money": own,
        "With the help": helped,
        "Without the help, with growth": monthly * middle,
        "With help and growth": end,
    }
    if not match:
        values = {"Your own money": own, "With growth": end}
    bars = pd.DataFrame({"name": list(values), "value": list(values.values())})
    bars["picked"] = bars.index == len(bars) - 1
    text = "; ".join(f"{row.name} ${row.value:,.0f}" for row in bars.itertuples(index=False))
    return outcome(
        answer,
        {
            "own": (own, "dollars of one's own"),
            "helped": (helped, "dollars with the help"),
            "without_help": (
                monthly * middle,
                "dollars at the end of the middle span, without help",
            ),
            "end": (end, "dollars at the end of the middle span, with help"),
            "low": (worse, "dollars at the end, one span in ten ended lower"),
            "times": (end / own, "the end over one's own money"),
        },
        Picture(
            named_bars(bars, SHORT_DOLLARS, f"Bars: {text}.", kind="growth"),
            bars[["name", "value"]],
            market.source_line(*TABLES, over=market.table(TABLES[0]).index),
            "The same each week in money of equal worth, growth in the middle of all spans. No "
            "fees, no taxes, and nothing is ever taken out. Spans overlap.",
            {"value": "money"},
            heading=f"After {years(span)}, in the money of today",
        ),
    )
