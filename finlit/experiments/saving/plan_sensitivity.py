"""Time, compounding, risk and the amount saved: what each alone, and all together, would change."""

from __future__ import annotations

import numpy as np
import pandas as pd

from finlit.charts.base import SHORT_DOLLARS
from finlit.charts.lines import named_bars
from finlit.experiments.kit import Choice, Number, Outcome, Picture, Switch, experiment
from finlit.market import Market
from finlit.market.cache import cached
from finlit.market.views import real_returns
from finlit.numbers import monthly_saving
from finlit.numbers.returns import Floats
from finlit.words.wording import rough_money, times

PLAIN_MONTHLY, PLAIN_YEARS, EARLIER = 100.0, 30, 10
PLACES = {"bills": "Safe Treasury bills", "stocks": "US stocks"}
# The figure that tells what each change of the plain plan does.
CHANGES = {
    "only_early": "Only ten years earlier",
    "only_stay": "Only earnings left in",
    "only_stocks": "Only stocks instead of bills",
    "all_three": "These three together",
}


@cached(32)
def ends(market: Market, place: str, stay: bool, early: bool) -> Floats:
    """End values of 1 dollar a month for every start whose longest span is in the data."""
    returns = real_returns(market, place)
    months = 12 * (PLAIN_YEARS + (EARLIER if early else 0))
    found = (monthly_saving.left_in if stay else monthly_saving.taken_out)(returns, months)
    # The later and the earlier start end on the same day, so that both saw the same last years.
    return found if early else found[12 * EARLIER :]


def middle(market: Market, place: str, stay: bool, early: bool) -> float:
    return float(np.median(ends(market, place, stay, early)))


@experiment(
    "what-each-changes",
    title="What would each idea have changed?",
    question="Time, compounding, risk, or simply saving more: what does most?",
    monthly=Number("Saved each month", 100, low=50, high=400, step=50, unit="money"),
    place=Choice("Where it lies", "bills", PLACES),
    stay=Switch("Earnings stay in and earn"),
    early=Switch("Start ten years earlier"),
    figures={
        "end": "dollars at the end of the middle span",
        "ratio": "the same over the plain plan's",
        "paid_in": "dollars paid in",
        "only_early": "ten years earlier alone, over the plain plan",
        "only_stay": "earnings left in alone, over the plain plan",
        "only_stocks": "stocks alone, over the plain plan",
        "all_three": "the three together, over the plain plan",
        "worst": "dollars at the end of the worst span",
    },
)
def what_each_changes(
    market: Market, *, monthly: float, place: str, stay: bool, early: bool
) -> Outcome:
    single, plain = _single_changes(market), middle(market, "bills", False, False)
    chosen = middle(market, place, stay, early)
    ratio = monthly * chosen / (PLAIN_MONTHLY * plain)
    paid = monthly * 12 * (PLAIN_YEARS + (EARLIER if early else 0))
    answer = (
        f"Your plan ends with **{rough_money(monthly * chosen)}** in the middle case, "
        f"{rough_money(paid)} of it paid in. That is **{times(ratio, 1)}** the plain plan of "
        f"{rough_money(PLAIN_MONTHLY)} a month."
    )
    figures = {
        "end": monthly * chosen,
        "ratio": ratio,
        "paid_in": paid,
        **{name: single[plan] / plain for name, plan in CHANGES.items()},
        "worst": monthly * float(ends(market, place, stay, early).min()),
    }
    table = pd.DataFrame(
        {
            "plan": [*single, "Your plan"],
            "end": [*(PLAIN_MONTHLY * end for end in single.values()), monthly * chosen],
        }
    )
    table["beside_the_plain_plan"] = table["end"] / (PLAIN_MONTHLY * plain)
    source = market.source_line(
        "stocks_and_bills", "us_market", over=market.table("stocks_and_bills").index
    )
    return Outcome(answer, figures, (_plans_picture(table, source),))


def _single_changes(market: Market) -> dict[str, float]:
    """End of the middle span for 1 dollar a month: the plain plan, and one thing changed."""
    plain = middle(market, "bills", False, False)
    return {
        "Plain: bills, earnings taken out, 30 years": plain,
        "Only ten years earlier": middle(market, "bills", False, True),
        "Only earnings left in": middle(market, "bills", True, False),
        "Only stocks instead of bills": middle(market, "stocks", False, False),
        "These three together": middle(market, "stocks", True, True),
        "Only twice as much saved": 2 * plain,
    }


def _plans_picture(table: pd.DataFrame, source: str) -> Picture:
    yours = table["plan"] == "Your plan"
    bars = pd.DataFrame({"name": table["plan"], "value": table["end"], "picked": yours})
    text = "Bars, money at the end of the middle span: " + "; ".join(
        f"{row.name} ${row.value:,.0f}" for row in bars.itertuples(index=False)
    )
    return Picture(
        named_bars(bars, SHORT_DOLLARS, f"{text}.", kind="you"),
        table,
        source,
        "Dollars of equal worth, the same sum each month, the middle of all spans. "
        "Earnings taken out are put aside and count, but earn nothing more. No fees, no "
        "taxes. Spans overlap.",
        {"end": "money", "beside_the_plain_plan": "times"},
        heading=f"The end, at {rough_money(PLAIN_MONTHLY)} a month, and your plan",
    )
