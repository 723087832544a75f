"""Reading a table as its entry describes it: CSV or Parquet to a pandas frame."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq

from finlit.market.catalogue import Entry

DATED = ("date", "yearmonth")


def read_table(folder: Path, entry: Entry) -> pd.DataFrame:
    """The table by its key: dates for months, weeks and days, int for years, str for codes.

    Numbers are float64 and a blank is NaN. A month stands at its first day. Where all columns
    are numbers they are one array that cannot be written to.
    """
    path = folder / entry.path
    frame = _read_parquet(path) if path.suffix == ".parquet" else _read_csv(path, entry)
    frame = frame.set_index(entry.key)
    if entry.fields[0].type in DATED:
        frame.index = pd.DatetimeIndex(frame.index, name=entry.key).as_unit("us")
    if any(field.type != "number" for field in entry.fields[1:]):
        return frame
    values = frame.to_numpy(dtype="float64")
    values.flags.writeable = False
    return pd.DataFrame(values, frame.index, frame.columns, copy=False)


def _read_parquet(path: Path) -> pd.DataFrame:
    return pq.ParquetFile(path).read(use_threads=False).to_pandas(date_as_object=False)


def _read_csv(path: Path, entry: Entry) -> pd.DataFrame:
    """Text stays text ("" when blank), dates become dates, all else is a number or NaN."""
    texts = dict.fromkeys((field.name for field in entry.fields if field.type == "string"), "str")
    numbers = {field.name: "float64" for field in entry.fields if field.type == "number"}
    dates = [field.name for field in entry.fields if field.type in DATED]
    frame = pd.read_csv(path, encoding="utf-8", dtype=texts | numbers, parse_dates=dates)
    return frame.fillna(dict.fromkeys(texts, ""))
