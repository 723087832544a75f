"""The same amount every month into a learner's own series."""

from __future__ import annotations

from functools import partial

import numpy as np
import pandas as pd

from finlit.charts.base import thin
from finlit.charts.spans import starts_chart
from finlit.experiments.kit import Experiment, Outcome, Picture, experiment
from finlit.experiments.kit.history import ending, own_months, small_print, source_line
from finlit.experiments.own.charts.own_series import worth_chart
from finlit.experiments.own.own_shared import amount, kind_control, monthly_control, start_control
from finlit.market import Market
from finlit.numbers import growth, monthly_saving
from finlit.numbers.series import OwnSeries
from finlit.words.wording import percent


def run(
    market: Market, *, series: OwnSeries, monthly: float, start: str, kind: str | None = None
) -> Outcome:
    levels = own_months(series, kind).levels
    table = _saved(levels.loc[start:], monthly)
    figures = _figures(table, monthly, worthless=series.worthless_on is not None)
    source = source_line(series, table["date"].iloc[0], table["date"].iloc[-1], "%Y-%m")
    pictures = (
        _worth_picture(table, series, source, small_print(series, kind, "Month-end prices.")),
        _starts_picture(_every_start(levels, pd.Timestamp(start)), source),
    )
    return Outcome(_answer(table, figures, series, monthly), figures, pictures, _note(table))


def _saved(window: pd.Series, monthly: float) -> pd.DataFrame:
    """What was paid in and what it was worth, by month; nothing is paid in the last one."""
    count = len(window) - 1
    value, _ = monthly_saving.value_path(
        np.arange(count), window.to_numpy(float), np.full(count, float(monthly))
    )
    paid = monthly * np.minimum(np.arange(1, count + 2), count)
    return pd.DataFrame({"date": window.index, "paid_in": paid, "value": value})


def _figures(table: pd.DataFrame, monthly: float, *, worthless: bool) -> dict[str, float]:
    last, total = float(table["value"].iloc[-1]), float(table["paid_in"].iloc[-1])
    end, count = 0.0 if worthless else last, len(table) - 1
    return {
        "end_value": end,
        "last_value": last,
        "paid_in": total,
        "times": end / total,
        "yearly_rate": float("nan")
        if worthless
        else float(growth.equal_rate(end / monthly, count)),
        "worst_share": float(_below(table).min()),
        "months": count,
    }


def _below(table: pd.DataFrame) -> pd.Series:
    return table["value"] / table["paid_in"] - 1


def _answer(
    table: pd.DataFrame, figures: dict[str, float], series: OwnSeries, monthly: float
) -> str:
    said = (
        f"{amount(monthly, series.currency)} a month in {series.name} from "
        f"{table['date'].iloc[0]:%B %Y} to {table['date'].iloc[-1]:%B %Y}: "
        f"{amount(figures['paid_in'], series.currency)} paid in became "
        f"**{amount(figures['last_value'], series.currency)}**"
    )
    if series.worthless_on is None:
        return f"{said}. That is like a steady {percent(figures['yearly_rate'], 1)} a year."
    zero = amount(0.0, series.currency)
    return f"{said} by the last price. {ending(series)} In the end: **{zero}**."


def _note(table: pd.DataFrame) -> str:
    below = _below(table)
    worst = int(np.argmin(below))
    if below[worst] >= -0.05:
        return ""
    return (
        f"The worst month on the way was {table['date'][worst]:%B %Y}: the savings were worth "
        f"{percent(-below[worst])} less than what had been paid in."
    )


def _worth_picture(table: pd.DataFrame, series: OwnSeries, source: str, caveats: str) -> Picture:
    keep = thin(table["value"].to_numpy(), 300)
    return Picture(
        worth_chart(table.iloc[keep], series.name),
        table,
        source,
        caveats,
        {"date": "month", "paid_in": "number", "value": "number"},
        heading="What was paid in, and what it was worth",
    )


def _starts_picture(by_start: pd.DataFrame, source: str) -> Picture:
    return Picture(
        starts_chart(by_start.iloc[_kept(by_start)], kind="times"),
        by_start[["start", "end"]],
        source,
        "Worth at the last price over what was paid in, for each first month. Above 1, "
        "there was a gain. The dot: the start you picked.",
        {"start": "month", "end": "times"},
        heading="And for every other start?",
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


def own_saving(series: OwnSeries) -> Experiment:
    """Monthly saving in this series."""
    return experiment(
        "own-saving",
        title="Save every month",
        question=f"What would the same amount every month in {series.name} have become?",
        monthly=monthly_control(series),
        start=start_control(series),
        kind=kind_control(series),
        figures={
            "end_value": "worth in the end, in the series' money",
            "last_value": "worth at the last price",
            "paid_in": "paid in",
            "times": "worth in the end over paid in",
            "yearly_rate": "the steady yearly rate that ends the same",
            "worst_share": "worth over paid in less one, in the worst month",
            "months": "months of saving",
        },
    )(partial(run, series=series))
