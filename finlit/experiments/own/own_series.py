"""The experiments that take a learner's own series, and those that they stand in for."""

from __future__ import annotations

from finlit.experiments.kit import Experiment
from finlit.experiments.own import (
    own_best_days,
    own_falls,
    own_holding,
    own_ladder,
    own_saving,
    own_waiting,
)
from finlit.numbers.series import OwnSeries

_MAKERS = {
    "own-falls": own_falls.own_falls,
    "own-saving": own_saving.own_saving,
    "own-waiting": own_waiting.own_waiting,
    "own-ladder": own_ladder.own_ladder,
    "own-parts": own_holding.own_parts,
    "own-gained": own_holding.own_gained,
    "own-best-days": own_best_days.own_best_days,
}
# A built-in experiment -> the one that asks the same of a single series.
COUNTERPARTS = {
    "growth-history": "own-saving",
    "dip-race": "own-waiting",
    "dip-waiting": "own-waiting",
    "one-stock-ladder": "own-ladder",
    "fall-and-recovery": "own-falls",
    "lump-or-instalments": "own-parts",
    "time-in-the-market": "own-gained",
    "best-and-worst-days": "own-best-days",
}


def experiments(series: OwnSeries) -> tuple[Experiment, ...]:
    """All that can be done with one series, in the order to show."""
    return tuple(maker(series) for maker in _MAKERS.values())


def counterpart(name: str, series: OwnSeries) -> Experiment | None:
    """What a built-in experiment asks, asked of this series; None where it makes no sense."""
    own = COUNTERPARTS.get(name)
    return _MAKERS[own](series) if own else None
