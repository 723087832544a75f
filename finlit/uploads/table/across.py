"""Tables whose dates run across: months, quarters, years or days as headings of columns."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from finlit.uploads import amounts
from finlit.uploads.dating import forms as dates
from finlit.uploads.dating import numbers as date_numbers
from finlit.uploads.dating.month_names import Months, fitting, plain
from finlit.uploads.table.grid import Cell, Grid, Row

HEAD = 30
LEAST = 6  # dates that make a row of dates
_QUARTER = re.compile(r"[QqTt]\.? ?([1-4])|([1-4])\.? ?[Qq]|([1-4])분기|第([1-4])季")


@dataclass(frozen=True)
class _Heads:
    """Which columns carry dates; `within`: the part of a year each stands for, else whole dates."""

    place: int
    columns: tuple[int, ...]
    within: bool


def along(grid: Grid, this_year: int) -> Grid | None:
    """The grid with one line for each date; None where dates do not run across.

    Columns before the dates stay, so that the names of several series tell them apart.
    """
    heads = _heads(grid.rows, this_year)
    if heads is None:
        return None
    names = grid.rows[heads.place].cells
    kept = [c for c in range(heads.columns[0]) if any(c < len(r.cells) for r in grid.rows)]
    year = _year_column(grid.rows[heads.place + 1 :], kept) if heads.within else None
    if heads.within and year is None:
        return None
    labels = [column for column in kept if column != year]
    months = _months(names)
    rows = [Row(grid.rows[heads.place].line, (*(_cell(names, c) for c in labels), "Date", "Value"))]
    for row in grid.rows[heads.place + 1 :]:
        own = tuple(_cell(row.cells, column) for column in labels)
        for column in heads.columns:
            value = _cell(row.cells, column)
            when = _when(names[column], row, year, months)
            if when and value != "":
                rows.append(Row(row.line, (*own, when, value)))
    words = "months or quarters across" if heads.within else "dates across"
    how = f"{grid.how}, {words}: read line by line"
    return replace(grid, rows=rows, how=how) if len(rows) > 2 else None


def _cell(cells: Sequence[Cell], column: int) -> Cell:
    return cells[column] if column < len(cells) else ""


def _heads(rows: Sequence[Row], this_year: int) -> _Heads | None:
    """The first row in which dates run across, with at least one number below them."""
    for place, row in enumerate(rows[:HEAD]):
        if len(row.cells) < LEAST - 1:
            continue
        whole = tuple(c for c, cell in enumerate(row.cells) if _is_date(cell, this_year))
        # Names of months are looked up where years stand below: reading them takes a while.
        by_year = _year_column(rows[place + 1 : place + 8], range(min(len(row.cells), 6)))
        part = () if by_year is None else _parts(row)
        for columns, within in ((part, True), (whole, False)):
            least = (
                4
                if within and all(_QUARTER.fullmatch(str(row.cells[c])) for c in columns)
                else LEAST
            )
            if len(columns) < least or not _are_heads(rows, place, columns, within, this_year):
                continue
            return _Heads(place, columns, within)
    return None


def _parts(row: Row) -> tuple[int, ...]:
    months = _months(row.cells)
    return tuple(column for column, cell in enumerate(row.cells) if _part(cell, months))


def _months(cells: Sequence[Cell]) -> Months | None:
    """How the names of months in a row are read; None where they are none."""
    names = Counter(plain(cell) for cell in cells if isinstance(cell, str) and 2 < len(cell) <= 14)
    found = fitting(names)
    return found[0] if found and len(found[0].numbers) >= LEAST else None


def _are_heads(
    rows: Sequence[Row], place: int, columns: Sequence[int], within: bool, this_year: int
) -> bool:
    """Whether they differ, go one way, fill what is right of them, and have numbers below."""
    cells = rows[place].cells
    if len({str(cells[column]) for column in columns}) < len(columns):
        return False
    right = [cell for cell in cells[columns[0] :] if cell != ""]
    if len(columns) < 0.7 * len(right):
        return False
    if not within:
        days = [
            dates.turned(found, "day") or dates.turned(found, "month")
            for column in columns
            if (found := _date(cells[column], this_year)) is not None
        ]
        if date_numbers.in_order([day for day in days if day is not None]) < 1:
            return False
    below = rows[place + 1 : place + 4]
    numbers = [amounts.is_number(_cell(row.cells, column)) for row in below for column in columns]
    return sum(numbers) >= 0.3 * len(numbers) > 0


def _date(cell: Cell, this_year: int) -> dates.Parsed | None:
    year = dates.parse_year(cell)
    if year is not None:
        return year if year.year <= this_year + 50 else None
    return dates.parse(_without_code(cell), this_year)


def _without_code(cell: Cell) -> Cell:
    """ "1960 [YR1960]" of the World Bank is 1960."""
    return re.sub(r" ?\[.*\]$", "", cell) if isinstance(cell, str) else cell


def _is_date(cell: Cell, this_year: int) -> bool:
    plain = _without_code(cell)
    return dates.parse_year(plain) is not None or dates.parse(plain, this_year) is not None


def _part(cell: Cell, months: Months | None) -> str:
    """ "03" for a month's name, "Q2" for a quarter, "" for anything else."""
    if not isinstance(cell, str) or not 1 < len(cell) <= 14:
        return ""
    if found := _QUARTER.fullmatch(cell):
        return f"Q{next(each for each in found.groups() if each)}"
    month = (months.number(cell) if months else 0) or _asian_month(cell)
    return f"{month:02}" if month else ""


def _asian_month(cell: str) -> int:
    found = re.fullmatch(r"(\d{1,2}) ?[月월]", cell)
    return int(found[1]) if found and 1 <= int(found[1]) <= 12 else 0


def _year_column(rows: Sequence[Row], kept: Sequence[int]) -> int | None:
    for column in kept:
        years = [dates.parse_year(_cell(row.cells, column)) for row in rows]
        if sum(year is not None for year in years) >= max(2, 0.6 * len(years)):
            return column
    return None


def _when(head: Cell, row: Row, year: int | None, months: Months | None) -> Cell:
    """The date of a cell, as text that reads in one way."""
    if year is None:
        plain = _without_code(head)
        found = dates.parse_year(plain)
        return found.isoformat() if found else plain
    first = dates.parse_year(_cell(row.cells, year))
    if first is None:
        return ""
    part = _part(head, months)
    return f"{first.year}-{part}"
