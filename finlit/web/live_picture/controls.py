"""An experiment's controls as the browser draws them; every word and number is written here."""

from __future__ import annotations

import calendar
from functools import lru_cache
from typing import Any

from finlit.experiments.kit import Choice, Control, Month, Number, Switch, Value
from finlit.web.live_picture.steps import stops
from finlit.words.formats import as_said

# Up to this many letters in all, options stand side by side on a phone.
_SHORT = 34
_YEARS = (1800, 2100)


def described(control: Control) -> dict[str, Any]:
    """What the browser needs to draw a control."""
    about: dict[str, Any] = {"name": control.name, "label": control.label, "help": control.help}
    match control:
        case Number():
            values = stops(control)
            return about | {
                "kind": "number",
                "stops": list(values),
                "texts": [written(control, value) for value in values],
                "plays": is_time(control),
            }
        case Choice():
            short = sum(len(label) for label in control.options.values()) <= _SHORT
            options = [[id_, label] for id_, label in control.options.items()]
            return about | {"kind": "choice", "options": options, "short": short}
        case Switch():
            return about | {"kind": "switch"}
        case Month():
            months = list(calendar.month_name)[1:]
            return about | {
                "kind": "month",
                "months": months,
                "low": control.low,
                "high": control.high,
            }


@lru_cache(maxsize=65536)
def _written(control_unit: str, is_year: bool, value: float) -> str:
    if is_year:
        return f"{value:.0f}"
    return as_said(float(value), control_unit)


def written(control: Control, value: Value) -> str:
    """A number as its control shows it: "$400", "7.5%", "40 years", "1995"; else as it is."""
    if not isinstance(control, Number):
        return str(value)
    return _written(control.unit, is_calendar_year(control), float(value))


def is_calendar_year(control: Number) -> bool:
    """Whether its numbers are years of the calendar."""
    first, last = _YEARS
    is_whole = control.unit in ("count", "year")
    return is_whole and first <= control.low and control.high <= last


def is_time(control: Number) -> bool:
    """Whether it is a length of time or a year, so that it can be played like a film."""
    return control.unit in ("years", "months") or is_calendar_year(control)
