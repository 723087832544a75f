"""The unluckiest buyer: once a year, always in the month with the highest price."""

from __future__ import annotations

import numpy as np
import pandas as pd

from finlit.charts.base import SHORT_DOLLARS
from finlit.charts.lines import named_bars
from finlit.experiments.kit import Choice, Number, Outcome, Picture, experiment, outcome
from finlit.market import Market
from finlit.market.cache import cached
from finlit.market.views import market_months
from finlit.numbers import annual_purchases
from finlit.numbers.returns import Floats
from finlit.words.wording import percent, rough_money, share

YEARLY = 1_200.0
EARNINGS = {
    "real_total_return_index": "Dividends are put back in",
    "real_price": "Dividends are spent",
}
SINCE = {"1871": "1871 on", "1926": "1926 on", "1970": "1970 on"}
NAMES = {
    "low": "Always in the cheapest month",
    "first": "Always in January",
    "monthly": "A bit every month",
    "high": "Always in the dearest month",
}


@cached(64)
def ends(
    market: Market, span: int, earning: str, since: str
) -> tuple[list[int], dict[str, Floats]]:
    """Start years, and the end values of each buyer for $1 a year."""
    months = market_months(market).loc[since:]
    years, price = annual_purchases.whole_years(months["price"])
    _, earned = annual_purchases.whole_years(months[earning])
    found = {when: annual_purchases.end_values(price, earned, span, when) for when in NAMES}
    return years[: len(price) - span], found


@experiment(
    "yearly-high",
    title="The unluckiest buyer",
    question="What if you always buy in the dearest month of the year?",
    span=Number("Years of saving", 30, low=5, high=50, step=5, unit="years"),
    earning=Choice("Dividends", "real_total_return_index", EARNINGS),
    since=Choice("Starts from", "1871", SINCE),
)
def yearly_high(market: Market, *, span: int, earning: str, since: str) -> Outcome:
    starts, found = ends(market, span, earning, since)
    middle = {when: float(np.median(values)) * YEARLY for when, values in found.items()}
    gained = {when: float((values > span).mean()) for when, values in found.items()}
    behind = found["high"] / found["monthly"]
    cost, paid = 1 - float(np.median(behind)), YEARLY * span
    answer = (
        f"Who bought in the **dearest month of every year** for {span} years ended "
        f"{percent(cost, 1)} behind the monthly buyer in the middle case. And still ended above "
        f"what was paid in, in **{share(gained['high'])}** spans."
    )
    figures = {
        "cost": (cost, "how far the dearest month ended behind monthly buying, middle span"),
        "worst_cost": (1 - float(behind.min()), "the same, worst span"),
        "gained": (
            gained["high"],
            "share of spans in which buying in the dearest month ended above what was paid",
        ),
        "gained_monthly": (gained["monthly"], "the same for monthly buying"),
        "middle_high": (
            middle["high"],
            "dollars at the end of the middle span, always in the dearest month",
        ),
        "middle_low": (middle["low"], "the same, always in the cheapest month"),
        "middle_monthly": (middle["monthly"], "the same, a bit every month"),
        "paid_in": (paid, "dollars paid in"),
        "low_over_monthly": (
            float(np.median(found["low"] / found["monthly"])) - 1,
            "how far the cheapest month ended ahead of monthly buying, middle span",
        ),
        "starts": (float(len(starts)), "number of spans"),
    }
    table = pd.DataFrame(
        {
            "buyer": list(NAMES.values()),
            "middle": [middle[when] for when in NAMES],
            "ended_above_paid_in": [gained[when] for when in NAMES],
        }
    )
    source = market.source_line(
        "us_market", first=f"{starts[0]}-01", last=f"{starts[-1] + span}-01"
    )
    return outcome(answer, figures, _buyers_picture(table, paid, source))


def _buyers_picture(table: pd.DataFrame, paid: float, source: str) -> Picture:
    bars = pd.DataFrame(
        {
            "name": [*table["buyer"], "Paid in"],
            "value": [*table["middle"], paid],
            "picked": [when == "high" for when in NAMES] + [False],
        }
    )
    text = "Bars, money at the end of the middle span: " + "; ".join(
        f"{row.name} ${row.value:,.0f}" for row in bars.itertuples(index=False)
    )
    return Picture(
        named_bars(bars, SHORT_DOLLARS, f"{text}.", kind="stock"),
        table,
        source,
        f"{rough_money(YEARLY)} a year, rising with prices. Dollars of equal worth. "
        "Months are told by average prices, so the dearest day was dearer still. Each bar is the "
        "middle of all ends of that buyer; the middle gap between two buyers is told above. No "
        "fees, no taxes. Spans overlap.",
        {"middle": "money", "ended_above_paid_in": "fine_percent"},
        heading="The middle span, by the month in which they buy",
    )
