"""The same amount every month into a learner's own series."""

from __future__ import annotations

from functools import partial

import numpy as np
import pandas as pd

from finlit import growth, strategies
from finlit.charts.base import thin
from finlit.charts.own_series import worth_chart
from finlit.charts.spans import starts_chart
from finlit.experiments.base import Experiment, Outcome, Picture
from finlit.experiments.own_shared import (
    amount,
    ending,
    kind_control,
    monthly_control,
    monthly_levels,
    small_print,
    source_line,
    start_control,
)
from finlit.experiments.wording import percent
from finlit.market import Market
from finlit.series import OwnSeries


def run(
    market: Market, *, series: OwnSeries, monthly: float, start: str, kind: str | None = None
) -> Outcome:
    levels = monthly_levels(series, kind)
    window = levels.loc[start:]
    count = len(window) - 1
    level = window.to_numpy(float)
    value, _ = strategies.value_path(np.arange(count), level, np.full(count, float(monthly)))
    paid = monthly * np.minimum(np.arange(1, count + 2), count)
    worthless = series.worthless_on is not None
    end, total = 0.0 if worthless else float(value[-1]), float(paid[-1])
    rate = float("nan") if worthless else float(growth.equal_rate(end / monthly, count))
    table = pd.DataFrame({"date": window.index, "paid_in": paid, "value": value})
    below = value / paid - 1
    worst = int(np.argmin(below))
    answer = (
        f"{amount(monthly, series.currency)} a month in {series.name} from "
        f"{window.index[0]:%B %Y} to {window.index[-1]:%B %Y}: {amount(total, series.currency)} "
        f"paid in became **{amount(float(value[-1]), series.currency)}**"
    )
    answer += (
        f" by the last price. {ending(series)} In the end: **{amount(0.0, series.currency)}**."
        if worthless
        else f". That is like a steady {percent(rate, 1)} a year."
    )
    note = ""
    if below[worst] < -0.05:
        note = (
            f"The worst month on the way was {window.index[worst]:%B %Y}: the savings were worth "
            f"{percent(-below[worst])} less than what had been paid in."
        )
    source = source_line(series, window.index[0], window.index[-1], "%Y-%m")
    keep = thin(value, 300)
    formats = {"date": "month", "paid_in": "number", "value": "number"}
    by_start = _every_start(levels, pd.Timestamp(start))
    return Outcome(
        answer,
        {
            "end_value": end,
            "last_value": float(value[-1]),
            "paid_in": total,
            "times": end / total,
            "yearly_rate": rate,
            "worst_share": float(below[worst]),
            "months": count,
        },
        (
            Picture(
                worth_chart(table.iloc[keep], series.name),
                table,
                source,
                small_print(series, kind, "Month-end prices."),
                formats,
                heading="What was paid in, and what it was worth",
            ),
            Picture(
                starts_chart(by_start.iloc[_kept(by_start)], kind="times"),
                by_start[["start", "end"]],
                source,
                "Worth at the last price over what was paid in, for each first month. Above 1, "
                "there was a gain. The dot: the start you picked.",
                {"start": "month", "end": "times"},
                heading="And for every other start?",
            ),
        ),
        note,
    )


def _every_start(levels: pd.Series, picked: pd.Timestamp) -> pd.DataFrame:
    """Worth at the end over what was paid in, for every first month but the last year's."""
    values = levels.to_numpy(float)
    bought = np.cumsum((1 / values[:-1])[::-1])[::-1]
    paid = np.arange(len(values) - 1, 0, -1)
    times = (bought * values[-1] / paid)[:-11]
    starts = levels.index[: len(times)]
    return pd.DataFrame(
        {
            "start": starts,
            "end": times,
            "picked": np.where(starts == picked, times, np.nan),
            "level": 1.0,
        }
    )


def _kept(by_start: pd.DataFrame) -> np.ndarray:
    picked = np.flatnonzero(by_start["picked"].notna())
    return np.union1d(thin(by_start["end"].to_numpy(), 300), picked)


def experiment(series: OwnSeries) -> Experiment:
    """Monthly saving in this series."""
    return Experiment(
        name="own-saving",
        title="Save every month",
        question=f"What would the same amount every month in {series.name} have become?",
        controls=(monthly_control(series), start_control(series), *kind_control(series)),
        figures={
            "end_value": "worth in the end, in the series' money",
            "last_value": "worth at the last price",
            "paid_in": "paid in",
            "times": "worth in the end over paid in",
            "yearly_rate": "the steady yearly rate that ends the same",
            "worst_share": "worth over paid in less one, in the worst month",
            "months": "months of saving",
        },
        run=partial(run, series=series),
    )
