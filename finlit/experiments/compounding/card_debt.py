"""Compounding against you: a card debt with minimum payments, and with a fixed payment."""

from __future__ import annotations

import numpy as np
import pandas as pd

from finlit.experiments.compounding.charts.bars import debt_cost_chart
from finlit.experiments.compounding.charts.pairs import pair_chart
from finlit.experiments.kit import Choice, Number, Outcome, Picture, experiment
from finlit.market import Market
from finlit.numbers import debt, growth
from finlit.words.wording import money, years
from finlit.words.wording import rate as say_rate

FLOOR = 35.0
LEAVES_OUT = (
    f"No new purchases, no late fees, no other debts. The minimum is never under {money(FLOOR)}; "
    "cards differ."
)
RULES = {
    "interest-plus-1": "The interest and 1% of the debt",
    "share-3": "3% of the debt",
    "share-2": "2% of the debt",
}
TERMS: dict[str, tuple[float, bool]] = {
    "interest-plus-1": (0.01, True),
    "share-3": (0.03, False),
    "share-2": (0.02, False),
}


def _by_month(slow: pd.DataFrame, fast: pd.DataFrame) -> pd.DataFrame:
    """Both debts over the longer time; a line ends where its debt is paid."""
    months = max(len(slow), len(fast))
    frame = pd.DataFrame({"year": np.arange(months) / 12})
    for name, table in (("minimum", slow), ("fixed", fast)):
        owed = np.full(months, np.nan)
        owed[: len(table)] = table["balance"]
        frame[name] = owed
    # At most some 250 points: every month at first, then fewer, always with the last.
    step = max(months // 250, 1)
    return frame[(frame.index % step == 0) | (frame.index == months - 1)].reset_index(drop=True)


def _fate(name: str, table: pd.DataFrame) -> str:
    months, left = debt.payoff_months(table), table["balance"].iloc[-1]
    if not np.isnan(months):
        time = years(round(months / 12, 1)) if months >= 24 else _months(months)
        return f"{name} takes **{time}** and **{money(table['interest'].sum())}** of interest."
    if left > table["balance"].iloc[0] + 0.5:
        return f"{name} **never ends the debt**: it is less than the interest, so the debt grows."
    if left > table["balance"].iloc[0] - 0.5:
        return f"{name} **never ends the debt**: it pays the interest and no more."
    return f"{name} takes **more than 100 years**: then {money(left)} is still owed."


def _first_payment(payment: float, interest: float) -> str:
    part = "all" if interest >= payment else money(interest, cents=True) if interest else "none"
    return (
        f"The first minimum payment is {money(payment, cents=True)}, and {part} of it is interest."
    )


def _months(count: float) -> str:
    return f"{count:.0f} month{'' if count == 1 else 's'}"


def _drawn(table: pd.DataFrame, other: pd.DataFrame) -> pd.DataFrame:
    """A debt that grows for ever, cut where its story is told: ten years, or the other's end."""
    grows = table["balance"].iloc[-1] > table["balance"].iloc[0] + 0.5
    if not grows:
        return table
    ends = other["balance"].iloc[-1] == 0
    return table.iloc[: max(len(other) if ends else 0, 121)]


@experiment(
    "card-debt",
    title="Compounding against you",
    question="How long does a card debt last?",
    fixed=Number("Or pay this much every month", 150, low=20, high=1000, step=5, unit="money"),
    balance=Number("Owed on the card", 3000, low=100, high=20_000, step=100, unit="money"),
    rate=Number("Interest a year", 0.22, low=0.0, high=0.36, step=0.005, unit="percent"),
    rule=Choice("The card's minimum payment", "interest-plus-1", RULES),
    figures={
        "minimum_years": "years until the debt is paid by minimum payments",
        "minimum_months": "the same in months",
        "minimum_interest": "dollars of interest with minimum payments",
        "minimum_total": "dollars paid back in all with minimum payments",
        "first_minimum": "dollars of the first minimum payment",
        "first_interest": "dollars of interest in the first month",
        "fixed_years": "years until the debt is paid by the fixed payment",
        "fixed_months": "the same in months",
        "fixed_interest": "dollars of interest with the fixed payment",
        "three_year_payment": "dollars a month that clear the debt in three years",
        "yearly_growth": "growth of an unpaid debt in a year, interest on interest counted",
        "doubling_years": "years in which the debt doubles when nothing is paid",
    },
)
def card_debt(market: Market, *, balance: float, rate: float, rule: str, fixed: float) -> Outcome:
    portion, interest_too = TERMS[rule]
    slow = debt.pay_off(balance, rate, share=portion, floor=FLOOR, interest_too=interest_too)
    fast = debt.pay_off(balance, rate, floor=fixed)
    by_minimum = _fate("Paying the minimum", slow)
    answer = f"{by_minimum} {_fate(f'Paying {money(fixed)} every month', fast)}"
    figures = _figures(slow, fast, balance, rate)
    pictures = [_owed_picture(slow, fast)]
    if not np.isnan([figures["minimum_months"], figures["fixed_months"]]).any():
        pictures.append(_cost_picture(slow, fast, balance))
    note = _first_payment(figures["first_minimum"], figures["first_interest"])
    if rate:
        note += (
            f" A debt at {say_rate(rate)} on which nothing is paid doubles in "
            f"{years(round(figures['doubling_years'], 1))}."
        )
    return Outcome(answer, figures, tuple(pictures), note)


def _figures(
    slow: pd.DataFrame, fast: pd.DataFrame, balance: float, rate: float
) -> dict[str, float]:
    slow_months, fast_months = debt.payoff_months(slow), debt.payoff_months(fast)
    return {
        "minimum_years": slow_months / 12,
        "minimum_months": slow_months,
        "minimum_interest": _interest(slow) if slow_months > 0 else float("nan"),
        "minimum_total": float(slow["payment"].sum()),
        "first_minimum": float(slow["payment"].iloc[1]),
        "first_interest": balance * rate / 12,
        "fixed_years": fast_months / 12,
        "fixed_months": fast_months,
        "fixed_interest": _interest(fast) if fast_months > 0 else float("nan"),
        "three_year_payment": debt.fixed_payment(balance, rate, 36),
        "yearly_growth": float((1 + rate / 12) ** 12 - 1),
        "doubling_years": float(growth.doubling_time(rate, 12)),
    }


def _interest(table: pd.DataFrame) -> float:
    return float(table["interest"].sum())


def _owed_picture(slow: pd.DataFrame, fast: pd.DataFrame) -> Picture:
    frame = _by_month(_drawn(slow, fast), _drawn(fast, slow))
    return Picture(
        pair_chart(frame, "debt"),
        frame,
        "Source: arithmetic, a twelfth of the yearly rate charged each month.",
        LEAVES_OUT,
        {"year": "number", "minimum": "money", "fixed": "money"},
        heading="What is still owed",
    )


def _cost_picture(slow: pd.DataFrame, fast: pd.DataFrame, balance: float) -> Picture:
    costs = pd.DataFrame(
        {
            "plan": ["Minimum", "Fixed"],
            "borrowed": balance,
            "total": [balance + _interest(slow), balance + _interest(fast)],
        }
    )
    return Picture(
        debt_cost_chart(costs),
        costs,
        "Source: arithmetic.",
        LEAVES_OUT,
        {"borrowed": "money", "total": "money"},
        heading="What is paid back in all",
    )
