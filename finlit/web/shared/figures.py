"""Outcomes of experiments, worked out once per set of values for all learners."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import pandas as pd
import pyarrow as pa

from finlit.experiments import EXPERIMENTS
from finlit.experiments.kit import Outcome, Value
from finlit.market import built_in


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


def _short(field: pa.Field) -> pa.Field:
    """Text with 32-bit places, for no picture holds gigabytes of it."""
    return pa.field(field.name, pa.string()) if pa.types.is_large_string(field.type) else field


@lru_cache(maxsize=2048)
def _outcome(name: str, values: tuple[tuple[str, Value], ...]) -> Outcome:
    return EXPERIMENTS[name].outcome(built_in(), dict(values))


def outcome(name: str, values: Mapping[str, Value]) -> Outcome:
    """What an experiment finds at these values; asked for again, it is only looked up."""
    return _outcome(name, tuple(sorted(values.items())))


def named_figures(name: str, values: Mapping[str, Value]) -> Mapping[str, float | str]:
    """The figures alone, as facts in the text need them."""
    return outcome(name, EXPERIMENTS[name].complete(values)).figures
