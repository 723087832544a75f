"""All experiments by name. A lesson places one by name; it never holds code."""

from __future__ import annotations

from finlit.experiments import compounding
from finlit.experiments.base import Experiment

EXPERIMENTS: dict[str, Experiment] = {
    experiment.name: experiment for module in (compounding,) for experiment in module.EXPERIMENTS
}
