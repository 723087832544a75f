"""A table understood: its dates, the names and meanings of its columns, where its data begin."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from finlit.uploads import amounts, meanings
from finlit.uploads.dating import column as date_column
from finlit.uploads.dating.column import SAMPLE, DateColumn
from finlit.uploads.table import headings
from finlit.uploads.table.grid import Cell, Grid, Row, trimmed, width


@dataclass(frozen=True)
class Layout:
    """A grid with its columns found. `body` are the rows from the first one with data on.

    `names`: heading of each column, or "column B". `numeric`: columns of numbers; `meant`: their
    meaning by heading, see `meanings`. `title`: what stands above all columns, such as a ticker.
    `shift`: 1 where the heading lacks the name of the first column. `cells`: the usual number.
    """

    grid: Grid
    header: tuple[Row, ...]
    body: list[Row]
    skipped: tuple[int, ...]
    dates: DateColumn
    names: Mapping[int, str]
    numeric: tuple[int, ...]
    meant: Mapping[int, str]
    title: str
    shift: int
    cells: int
    good: int

    @property
    def date(self) -> int:
        return self.dates.column


def find(grid: Grid, this_year: int, language: str = "") -> Layout | None:
    """The layout of a grid; None when no column of dates stands beside a column of numbers."""
    rows = grid.rows
    dated = date_column.find(rows, this_year, language)
    if dated is None:
        return None
    start = next((i for i, row in enumerate(rows) if _is_data(row, dated)), None)
    if start is None:
        return None
    header, begin = headings.find(rows, start, this_year)
    body = rows[begin:]
    sample = body[:: max(len(body) // SAMPLE, 1)][:SAMPLE]
    numeric = tuple(column for column in _number_columns(sample) if column != dated.column)
    if not numeric:
        return None
    named = max((len(trimmed(row.cells)) for row in header), default=0)
    usual = width(sample)
    shift = int(_lacks_a_name(header, named, usual))
    names = headings.names(header, max(named + shift, max(numeric) + 1), shift)
    return Layout(
        grid,
        tuple(header),
        body,
        tuple(row.line for row in rows[: begin - len(header)]),
        dated,
        names,
        numeric,
        _meant(header, names, numeric, sample),
        headings.common_word(header),
        shift,
        max(named + shift, _unnamed(header, usual)) or usual,
        sum(_is_data(row, dated, numeric) for row in sample),
    )


def fits_its_heading(layout: Layout) -> bool:
    """Whether the usual row has as many cells as there are names, or there are no names."""
    return not layout.header or width(layout.body[:SAMPLE]) <= layout.cells


def short_rows(layout: Layout) -> int:
    """How many of the first rows have fewer cells than there are columns."""
    return sum(len(row.cells) < layout.cells for row in layout.body[:SAMPLE])


def _meant(
    header: Sequence[Row], names: Mapping[int, str], numeric: Sequence[int], sample: Sequence[Row]
) -> dict[int, str]:
    """The meaning of each column of numbers; without names, by where the day's prices lie."""
    if header:
        return {column: meanings.of_heading(names[column]) for column in numeric}
    meant = dict.fromkeys(numeric, "unknown")
    for first in numeric:
        day = tuple(range(first, first + 4))
        if set(day) <= set(numeric) and _are_open_high_low_close(sample, day):
            meant |= dict.fromkeys(day[:3], "other") | {day[3]: "close"}
            break
    return meant


def _are_open_high_low_close(sample: Sequence[Row], day: Sequence[int]) -> bool:
    """Whether the second of four columns is always the highest and the third the lowest."""
    count = wide = 0
    for row in sample:
        found = [amounts.parse(row.cells[c], "point") for c in day if c < len(row.cells)]
        if len(found) < 4 or None in found:
            continue
        first, high, low, close = found
        if not low <= min(first, close) <= max(first, close) <= high:  # type: ignore[operator, type-var]
            return False
        count += 1
        wide += high > low  # type: ignore[operator]
    return count >= 5 and wide >= 0.5 * count


def _is_data(row: Row, dated: DateColumn, numeric: Sequence[int] | None = None) -> bool:
    """Whether the row has a date in its column and a number in another one."""
    if dated.of(row) is None:
        return False
    others = range(len(row.cells)) if numeric is None else numeric
    return any(
        other != dated.column and other < len(row.cells) and amounts.is_number(row.cells[other])
        for other in others
    )


def _number_columns(sample: Sequence[Row]) -> list[int]:
    """Columns in which at least a third of the rows that have it hold a number."""
    counts: Counter[int] = Counter()
    filled: Counter[int] = Counter()
    for row in sample:
        counts.update(c for c, cell in enumerate(row.cells) if amounts.is_number(cell))
        filled.update(c for c, cell in enumerate(row.cells) if cell != "")
    least = min(len(sample) / 3, 5)
    return sorted(c for c, count in counts.items() if count * 3 >= filled[c] and count >= least)


def _lacks_a_name(header: Sequence[Row], named: int, usual: int) -> bool:
    """Whether the names begin above the second column, as R writes a table with names of rows."""
    return (
        bool(header)
        and named == usual - 1
        and not any(headings.is_date_name(cell) for cell in header[-1].cells)
    )


def _unnamed(header: Sequence[Row], usual: int) -> int:
    """How many cells the heading has for the usual row, those without a name counted."""
    return min(usual, max((len(row.cells) for row in header), default=0))


def column_cells(layout: Layout, column: int) -> list[Cell]:
    """All cells of a column, "" where a row is too short."""
    return [row.cells[column] if column < len(row.cells) else "" for row in layout.body]
