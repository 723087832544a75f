"""What an experiment is: a name, typed controls, and a function from values to an outcome.

The same typed controls serve lesson fences, links, widgets and the command line. A control reads a
value from text (`parse`), writes it into an address (`format`) and says it in words (`say`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import pandas as pd

from finlit.charts.base import Chart
from finlit.market import Market
from finlit.words.formats import as_said, write

Value = float | int | bool | str


class ControlValueError(ValueError):
    """A value that a control does not accept; the message says what it would accept."""


@dataclass(frozen=True)
class Number:
    """A number with a range, in money, percent (0.07), years, months, count, times, or a year
    (2005)."""

    name: str
    label: str
    default: float
    low: float
    high: float
    step: float
    unit: str = "count"
    help: str = ""

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


@dataclass(frozen=True)
class Choice:
    """One of a few options: id -> label shown."""

    name: str
    label: str
    default: str
    options: Mapping[str, str]
    help: str = ""

    def parse(self, text: str) -> Value:
        if text not in self.options:
            raise ControlValueError(f"{self.label}: one of {', '.join(self.options)}")
        return text

    def format(self, value: Value) -> str:
        return str(value)

    def say(self, value: Value) -> str:
        return self.options[str(value)]


@dataclass(frozen=True)
class Switch:
    """On or off."""

    name: str
    label: str
    default: bool = False
    help: str = ""

    def parse(self, text: str) -> Value:
        if text not in ("on", "off"):
            raise ControlValueError(f"{self.label}: on or off")
        return text == "on"

    def format(self, value: Value) -> str:
        return "on" if value else "off"

    say = format


@dataclass(frozen=True)
class Month:
    """A calendar month as "1929-09", within a range; drawn as a year and a month."""

    name: str
    label: str
    default: str
    low: str
    high: str
    help: str = ""

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


Control = Number | Choice | Switch | Month


@dataclass(frozen=True)
class Picture:
    """A chart with what belongs to it: the table behind "show as table", and the small print.

    `formats` maps a table column to money, cents, percent, fine_percent, number, times, year, month
    or date (unnamed columns are shown as they are). `caveats` says what the picture does not
    hold. `source` names publisher and dates.
    """

    chart: Chart
    table: pd.DataFrame
    source: str
    caveats: str
    formats: Mapping[str, str] = field(default_factory=dict)
    heading: str = ""


@dataclass(frozen=True)
class Outcome:
    """What an experiment found: a sentence, named figures for facts and tests, and pictures."""

    answer: str
    figures: Mapping[str, float | str]
    pictures: tuple[Picture, ...]
    note: str = ""


@dataclass(frozen=True)
class Experiment:
    """A named experiment. `figures` tells what each named figure of its outcome means."""

    name: str
    title: str
    question: str
    controls: tuple[Control, ...]
    figures: Mapping[str, str]
    run: Callable[..., Outcome]

    def defaults(self) -> dict[str, Value]:
        return {control.name: control.default for control in self.controls}

    def complete(self, given: Mapping[str, Value]) -> dict[str, Value]:
        """Defaults with the given values over them, each checked. Raises ControlValueError."""
        known = {control.name: control for control in self.controls}
        values = self.defaults()
        for name, value in given.items():
            if name not in known:
                raise ControlValueError(
                    f"{self.name} has no control named {name!r}; it has {', '.join(known)}"
                )
            values[name] = known[name].parse(known[name].format(value))
        return values

    def parse(
        self, query: Mapping[str, str], prefix: str, start: Mapping[str, Value]
    ) -> tuple[dict[str, Value], list[str]]:
        """Values from an address (`prefix.name=text`), and a sentence for each unusable one."""
        values, notes = dict(start), []
        for control in self.controls:
            text = query.get(f"{prefix}.{control.name}")
            if text is None:
                continue
            try:
                values[control.name] = control.parse(text)
            except ControlValueError as bad:
                notes.append(str(bad))
        return values, notes

    def format(
        self, values: Mapping[str, Value], prefix: str, start: Mapping[str, Value]
    ) -> dict[str, str]:
        """The part of an address that says what differs from the starting values."""
        return {
            f"{prefix}.{control.name}": control.format(values[control.name])
            for control in self.controls
            if values[control.name] != start[control.name]
        }

    def outcome(self, market: Market, given: Mapping[str, Value]) -> Outcome:
        """Run with defaults filled in and every value checked."""
        return self.run(market, **self.complete(given))
