"""What a learner can move: typed controls, the same for fences, links, widgets and commands.

A control reads a value from text (`parse`), writes it into an address (`format`) and says it in
words (`say`). Its name is the keyword that `experiment` gets it by.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import KW_ONLY, dataclass, replace

import pandas as pd

from finlit.words.formats import as_said, write

Value = float | int | bool | str


class ControlValueError(ValueError):
    """A value that a control does not accept; the message says what it would accept."""


@dataclass(frozen=True)
class Number:
    """A number with a range, in money, percent (0.07), years, months, count, times, or a year
    (2005)."""

    label: str
    default: float
    _: KW_ONLY
    low: float
    high: float
    step: float
    unit: str = "count"
    help: str = ""
    name: str = ""

    def parse(self, text: str) -> Value:
        try:
            value = float(text)
        except ValueError:
            value = float("nan")
        if not self.low <= value <= self.high:
            example = ", where 0.05 is 5%" if self.unit == "percent" else ""
            raise ControlValueError(
                f"{self.label}: a number from {self.low:g} to {self.high:g}{example}"
            )
        # The nearest step, so that a link can only name what the control itself can show.
        value = min(self.low + round((value - self.low) / self.step) * self.step, self.high)
        return self.typed(value)

    def typed(self, value: float) -> float | int:
        """An int where default and step are whole, else a float without binary dust."""
        whole = all(float(x).is_integer() for x in (self.default, self.low, self.step))
        return round(value) if whole else round(float(value), 6)

    def format(self, value: Value) -> str:
        return f"{value:g}" if abs(float(value)) < 1e6 else f"{float(value):.0f}"

    def say(self, value: Value) -> str:
        return as_said(float(value), self.unit)

    def range(self) -> str:
        return f"{self.say(self.low)} to {self.say(self.high)}"


@dataclass(frozen=True)
class Choice:
    """One of a few options: id -> label shown."""

    label: str
    default: str
    options: Mapping[str, str]
    help: str = ""
    name: str = ""

    def parse(self, text: str) -> Value:
        if text not in self.options:
            raise ControlValueError(f"{self.label}: one of {', '.join(self.options)}")
        return text

    def format(self, value: Value) -> str:
        return str(value)

    def say(self, value: Value) -> str:
        return self.options[str(value)]

    def range(self) -> str:
        return "; ".join(f"{id_} ({label})" for id_, label in self.options.items())


@dataclass(frozen=True)
class Switch:
    """On or off."""

    label: str
    default: bool = False
    help: str = ""
    name: str = ""

    def parse(self, text: str) -> Value:
        if text not in ("on", "off"):
            raise ControlValueError(f"{self.label}: on or off")
        return text == "on"

    def format(self, value: Value) -> str:
        return "on" if value else "off"

    say = format

    def range(self) -> str:
        return "on or off"


@dataclass(frozen=True)
class Month:
    """A calendar month as "1929-09", within a range; drawn as a year and a month."""

    label: str
    default: str
    _: KW_ONLY
    low: str
    high: str
    help: str = ""
    name: str = ""

    def parse(self, text: str) -> Value:
        try:
            month = pd.Period(text, freq="M").strftime("%Y-%m")
        except ValueError:
            month = ""
        if not self.low <= month <= self.high:
            raise ControlValueError(
                f"{self.label}: a month from {self.low} to {self.high}, like 1929-09"
            )
        return month

    def format(self, value: Value) -> str:
        return str(value)

    def say(self, value: Value) -> str:
        return write(str(value), "month")

    def range(self) -> str:
        return f"{self.say(self.low)} to {self.say(self.high)}"


Control = Number | Choice | Switch | Month


def named(controls: Mapping[str, Control | None]) -> tuple[Control, ...]:
    """Controls with the names they are given by; one that is None does not apply."""
    return tuple(replace(each, name=name) for name, each in controls.items() if each is not None)
