"""Bytes to rows of cells, each with the number of its line."""

from __future__ import annotations

import csv
import io
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice

from finlit.uploads.model import UnreadableError

# A spreadsheet's own numbers and dates stay what they are; all else is text.
Cell = str | float | date

DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "upright bars"}
MOST_UNPACKED = 300_000_000  # bytes: a small zip file can hold a huge one
MOST_COLUMNS = 500
NOT_A_TABLE = (
    "This does not look like a table of prices. It should have a date and a price on each line"
)


@dataclass(frozen=True)
class Row:
    line: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Grid:
    """Rows that hold anything. `how` it was read: encoding and delimiter, or the sheet."""

    rows: list[Row]
    how: str
    is_spreadsheet: bool = False
    delimiter: str = ""


def grids(data: bytes) -> list[tuple[str, Grid]]:
    """Every table that the bytes may hold, by name: a text cut by each delimiter, or each sheet.

    Raises UnreadableError.
    """
    if data[:4] == b"PK\x03\x04" or data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        return list(_sheets(data))
    text, encoding = _decoded(data)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if not any(line.strip() for line in lines):
        raise UnreadableError("This file is empty")
    found = []
    for delimiter, name in DELIMITERS.items():
        if _share_with(lines, delimiter) > 0:
            rows = list(_rows(lines, delimiter))
            found.append(
                (name, Grid(rows, f"{encoding}, cells parted by {name}", False, delimiter))
            )
    if not found:
        raise UnreadableError(NOT_A_TABLE)
    return found


def _share_with(lines: list[str], delimiter: str) -> float:
    sample = [line for line in islice(lines, 400) if line.strip()]
    return sum(delimiter in line for line in sample) / max(len(sample), 1)


def _rows(lines: list[str], delimiter: str) -> Iterator[Row]:
    """One row a line. A quote that is never closed spoils its own line only."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        if '"' in line:
            try:
                cells = next(csv.reader([line], delimiter=delimiter))
            except (csv.Error, StopIteration):
                cells = [line]
        else:
            cells = line.split(delimiter)
        yield Row(number, tuple(cell.strip() for cell in cells[:MOST_COLUMNS]))


def _decoded(data: bytes) -> tuple[str, str]:
    """Text and the name of its encoding, by its mark, else UTF-8, else the likeliest one."""
    for mark, encoding in (
        (b"\xef\xbb\xbf", "utf-8-sig"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if data.startswith(mark):
            try:
                return data.decode(encoding), f"{encoding.removesuffix('-sig').upper()} text"
            except UnicodeDecodeError:
                break
    if b"\x00" in data[:4000]:
        raise UnreadableError(NOT_A_TABLE)
    try:
        return data.decode("utf-8"), "UTF-8 text"
    except UnicodeDecodeError:
        pass
    from charset_normalizer import from_bytes

    # Dates and prices are plain letters in all of these; only names could come out wrong.
    best = from_bytes(data[:50_000], cp_isolation=["cp1252", "cp1250", "cp1251", "latin_1"]).best()
    encoding = best.encoding if best else "latin_1"
    return data.decode(encoding, errors="replace"), f"text in an older encoding ({encoding})"


def _sheets(data: bytes) -> Iterator[tuple[str, Grid]]:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

    _check_size(data)
    broken = "This spreadsheet could not be opened. It may be damaged. Save it as CSV and try that"
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for sheet in book.sheets_metadata:
            if sheet.visible == SheetVisibleEnum.Visible:
                cells = book.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
                rows = [
                    Row(number, tuple(_plain(cell) for cell in row[:MOST_COLUMNS]))
                    for number, row in enumerate(cells, 1)
                    if any(cell != "" for cell in row)
                ]
                if rows:
                    yield sheet.name, Grid(rows, f"spreadsheet, sheet “{sheet.name}”", True)
    except PasswordError:
        raise UnreadableError(
            "This spreadsheet is locked with a password. Save a copy without"
        ) from None
    except (CalamineError, OSError, ValueError, OverflowError):
        raise UnreadableError(broken) from None
    except BaseException as error:
        # A fault inside the Rust library arrives as an exception outside of Exception.
        if type(error).__name__ != "PanicException":
            raise
        raise UnreadableError(broken) from None


def _check_size(data: bytes) -> None:
    if data[:2] != b"PK":
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            size = sum(entry.file_size for entry in packed.infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError):
        raise UnreadableError("This spreadsheet is damaged. Save it again, or as CSV") from None
    if size > MOST_UNPACKED:
        raise UnreadableError("This spreadsheet is too large when unpacked. Save the sheet as CSV")


def _plain(cell: object) -> Cell:
    """A cell as text, number or day."""
    if isinstance(cell, bool):
        return str(cell)
    if isinstance(cell, int | float):
        return float(cell)
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    return str(cell).strip()


def width(rows: list[Row]) -> int:
    """The usual number of cells of a row, empty ones at the end not counted."""
    counts = Counter(len(trimmed(row.cells)) for row in rows)
    return counts.most_common(1)[0][0] if counts else 0


def trimmed(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """Without the empty cells at the end."""
    size = len(cells)
    while size and cells[size - 1] == "":
        size -= 1
    return cells[:size]
