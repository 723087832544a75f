"""The names of the columns: one row above the data, or several that belong together."""

from __future__ import annotations

from collections.abc import Sequence

from finlit.uploads import amounts
from finlit.uploads.dating import forms as dates
from finlit.uploads.table.grid import Cell, Row, trimmed
from finlit.uploads.vocabulary import found_in, normal

BETWEEN = 20  # rows of data that may be broken below the names of columns
MOST_ROWS = 4
MOST_LETTERS = 40


def find(rows: Sequence[Row], start: int, this_year: int) -> tuple[list[Row], int]:
    """The rows of names above the first row of data, and the position where the table begins.

    Lines between the names and the first one with data belong to the table: something is wrong
    with them. Without names, the table begins at its first line that holds a date and a number.
    """
    for place in range(start - 1, max(start - 1 - BETWEEN, -1), -1):
        if not _is_heading(rows[place], this_year):
            continue
        if place == start - 1 or any(is_date_name(cell) for cell in rows[place].cells):
            return _with_those_above(rows, place, this_year), place + 1
    return [], start


def is_date_name(cell: Cell) -> bool:
    """Whether a heading says that its column holds dates or times."""
    return isinstance(cell, str) and bool(cell) and bool(found_in(normal(cell), "date"))


def _is_heading(row: Row, this_year: int) -> bool:
    named = [cell for cell in row.cells if cell != ""]
    is_wide = len(named) >= 2 or (len(named) == 1 and row.cells[0] == "")
    is_label = len(named) == 1 and len(row.cells) > 1 and is_date_name(row.cells[0])
    return (is_wide or is_label) and all(
        isinstance(cell, str)
        and not amounts.is_number(cell)
        and dates.parse(cell, this_year) is None
        for cell in named
    )


def _with_those_above(rows: Sequence[Row], place: int, this_year: int) -> list[Row]:
    """The row of names with rows right above it that name the same columns in groups."""
    first = place
    while (
        first > 0
        and place - first < MOST_ROWS - 1
        and rows[first - 1].line == rows[first].line - 1
        and _is_heading(rows[first - 1], this_year)
        and len(trimmed(rows[first - 1].cells)) >= 2
    ):
        first -= 1
    return list(rows[first : place + 1])


def names(found: Sequence[Row], columns: int, shift: int = 0) -> dict[int, str]:
    """The name of each column: the words above it, those of a merged cell for all below it.

    A word that stands above every column but the first tells nothing and is left out. `shift`: by
    how many columns the names stand too far left. "column B" where nothing stands above.
    """
    filled = [_filled(row, columns, shift, is_top=row is not found[-1]) for row in found]
    if len(filled) > 1:
        filled = [row for row in filled if len({*row[1:]} - {""}) > 1] or filled[:1]
    named = {}
    for column in range(columns):
        parts = [row[column] for row in filled if row[column]]
        name = " ".join(dict.fromkeys(parts))
        named[column] = name[:MOST_LETTERS] or f"column {letters(column)}"
    return named


def _filled(row: Row, columns: int, shift: int, *, is_top: bool) -> list[str]:
    """The cells of a row of names, each carried on over the empty ones to its right."""
    cells = ["" for _ in range(shift)] + [str(cell) for cell in row.cells]
    cells = (cells + [""] * columns)[:columns]
    if not is_top:
        return cells
    carried = cells[:1]
    for cell in cells[1:]:
        carried.append(cell or (carried[-1] if len(carried) > 1 else ""))
    return carried


def common_word(found: Sequence[Row]) -> str:
    """What stands above every column but the first, as a ticker does: the name of the series."""
    for row in found if len(found) > 1 else ():
        words = {str(cell) for cell in row.cells[1:]} - {""}
        if len(words) == 1 and len(trimmed(row.cells)) > 2:
            return words.pop()
    return ""


def letters(column: int) -> str:
    """A spreadsheet's letters for a column, from 0: "A", "Z", "AA"."""
    text = ""
    while column >= 0:
        text = chr(ord("A") + column % 26) + text
        column = column // 26 - 1
    return text
