"""A sum spent now, or put away until later: what history made of it, by the age of the day."""

from __future__ import annotations

import numpy as np
import pandas as pd

from finlit.charts.base import DOLLARS
from finlit.experiments.kit import Choice, Number, Outcome, Picture, bars, experiment, outcome
from finlit.experiments.saving.plan_sensitivity import PLACES
from finlit.market import Market
from finlit.market.cache import cached
from finlit.market.views import market_months, real_returns
from finlit.numbers import monthly_saving
from finlit.numbers.returns import Floats, window_growth
from finlit.words.wording import money, rough_money

LATER = 65
AGES = (15, 25, 35, 45, 55, 60)


@cached(128)
def growth(market: Market, place: str, years: int) -> Floats:
    """Growth after inflation over every span of so many years."""
    if place == "stocks":
        levels = market_months(market)["real_total_return_index"].to_numpy()
    else:
        levels = monthly_saving.levels(real_returns(market, place))
    return window_growth(levels, 12 * years)


@experiment(
    "now-or-later",
    title="Now, or later?",
    question="What does money not spent today become?",
    age=Number("Age today", 25, low=15, high=64, step=1, unit="years"),
    place=Choice("Where it lies", "stocks", PLACES),
    amount=Number("Not spent", 100, low=20, high=2000, step=20, unit="money"),
)
def now_or_later(market: Market, *, age: int, place: str, amount: float) -> Outcome:
    found = amount * growth(market, place, LATER - age)
    low, middle, high = (float(x) for x in np.quantile(found, [0.1, 0.5, 0.9]))
    answer = (
        f"{money(amount)} not spent at {age} became **{rough_money(middle)}** at {LATER} in the "
        f"middle case, in the money of today. One time in ten it was less than "
        f"**{rough_money(low)}**, one time in ten more than {rough_money(high)}."
    )
    table = pd.DataFrame(
        {
            "age": AGES,
            "one_in_ten_less": [_quantile(market, place, each, 0.1) * amount for each in AGES],
            "middle": [_quantile(market, place, each, 0.5) * amount for each in AGES],
            "one_in_ten_more": [_quantile(market, place, each, 0.9) * amount for each in AGES],
        }
    )
    names = [f"Put away at {each}" for each in AGES]
    table_name = "us_market" if place == "stocks" else "stocks_and_bills"
    return outcome(
        answer,
        {
            "low": (low, "dollars at 65, one case in ten was lower"),
            "middle": (middle, "dollars at 65 in the middle case"),
            "high": (high, "dollars at 65, one case in ten was higher"),
            "times": (middle / amount, "the middle case over the amount"),
            "shrank": (
                float((found < amount).mean()),
                "share of spans after which it bought less than at first",
            ),
        },
        Picture(
            bars(
                [*names, f"Yours, at {age}"],
                [*table["middle"], middle],
                DOLLARS,
                f"Bars, worth at {LATER}",
                picked=[False] * len(AGES) + [True],
                kind="you",
            ),
            table,
            market.source_line(table_name, "us_market"),
            "After inflation, dividends and interest left in, the middle of all spans. Joy is "
            "not counted, neither now nor later. No fees, no taxes. Spans overlap.",
            {"age": "number"}
            | dict.fromkeys(("one_in_ten_less", "middle", "one_in_ten_more"), "money"),
            heading=f"What {money(amount)} came to at {LATER}",
        ),
    )


def _quantile(market: Market, place: str, age: int, share: float) -> float:
    return float(np.quantile(growth(market, place, LATER - age), share))
