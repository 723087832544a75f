"""Surprise bills: the same made-up households with money set aside before, and without."""

from __future__ import annotations

import numpy as np
import pandas as pd

from finlit.charts.base import PERCENT
from finlit.charts.lines import lines_chart
from finlit.experiments.kit import Number, Outcome, Picture, experiment, outcome
from finlit.market import Market
from finlit.market.cache import cached
from finlit.numbers import emergency_fund
from finlit.words.wording import money, share

HOUSEHOLDS, YEARS, SEED = 2000, 5, 8
CARD_RATE = 0.22
PLANS = ("Set aside before", "Only when it comes")


@cached(64)
def ledgers(
    left: float, cushion: float, bill: float, a_year: float
) -> tuple[emergency_fund.Ledger, emergency_fund.Ledger]:
    """The ledgers of both plans, on the same bills."""
    bills = emergency_fund.draw_bills(HOUSEHOLDS, 12 * YEARS, a_year, bill, SEED)
    before, after = (
        emergency_fund.pay_bills(bills, left, cushion, CARD_RATE, set_aside=plan)
        for plan in (True, False)
    )
    return before, after


def borrowed_by_month(ledger: emergency_fund.Ledger) -> np.ndarray:
    """Share of households that have been in debt at some month's end by then; 0 at first."""
    ever = np.maximum.accumulate(ledger.debt > 0, axis=1)
    return np.concatenate(([0.0], ever.mean(axis=0)))


@experiment(
    "surprise-bills",
    title="Surprise bills",
    question="Who must borrow when a bill comes as a surprise?",
    left=Number("Left over each month", 100, low=0, high=400, step=10, unit="money"),
    bill=Number("The bill", 1500, low=300, high=5000, step=100, unit="money"),
    a_year=Number("Such bills a year, on average", 0.5, low=0.1, high=2, step=0.1, unit="times"),
    cushion=Number("Cash at the start", 0, low=0, high=5000, step=250, unit="money"),
)
def surprise_bills(
    market: Market, *, left: float, bill: float, a_year: float, cushion: float
) -> Outcome:
    before, after = ledgers(left, cushion, bill, a_year)
    shares = [borrowed_by_month(ledger) for ledger in (before, after)]
    interest = [float(ledger.interest.sum(axis=1).mean()) for ledger in (before, after)]
    owing = [float((ledger.debt[:, -1] > 0).mean()) for ledger in (before, after)]
    spent = [float(ledger.spent.sum(axis=1).mean()) for ledger in (before, after)]
    worth = [float((each.cash[:, -1] - each.debt[:, -1]).mean()) for each in (before, after)]
    answer = (
        f"In {YEARS} years, of 100 households that set {money(left)} a month aside, "
        f"**{_of_hundred(shares[0][-1])}** had to borrow for a bill. Of those that waited until it "
        f"came, **{_of_hundred(shares[1][-1])}**. Interest: {money(interest[0])} against "
        f"{money(interest[1])} on average."
    )
    if left == 0:
        answer = (
            f"With nothing left over there is nothing to set aside. In {YEARS} years "
            f"**{_of_hundred(shares[0][-1])}** of 100 households had to borrow for a bill, and "
            f"nothing was there to pay it back."
        )
    return outcome(
        answer,
        {
            "borrowed_before": (
                float(shares[0][-1]),
                "share that had to borrow, money set aside before",
            ),
            "borrowed_after": (
                float(shares[1][-1]),
                "share that had to borrow, paid only when it came",
            ),
            "interest_before": (interest[0], "dollars of interest a household, set aside before"),
            "interest_after": (interest[1], "dollars of interest a household, paid when it came"),
            "owing_before": (owing[0], "share still in debt at the end, set aside before"),
            "owing_after": (owing[1], "share still in debt at the end, paid when it came"),
            "spent_before": (spent[0], "dollars left over that were lived on, set aside before"),
            "spent_after": (spent[1], "dollars left over that were lived on, paid when it came"),
            "worth_before": (worth[0], "cash less debt at the end, set aside before"),
            "worth_after": (worth[1], "cash less debt at the end, paid when it came"),
        },
        _picture(shares, owing, interest, spent),
        note="Made-up households, drawn by chance. Both plans meet the very same bills. They do "
        f"not spend the same: those that waited lived on {money(spent[1])} of the money left over.",
    )


def _of_hundred(fraction: float) -> str:
    return share(fraction).removesuffix(" of 100")


def _picture(
    shares: list[np.ndarray], owing: list[float], interest: list[float], spent: list[float]
) -> Picture:
    frame = pd.DataFrame(
        {"year": np.arange(12 * YEARS + 1) / 12, "line_0": shares[0], "line_1": shares[1]}
    )
    table = pd.DataFrame(
        {
            "plan": PLANS,
            "had_to_borrow": [float(each[-1]) for each in shares],
            "still_owe": owing,
            "interest_paid": interest,
            "spent_meanwhile": spent,
        }
    )
    text = (
        "Two lines from zero. Households that have had to borrow by then: "
        + "; ".join(f"{plan}, {each[-1]:.0%}" for plan, each in zip(PLANS, shares, strict=True))
        + f" after {YEARS} years."
    )
    return Picture(
        lines_chart(frame, PLANS, ("growth", "stock"), PERCENT, text),
        table,
        "Source: a chance experiment of our own.",
        f"{HOUSEHOLDS:,} made-up households, not history. A bill can come in any month, each as "
        f"likely. What cash cannot pay goes on a card at {CARD_RATE:.0%}. The money left over "
        "never changes, and nobody loses a job.",
        {"had_to_borrow": "percent", "still_owe": "percent"}
        | dict.fromkeys(("interest_paid", "spent_meanwhile"), "money"),
        heading="Have had to borrow by then",
    )
