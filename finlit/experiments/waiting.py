"""The price of waiting before saving begins."""

from __future__ import annotations

import numpy as np
import pandas as pd

from finlit import growth
from finlit.charts.bars import waiting_chart
from finlit.charts.pairs import pair_chart
from finlit.experiments.base import Experiment, Number, Outcome, Picture
from finlit.experiments.wording import money as dollars
from finlit.experiments.wording import rate as say_rate
from finlit.experiments.wording import times, years
from finlit.market import Market

ARITHMETIC = "Source: arithmetic."
STEADY = "The same rate every year, which no market pays. No taxes, no fees."


def run_waiting(
    market: Market, *, monthly: float, rate: float, wait: int, years_long: int, inflation: float
) -> Outcome:
    asked, wait = wait, min(wait, years_long - 1)
    year = np.arange(years_long + 1)
    frame = pd.DataFrame(
        {
            "year": year,
            "now": growth.future_value(monthly, rate, year),
            "later": growth.future_value(monthly, rate, np.maximum(year - wait, 0)),
        }
    )
    now, later = (float(frame[name].iloc[-1]) for name in ("now", "later"))
    cost, skipped = now - later, monthly * 12 * wait
    needed = monthly * now / later
    waits = np.arange(0, years_long, 5)
    ends = growth.future_value(monthly, rate, years_long - waits)
    bars = pd.DataFrame({"wait": waits, "end": ends, "monthly_needed": monthly * now / ends})
    real_cost = float(growth.real_value(cost, inflation, years_long))
    answer, note = f"Starting now gives **{dollars(now)}**. So far nobody waits.", ""
    if wait:
        against = (
            f"though only {dollars(skipped)} less was paid in"
            if rate
            else "just what was not paid in, for nothing grows at 0%"
        )
        answer = (
            f"Starting now gives {dollars(now)}. Waiting {years(wait)} gives {dollars(later)}: "
            f"**{dollars(cost)} less**, {against}. To catch up, the late start needs "
            f"**{times(needed / monthly, 1)}** as much each month."
        )
        note = (
            f"If prices rise {say_rate(inflation)} a year, the difference is worth "
            f"{dollars(real_cost)} in today's money."
        )
    if wait < asked:
        note += f" With {years(years_long)} to the goal, the longest wait is {years(wait)}."
    return Outcome(
        answer,
        {
            "now": now,
            "later": later,
            "cost": cost,
            "cost_share": cost / now,
            "real_cost": real_cost,
            "paid_in_skipped": skipped,
            "catch_up_monthly": needed,
            "catch_up_times": needed / monthly,
        },
        (
            Picture(
                pair_chart(frame, "waiting"),
                frame,
                ARITHMETIC,
                STEADY,
                {"year": "number", "now": "money", "later": "money"},
            ),
            Picture(
                waiting_chart(bars),
                bars,
                ARITHMETIC,
                "The same last day for all; only the first day moves.",
                {"wait": "number", "end": "money", "monthly_needed": "money"},
                heading="The end, by years waited before the first payment",
            ),
        ),
        note,
    )


WAITING = Experiment(
    name="waiting",
    title="The price of waiting",
    question="What does a later start cost?",
    controls=(
        Number("monthly", "Saved each month", 400, 10, 1000, 10, "money"),
        Number("rate", "Interest a year", 0.07, 0.0, 0.15, 0.005, "percent"),
        Number("wait", "Wait before starting", 10, 0, 39, 1, "years"),
        Number("years_long", "Until the goal", 40, 5, 60, 1, "years"),
        Number("inflation", "Prices rise by, a year", 0.03, 0.0, 0.10, 0.005, "percent"),
    ),
    figures={
        "now": "dollars at the end when starting now",
        "later": "dollars at the end after waiting",
        "cost": "dollars less at the end",
        "cost_share": "the same as a share",
        "real_cost": "dollars less at the end, in today's money",
        "paid_in_skipped": "dollars not paid in while waiting",
        "catch_up_monthly": "dollars a month that the late start needs to catch up",
        "catch_up_times": "the same as a multiple of the early start's",
    },
    run=run_waiting,
)
