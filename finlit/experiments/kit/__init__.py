"""What experiments are made of. See `finlit.experiments.kit.base`."""

from finlit.experiments.kit.base import Experiment, Outcome, Picture, experiment, outcome
from finlit.experiments.kit.controls import (
    Choice,
    Control,
    ControlValueError,
    Month,
    Number,
    Switch,
    Value,
)
from finlit.experiments.kit.pictures import bars, lines

__all__ = [
    "Choice",
    "Control",
    "ControlValueError",
    "Experiment",
    "Month",
    "Number",
    "Outcome",
    "Picture",
    "Switch",
    "Value",
    "bars",
    "experiment",
    "lines",
    "outcome",
]
