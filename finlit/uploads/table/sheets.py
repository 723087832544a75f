"""The visible sheets of a workbook, Excel or OpenDocument, as rows of cells."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime

from finlit.uploads.model import UnreadableError
from finlit.uploads.table.grid import MOST_COLUMNS, Cell, Grid, Row

MOST_UNPACKED = 300_000_000  # bytes: a small zip file can hold a huge one
PACKED, OLD = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def is_workbook(data: bytes) -> bool:
    return data.startswith((PACKED, OLD))


def sheets(data: bytes) -> Iterator[tuple[str, Grid]]:
    """Each visible sheet that holds anything, by name. Raises UnreadableError."""
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
