"""Market history: built-in tables and what they are.

    market = built_in()
    market.table("us_market")          # a pandas frame, read once per process
    market.entry("us_market").traps    # what to heed

A table is handed out as a copy-on-write view: a change to it never reaches the next reader.
"""

from __future__ import annotations

import os
from datetime import date
from functools import lru_cache
from pathlib import Path

import pandas as pd

from finlit.market.catalogue import Entry, Field, Refreshed, read_entries, read_refreshed
from finlit.market.tables import read_table

__all__ = ["Entry", "Field", "Market", "Refreshed", "built_in", "shipped"]


class Market:
    """The tables of one folder that holds a datapackage.json.

    `refreshed`: when and which tables `finlit refresh` brought up to date; None as shipped.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._entries = read_entries(folder)
        self._tables: dict[str, pd.DataFrame] = {}
        self.refreshed = read_refreshed(folder)

    def table(self, name: str) -> pd.DataFrame:
        """The table called `name`, read once. Raises KeyError for an unknown name."""
        if name not in self._tables:
            self._tables[name] = read_table(self.folder, self.entry(name))
        return self._tables[name].copy(deep=False)

    def entry(self, name: str) -> Entry:
        """What the table called `name` is. Raises KeyError for an unknown name."""
        try:
            return self._entries[name]
        except KeyError:
            raise KeyError(f"no table {name!r}; there are {', '.join(self._entries)}") from None

    def entries(self) -> tuple[Entry, ...]:
        """All entries, in the order of the data package."""
        return tuple(self._entries.values())

    def source_line(
        self,
        *names: str,
        first: str | date | None = None,
        last: str | date | None = None,
        over: pd.Index | None = None,
    ) -> str:
        """One line for small print: publishers, and the time that is shown of each table.

        "Source: Robert Shiller, Yale, and BLS. 1871-01 to 2026-03."; where tables differ in time,
        "Source: A (1871-01 to 2026-05); B (1971-02-05 to 2026-07-24)."

        Each table's own first and last row, cut to `first` and `last`, or to the ends of `over`:
        dates or years. A table without dates is named alone.
        """
        if over is not None:
            first, last = _row_text(over, 0), _row_text(over, -1)
        begin, end = (
            day.isoformat()[:10] if isinstance(day, date) else day for day in (first, last)
        )
        spans: dict[str, list[str]] = {}
        for entry in map(self.entry, names):
            span = f"{_later(entry.first, begin)} to {_earlier(entry.last, end)}"
            spans.setdefault(entry.publisher, []).append(span if entry.first else "")
        told = list(dict.fromkeys(span for each in spans.values() for span in each))
        if len(told) == 1:
            return f"Source: {'; '.join(spans)}. {told[0]}".strip(". ") + "."
        return f"Source: {'; '.join(_with_spans(*each) for each in spans.items())}."


def _row_text(rows: pd.Index, place: int) -> str:
    """A row's label: a day, a month where all rows are months, or a year."""
    if not isinstance(rows, pd.DatetimeIndex):
        return str(rows[place])
    return f"{rows[place]:%Y-%m}" if (rows.day == 1).all() else f"{rows[place]:%Y-%m-%d}"


def _later(own: str, cut: str | None) -> str:
    """The later of two dates, which may be a year, a month or a day; the coarser where alike."""
    size = min(len(own), len(cut or own))
    if cut is None or cut[:size] < own[:size]:
        return own
    return cut[: len(own)] if cut[:size] > own[:size] else own[:size]


def _earlier(own: str, cut: str | None) -> str:
    size = min(len(own), len(cut or own))
    if cut is None or cut[:size] > own[:size]:
        return own
    return cut[: len(own)] if cut[:size] < own[:size] else own[:size]


def _with_spans(publisher: str, spans: list[str]) -> str:
    dated = " and ".join(dict.fromkeys(span for span in spans if span))
    return f"{publisher} ({dated})" if dated else publisher


def shipped() -> Path:
    """The folder of the tables that ship with finlit."""
    return Path(__file__).resolve().parent.parent / "data"


@lru_cache(maxsize=1)
def built_in() -> Market:
    """The tables in use, one Market per process: those that ship with finlit.

    FINLIT_DATA names another folder, such as the one that `finlit refresh` has written.
    """
    named = os.environ.get("FINLIT_DATA")
    return Market(Path(named) if named else shipped())
