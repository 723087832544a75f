"""Text to rows of cells, each with the number of its line, for each way in which it may be cut."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from finlit.uploads.model import NOT_A_TABLE, UnreadableError
from finlit.uploads.table.decoding import decoded

# A spreadsheet's own numbers and dates stay what they are; all else is text.
Cell = str | float | date

DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "upright bars"}
MOST_COLUMNS = 500
SAMPLE = 400
_BLANKS = re.compile(r"\s{2,}")


@dataclass(frozen=True)
class Row:
    line: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Grid:
    """Rows that hold anything. `how` it was read: encoding and delimiter, or the sheet.

    `title`: what tells it from other tables of the same file, "" where it is the only one.
    """

    rows: list[Row]
    how: str
    is_spreadsheet: bool = False
    delimiter: str = ""
    title: str = ""


def grids(data: bytes) -> list[tuple[str, Grid]]:
    """Every table that the bytes may hold, by name: a text cut by each delimiter, or each sheet.

    Raises UnreadableError.
    """
    from finlit.uploads.table.sheets import is_workbook, sheets

    if is_workbook(data):
        return list(sheets(data))
    text, encoding = decoded(data)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if not any(line.strip() for line in lines):
        raise UnreadableError("This file is empty")
    lines, quoted = _unquoted(lines)
    how = f"{encoding}{quoted}"
    found = [
        (name, Grid(list(_rows(lines, delimiter)), f"{how}, cells parted by {name}", False, mark))
        for mark, name in DELIMITERS.items()
        if (delimiter := mark) and _share_with(lines, mark) > 0
    ]
    found += [(name, Grid(rows, f"{how}, {name}", False, " ")) for name, rows in _blanks(lines)]
    if not found:
        raise UnreadableError(NOT_A_TABLE)
    return found


def _share_with(lines: Sequence[str], delimiter: str) -> float:
    sample = [line for line in islice(lines, SAMPLE) if line.strip()]
    return sum(delimiter in line for line in sample) / max(len(sample), 1)


def _unquoted(lines: list[str]) -> tuple[list[str], str]:
    """Lines without the quotes around each of them, where a table was quoted line by line."""
    sample = [line for line in islice(lines, SAMPLE) if line.strip()]
    inside = [_whole(line) for line in sample]
    found = sum(each is not None for each in inside)
    if found < max(2, 0.8 * len(sample)):
        return lines, ""
    return [_whole(line) or line for line in lines], ", each line in quotes"


def _whole(line: str) -> str | None:
    """What a pair of quotes holds that goes around a whole line of several cells, else None."""
    text = line.strip()
    if len(text) < 3 or text[0] != '"' or text[-1] != '"':
        return None
    inside = text[1:-1]
    if '"' in inside.replace('""', ""):
        return None
    inside = inside.replace('""', '"')
    return inside if any(mark in inside for mark in DELIMITERS) else None


def _rows(lines: Sequence[str], delimiter: str) -> Iterator[Row]:
    """One row a line. A quote that is never closed spoils its own line only."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        if '"' in line:
            try:
                cells = next(csv.reader([line], delimiter=delimiter, skipinitialspace=True))
            except (csv.Error, StopIteration):
                cells = [line]
        else:
            cells = line.split(delimiter)
        yield Row(number, tuple(map(str.strip, cells[:MOST_COLUMNS])))


def _blanks(lines: list[str]) -> Iterator[tuple[str, list[Row]]]:
    """The lines cut at their blanks: where two or more stand together, at every one, and at places
    where no line has a letter (by pandas, which keeps an empty cell in its column)."""
    sample = [line for line in islice(lines, SAMPLE) if line.strip()]
    if sum(" " in line.strip() for line in sample) < 0.5 * len(sample):
        return
    filled = [(number, line.strip()) for number, line in enumerate(lines, 1) if line.strip()]
    for name, cut in (
        ("columns parted by blanks", _BLANKS.split),
        ("columns parted by single blanks", str.split),
    ):
        rows = [Row(number, tuple(cut(line)[:MOST_COLUMNS])) for number, line in filled]
        if Counter(len(row.cells) for row in rows).most_common(1)[0][0] > 1:
            yield name, rows
    if fixed := _fixed_width(lines):
        yield "columns of a fixed width", fixed


def _fixed_width(lines: list[str]) -> list[Row]:
    import pandas as pd

    body = [line.replace("\t", "        ") for line in lines]
    try:
        frame = pd.read_fwf(
            io.StringIO("\n".join(body)),
            header=None,
            dtype=str,
            keep_default_na=False,
            na_filter=False,
            skip_blank_lines=False,
            infer_nrows=SAMPLE,
        )
    except (ValueError, IndexError):
        return []
    rows = frame.fillna("").itertuples(index=False, name=None)
    return [
        Row(number, tuple(str(cell).strip() for cell in row[:MOST_COLUMNS]))
        for number, row in enumerate(rows, 1)
        if any(str(cell).strip() for cell in row)
    ]


def width(rows: Sequence[Row]) -> int:
    """The usual number of cells of a row, empty ones at the end not counted."""
    counts = Counter(len(trimmed(row.cells)) for row in rows)
    return counts.most_common(1)[0][0] if counts else 0


def trimmed(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """Without the empty cells at the end."""
    size = len(cells)
    while size and cells[size - 1] == "":
        size -= 1
    return cells[:size]
