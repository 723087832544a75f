"""Widgets for an experiment's typed controls, in their order, with percent only here.

Where a widget first stands is its own default, never a value put into the session beforehand: such
a value travels in one run alone, and a second run close behind it (the log's, at the page's start)
leaves the widget at its minimum.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable
from typing import Any

import streamlit as st

from finlit.experiments.kit import Choice, Control, Month, Number, Switch, Value

Changed = Callable[[], Any]

# A slider's printf format by unit; percent values are shown times 100.
_FORMATS = {
    "money": "$%d",
    "percent": "%g%%",
    "count": "%d",
    "times": "%g times",
}
# Up to this many letters in all, options stand side by side on a phone.
_SHORT = 34
_MOST_STEPS = 400


def draw(control: Control, key: str, start: Value, on_change: Changed) -> Value:
    """One widget, first shown at `start`; returns its value in the control's own unit."""
    match control:
        case Number():
            return _number(control, key, start, on_change)
        case Choice():
            return _choice(control, key, start, on_change)
        case Switch():
            return st.toggle(
                control.label, bool(start), key=key, help=control.help or None, on_change=on_change
            )
        case Month():
            return _month(control, key, str(start), on_change)


def _number(control: Number, key: str, start: Value, on_change: Changed) -> Value:
    scale = 100 if control.unit == "percent" else 1
    whole = all(
        float(x * scale).is_integer() for x in (control.low, control.high, control.step)
    ) and isinstance(control.typed(control.default) if scale == 1 else 0, int)

    def shown(value: float) -> float | int:
        return round(value * scale) if whole else round(float(value) * scale, 6)

    steps = (control.high - control.low) / control.step
    widget = st.slider if steps <= _MOST_STEPS else st.number_input
    text = _FORMATS.get(control.unit, "%d") if widget is st.slider else ("%d" if whole else "%g")
    value = widget(
        _label(control),
        shown(control.low),
        shown(control.high),
        shown(float(start)),
        step=shown(control.step),
        format=text,
        key=key,
        help=control.help or None,
        on_change=on_change,
    )
    return control.typed(float(value) / scale)


def _label(control: Number) -> str:
    """The label, with the unit where neither it nor the value says it."""
    if control.unit not in ("years", "months") or control.unit[:-1] in control.label.lower():
        return control.label
    return f"{control.label}, in {control.unit}"


def _choice(control: Choice, key: str, start: Value, on_change: Changed) -> Value:
    options = list(control.options)
    short = sum(len(label) for label in control.options.values()) <= _SHORT
    if short:
        picked = st.segmented_control(
            control.label,
            options,
            default=str(start),
            required=True,
            format_func=control.options.__getitem__,
            key=key,
            help=control.help or None,
            on_change=on_change,
        )
    else:
        picked = st.selectbox(
            control.label,
            options,
            index=options.index(str(start)),
            format_func=control.options.__getitem__,
            key=key,
            help=control.help or None,
            on_change=on_change,
        )
    return str(picked)


def _month(control: Month, key: str, start: str, on_change: Changed) -> Value:
    first, last = int(control.low[:4]), int(control.high[:4])
    with st.container(horizontal=True, vertical_alignment="bottom"):
        month = st.selectbox(
            control.label,
            range(1, 13),
            index=int(start[5:]) - 1,
            format_func=calendar.month_name.__getitem__,
            key=f"{key}.month",
            help=control.help or None,
            on_change=on_change,
        )
        year = st.number_input(
            f"{control.label}: year",
            first,
            last,
            int(start[:4]),
            key=f"{key}.year",
            on_change=on_change,
        )
    return min(max(f"{year}-{month:02d}", control.low), control.high)


def place(prefix: str, name: str) -> str:
    """The session key of a control: a new one after each reset, for a widget made anew stands at
    its default, while one that is there already keeps its value."""
    resets = st.session_state.get(f"{prefix}.resets", 0)
    return f"{prefix}.{name}" + (f"~{resets}" if resets else "")


def reset(prefix: str) -> None:
    """Make the controls under `prefix` anew, at the values they are then given to start from."""
    st.session_state[f"{prefix}.resets"] = st.session_state.get(f"{prefix}.resets", 0) + 1
