"""How often, how deep and how long a learner's own series fell."""

from __future__ import annotations

from functools import partial

import pandas as pd

from finlit.charts.base import thin
from finlit.experiments.kit import Experiment, Number, Outcome, Picture, experiment
from finlit.experiments.kit.history import ending, small_print, source_line
from finlit.experiments.own.charts.own_series import falls_chart
from finlit.experiments.own.own_shared import kind_control
from finlit.market import Market
from finlit.numbers import returns
from finlit.numbers.series import OwnSeries
from finlit.words.wording import percent, years


def run(market: Market, *, series: OwnSeries, depth: float, kind: str | None = None) -> Outcome:
    levels = series.levels(kind or series.kinds[0])
    below = returns.drawdown(levels)
    found = returns.falls(levels, depth)
    frame = pd.DataFrame({"date": levels.index, "below": below})
    lowest = int(below.argmin())
    waits = found["years_to_recover"].dropna()
    open_falls = int(found["recovery"].isna().sum())
    span = returns.years_between(levels.index[0], levels.index[-1])
    times = f"{len(found)} time{'' if len(found) == 1 else 's'}"
    answer = (
        f"In {years(span)}, {series.name} fell by at least {percent(depth)} **{times}**. The "
        f"deepest: **{percent(-below[lowest])}** below its high, in {levels.index[lowest]:%B %Y}."
    )
    if len(waits):
        answer += f" The longest way back to an old high took {years(float(waits.max()))}."
    if open_falls and series.worthless_on is None:
        answer += " The last fall is not made good yet."
    if ending(series):
        answer += f" {ending(series)}"
    return Outcome(
        answer,
        {
            "falls": len(found),
            "deepest": float(below[lowest]),
            "deepest_date": f"{levels.index[lowest]:%Y-%m-%d}",
            "longest_way_back": float(waits.max()) if len(waits) else float("nan"),
            "not_back": open_falls,
        },
        (
            Picture(
                falls_chart(frame.iloc[thin(below, 400)]),
                found.drop(columns=["years_down"]),
                source_line(series, levels.index[0], levels.index[-1]),
                small_print(series, kind),
                {
                    "peak": "date",
                    "trough": "date",
                    "recovery": "date",
                    "fall": "percent",
                    "years_to_recover": "years",
                },
                heading="How far below its highest level so far",
            ),
        ),
    )


def own_falls(series: OwnSeries) -> Experiment:
    """Falls of this series."""
    return experiment(
        "own-falls",
        title="How it fell",
        question=f"How often did {series.name} fall, how deep, and for how long?",
        depth=Number("Count falls of at least", 0.2, low=0.1, high=0.6, step=0.05, unit="percent"),
        kind=kind_control(series),
        figures={
            "falls": "number of falls at least so deep",
            "deepest": "deepest fall, negative",
            "deepest_date": "day of its lowest level",
            "longest_way_back": "longest time from a high back to it, years",
            "not_back": "falls that are not made good yet",
        },
    )(partial(run, series=series))
