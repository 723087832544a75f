"""Cash or card first: the same made-up households under three orders, interest and unpaid bills."""

from __future__ import annotations

import numpy as np
import pandas as pd

from finlit.charts.base import DOLLARS, PERCENT
from finlit.charts.lines import named_bars
from finlit.experiments.kit import Number, Outcome, Picture, experiment
from finlit.market import Market
from finlit.market.cache import cached
from finlit.numbers import emergency_fund
from finlit.words.wording import money, share

HOUSEHOLDS, YEARS, SEED = 20_000, 5, 1
CARD_RATE, BILLS_A_YEAR, LIMIT = 0.22, 0.5, 1500.0
ORDERS = (0.0, 500.0, 1000.0)


@cached(32)
def orders(monthly: float, debt: float, bill: float) -> pd.DataFrame:
    """By order of ORDERS: mean interest and worth, and the share that ever met an unpaid bill."""
    bills = emergency_fund.draw_bills(HOUSEHOLDS, 12 * YEARS, BILLS_A_YEAR, bill, SEED)
    rows = []
    for cushion in ORDERS:
        free = emergency_fund.cash_or_card(bills, monthly, debt, CARD_RATE, cushion)
        tight = emergency_fund.cash_or_card(
            bills, monthly, debt, CARD_RATE, cushion, limit=max(LIMIT, debt)
        )
        rows.append(
            {
                "order": "Card first" if not cushion else f"First {money(cushion)} in cash",
                "interest": float(free.interest.mean()),
                "worth": float((free.cash - free.debt).mean()),
                "unpaid": float(tight.unpaid.mean()),
            }
        )
    return pd.DataFrame(rows)


@experiment(
    "cash-or-card",
    title="Cash or card first",
    question="Does a cushion before the card pay?",
    monthly=Number("To spare each month", 100, low=50, high=400, step=10, unit="money"),
    debt=Number("Owed on the card", 1000, low=0, high=5000, step=250, unit="money"),
    bill=Number("The bill", 1500, low=300, high=5000, step=100, unit="money"),
    figures={
        "card_interest": "dollars of interest a household, card first",
        "card_worth": "cash less debt at the end, card first",
        "card_unpaid": "share that ever met a bill that nothing could pay, card first",
        "small_interest": "dollars of interest, 500 in cash first",
        "small_worth": "cash less debt at the end, 500 in cash first",
        "small_unpaid": "share that ever met an unpaid bill, 500 in cash first",
        "large_interest": "dollars of interest, 1,000 in cash first",
        "large_worth": "cash less debt at the end, 1,000 in cash first",
        "large_unpaid": "share that ever met an unpaid bill, 1,000 in cash first",
    },
)
def cash_or_card(market: Market, *, monthly: float, debt: float, bill: float) -> Outcome:
    table = orders(monthly, debt, bill)
    card, small, large = (table.iloc[place] for place in range(len(ORDERS)))
    answer = (
        f"Card first: **{money(card['interest'])}** of interest in {YEARS} years on average. "
        f"With {money(ORDERS[1])} in cash first, {money(small['interest'])}. A bill that nothing "
        f"could pay came to {share(float(card['unpaid']))} and to "
        f"{share(float(small['unpaid']))} households."
    )
    figures = {
        f"{name}_{column}": float(row[column])
        for name, row in (("card", card), ("small", small), ("large", large))
        for column in ("interest", "worth", "unpaid")
    }
    pictures = (
        _bars(table, "interest", "Interest paid, on average", DOLLARS),
        _bars(table, "unpaid", "Ever met a bill that nothing could pay", PERCENT),
    )
    return Outcome(
        answer,
        figures,
        pictures,
        "A dollar paid on the card is a dollar that the card can lend again. That is why cash "
        "changes little here. Where a bill cannot go on a card, or the bank cuts the limit, cash "
        "is worth more than this shows.",
    )


def _bars(table: pd.DataFrame, column: str, heading: str, form: str) -> Picture:
    bars = pd.DataFrame(
        {"name": table["order"], "value": table[column], "picked": np.arange(len(table)) == 0}
    )
    said = "; ".join(f"{row.name} {row.value:,.2f}" for row in bars.itertuples(index=False))
    return Picture(
        named_bars(bars, form, f"Bars. {heading}: {said}.", kind="stock"),
        table,
        "Source: a chance experiment of our own.",
        f"{HOUSEHOLDS:,} made-up households, not history. A bill comes every other year on "
        f"average, in any month. The card takes {CARD_RATE:.0%} a year. Unpaid bills are counted "
        f"with a limit of {money(LIMIT)}, or of the debt where that is more.",
        {"interest": "money", "worth": "money", "unpaid": "fine_percent"},
        heading=heading,
    )
