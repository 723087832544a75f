"""A sum put into a learner's own series: how often it had gained, and at once or in parts."""

from __future__ import annotations

import numpy as np

from finlit.charts.strategy_gaps import shares_by_years
from finlit.experiments.dips.lump_sum import HOLD, SPANS, by_years, gained
from finlit.experiments.kit import (
    ControlValueError,
    Experiment,
    Number,
    Outcome,
    Picture,
    experiment,
    outcome,
)
from finlit.experiments.kit.history import own_months, small_print
from finlit.experiments.own.own_shared import kind_control
from finlit.market import Market
from finlit.numbers import monthly_saving
from finlit.numbers.series import OwnSeries
from finlit.words.wording import share, years


def own_gained(series: OwnSeries) -> Experiment:
    """How often this series had gained."""

    @experiment(
        "own-gained",
        title="Hold it",
        question=f"How often had {series.name} gained after so many years?",
        kind=kind_control(series),
        figures={f"after_{span}": f"share of starts with a gain after {span}" for span in SPANS},
    )
    def held(market: Market, *, kind: str | None = None) -> Outcome:
        past = own_months(series, kind)
        # A span counts with a year of starts at least.
        shares = gained(past.level, (each for each in SPANS if len(past.level) - 12 * each >= 12))
        if not shares:
            raise ControlValueError(
                f"{series.name} spans {len(past.level)} months, too few for this"
            )
        (_, first), *_, (longest, last) = *shares.items(), *shares.items()
        answer = f"After one year, {series.name} had gained in **{share(first)}** starts"
        if len(shares) > 1:
            answer += f", after {years(longest)} in **{share(last)}**"
        note = "Starts overlap, and prices in shops went up meanwhile, which is not counted here."
        table = by_years(shares)
        picture = Picture(
            shares_by_years(table),
            table,
            past.source,
            small_print(series, kind, "Month-end prices, every first month."),
            {"years": "number", "gained": "fine_percent"},
            heading="Share of starts with a gain",
        )
        figures = {f"after_{span}": won for span, won in shares.items()}
        return Outcome(f"{answer}.", figures, (picture,), f"{past.ending} {note}".strip())

    return held


def own_parts(series: OwnSeries) -> Experiment:
    """All at once or in parts into this series."""

    @experiment(
        "own-parts",
        title="At once or in parts",
        question=f"A sum for {series.name}: all at once, or spread over some months?",
        parts=Number("Monthly parts", 3, low=2, high=12, step=1),
        kind=kind_control(series),
    )
    def in_parts(market: Market, *, parts: int, kind: str | None = None) -> Outcome:
        past = own_months(series, kind)
        lump = monthly_saving.lump_sum(past.level, HOLD)
        spread = monthly_saving.instalments(past.level, HOLD, parts)
        found = past.compare("All at once", f"In {parts} parts", spread / lump, "starts")
        low, low_parts = float(np.quantile(lump, 0.1)), float(np.quantile(spread, 0.1))
        caveats = small_print(series, kind, "Month-end prices. Waiting cash earns nothing.")
        return outcome(
            f"A year after the start, all at once in {series.name} ended ahead of {parts} monthly "
            f"parts in **{share(found.first_ahead)}** starts. In the middle one the parts "
            f"{found.size()}.",
            found.figures()
            | {
                "lump_worst_tenth": (
                    low,
                    "growth of a lump sum that one start in ten stayed below",
                ),
                "parts_worst_tenth": (low_parts, "the same for the parts"),
            },
            found.histogram(past.source, caveats),
            found.by_start(past.source, "The gap after a year."),
            note="Starts overlap, and one series is one story.",
        )

    return in_parts
