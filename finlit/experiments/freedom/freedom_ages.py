"""The same plan of saving from every start since 1871: at which age was it enough?"""

from __future__ import annotations

import numpy as np
import pandas as pd

from finlit.charts.base import thin
from finlit.charts.lines import lines_chart
from finlit.experiments.dips.dip_race import EARNINGS
from finlit.experiments.kit import (
    Choice,
    ControlValueError,
    Number,
    Outcome,
    Picture,
    experiment,
    outcome,
)
from finlit.market import Market
from finlit.market.cache import cached
from finlit.market.views import market_months
from finlit.numbers import freedom
from finlit.words.wording import percent

FIRST_AGE = 25


@cached(64)
def waits(market: Market, saved: float, withdrawal: float, stocks: str) -> pd.Series:
    """Years until it was enough, by start month: all starts before the first that is not there."""
    levels = market_months(market)[stocks]
    months = freedom.months_to_enough(levels.to_numpy(), saved, withdrawal)
    still_waiting = np.isnan(months)
    count = int(still_waiting.argmax()) if still_waiting.any() else len(months)
    return pd.Series(months[:count] / 12, levels.index[:count])


@experiment(
    "freedom-by-start",
    title="The age that moves",
    question="The same plan from every start in history: when was it enough?",
    saved=Number("Share of income saved", 0.2, low=0.1, high=0.7, step=0.05, unit="percent"),
    withdrawal=Number("Taken out a year", 0.04, low=0.03, high=0.06, step=0.005, unit="percent"),
    stocks=Choice("Dividends", "real_total_return_index", EARNINGS),
)
def freedom_by_start(market: Market, *, saved: float, withdrawal: float, stocks: str) -> Outcome:
    found = waits(market, saved, withdrawal, stocks)
    if found.empty:
        raise ControlValueError("From no start in history was it enough by now")
    middle, first, last = (float(x) for x in (found.median(), found.min(), found.max()))
    lucky, unlucky = found.idxmin(), found.idxmax()
    answer = (
        f"Who began at {FIRST_AGE} and saved {percent(saved)} of income in US stocks was free at "
        f"**{FIRST_AGE + middle:.0f}** in the middle case. With the luckiest start, {lucky:%B %Y}, "
        f"at {FIRST_AGE + first:.0f}. With the unluckiest, {unlucky:%B %Y}, at "
        f"**{FIRST_AGE + last:.0f}**."
    )
    ages = FIRST_AGE + found
    keep = thin(ages.to_numpy(), 300)
    rows = pd.DataFrame({"date": found.index, "line_0": ages.to_numpy()}).iloc[keep]
    text = (
        f"A line by start month: the age at which it was enough. Between "
        f"{FIRST_AGE + first:.0f} and {FIRST_AGE + last:.0f}, middle {FIRST_AGE + middle:.0f}."
    )
    table = pd.DataFrame({"start": found.index, "years": found.to_numpy(), "age": ages.to_numpy()})
    return outcome(
        answer,
        {
            "middle_years": (middle, "years until it was enough, middle start"),
            "fewest_years": (first, "the same, luckiest start"),
            "most_years": (last, "the same, unluckiest start"),
            "spread_years": (last - first, "years between the two"),
            "starts": (float(len(found)), "number of starts"),
        },
        Picture(
            lines_chart(rows, ("Age when it was enough",), ("growth",), ".0f", text, zero=False),
            table[table["start"].dt.month == 1],
            market.source_line("us_market", over=market_months(market).index),
            "The same plan and the same pay, after inflation. All in US stocks, monthly "
            f"averages. No fees, no taxes. Starts after {found.index[-1]:%Y} are left out, for "
            "not all of them are there yet. Starts overlap.",
            {"start": "month", "years": "years", "age": "number"},
            heading=f"Age when it was enough, by the month of starting at {FIRST_AGE}",
        ),
    )
