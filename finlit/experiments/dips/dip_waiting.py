"""Waiting for a dip of 10, 20 or 30 % without a crystal ball, the cash in bills or in a drawer."""

from __future__ import annotations

import numpy as np
import pandas as pd

from finlit.charts.strategy_gaps import gap_ranges
from finlit.experiments.kit import Choice, Number, Outcome, Picture, experiment
from finlit.experiments.kit.comparison import COMPARISON_FIGURES, StrategyComparison
from finlit.market import Market
from finlit.market.cache import cached
from finlit.market.views import month_ends
from finlit.numbers import monthly_saving
from finlit.numbers.returns import Floats
from finlit.words.wording import percent, share, years

DIPS = (0.1, 0.2, 0.3, 0.4)
STEADY, WAITER = "Steady saver", "Waiting buyer"
CASH = {"bills": "Earns what Treasury bills paid", "drawer": "Lies in a drawer and earns nothing"}


@cached(64)
def waiting(market: Market, dip: float, cash: str, span: int) -> tuple[Floats, Floats]:
    """For each start: the waiter's end value over the steady saver's; share of months waited."""
    levels = month_ends(market)
    stocks = levels["stocks"].to_numpy()
    bills = levels["bills"].to_numpy() if cash == "bills" else None
    months = 12 * span
    bought = monthly_saving.below_high(stocks, months, dip)
    ratio = monthly_saving.end_value(bought, stocks, None, bills) / monthly_saving.steady(
        stocks, months
    )
    in_months = np.bincount(bought.window, minlength=bought.windows)
    return ratio, 1 - in_months / months


@experiment(
    "dip-waiting",
    title="Waiting for a dip, without a crystal ball",
    question="What if you keep your cash until the market has fallen by a fifth?",
    dip=Number("Wait for a fall of", 0.2, low=0.1, high=0.4, step=0.1, unit="percent"),
    cash=Choice("The waiting cash", "bills", CASH),
    span=Number("Years of saving", 40, low=10, high=40, step=10, unit="years"),
    figures=COMPARISON_FIGURES
    | {
        "never_share": "share of spans in which the dip never came",
        "longest_calm_years": "longest time in years without such a fall",
    },
)
def dip_waiting(market: Market, *, dip: float, cash: str, span: int) -> Outcome:
    levels = month_ends(market)
    ratio, waited = waiting(market, dip, cash, span)
    starts = pd.DatetimeIndex(levels.index[: len(ratio)])
    race = StrategyComparison(STEADY, WAITER, starts, ratio, f"{span}-year spans")
    quiet = _longest_calm(levels["stocks"].to_numpy(), dip)
    answer = (
        f"Waiting for a fall of {percent(dip)} left the waiting buyer behind in "
        f"**{share(race.first_ahead)}** spans of {years(span)}. In the middle span the waiting "
        f"buyer {race.size()} than the steady saver. The longest wait for such a fall was "
        f"{years(round(quiet / 12, 1))}."
    )
    source = market.source_line("stocks_and_bills")
    caveats = (
        "Month-end values with dividends; the same dollars every month. A fall is measured from "
        "the highest month end since the saver began. No fees, no taxes. Spans overlap."
    )
    table = _all_dips(market, cash, span)
    return Outcome(
        answer,
        race.figures()
        | {"never_share": float((waited == 1).mean()), "longest_calm_years": quiet / 12},
        (
            race.histogram(source, caveats),
            Picture(
                gap_ranges(table, STEADY, WAITER),
                table,
                source,
                "A bar holds eight spans in ten, the tick is the middle one.",
                {
                    "dip": "percent",
                    "behind": "fine_percent",
                    "low": "fine_percent",
                    "median": "fine_percent",
                    "high": "fine_percent",
                    "never": "fine_percent",
                },
                heading="A small dip, a big dip: which is worth the wait?",
            ),
        ),
    )


def _all_dips(market: Market, cash: str, span: int) -> pd.DataFrame:
    """One row a dip: share behind, gap (one in ten lower, middle, one in ten higher), never."""
    rows = []
    for dip in DIPS:
        ratio, waited = waiting(market, dip, cash, span)
        low, median, high = np.quantile(ratio, [0.1, 0.5, 0.9]) - 1
        rows.append((dip, (ratio < 1).mean(), low, median, high, (waited == 1).mean()))
    return pd.DataFrame(rows, columns=["dip", "behind", "low", "median", "high", "never"])


def _longest_calm(stocks: Floats, dip: float) -> int:
    """Most months in a row in which the market stood less than `dip` below its high so far."""
    fallen = np.flatnonzero(stocks <= (1 - dip) * np.maximum.accumulate(stocks))
    return int(np.diff(np.concatenate([[-1], fallen, [len(stocks)]])).max() - 1)
