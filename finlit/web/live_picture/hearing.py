"""What the browser says of the controls, held against what they allow: nothing of it is trusted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from finlit.experiments.kit import Control, ControlValueError, Experiment, Number, Switch, Value
from finlit.learning.quiz import NotANumberError, parse_number


@dataclass(frozen=True)
class Heard:
    """Where the controls stand, and how far the browser is known.

    `count`: the last message taken in; `reset`: how often it was reset; `drawn`: the id of the
    frame that the browser shows; `trouble`: what was wrong with a typed value.
    """

    values: dict[str, Value]
    count: int = 0
    reset: int = 0
    drawn: str = ""
    trouble: str = ""


def heard(
    experiment: Experiment,
    start: Mapping[str, Value],
    key: str,
    said: object,
    show: Sequence[str],
) -> Heard:
    """Take in the newest message `said`, if there is one, and keep what it comes to."""
    known: Heard = st.session_state.get(f"{key}.heard") or Heard({})
    values = dict(start) | known.values
    moved = said.get("moved") if isinstance(said, Mapping) else None
    count = moved.get("n") if isinstance(moved, Mapping) else None
    if isinstance(moved, Mapping) and isinstance(count, int) and count != known.count:
        trouble = ""
        for control in experiment.controls:
            if control.name not in show:
                continue
            try:
                values[control.name] = _value(control, moved, values[control.name])
            except (ControlValueError, NotANumberError) as bad:
                trouble = str(bad).rstrip(".") + "."
        known = Heard(values, count, known.reset, str(moved.get("drawn", "")), trouble)
    else:
        known = Heard(values, known.count, known.reset, known.drawn, known.trouble)
    st.session_state[f"{key}.heard"] = known
    return known


def kept(key: str) -> dict[str, Value] | None:
    """Where the controls were left; None before the first drawing and after a reset."""
    known: Heard | None = st.session_state.get(f"{key}.heard")
    return dict(known.values) if known is not None and known.values else None


def forget(key: str) -> None:
    """Forget where they were left, and tell the browser so."""
    known: Heard = st.session_state.get(f"{key}.heard") or Heard({})
    st.session_state[f"{key}.heard"] = Heard({}, known.count, known.reset + 1)


def _value(control: Control, moved: Mapping[str, Any], now: Value) -> Value:
    """A control's value in a message: typed, chosen, or as it was.

    Raises ControlValueError, NotANumberError.
    """
    typed = moved.get("typed")
    if isinstance(typed, Mapping) and isinstance(control, Number) and control.name in typed:
        number = parse_number(str(typed[control.name])[:40], _unit(control))
        return control.parse(repr(number))
    values = moved.get("values")
    given = values.get(control.name) if isinstance(values, Mapping) else None
    if isinstance(control, Switch):
        return given if isinstance(given, bool) else now
    if isinstance(control, Number):
        is_number = isinstance(given, int | float) and not isinstance(given, bool)
        return control.parse(repr(given)) if is_number else now
    return control.parse(given) if isinstance(given, str) else now


def _unit(control: Number) -> str:
    return control.unit if control.unit in ("money", "percent", "years", "months") else "count"
