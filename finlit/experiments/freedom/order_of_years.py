"""The same good and bad years in another order: what it does to someone who takes money out."""

from __future__ import annotations

import numpy as np
import pandas as pd

from finlit.charts.lines import lines_chart
from finlit.experiments.freedom.retirement_mix import FIRST, MIX, STAKE, STOCKS, mixed, source_line
from finlit.experiments.kit import Choice, Number, Outcome, Picture, experiment, outcome
from finlit.market import Market
from finlit.numbers import withdrawals
from finlit.numbers.freedom import money_left
from finlit.words.wording import money, rate, rough_money, years

SPAN = 30
ORDERS = {
    "backward": "The same years backward",
    "bad-first": "The worst years first",
    "good-first": "The best years first",
}


@experiment(
    "order-of-years",
    title="The same years in another order",
    question="The same good and bad years: does their order matter?",
    start=Number("Stopped working in", 1966, low=FIRST, high=1996, step=1, unit="year"),
    order=Choice("The other order", "backward", ORDERS),
    withdrawal=Number("Taken out a year", 0.045, low=0.0, high=0.08, step=0.005, unit="percent"),
    stocks=STOCKS,
)
def order_of_years(
    market: Market, *, start: int, order: str, withdrawal: float, stocks: float
) -> Outcome:
    found, returns = mixed(market, stocks)
    at = int(np.flatnonzero(found == start)[0])
    own = returns[at : at + SPAN]
    other = withdrawals.reordered(own, order)
    left = {
        name: STAKE * money_left(each, SPAN, withdrawal)[0]
        for name, each in (("as_it_was", own), ("other", other))
    }
    grown = STAKE * float(np.prod(1 + own))
    said = {
        name: (
            f"**{rough_money(float(path[-1]))}** left"
            if path[-1] > 0
            else f"nothing left after **{years(withdrawals.years_lasted(path))}**"
        )
        for name, path in left.items()
    }
    answer = (
        f"{money(STAKE)}, and {rate(withdrawal)} of it taken out each year from {start}: "
        f"{said['as_it_was']}. {ORDERS[order]}: {said['other']}. Without taking out, both grow to "
        f"{rough_money(grown)}."
    )
    after = np.arange(SPAN + 1)
    rows = pd.DataFrame(
        {
            "year": after,
            "line_0": np.append(STAKE, left["as_it_was"]),
            "line_1": np.append(STAKE, left["other"]),
        }
    )
    table = rows.rename(columns={"line_0": "as_it_was", "line_1": "other_order"})
    text = (
        f"Two lines over {SPAN} years from $1,000,000. As it was: ${left['as_it_was'][-1]:,.0f} "
        f"at the end. {ORDERS[order]}: ${left['other'][-1]:,.0f}."
    )
    return outcome(
        answer,
        {
            "end_as_it_was": (
                float(left["as_it_was"][-1]),
                "dollars left of a million after 30 years",
            ),
            "end_other": (float(left["other"][-1]), "the same with the years in the other order"),
            "years_as_it_was": (withdrawals.years_lasted(left["as_it_was"]), "years paid in full"),
            "years_other": (withdrawals.years_lasted(left["other"]), "the same in the other order"),
            "grown": (
                grown,
                "dollars that a million grows to when nothing is taken out, in either order",
            ),
            "average": (
                float(np.prod(1 + own) ** (1 / SPAN) - 1),
                "return a year, the same in either order",
            ),
        },
        Picture(
            lines_chart(rows, ("As it was", ORDERS[order]), ("growth", "stock"), "$.3~s", text),
            table,
            source_line(market),
            f"{MIX} The other order never happened; it only shows what the order does.",
            {"as_it_was": "money", "other_order": "money"},
            heading=f"Money left, by years after {start}",
        ),
    )
