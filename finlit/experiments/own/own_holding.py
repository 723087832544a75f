"""A sum put into a learner's own series: how often it had gained, and at once or in parts."""

from __future__ import annotations

from functools import partial

import numpy as np
import pandas as pd

from finlit.charts.strategy_gaps import shares_by_years
from finlit.experiments.kit import (
    ControlValueError,
    Experiment,
    Number,
    Outcome,
    Picture,
    experiment,
)
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
from finlit.words.wording import share, years

SPANS = (1, 2, 3, 5, 10, 15, 20, 30)
YEAR = 12


def run_gained(market: Market, *, series: OwnSeries, kind: str | None = None) -> Outcome:
    levels = monthly_levels(series, kind)
    values = levels.to_numpy(float)
    # A span counts with a year of starts at least.
    spans = [span for span in SPANS if len(values) - YEAR * span >= YEAR]
    if not spans:
        raise ControlValueError(f"{series.name} spans {len(values)} months, too few for this")
    gained = [float((monthly_saving.lump_sum(values, YEAR * span) > 1).mean()) for span in spans]
    table = pd.DataFrame({"years": spans, "gained": gained})
    answer = f"After one year, {series.name} had gained in **{share(gained[0])}** starts"
    if len(spans) > 1:
        answer += f", after {years(spans[-1])} in **{share(gained[-1])}**"
    note = "Starts overlap, and prices in shops went up meanwhile, which is not counted here."
    if ending(series):
        note = f"{ending(series)} {note}"
    return Outcome(
        f"{answer}.",
        {f"after_{span}": value for span, value in zip(spans, gained, strict=True)},
        (
            Picture(
                shares_by_years(table),
                table,
                source_line(series, levels.index[0], levels.index[-1], "%Y-%m"),
                small_print(series, kind, "Month-end prices, every first month."),
                {"years": "number", "gained": "fine_percent"},
                heading="Share of starts with a gain",
            ),
        ),
        note,
    )


def gained(series: OwnSeries) -> Experiment:
    """How often this series had gained."""
    return experiment(
        "own-gained",
        title="Hold it",
        question=f"How often had {series.name} gained after so many years?",
        kind=kind_control(series),
        figures={f"after_{span}": f"share of starts with a gain after {span}" for span in SPANS},
    )(partial(run_gained, series=series))


def run_parts(market: Market, *, series: OwnSeries, parts: int, kind: str | None = None) -> Outcome:
    levels = monthly_levels(series, kind)
    values = levels.to_numpy(float)
    lump, spread = (
        monthly_saving.lump_sum(values, YEAR),
        monthly_saving.instalments(values, YEAR, parts),
    )
    starts = pd.DatetimeIndex(levels.index[: len(lump)])
    race = StrategyComparison("All at once", f"In {parts} parts", starts, spread / lump, "starts")
    low, low_parts = float(np.quantile(lump, 0.1)), float(np.quantile(spread, 0.1))
    answer = (
        f"A year after the start, all at once in {series.name} ended ahead of {parts} monthly "
        f"parts in **{share(race.first_ahead)}** starts. In the middle one the parts "
        f"{race.size()}."
    )
    source = source_line(series, levels.index[0], levels.index[-1], "%Y-%m")
    caveats = small_print(series, kind, "Month-end prices. Waiting cash earns nothing.")
    return Outcome(
        answer,
        race.figures() | {"lump_worst_tenth": low, "parts_worst_tenth": low_parts},
        (race.histogram(source, caveats), race.by_start(source, "The gap after a year.")),
        "Starts overlap, and one series is one story.",
    )


def in_parts(series: OwnSeries) -> Experiment:
    """All at once or in parts into this series."""
    return experiment(
        "own-parts",
        title="At once or in parts",
        question=f"A sum for {series.name}: all at once, or spread over some months?",
        parts=Number("Monthly parts", 3, low=2, high=12, step=1),
        kind=kind_control(series),
        figures=COMPARISON_FIGURES
        | {
            "lump_worst_tenth": "growth of a lump sum that one start in ten stayed below",
            "parts_worst_tenth": "the same for the parts",
        },
    )(partial(run_parts, series=series))
