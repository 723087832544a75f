"""A learner's own series without its best days, without its worst ones, and without both."""

from __future__ import annotations

from functools import partial

import numpy as np
import pandas as pd

from finlit.charts.base import thin
from finlit.charts.best_days import BEST, LINES, WORST, days_chart
from finlit.experiments.kit import (
    ControlValueError,
    Experiment,
    Number,
    Outcome,
    Picture,
    experiment,
)
from finlit.experiments.kit.history import small_print, source_line
from finlit.experiments.own.charts.own_series import compare_chart
from finlit.experiments.own.own_shared import amount, kind_control
from finlit.market import Market
from finlit.numbers import missed_days
from finlit.numbers.series import OwnSeries

STAKE = 1000.0
LEAST_DAYS = 250


def run(market: Market, *, series: OwnSeries, days: int, kind: str | None = None) -> Outcome:
    if series.frequency != "daily":
        raise ControlValueError(
            f"{series.name} has no price for each day, so no best days can be told"
        )
    levels = series.levels(kind or series.kinds[0])
    if len(levels) < LEAST_DAYS:
        raise ControlValueError(f"{series.name} has {len(levels)} days. This needs {LEAST_DAYS}")
    daily = missed_days.daily_returns(levels)
    returns = daily.to_numpy()
    best, worst = missed_days.best_days(returns, days), missed_days.worst_days(returns, days)
    missed = (best[:0], best, worst, np.concatenate([best, worst]))
    table = pd.DataFrame({"date": levels.index})
    for label, positions in zip(LINES.values(), missed, strict=True):
        growth = missed_days.growth_without(returns, positions)
        table[label] = np.concatenate([[1.0], growth])
    held, no_best, no_worst, neither = (
        amount(STAKE * float(table[label].iloc[-1]), series.currency) for label in LINES.values()
    )
    answer = (
        f"{amount(STAKE, series.currency)} held in {series.name} through every day from "
        f"{levels.index[0]:%B %Y} to {levels.index[-1]:%B %Y} became **{held}**. "
        f"Without the {days} best days: {no_best}. "
        f"Without the {days} worst: {no_worst}. Without both: **{neither}**."
    )
    figures = {name: STAKE * float(table[label].iloc[-1]) for name, label in LINES.items()}
    return Outcome(
        answer,
        figures,
        _pictures(series, kind, table, daily, best, worst),
        "Best and worst days are often neighbors. Nobody can pick them in advance.",
    )


def _pictures(
    series: OwnSeries,
    kind: str | None,
    table: pd.DataFrame,
    daily: pd.Series,
    best: np.ndarray,
    worst: np.ndarray,
) -> tuple[Picture, ...]:
    names = list(LINES.values())
    keep = np.unique(np.concatenate([thin(table[name].to_numpy(), 80) for name in names]))
    drawn = table.iloc[keep].copy()
    drawn[names] *= 100
    chosen = pd.concat(
        [
            daily.iloc[best].to_frame().assign(kind=BEST),
            daily.iloc[worst].to_frame().assign(kind=WORST),
        ]
    )
    chosen = chosen.rename_axis("date").reset_index()
    source = source_line(series, table["date"].iloc[0], table["date"].iloc[-1])
    yearly = table.groupby(table["date"].dt.year).tail(1)
    return (
        Picture(
            compare_chart(drawn, names, log=False),
            yearly,
            source,
            small_print(series, kind, "A missed day is a day in cash."),
            {"date": "date"} | dict.fromkeys(names, "times"),
            heading="What 100 became",
        ),
        Picture(
            days_chart(chosen, table["date"].iloc[[0, -1]]),
            chosen.sort_values("date"),
            source,
            "Change from one close to the next.",
            {"date": "date", "daily_return": "fine_percent"},
            heading="When did these days come?",
        ),
    )


def own_best_days(series: OwnSeries) -> Experiment:
    """The best and the worst days of this series."""
    return experiment(
        "own-best-days",
        title="Best and worst days",
        question=f"What do a few days make of {series.name}?",
        days=Number("Days missed", 10, low=1, high=30, step=1),
        kind=kind_control(series),
        figures={
            "held": "worth of 1,000 held every day",
            "without_best": "without the best days",
            "without_worst": "without the worst days",
            "without_both": "without both",
        },
    )(partial(run, series=series))
