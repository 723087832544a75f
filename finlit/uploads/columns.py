"""Which column holds the dates, which ones prices, and on which line the table begins."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from finlit.uploads import amounts, dates
from finlit.uploads.grid import Cell, Grid, Row, trimmed, width

SAMPLE = 300
HEAD = 60  # rows among which the table has to begin
BETWEEN = 20  # rows of data that may be broken below the names of columns

DATE_WORDS = {
    "date",
    "datum",
    "fecha",
    "data",
    "day",
    "time",
    "month",
    "year",
    "period",
    "timestamp",
}
DATE_WORDS |= {
    "buchungstag",
    "handelstag",
    "jour",
    "dia",
    "tag",
    "monat",
    "jahr",
    "observation_date",
}
CLOSE_WORDS = {"close", "close/last", "close last", "closing price", "schlusskurs", "schluss"}
CLOSE_WORDS |= {"clôture", "cloture", "cierre", "chiusura", "último", "ultimo", "dernier"}
PRICE_WORDS = {"price", "last", "last price", "kurs", "preis", "cours", "precio", "prezzo", "nav"}
PRICE_WORDS |= {"value", "wert", "level", "settle", "rücknahmepreis", "net asset value"}
OTHER_WORDS = {"open", "high", "low", "volume", "vol", "change", "chg", "dividend", "dividends"}
OTHER_WORDS |= {"split", "splits", "stock splits", "bid", "ask", "turnover", "umsatz", "trades"}
OTHER_WORDS |= {"eröffnung", "eröffnungskurs", "hoch", "tageshoch", "tief", "tagestief", "volumen"}
OTHER_WORDS |= {"ouverture", "haut", "bas", "apertura", "máximo", "mínimo", "isin", "wkn", "id"}
OTHER_WORDS |= {
    "openint",
    "open interest",
    "stück",
    "erster",
    "veränderung",
    "variation",
    "returns",
}
SAME_MARK_WORDS = {"open", "high", "low", "eröffnung", "hoch", "tief", "erster"}


@dataclass(frozen=True)
class Layout:
    """A grid with its columns found. `body` are the rows from the first one with data on.

    `names`: header of each column, or "column B". `adjusted`: a column that says it is adjusted;
    `closes`: columns that may be the price. `marks`: columns whose numbers tell the decimal mark.
    """

    grid: Grid
    header: Row | None
    body: list[Row]
    skipped: tuple[int, ...]
    date: int
    by_year: bool
    names: Mapping[int, str]
    closes: tuple[int, ...]
    adjusted: int | None
    marks: tuple[int, ...]
    cells: int
    good: int


def find(grid: Grid, this_year: int) -> Layout | None:
    """The layout of a grid; None when no column of dates stands beside a column of numbers."""
    start, date_column, by_year = _start(grid.rows, this_year)
    if start is None:
        return None
    header, begin = _header(grid.rows, start, this_year)
    body = grid.rows[begin:]
    above = grid.rows[: begin - 1] if header else grid.rows[:begin]
    step = max(len(body) // SAMPLE, 1)
    sample = body[::step][:SAMPLE]
    numeric = [column for column in _number_columns(sample) if column != date_column]
    if not numeric:
        return None
    cells = len(trimmed(header.cells)) if header else 0
    names = {column: _name(header, column) for column in range(max(cells, max(numeric) + 1))}
    closes, adjusted = _price_columns(names, numeric)
    if not closes and adjusted is None:
        return None
    marks = [c for c in numeric if _words(names[c]) in SAME_MARK_WORDS | CLOSE_WORDS | PRICE_WORDS]
    marks += [c for c in (*closes, adjusted) if c is not None and c not in marks]
    good = sum(_is_data(row, date_column, numeric, this_year, by_year) for row in sample)
    return Layout(
        grid,
        header,
        body,
        tuple(row.line for row in above),
        date_column,
        by_year,
        names,
        closes,
        adjusted,
        tuple(marks),
        cells or width(sample),
        good,
    )


def _start(rows: Sequence[Row], this_year: int) -> tuple[int | None, int, bool]:
    """Position of the first row of data, the column of dates, and whether dates are years alone."""
    step = max(len(rows) // SAMPLE, 1)
    sample = [*rows[:HEAD], *rows[HEAD::step][:SAMPLE]]
    for by_year in (False, True):
        counts: Counter[int] = Counter()
        for row in sample:
            counts.update(
                column
                for column, cell in enumerate(row.cells[:20])
                if _is_date(cell, this_year, by_year)
            )
        for column, count in sorted(counts.items(), key=lambda each: (-each[1], each[0])):
            if count < max(2, len(sample) * (0.8 if by_year else 0.3)):
                continue
            for place, row in enumerate(rows[:HEAD]):
                if _is_data(row, column, None, this_year, by_year):
                    return place, column, by_year
    return None, 0, False


def _is_date(cell: Cell, this_year: int, by_year: bool) -> bool:
    if by_year:
        return dates.parse_year(cell) is not None
    return dates.parse(cell, this_year) is not None


def _is_data(
    row: Row, column: int, numeric: Sequence[int] | None, this_year: int, by_year: bool
) -> bool:
    """Whether the row has a date in its column and a number in another one."""
    if column >= len(row.cells) or not _is_date(row.cells[column], this_year, by_year):
        return False
    others = range(len(row.cells)) if numeric is None else numeric
    return any(
        other != column and other < len(row.cells) and amounts.reads_as(row.cells[other])
        for other in others
    )


def _header(rows: Sequence[Row], start: int, this_year: int) -> tuple[Row | None, int]:
    """The row of names above the data, and the position at which the table begins.

    Lines between the names and the first one with data belong to the table: something is wrong
    with them. Without names, the table begins at its first line that holds a date and a number.
    """
    for place in range(start - 1, max(start - 1 - BETWEEN, -1), -1):
        if not _is_header(rows[place], this_year):
            continue
        words = {_words(str(cell)) for cell in rows[place].cells}
        if place == start - 1 or words & DATE_WORDS:
            return rows[place], place + 1
    return None, start


def _is_header(row: Row, this_year: int) -> bool:
    named = [cell for cell in row.cells if cell != ""]
    return len(named) >= 2 and all(
        isinstance(cell, str)
        and not amounts.reads_as(cell)
        and dates.parse(cell, this_year) is None
        for cell in named
    )


def _number_columns(sample: Sequence[Row]) -> list[int]:
    """Columns in which at least a third of the rows hold a number."""
    counts: Counter[int] = Counter()
    for row in sample:
        counts.update(c for c, cell in enumerate(row.cells) if amounts.reads_as(cell))
    return sorted(column for column, count in counts.items() if count * 3 >= len(sample))


def _name(header: Row | None, column: int) -> str:
    if header and column < len(header.cells) and header.cells[column] != "":
        return str(header.cells[column])[:40]
    letters = ""
    while column >= 0:
        letters = chr(ord("A") + column % 26) + letters
        column = column // 26 - 1
    return f"column {letters}"


def _words(name: str) -> str:
    """A header in small letters, without a currency or what stands in brackets."""
    text = re.sub(r"[(\[].*?[)\]]", " ", name.lower())
    text = re.sub(r"\b(usd|eur|gbp|chf|jpy|cad|aud)\b|[$€£¥%*.:_]", " ", text)
    return " ".join(text.split())


def _is_adjusted(words: str) -> bool:
    return bool(re.search(r"\badj|adjusted|total return|tot return|\btr\b|bereinigt", words))


def _price_columns(
    names: Mapping[int, str], numeric: Sequence[int]
) -> tuple[tuple[int, ...], int | None]:
    """Columns that may be the price, and the one that says it is adjusted."""
    words = {column: _words(names[column]) for column in numeric}
    adjusted = next((column for column, text in words.items() if _is_adjusted(text)), None)
    left = {column: text for column, text in words.items() if column != adjusted}
    for known in (CLOSE_WORDS, PRICE_WORDS):
        found = tuple(column for column, text in left.items() if text in known)
        if found:
            return found, adjusted
    others = tuple(column for column, text in left.items() if not _is_other(text))
    return (() if adjusted is not None else others), adjusted


def _is_other(words: str) -> bool:
    return words in OTHER_WORDS or bool(re.match(r"(vol|change|chg|diff)\b", words))
