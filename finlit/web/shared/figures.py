"""Outcomes of experiments made ready for the page, once per set of values for all learners."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd
import pyarrow as pa

from finlit.charts.base import ROWS
from finlit.experiments import EXPERIMENTS
from finlit.experiments.kit import Outcome, Picture, Value
from finlit.market import built_in


@dataclass(frozen=True)
class Drawing:
    """A picture with its rows as the bytes that travel to the browser."""

    picture: Picture
    rows: bytes

    def spec(self) -> dict[str, object]:
        # A new outer dictionary each time, for Streamlit takes the data sets out of it.
        return {**self.picture.chart.spec, "datasets": {ROWS: self.rows}}


@dataclass(frozen=True)
class Shown:
    outcome: Outcome
    drawings: tuple[Drawing, ...]


def arrow_bytes(rows: pd.DataFrame) -> bytes:
    """Rows as an Arrow stream, small: single precision, days as dates, no pandas metadata."""
    slim = rows.copy(deep=False)
    for name in slim.columns:
        column = slim[name]
        if pd.api.types.is_float_dtype(column.dtype):
            slim[name] = column.astype("float32")
        elif pd.api.types.is_datetime64_any_dtype(column.dtype):
            slim[name] = column.astype("datetime64[ms]")
        elif pd.api.types.is_integer_dtype(column.dtype):
            slim[name] = pd.to_numeric(column, downcast="integer")
    table = pa.Table.from_pandas(slim, preserve_index=False).replace_schema_metadata(None)
    table = table.cast(pa.schema([_short(field) for field in table.schema]))
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as stream:
        stream.write_table(table)
    data: bytes = sink.getvalue().to_pybytes()
    return data


def drawn(outcome: Outcome) -> Shown:
    """An outcome with its rows made ready to travel."""
    drawings = tuple(
        Drawing(picture, arrow_bytes(picture.chart.rows)) for picture in outcome.pictures
    )
    return Shown(outcome, drawings)


def _short(field: pa.Field) -> pa.Field:
    """Text with 32-bit places, for no picture holds gigabytes of it."""
    return pa.field(field.name, pa.string()) if pa.types.is_large_string(field.type) else field


@lru_cache(maxsize=2048)
def _shown(name: str, values: tuple[tuple[str, Value], ...]) -> Shown:
    return drawn(EXPERIMENTS[name].outcome(built_in(), dict(values)))


def shown(name: str, values: Mapping[str, Value]) -> Shown:
    """The outcome of an experiment at these values; asked for again, it is only looked up."""
    return _shown(name, tuple(sorted(values.items())))


def named_figures(name: str, values: Mapping[str, Value]) -> Mapping[str, float | str]:
    """The figures alone, as facts in the text need them."""
    return shown(name, EXPERIMENTS[name].complete(values)).outcome.figures
