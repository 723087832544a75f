"""The price of waiting before saving begins."""

from __future__ import annotations

import numpy as np
import pandas as pd

from finlit.experiments.compounding.charts.bars import waiting_chart
from finlit.experiments.compounding.charts.pairs import pair_chart
from finlit.experiments.kit import Number, Outcome, Picture, experiment
from finlit.market import Market
from finlit.numbers import growth
from finlit.words.wording import money as dollars
from finlit.words.wording import rate as say_rate
from finlit.words.wording import times, years

ARITHMETIC = "Source: arithmetic."
STEADY = "The same rate every year, which no market pays. No taxes, no fees."


@experiment(
    "waiting",
    title="The price of waiting",
    question="What does a later start cost?",
    monthly=Number("Saved each month", 400, low=10, high=1000, step=10, unit="money"),
    rate=Number("Interest a year", 0.07, low=0.0, high=0.15, step=0.005, unit="percent"),
    wait=Number("Wait before starting", 10, low=0, high=39, step=1, unit="years"),
    years_long=Number("Until the goal", 40, low=5, high=60, step=1, unit="years"),
    inflation=Number(
        "Prices rise by, a year", 0.03, low=0.0, high=0.10, step=0.005, unit="percent"
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
)
def waiting(
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
    cost, needed = now - later, monthly * now / later
    figures = {
        "now": now,
        "later": later,
        "cost": cost,
        "cost_share": cost / now,
        "real_cost": float(growth.real_value(cost, inflation, years_long)),
        "paid_in_skipped": monthly * 12 * wait,
        "catch_up_monthly": needed,
        "catch_up_times": needed / monthly,
    }
    note = ""
    if wait:
        note = (
            f"If prices rise {say_rate(inflation)} a year, the difference is worth "
            f"{dollars(figures['real_cost'])} in today's money."
        )
    if wait < asked:
        note += f" With {years(years_long)} to the goal, the longest wait is {years(wait)}."
    pictures = (_two_starts(frame), _every_wait(monthly, rate, years_long, now))
    return Outcome(_answer(figures, wait, rate), figures, pictures, note)


def _answer(figures: dict[str, float], wait: int, rate: float) -> str:
    now, later = dollars(figures["now"]), dollars(figures["later"])
    if not wait:
        return f"Starting now gives **{now}**. So far nobody waits."
    against = (
        f"though only {dollars(figures['paid_in_skipped'])} less was paid in"
        if rate
        else "just what was not paid in, for nothing grows at 0%"
    )
    return (
        f"Starting now gives {now}. Waiting {years(wait)} gives {later}: "
        f"**{dollars(figures['cost'])} less**, {against}. To catch up, the late start needs "
        f"**{times(figures['catch_up_times'], 1)}** as much each month."
    )


def _two_starts(frame: pd.DataFrame) -> Picture:
    return Picture(
        pair_chart(frame, "waiting"),
        frame,
        ARITHMETIC,
        STEADY,
        {"year": "number", "now": "money", "later": "money"},
    )


def _every_wait(monthly: float, rate: float, years_long: int, now: float) -> Picture:
    waits = np.arange(0, years_long, 5)
    ends = growth.future_value(monthly, rate, years_long - waits)
    bars = pd.DataFrame({"wait": waits, "end": ends, "monthly_needed": monthly * now / ends})
    return Picture(
        waiting_chart(bars),
        bars,
        ARITHMETIC,
        "The same last day for all; only the first day moves.",
        {"wait": "number", "end": "money", "monthly_needed": "money"},
        heading="The end, by years waited before the first payment",
    )
