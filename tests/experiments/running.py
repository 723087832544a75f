"""Running an experiment by name on the built-in tables, as all tests of experiments do."""

from __future__ import annotations

from types import ModuleType
from typing import Any

from finlit.experiments import EXPERIMENTS
from finlit.experiments.kit import Choice, Control, Experiment, Outcome, Switch, Value
from finlit.market import built_in


def outcome(name: str, **values: Any) -> Outcome:
    """The outcome at these values, defaults for the rest."""
    return EXPERIMENTS[name].outcome(built_in(), values)


def of(*modules: ModuleType) -> dict[str, Experiment]:
    """The experiments that these modules define, by name."""
    return {
        each.name: each
        for module in modules
        for each in vars(module).values()
        if isinstance(each, Experiment) and each.run.__module__ == module.__name__
    }


def figures(name: str, **values: Any) -> dict[str, Any]:
    """The named figures of that outcome."""
    return dict(outcome(name, **values).figures)


def ends(control: Control) -> tuple[Value, ...]:
    """A control's lowest and highest value, or each of its options."""
    match control:
        case Choice():
            return tuple(control.options)
        case Switch():
            return (False, True)
        case _:
            return (control.low, control.high)


def corners(name: str) -> list[dict[str, Any]]:
    """Where an experiment starts, and each control at its ends, alone against the defaults."""
    controls = EXPERIMENTS[name].controls
    return [{}, *({control.name: value} for control in controls for value in ends(control))]
