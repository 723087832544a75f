"""Which column holds the dates, by evidence: its heading, its form, its span and its order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache, partial

from finlit.uploads.dating import forms as dates
from finlit.uploads.dating import month_names, numbers
from finlit.uploads.table.grid import Cell, Row
from finlit.uploads.table.headings import is_date_name

SAMPLE = 300
HEAD = 60  # rows among which the table has to begin
MOST_COLUMNS = 40
LEAST_SHARE = 0.3


@dataclass(frozen=True)
class DateColumn:
    """Where the dates stand and how to read them. `id`: "text" or one of `numbers`.

    `words`: how they are written, "" where it goes without saying; `languages`: those that name
    the months, several where they disagree. `others`: further columns of dates, right of this one.
    """

    column: int
    id: str
    words: str
    parse: Callable[[Cell], dates.Parsed | None]
    languages: tuple[month_names.Months, ...] = ()
    others: tuple[int, ...] = field(default=())

    def of(self, row: Row) -> dates.Parsed | None:
        return self.parse(row.cells[self.column]) if self.column < len(row.cells) else None


def find(rows: Sequence[Row], this_year: int, language: str = "") -> DateColumn | None:
    """The likeliest column of dates; None where no column can be one.

    `language`: a learner's answer about the names of months.
    """
    step = max(len(rows) // SAMPLE, 1)
    sample = [*rows[:HEAD], *rows[HEAD::step][:SAMPLE]]
    together = rows[: HEAD + SAMPLE]
    columns = min(max((len(row.cells) for row in sample), default=0), MOST_COLUMNS)
    scored = []
    for column in range(columns):
        is_named = any(
            is_date_name(row.cells[column]) for row in rows[:HEAD] if column < len(row.cells)
        )
        found = _text(sample, column, this_year, language)
        if found is None:
            found = _numbers(together, column, this_year, is_named=is_named)
        if found is not None:
            weight, one = found
            scored.append((weight + 0.6 * is_named - 0.01 * column, one))
    if not scored:
        return None
    best = max(scored, key=lambda each: each[0])[1]
    others = tuple(one.column for _, one in scored if one.id == "text" and one is not best)
    return DateColumn(best.column, best.id, best.words, best.parse, best.languages, others)


def _cells(rows: Sequence[Row], column: int) -> list[Cell]:
    return [row.cells[column] for row in rows if column < len(row.cells)]


def _text(
    sample: Sequence[Row], column: int, this_year: int, language: str
) -> tuple[float, DateColumn] | None:
    """Dates as text or as a spreadsheet's own, recognised cell by cell."""
    cells = _cells(sample, column)
    read = [cell for cell in cells if dates.parse(cell, this_year) is not None]
    languages: tuple[month_names.Months, ...] = ()
    names = month_names.names_in(cells)
    if names and (_has_named(read) or len(read) < LEAST_SHARE * len(sample)):
        languages = month_names.fitting(names)
        if language:
            languages = tuple(one for one in languages if one.language == language) or languages
    months = languages[0] if languages else None
    # Read more than once on the way to a series, so each text is looked at once.
    parse = lru_cache(maxsize=None)(partial(dates.parse, this_year=this_year, months=months))
    count = sum(parse(cell) is not None for cell in cells)
    if count < max(2, LEAST_SHARE * len(sample)):
        return None
    words = ""
    if languages and languages[0].language != "en" and _has_named(read or cells):
        words = f"months named in {month_names.language_name(languages[0].language)}"
    share = count / max(len(cells), 1)
    return share + 0.5, DateColumn(column, "text", words, parse, languages)


def _has_named(cells: Sequence[Cell]) -> bool:
    return any(isinstance(cell, str) and any(map(str.isalpha, cell)) for cell in cells)


def _numbers(
    rows: Sequence[Row], column: int, this_year: int, *, is_named: bool
) -> tuple[float, DateColumn] | None:
    """Dates as numbers, recognised by the whole column. Rows above the table do not count."""
    cells = _cells(rows, column)
    begin = next((i for i, cell in enumerate(cells) if _is_number(cell)), len(cells))
    body = [cell for cell in cells[begin:] if _is_number(cell)]
    if len(body) < max(2, LEAST_SHARE * len(rows)):
        return None
    found = numbers.forms(body, this_year, is_named=is_named)
    if not found:
        return None
    form = found[0]
    days = [day for cell in body if isinstance(day := form.parse(cell), date)]
    order = numbers.in_order(days)
    return 0.5 * order + len(days) / len(body) - 0.3, DateColumn(
        column, form.id, form.words, form.parse
    )


def _is_number(cell: Cell) -> bool:
    return isinstance(cell, float) or (
        isinstance(cell, str) and cell.lstrip("-")[:1].isdigit() and not cell.isalpha()
    )
