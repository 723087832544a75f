"""An outcome as the browser takes it: words as HTML, charts as columns and Vega specifications."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd
from markdown_it import MarkdownIt

from finlit.experiments.kit import ControlValueError, Experiment, Outcome, Picture, Value
from finlit.market import Market
from finlit.words.formats import write

# As many digits as a 32-bit number holds: more than a picture shows, half of what would travel.
DIGITS = 7
# A figure by its name, and the format it is written in.
Watched = tuple[str, str]

_WORDS = MarkdownIt("commonmark", {"html": False})


@dataclass(frozen=True)
class Packed:
    """An outcome ready to travel.

    `frame`: JSON of the words and, for each picture, its specification and columns by name.
    `columns`: the JSON of each column named in it. `specs`: the Vega-Lite of each specification.
    """

    frame: str
    columns: Mapping[str, str] = field(default_factory=dict)
    specs: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """The same for the same content."""
        return mark(self.frame)


def mark(text: str) -> str:
    """A short name for a text, the same for the same text."""
    return hashlib.blake2b(text.encode(), digest_size=9).hexdigest()


def pack(
    experiment: Experiment,
    market: Market,
    values: Mapping[str, Value],
    watched: Sequence[Watched] = (),
) -> Packed:
    """What `experiment` finds at `values`; where they do not go together, the sentence about it."""
    try:
        return pack_outcome(experiment.outcome(market, values), watched)
    except ControlValueError as bad:
        return refused(bad)


def refused(bad: ControlValueError) -> Packed:
    """The sentence about values that do not go together, in place of an outcome."""
    return Packed(json.dumps({"bad": f"{bad}."}))


def pack_outcome(outcome: Outcome, watched: Sequence[Watched] = ()) -> Packed:
    """An outcome at hand, with the watched figures written out."""
    columns: dict[str, str] = {}
    specs: dict[str, Mapping[str, Any]] = {}
    frame = {
        "answer": words(outcome.answer),
        "note": words(outcome.note),
        "figures": {name: _plain(value) for name, value in outcome.figures.items()},
        "watched": [write(outcome.figures[name], form) for name, form in watched],
        "pictures": [_picture(picture, columns, specs) for picture in outcome.pictures],
    }
    return Packed(json.dumps(frame, ensure_ascii=False, separators=(",", ":")), columns, specs)


def figures(frame: Mapping[str, Any]) -> dict[str, float | str]:
    """The figures of a frame as the experiment gave them: a number that is missing is NaN again."""
    return {name: np.nan if value is None else value for name, value in frame["figures"].items()}


@lru_cache(maxsize=1024)
def words(text: str) -> str:
    """Markdown as HTML; tags written in it stay text."""
    return _WORDS.render(text).strip()


def _plain(value: float | str) -> float | str | None:
    if isinstance(value, str):
        return value
    number = float(value)
    return number if np.isfinite(number) else None


def _picture(
    picture: Picture, columns: dict[str, str], specs: dict[str, Mapping[str, Any]]
) -> dict[str, Any]:
    spec = spec_mark(picture.chart.spec)
    specs[spec] = picture.chart.spec
    named: dict[str, str] = {}
    for name in picture.chart.rows.columns:
        text = json.dumps(
            column(picture.chart.rows[name]), ensure_ascii=False, separators=(",", ":")
        )
        named[str(name)] = mark(text)
        columns[named[str(name)]] = text
    return {
        "spec": spec,
        "rows": len(picture.chart.rows),
        "columns": named,
        "text": picture.chart.description,
        "heading": picture.heading.replace("\\$", "$"),  # written as Markdown, shown as text
        "small": f"{picture.source} {picture.caveats}".strip(),
    }


# Specifications are made once a kind of picture and kept, so their address names them.
_marks: dict[int, tuple[Mapping[str, Any], str]] = {}


def spec_mark(spec: Mapping[str, Any]) -> str:
    """The short name of a Vega-Lite specification."""
    known = _marks.get(id(spec))
    if known is None or known[0] is not spec:
        known = (spec, mark(json.dumps(spec, sort_keys=True)))
        _marks[id(spec)] = known
    return known[1]


def column(values: pd.Series) -> list[Any] | dict[str, Any]:
    """A column as JSON: numbers of seven digits, days as milliseconds, None where missing.

    One value all the way down is {"all": value}.
    """
    listed = _listed(values)
    if listed and all(value == listed[0] for value in listed):
        return {"all": listed[0]}
    return listed


def _listed(values: pd.Series) -> list[Any]:
    if pd.api.types.is_datetime64_any_dtype(values.dtype):
        days = values.astype("datetime64[ms]")
        known = days.notna().to_numpy()
        return [int(ms) if ok else None for ms, ok in zip(days.astype("int64"), known, strict=True)]
    if pd.api.types.is_bool_dtype(values.dtype):
        return [bool(value) for value in values]
    if pd.api.types.is_numeric_dtype(values.dtype):
        return [_short(value) for value in rounded(values.to_numpy(dtype=float))]
    return [_other(value) for value in values]


def rounded(numbers: np.ndarray) -> np.ndarray:
    """Numbers of any shape to `DIGITS` significant digits."""
    size = np.abs(numbers)
    with np.errstate(divide="ignore", invalid="ignore"):
        power = np.where((size > 0) & np.isfinite(size), np.floor(np.log10(size)), 0.0)
    places = DIGITS - 1 - power
    # Multiplied by powers of ten above 1 alone: those are exact, their reverses are not.
    up, down = 10.0 ** np.maximum(places, 0), 10.0 ** np.maximum(-places, 0)
    short: np.ndarray = np.round(numbers * up / down) * down / up
    return short


def _short(number: float) -> float | int | None:
    if not np.isfinite(number):
        return None
    return int(number) if number.is_integer() else float(number)


def _other(value: Any) -> Any:
    if value is None or value is pd.NaT or value is pd.NA:
        return None
    if isinstance(value, bool | np.bool_):
        return bool(value)
    if isinstance(value, int | float | np.number):
        return _short(float(rounded(np.array(float(value)))))
    if isinstance(value, pd.Timestamp):
        return int(value.timestamp() * 1000)
    return str(value)
