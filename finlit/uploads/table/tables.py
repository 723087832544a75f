"""Several tables in one: below each other with headings of their own, or side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from finlit.uploads import amounts
from finlit.uploads.dating import forms as dates
from finlit.uploads.table.grid import Grid, Row, trimmed

LEAST = 3  # rows of data that make a table
MOST = 12


def below_each_other(grid: Grid, this_year: int) -> list[Grid]:
    """The grid cut where a new heading follows on rows of data; [grid] where there is none."""
    starts = [0]
    data = 0
    for place, row in enumerate(grid.rows):
        if _is_data(row, this_year):
            data += 1
        elif data >= LEAST and _is_heading(row) and _goes_on(grid.rows, place, this_year):
            starts.append(place)
            data = 0
    if len(starts) == 1 or len(starts) > MOST:
        return [grid]
    ends = [*starts[1:], len(grid.rows)]
    return [
        replace(grid, rows=grid.rows[start:end], title=_title(grid.rows[start:end]))
        for start, end in zip(starts, ends, strict=True)
    ]


def _is_data(row: Row, this_year: int) -> bool:
    first = row.cells[0]
    return (
        isinstance(first, float)
        or (isinstance(first, str) and first[:1].isdigit())
        or (dates.parse(first, this_year) is not None)
    )


def _is_heading(row: Row) -> bool:
    """Names alone, at least one of them beside the first column: no total and no footnote."""
    filled = [cell for cell in row.cells if cell != ""]
    return (
        len(filled) >= 1
        and (len(filled) >= 2 or row.cells[0] == "")
        and all(isinstance(cell, str) and not amounts.is_number(cell) for cell in filled)
        and not any(amounts.is_missing(cell) for cell in filled)
    )


def _goes_on(rows: Sequence[Row], place: int, this_year: int) -> bool:
    """Whether rows of data follow, as after a heading."""
    after = rows[place + 1 : place + 1 + LEAST + 3]
    return sum(_is_data(row, this_year) for row in after) >= LEAST


def _title(rows: Sequence[Row]) -> str:
    """Its lines and its heading, to tell one from another."""
    names = [str(cell) for cell in rows[0].cells if isinstance(cell, str) and cell]
    return f"lines {rows[0].line:,} to {rows[-1].line:,}: {', '.join(names)[:50] or 'a table'}"


def side_by_side(grid: Grid, columns: Sequence[int]) -> list[Grid]:
    """The grid cut before each of these columns of dates, each part with its own numbers."""
    edges = [0, *columns[1:], max(len(row.cells) for row in grid.rows)]
    parts = []
    for left, right in pairwise(edges):
        rows = [Row(row.line, row.cells[left:right]) for row in grid.rows]
        rows = [row for row in rows if trimmed(row.cells)]
        names = [str(cell) for cell in rows[0].cells if cell != ""] if rows else []
        title = f"columns {left + 1} to {right}: {', '.join(names)[:50]}"
        parts.append(replace(grid, rows=rows, title=title))
    return parts
