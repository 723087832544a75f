"""Doubling: how long one amount takes, and how each step adds all that was there before."""

from __future__ import annotations

import numpy as np
import pandas as pd

from finlit.experiments.compounding.charts.growth import doubling_chart
from finlit.experiments.kit.base import Experiment, Number, Outcome, Picture
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


def run(market: Market, *, amount: float, rate: float, years_long: int) -> Outcome:
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
    return Outcome(
        answer,
        {
            "doubling_years": step,
            "rule_of_72_years": by_head,
            "doublings": float(count),
            "final_balance": balance,
        },
        (
            Picture(
                doubling_chart(frame),
                frame,
                "Source: arithmetic. The rate is the growth over a whole year.",
                "Nothing is added later. No taxes, no fees, and prices stay out of it.",
                {"year": "number", "before": "money", "added": "money"},
            ),
        ),
        f"In your head, by the Rule of 72: about {years(round(by_head, 1))}.",
    )


DOUBLING = Experiment(
    name="doubling",
    title="Doubling, and doubling again",
    question="How long does money take to double?",
    controls=(
        Number("rate", "Interest a year", 0.06, 0.01, 0.15, 0.005, "percent"),
        Number("years_long", "For how long", 36, 1, 60, 1, "years"),
        Number("amount", "Put in once", 1000, 100, 10_000, 100, "money"),
    ),
    figures={
        "doubling_years": "years until money doubles, at that growth each year",
        "rule_of_72_years": "the same by the rule of 72",
        "doublings": "how many whole doublings fit in the years",
        "final_balance": "dollars at the end",
    },
    run=run,
)
