"""How much could be taken out of savings each year, and for how long did it last?"""

from __future__ import annotations

import numpy as np
import pandas as pd

from finlit.experiments.freedom.charts.grid import grid_chart
from finlit.experiments.freedom.retirement_mix import MIX, STOCKS, mixed, source_line
from finlit.experiments.kit import Number, Outcome, Picture, experiment, outcome
from finlit.market import Market
from finlit.numbers import withdrawals
from finlit.numbers.freedom import lasted, money_left
from finlit.words.wording import percent, rate, share, years

RATES = np.array([0.03, 0.035, 0.04, 0.045, 0.05, 0.06])
SPANS = np.array([20, 30, 40, 50, 60])


@experiment(
    "how-long-it-lasts",
    title="How much, for how long?",
    question="How much could be taken out, and for how long did it last?",
    withdrawal=Number("Taken out a year", 0.04, low=0.03, high=0.06, step=0.005, unit="percent"),
    span=Number("For how long", 30, low=20, high=60, step=10, unit="years"),
    stocks=STOCKS,
    fee=Number("Fees a year", 0.0, low=0.0, high=0.02, step=0.0025, unit="percent"),
)
def how_long_it_lasts(
    market: Market, *, withdrawal: float, span: int, stocks: float, fee: float
) -> Outcome:
    _, returns = mixed(market, stocks, fee)
    shares = withdrawals.lasting_shares(returns, RATES, SPANS)
    mine = float(lasted(money_left(returns, span, withdrawal)).mean())
    starts = len(returns) - span + 1
    answer = (
        f"With {percent(stocks)} in stocks, taking out {rate(withdrawal)} of the first sum a year "
        f"for {years(span)} lasted from **{share(mine)}** start years."
    )
    cells = pd.DataFrame(
        [
            {
                "row": rate(float(each)),
                "column": f"{span_} years",
                "value": float(shares[place, at]),
                "picked": bool(np.isclose(each, withdrawal) and span_ == span),
            }
            for place, each in enumerate(RATES)
            for at, span_ in enumerate(SPANS)
        ]
    )
    text = "A grid of shares of start years. " + "; ".join(
        f"{rate(float(each))}: " + ", ".join(f"{value:.0%}" for value in shares[place])
        for place, each in enumerate(RATES)
    )
    table = cells[["row", "column", "value"]].rename(
        columns={"row": "taken_out", "column": "for", "value": "lasted"}
    )
    return outcome(
        answer,
        {
            "lasted": (mine, "share of start years from which the money lasted"),
            "starts": (float(starts), "number of start years"),
            "lasted_3": (
                float(lasted(money_left(returns, span, 0.03)).mean()),
                "the same when 3% is taken out",
            ),
            "lasted_5": (
                float(lasted(money_left(returns, span, 0.05)).mean()),
                "the same when 5% is taken out",
            ),
            "needed": (1 / withdrawal, "years of spending that have to be saved"),
        },
        Picture(
            grid_chart(cells, f"{text}."),
            table,
            source_line(market),
            f"{MIX} Starts overlap, and for 60 years there are few of them.",
            {"lasted": "percent"},
            heading="From how many start years did it last?",
        ),
        note=f"{starts} start years have {years(span)} after them. {rate(withdrawal)} a year needs "
        f"{years(round(1 / withdrawal, 1))} of spending saved up.",
    )
