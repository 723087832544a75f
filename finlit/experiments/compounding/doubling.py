"""Doubling: how long one amount takes, and how each step adds all that was there before."""

from __future__ import annotations

import numpy as np
import pandas as pd

from finlit.experiments.compounding.charts.growth import doubling_chart
from finlit.experiments.kit import Number, Outcome, Picture, experiment, outcome
from finlit.market import Market
from finlit.numbers import growth
from finlit.words.wording import money, years
from finlit.words.wording import rate as say_rate


def doublings(amount: float, rate: float, length: int) -> pd.DataFrame:
    """Each doubling within the years, at least the first: when, what was there, what it adds."""
    step = float(growth.doubling_time(rate))
    number = np.arange(1, max(int(length / step + 1e-9), 1) + 1)
    before = amount * 2.0 ** (number - 1)
    return pd.DataFrame({"year": number * step, "before": before, "added": before})


@experiment(
    "doubling",
    title="Doubling, and doubling again",
    question="How long does money take to double?",
    rate=Number("Interest a year", 0.06, low=0.01, high=0.15, step=0.005, unit="percent"),
    years_long=Number("For how long", 36, low=1, high=60, step=1, unit="years"),
    amount=Number("Put in once", 1000, low=100, high=10_000, step=100, unit="money"),
)
def doubling(market: Market, *, amount: float, rate: float, years_long: int) -> Outcome:
    step = float(growth.doubling_time(rate))
    by_head = float(growth.rule_of_72(rate))
    balance = float(growth.future_value(0, rate, years_long, start=amount))
    count = int(years_long / step + 1e-9)
    frame = doublings(amount, rate, years_long)
    often = {0: "not once", 1: "once", 2: "twice"}.get(count, f"{count} times")
    answer = (
        f"At {say_rate(rate)} a year money doubles every **{years(round(step, 1))}**. In "
        f"{years(years_long)} it doubles **{often}**: {money(amount)} becomes {money(balance)}."
    )
    return outcome(
        answer,
        {
            "doubling_years": (step, "years until money doubles, at that growth each year"),
            "rule_of_72_years": (by_head, "the same by the rule of 72"),
            "doublings": (float(count), "how many whole doublings fit in the years"),
            "final_balance": (balance, "dollars at the end"),
        },
        Picture(
            doubling_chart(frame),
            frame,
            "Source: arithmetic. The rate is the growth over a whole year.",
            "Nothing is added later. No taxes, no fees, and prices stay out of it.",
            {"year": "number", "before": "money", "added": "money"},
        ),
        note=f"In your head, by the Rule of 72: about {years(round(by_head, 1))}.",
    )
