"""Raises that are spent and raises that are kept: the same rule at any income."""

from __future__ import annotations

import numpy as np
import pandas as pd

from finlit.charts.base import SHORT_DOLLARS
from finlit.charts.lines import lines_chart
from finlit.experiments.kit import Number, Outcome, Picture, experiment, outcome
from finlit.market import Market
from finlit.numbers import career_earnings
from finlit.words.wording import money, percent, rough_money, years


@experiment(
    "raises",
    title="Where do the raises go?",
    question="How long would the money last, if spending rises with pay?",
    kept=Number("Kept of each raise", 0.5, low=0, high=1, step=0.1, unit="percent"),
    monthly=Number(
        "Pay a month at the start", 3000, low=1000, high=50_000, step=1000, unit="money"
    ),
    raise_rate=Number(
        "Raise each year, beyond prices", 0.02, low=0, high=0.1, step=0.005, unit="percent"
    ),
    span=Number("Years on", 10, low=1, high=40, step=1, unit="years"),
)
def raises(market: Market, *, monthly: float, kept: float, raise_rate: float, span: int) -> Outcome:
    path = career_earnings.keep_raises(monthly, raise_rate, kept, span)
    income, spending = float(path.income[-1]), float(path.spending[-1])
    cash, cushion = float(path.cash[-1]), float(path.cushion[-1])
    if cash > 0:
        ending = (
            f"{rough_money(cash)} lies there. Without pay, it would last **{_months(cushion)}**."
        )
    else:
        ending = "Nothing lies there. Without pay, it would last **0 months**."
    course = (
        f"has gone from {money(monthly)} to {money(income)} a month. Of each raise {percent(kept)} "
        "was kept."
        if raise_rate
        else f"is still {money(monthly)} a month. There was no raise to keep."
    )
    answer = f"After {years(span)} the pay {course} {ending}"
    frame = pd.DataFrame(
        {"year": np.arange(span + 1.0), "line_0": path.income, "line_1": path.spending}
    )
    table = pd.DataFrame(
        {
            "year": frame["year"],
            "pay": path.income,
            "spent": path.spending,
            "cash_so_far": path.cash,
            "would_last_months": path.cushion,
        }
    )
    text = (
        f"Two lines from ${monthly:,.0f} a month: the pay rises to ${income:,.0f}, the spending "
        f"to ${spending:,.0f}."
    )
    return outcome(
        answer,
        {
            "pay": (income, "dollars of pay a month at the end"),
            "spending": (spending, "dollars spent a month at the end"),
            "put_away": (income - spending, "dollars put away a month at the end"),
            "cash": (cash, "dollars put away in all"),
            "cushion": (cushion, "months that they would pay for"),
            "saved_share": ((income - spending) / income, "share of pay put away at the end"),
        },
        Picture(
            lines_chart(
                frame, ("Pay a month", "Spent a month"), ("growth", "stock"), SHORT_DOLLARS, text
            ),
            table,
            "Source: arithmetic.",
            "An example, not history: the same raise each year, in money of equal worth, and "
            "nothing left over at the start. The cash earns just what prices rise by. Real pay "
            "jumps, stops and falls.",
            dict.fromkeys(("pay", "spent", "cash_so_far"), "money")
            | {"year": "number", "would_last_months": "number"},
            heading="Pay and spending",
        ),
    )


def _months(count: float) -> str:
    text = f"{count:.1f}".removesuffix(".0")
    return f"{text} month{'' if text == '1' else 's'}"
