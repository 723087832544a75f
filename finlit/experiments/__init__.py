"""All experiments by name. A lesson places one by name; it never holds code."""

from __future__ import annotations

from finlit.experiments import (
    compounding,
    dips,
    mix_cloud,
    mixes,
    random_stocks,
    stock_count,
    survivors,
    together,
)
from finlit.experiments.base import Experiment

SUBJECTS = (compounding, dips, stock_count, random_stocks, survivors, mixes, mix_cloud, together)
EXPERIMENTS: dict[str, Experiment] = {
    experiment.name: experiment for subject in SUBJECTS for experiment in subject.EXPERIMENTS
}
