"""Waiting for a dip in a learner's own series, beside buying every month."""

from __future__ import annotations

from functools import partial

import numpy as np
import pandas as pd

from finlit.experiments.kit import ControlValueError, Experiment, Number, Outcome, experiment
from finlit.experiments.kit.comparison import COMPARISON_FIGURES, StrategyComparison
from finlit.experiments.own.own_shared import (
    ending,
    kind_control,
    monthly_levels,
    small_print,
    source_line,
)
from finlit.market import Market
from finlit.numbers import monthly_saving
from finlit.numbers.series import OwnSeries
from finlit.words.wording import percent, share, years

STEADY, WAITER = "Steady saver", "Waiting buyer"
FEW = 60


def run(
    market: Market, *, series: OwnSeries, dip: float, span: int, kind: str | None = None
) -> Outcome:
    levels = monthly_levels(series, kind)
    level, window = levels.to_numpy(float), 12 * span
    if len(level) <= window:
        raise ControlValueError(
            f"{series.name} spans {len(level)} months, which hold no {years(span)} of saving"
        )
    bought = monthly_saving.below_high(level, window, dip)
    ratio = monthly_saving.end_value(bought, level) / monthly_saving.steady(level, window)
    never = float((np.bincount(bought.window, minlength=bought.windows) == 0).mean())
    race = StrategyComparison(
        STEADY, WAITER, pd.DatetimeIndex(levels.index[: len(ratio)]), ratio, "starts"
    )
    answer = (
        f"In {series.name}, waiting for a fall of {percent(dip)} left the waiting buyer behind in "
        f"**{share(race.first_ahead)}** starts of {years(span)}. In the middle one the waiting "
        f"buyer {race.size()} than the steady saver."
    )
    if never > 0:
        answer += f" In {share(never)} starts such a fall never came."
    note = (
        f"Only {len(ratio)} starts, and they overlap: this is one story, not a rule."
        if len(ratio) < FEW
        else "Starts overlap, and one series is one story. All of history is in the lessons."
    )
    if ending(series):
        note = f"{ending(series)} Both lost what they still held then. {note}"
    source = source_line(series, levels.index[0], levels.index[-1], "%Y-%m")
    caveats = small_print(
        series,
        kind,
        "Month-end prices. Waiting cash earns nothing. A fall is measured from the highest month "
        "since the saver began.",
    )
    return Outcome(
        answer,
        race.figures() | {"never_share": never},
        (race.histogram(source, caveats), race.by_start(source, "The gap at each span's end.")),
        note,
    )


def own_waiting(series: OwnSeries) -> Experiment:
    """Waiting for a dip in this series."""
    months = (series.last.year - series.first.year) * 12 + series.last.month - series.first.month
    longest = max(min((months - 12) // 12, 40), 1)
    return experiment(
        "own-waiting",
        title="Wait for a dip",
        question=f"Buy {series.name} every month, or keep the cash until it has fallen?",
        dip=Number("Wait for a fall of", 0.2, low=0.1, high=0.6, step=0.05, unit="percent"),
        span=Number(
            "Years of saving", min(longest, 10), low=1, high=max(longest, 2), step=1, unit="years"
        ),
        kind=kind_control(series),
        figures=COMPARISON_FIGURES | {"never_share": "share of starts in which the dip never came"},
    )(partial(run, series=series))
