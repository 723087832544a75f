"""What an experiment is: a name, typed controls, and a function from values to an outcome.

    @experiment(
        "time-by-market",
        title="Time, in other markets",
        question="Does time help everywhere?",
        place=Choice("Market", "us", PLACES),
        span=Number("Years held", 20, low=1, high=30, step=1, unit="years"),
    )
    def time_by_market(market: Market, *, place: str, span: int) -> Outcome:
        ...
        return outcome(answer, {"gained": (0.83, "share of starts with a gain")}, picture)

Every experiment of a module under finlit/experiments/<subject>/ is found by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pandas as pd

from finlit.charts.base import Chart
from finlit.experiments.kit.controls import Control, ControlValueError, Value, named
from finlit.market import Market, built_in

Figure = float | str


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
    figures: Mapping[str, Figure]
    pictures: tuple[Picture, ...]
    note: str = ""
    meanings: Mapping[str, str] = field(default_factory=dict)


def outcome(
    answer: str, figures: Mapping[str, tuple[Any, str]], *pictures: Picture, note: str = ""
) -> Outcome:
    """An outcome from figures that each stand beside their meaning."""
    values = {name: value for name, (value, _) in figures.items()}
    meanings = {name: meaning for name, (_, meaning) in figures.items()}
    return Outcome(answer, values, pictures, note, meanings)


@dataclass(frozen=True)
class Experiment:
    """A named experiment. `figures` tells what each named figure of its outcome means."""

    name: str
    title: str
    question: str
    controls: tuple[Control, ...]
    run: Callable[..., Outcome]
    meanings: Mapping[str, str] | None = None

    @cached_property
    def figures(self) -> Mapping[str, str]:
        """What each figure means: as listed, else as the outcome at the defaults tells.

        Raises ControlValueError where a learner's own series is too short for those.
        """
        listed = self.meanings
        return self.outcome(built_in(), {}).meanings if listed is None else listed

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


def experiment(
    name: str,
    /,
    *,
    title: str,
    question: str,
    figures: Mapping[str, str] | None = None,
    **controls: Control | None,
) -> Callable[[Callable[..., Outcome]], Experiment]:
    """Make a function an experiment. Each further keyword is a control, None where it does not
    apply; `figures` tells what figures mean where the function itself does not."""

    def decorate(run: Callable[..., Outcome]) -> Experiment:
        return Experiment(name, title, question, named(controls), run, figures)

    return decorate
