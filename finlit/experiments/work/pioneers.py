"""The first in a market and those that came later: who won it, by what first and won mean."""

from __future__ import annotations

import numpy as np
import pandas as pd

from finlit.experiments.kit import Choice, Outcome, Picture, experiment, outcome
from finlit.experiments.work.charts.firsts import FIRST, GONE, LATER, winners_chart
from finlit.market import Market
from finlit.market.cache import cached

LISTS = {
    "newer": "The newer list, 18 markets",
    "older": "The older list, 14 markets",
    "both": "Both lists, 22 markets",
}
FIRSTS = {"famous": "The early one that the list names", "earliest": "The earliest on record"}
WINS = {"once": "Won the market once", "still": "And did not lose it since"}


@cached(16)
def winners(market: Market, list_: str, first: str, won: str) -> pd.DataFrame:
    """One row a market: product, first, later, winner (FIRST, LATER or GONE), note.

    Where a still earlier one is on record and counts as the first, the first of the list is one
    that came later. Where the winner has lost the market since, "still" counts it as GONE.
    """
    table = market.table("pioneers").reset_index()
    if list_ != "both":
        table = table[table[f"{list_}_list"] == "yes"].reset_index(drop=True)
    first_won = (table["winner"] == "first").to_numpy()
    earlier = (table["earlier"] != "").to_numpy()
    if first == "earliest":
        first_won = first_won & ~earlier
    outcome = np.where(first_won, FIRST, LATER)
    if won == "still":
        outcome = np.where(table["since"] != "", GONE, outcome)
    return pd.DataFrame(
        {
            "product": table["product"],
            "first": table["first"].where(~earlier | (first == "famous"), table["earlier"]),
            "winner": outcome,
            "what_came_since": table["since"],
        }
    )


@experiment(
    "first-or-later",
    title="Who won the market?",
    question="Did the first one win, or one that came later?",
    listed=Choice("Whose list", "newer", LISTS),
    first=Choice("Who was first", "famous", FIRSTS),
    won=Choice("What is winning", "once", WINS),
)
def first_or_later(market: Market, *, listed: str, first: str, won: str) -> Outcome:
    found = winners(market, listed, first, won)
    firsts, laters, gone = (int((found["winner"] == name).sum()) for name in (FIRST, LATER, GONE))
    count = len(found)
    rest = f" In **{gone}** the winner has lost it since." if won == "still" else ""
    answer = (
        f"Of {count} markets the first one won **{firsts}**. In **{laters}** the winner was one "
        f"that came later.{rest}"
    )
    order = {FIRST: 0, LATER: 1, GONE: 2}
    sorted_ = found.sort_values("winner", key=lambda names: names.map(order), kind="stable")
    return outcome(
        answer,
        {
            "first_won": (float(firsts), "markets won by the first"),
            "later_won": (float(laters), "markets won by one that came later"),
            "neither": (float(gone), "markets that the winner has lost since"),
            "markets": (float(count), "number of markets"),
            "first_share": (firsts / count, "share of markets won by the first"),
            "even_rivals": (
                count / firsts,
                "companies a market with which luck alone gives the first that share",
            ),
        },
        Picture(
            winners_chart(sorted_[["product", "winner"]].reset_index(drop=True)),
            sorted_.reset_index(drop=True),
            market.source_line("pioneers"),
            "Lists made for teaching business: somebody picked the markets, and the later "
            "company was named when the end was known. Firsts that nobody remembers are on "
            "no list.",
            heading="Who won the market?",
        ),
        note=f"If luck alone decided, the first would win as often with {count / firsts:.1f} "
        "companies in each market.",
    )
