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

DATE_FORMATS = {"monthly": "%Y-%m", "annual": "%Y"}


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
        self, *names: str, first: str | date | None = None, last: str | date | None = None
    ) -> str:
        """One line for small print: "Source: Robert Shiller, Yale, and BLS. 1871-01 to 2026-03."

        Dates default to the first and last row of all tables named; those given are written as
        the first table writes its own.
        """
        entries = [self.entry(name) for name in names]
        publishers = "; ".join(dict.fromkeys(entry.publisher for entry in entries))
        dated = [entry for entry in entries if entry.first]
        if not dated:
            return f"Source: {publishers}."
        form = DATE_FORMATS.get(dated[0].frequency, "%Y-%m-%d")
        begin = _date_text(first, form) or min(entry.first for entry in dated)
        end = _date_text(last, form) or max(entry.last for entry in dated)
        return f"Source: {publishers}. {begin} to {end}."


def _date_text(day: str | date | None, form: str) -> str:
    return day.strftime(form) if isinstance(day, date) else day or ""


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
