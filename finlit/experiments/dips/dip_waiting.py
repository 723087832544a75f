"""Waiting for a dip of 10, 20 or 30 % without a crystal ball, the cash in bills or in a drawer."""

from __future__ import annotations

import numpy as np
import pandas as pd

from finlit.charts.strategy_gaps import gap_ranges
from finlit.experiments.kit import Choice, Number, Outcome, Picture, experiment, outcome
from finlit.experiments.kit.comparison import StrategyComparison
from finlit.experiments.kit.history import History, us_month_ends
from finlit.market import Market
from finlit.market.cache import cached
from finlit.numbers import monthly_saving
from finlit.numbers.returns import Floats
from finlit.words.wording import percent, share, years

DIPS = (0.1, 0.2, 0.3, 0.4)
STEADY, WAITER = "Steady saver", "Waiting buyer"
CASH = {"bills": "Earns what Treasury bills paid", "drawer": "Lies in a drawer and earns nothing"}


def wait(past: History, dip: float, span: int) -> tuple[Floats, Floats]:
    """For each start: the waiter's end value over the steady saver's; share of months waited."""
    months = 12 * span
    bought = monthly_saving.below_high(past.level, months, dip)
    ends = monthly_saving.end_value(bought, past.level, None, past.cash_level)
    in_months = np.bincount(bought.window, minlength=bought.windows)
    return ends / monthly_saving.steady(past.level, months), 1 - in_months / months


def answer(past: History, found: StrategyComparison, dip: float, span: int) -> str:
    one, many = past.stretch
    return past.opening(
        f"waiting for a fall of {percent(dip)} left the waiting buyer behind in "
        f"**{share(found.first_ahead)}** {many} of {years(span)}. In the middle {one} the waiting "
        f"buyer {found.size()} than the steady saver."
    )


@cached(64)
def waiting(market: Market, dip: float, cash: str, span: int) -> tuple[Floats, Floats]:
    """`wait` on the US market."""
    return wait(us_month_ends(market, cash), dip, span)


@experiment(
    "dip-waiting",
    title="Waiting for a dip, without a crystal ball",
    question="What if you keep your cash until the market has fallen by a fifth?",
    dip=Number("Wait for a fall of", 0.2, low=0.1, high=0.4, step=0.1, unit="percent"),
    cash=Choice("The waiting cash", "bills", CASH),
    span=Number("Years of saving", 40, low=10, high=40, step=10, unit="years"),
)
def dip_waiting(market: Market, *, dip: float, cash: str, span: int) -> Outcome:
    past = us_month_ends(market, cash)
    ratio, waited = waiting(market, dip, cash, span)
    found = past.compare(STEADY, WAITER, ratio, f"{span}-year spans")
    never, calm = float((waited == 1).mean()), _longest_calm(past.level, dip) / 12
    caveats = (
        "Month-end values with dividends; the same dollars every month. A fall is measured from "
        "the highest month end since the saver began. No fees, no taxes. Spans overlap."
    )
    table = _all_dips(market, cash, span)
    return outcome(
        f"{answer(past, found, dip, span)} The longest wait for such a fall was "
        f"{years(round(calm, 1))}.",
        found.figures()
        | {
            "never_share": (never, "share of spans in which the dip never came"),
            "longest_calm_years": (calm, "longest time in years without such a fall"),
        },
        found.histogram(past.source, caveats),
        Picture(
            gap_ranges(table, STEADY, WAITER),
            table,
            past.source,
            "A bar holds eight spans in ten, the tick is the middle one.",
            {"dip": "percent"} | dict.fromkeys(table.columns[1:], "fine_percent"),
            heading="A small dip, a big dip: which is worth the wait?",
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
