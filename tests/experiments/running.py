"""Running an experiment by name on the built-in tables, as all tests of experiments do."""

from __future__ import annotations

from typing import Any

from finlit.experiments import EXPERIMENTS
from finlit.experiments.base import Outcome
from finlit.market import built_in


def outcome(name: str, **values: Any) -> Outcome:
    """The outcome at these values, defaults for the rest."""
    return EXPERIMENTS[name].outcome(built_in(), values)


def figures(name: str, **values: Any) -> dict[str, Any]:
    """The named figures of that outcome."""
    return dict(outcome(name, **values).figures)
