"""Buying every further fall of a learner's own series, beside cash or a known one."""

from __future__ import annotations

from functools import partial

import numpy as np
import pandas as pd

from finlit.charts.base import thin
from finlit.experiments.kit import (
    Choice,
    ControlValueError,
    Experiment,
    Number,
    Outcome,
    Picture,
    experiment,
)
from finlit.experiments.kit.history import ending, small_print, source_line
from finlit.experiments.own.charts.own_series import ladder_chart, worth_chart
from finlit.experiments.own.known_series import FUND, SP500, known_series
from finlit.experiments.own.own_shared import amount, kind_control, start_control
from finlit.market import Market
from finlit.numbers import drawdowns
from finlit.numbers.series import OwnSeries
from finlit.words.wording import percent

EACH = 100.0
# What the same money could have gone into, of the same kind.
BESIDE = {"price": SP500, "total_return": FUND}
CASH_NAME, INDEX_NAME = "Kept as cash", "In the S&P 500"


def run(
    market: Market,
    *,
    series: OwnSeries,
    start: str,
    step: float,
    beside: str = "cash",
    kind: str | None = None,
) -> Outcome:
    used = kind or series.kinds[0]
    prices = series.levels(used).loc[start:]
    other = _beside(market, prices, used) if beside == "index" else pd.Series(1.0, prices.index)
    prices = prices.loc[other.index[0] : other.index[-1]]
    if len(prices) < 2:
        raise ControlValueError(f"{series.name} and the index share no prices after {start}")
    table = drawdowns.ladder(prices, other.reindex(prices.index), step, EACH)
    last, count = table.iloc[-1], int((table["bought"] > 0).sum())
    first_day, last_day = table.index[0], table.index[-1]
    final = 0.0 if series.worthless_on is not None else float(last["value"])
    other_name = CASH_NAME if beside == "cash" else INDEX_NAME
    figures = {
        "purchases": count,
        "paid_in": float(last["paid_in"]),
        "average_cost": float(last["average_cost"]),
        "last_value": float(last["value"]),
        "final_value": final,
        "beside_value": float(last["index_value"]),
    }
    if not count:
        return Outcome(
            f"From {first_day:%B %Y} to {last_day:%B %Y} {series.name} never stood "
            f"{percent(step)} below its high, so there was nothing to buy.",
            figures,
            (),
        )
    money = partial(amount, currency=series.currency)
    # An adjusted price is in no one's pocket: an average cost of it would say nothing.
    cost = f", at an average of {money(last['average_cost'])} a share" if used == "price" else ""
    answer = (
        f"Each further fall of {percent(step)} from {first_day:%B %Y} on: you bought "
        f"{series.name} **{count} times**, {money(EACH)} each{cost}. By {last_day:%B %Y} the "
        f"{money(last['paid_in'])} were worth **{money(last['value'])}**. "
        f"{other_name}, the same money: **{money(last['index_value'])}**."
    )
    if ending(series):
        answer += f" {ending(series)}"
    return Outcome(answer, figures, _pictures(series, table, used, other_name))


def _beside(market: Market, prices: pd.Series, used: str) -> pd.Series:
    """The index's last level for every day of the series that both cover."""
    known = known_series(market)[BESIDE[used]].levels(used)
    dates = prices.loc[known.index[0] : known.index[-1]].index
    if len(dates) < 2:
        raise ControlValueError(
            f"The index beside it begins in {known.index[0]:%B %Y} and ends in "
            f"{known.index[-1]:%B %Y}. Choose cash, or another start"
        )
    return known.reindex(dates, method="ffill")


def _pictures(
    series: OwnSeries, table: pd.DataFrame, used: str, other_name: str
) -> tuple[Picture, ...]:
    bought = table["bought"] > 0
    keep = np.union1d(thin(table["price"].to_numpy(), 260), np.flatnonzero(bought))
    line = table.iloc[keep].rename_axis("date").reset_index()
    line["buy"] = line["price"].where(line["bought"] > 0)
    purchases = table.loc[bought].rename_axis("date").reset_index()
    yearly = table.groupby(table.index.year).tail(1).rename_axis("date").reset_index()
    yearly = yearly.rename(columns={"index_value": "beside_value"})
    source = source_line(series, table.index[0], table.index[-1])
    whole = dict.fromkeys(("paid_in", "value", "beside_value"), "number") | {"date": "date"}
    return (
        Picture(
            ladder_chart(line, series.name),
            purchases[["date", "price", "paid_in", "shares", "average_cost"]],
            source,
            small_print(series, used, "Each step up this scale multiplies the price."),
            whole | dict.fromkeys(("price", "shares", "average_cost"), "number"),
            heading="Price and purchases",
        ),
        Picture(
            worth_chart(
                line.rename(columns={"index_value": "beside_value"}), series.name, other_name
            ),
            yearly[["date", "paid_in", "value", "beside_value"]],
            source,
            "The same money on the same days.",
            whole,
            heading="What the money became",
        ),
    )


def own_ladder(series: OwnSeries) -> Experiment:
    """A ladder into this series."""
    options = {"cash": CASH_NAME}
    if series.currency == "USD":
        options["index"] = INDEX_NAME
    return experiment(
        "own-ladder",
        title="Buy each further fall",
        question=f"What if you buy {series.name} each time it falls further?",
        step=Number(
            "Buy at every further fall of", 0.2, low=0.1, high=0.5, step=0.05, unit="percent"
        ),
        start=start_control(series, 6),
        kind=kind_control(series),
        beside=Choice("Beside it", "cash", options) if len(options) > 1 else None,
        figures={
            "purchases": "number of purchases",
            "paid_in": "paid in",
            "average_cost": "average cost of a share",
            "last_value": "worth at the last price",
            "final_value": "worth in the end",
            "beside_value": "the same money in what stands beside it",
        },
    )(partial(run, series=series))
