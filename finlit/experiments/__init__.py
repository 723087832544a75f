"""All experiments by name. A lesson places one by name; it never holds code."""

from __future__ import annotations

from finlit.experiments import (
    bubbles,
    compounding,
    dips,
    fast_rises,
    floor_by_year,
    freedom,
    gold_or_index,
    honest_ranges,
    hot_markets,
    household_budgets,
    mix_cloud,
    mixes,
    now_or_later,
    one_range,
    pioneer_stocks,
    pioneers,
    raises,
    random_stocks,
    risky_share,
    small_savings,
    stock_count,
    surprise_bills,
    survivors,
    time_by_market,
    together,
    what_each_changes,
    yearly_high,
)
from finlit.experiments.base import Experiment

SUBJECTS = (
    compounding,
    dips,
    stock_count,
    floor_by_year,
    random_stocks,
    survivors,
    mixes,
    mix_cloud,
    together,
    gold_or_index,
    yearly_high,
    time_by_market,
    risky_share,
    hot_markets,
    fast_rises,
    bubbles,
    freedom,
    what_each_changes,
    now_or_later,
    pioneers,
    pioneer_stocks,
    honest_ranges,
    one_range,
    household_budgets,
    raises,
    surprise_bills,
    small_savings,
)
EXPERIMENTS: dict[str, Experiment] = {
    experiment.name: experiment for subject in SUBJECTS for experiment in subject.EXPERIMENTS
}
