"""How large a file is, looked at before it is read: readers take memory for all that it spans.

A workbook of a few hundred bytes may name a cell in its last row and last column, and a reader
then makes room for every cell between. So the span is counted from the file's own marks first,
piece by piece, without holding it.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

from finlit.uploads.model import UnreadableError

MOST_LINES = 200_000
MOST_CELLS = 3_000_000
MOST_UNPACKED = 200_000_000  # bytes: a small zip file can hold a huge one
MOST_PARTS = 2_000
PIECE = 1 << 20
LONGEST_TAG = 4_096

TOO_LONG = f"This file has more than {MOST_LINES:,} lines. Keep the years that you need"
TOO_WIDE = (
    f"This file spans more than {MOST_CELLS:,} cells. Keep the columns with the date and the price"
)
TOO_LARGE = "This spreadsheet is too large when unpacked. Save the sheet as CSV"
DAMAGED = "This spreadsheet is damaged. Save it again, or as CSV"
UNKNOWN = "This is no spreadsheet that can be read here. Save it as CSV, Excel or OpenDocument"

_BREAK = re.compile(rb"\r\n|\n|\r")
# Rows and cells of Excel's sheets, and of OpenDocument's.
_TAG = re.compile(
    rb"<(?:\w+:)?(?P<tag>row|c)(?=[\s/>])(?P<of>[^<>]*)>"
    rb"|<table:(?P<own>table-row|table-cell|covered-table-cell)(?=[\s/>])(?P<has>[^<>]*)>"
    rb"|(?P<text><text:p\b)|(?P<end></table:table-row>)"
)
_PLACE = re.compile(rb"\sr=[\"']([A-Z]{0,3})(\d{1,7})[\"']")
_ROWS = re.compile(rb"number-rows-repeated=[\"'](\d{1,9})[\"']")
_COLUMNS = re.compile(rb"number-columns-repeated=[\"'](\d{1,9})[\"']")


def check(data: bytes) -> None:
    """Raises UnreadableError, with what would help, where a file spans more than is read."""
    if data[:2] == b"PK":
        _workbook(data)
    elif not data.startswith(b"\xd0\xcf\x11\xe0"):  # an old workbook has 65,536 rows at most
        _text(data)


def _text(data: bytes) -> None:
    lines = sum(1 for _ in _BREAK.finditer(data)) + (not data.endswith((b"\n", b"\r")))
    if lines > MOST_LINES:
        raise UnreadableError(TOO_LONG)
    if max(data.count(mark) for mark in (b",", b";", b"\t", b"|")) + lines > MOST_CELLS:
        raise UnreadableError(TOO_WIDE)


def _workbook(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = packed.infolist()
            names = {part.filename for part in parts}
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise UnreadableError(TOO_LARGE)
            if not names & {"xl/workbook.xml", "content.xml"}:
                raise UnreadableError(UNKNOWN)
            for part in parts:
                if part.filename.endswith(".xml"):
                    with packed.open(part) as stream:
                        _sheet(stream)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, RuntimeError) as error:
        if isinstance(error, UnreadableError):
            raise
        raise UnreadableError(DAMAGED) from None


def _sheet(stream: object) -> None:
    """Raises UnreadableError where rows and columns of a part of a workbook span too much."""
    span = _Span()
    for found in _tags(stream):
        if (tag := found["tag"]) is not None:
            span.excel(tag, found["of"])
        elif (tag := found["own"]) is not None:
            span.open_document(tag, found["has"])
        elif found["text"] is not None:
            span.text()
        else:
            span.end_of_row()
        if span.rows > MOST_LINES:
            raise UnreadableError(TOO_LONG)
        if span.rows * span.columns > MOST_CELLS or span.seen > MOST_CELLS:
            raise UnreadableError(TOO_WIDE)


def _tags(stream: object) -> Iterator[re.Match[bytes]]:
    rest = b""
    while piece := stream.read(PIECE):  # type: ignore[attr-defined]
        text = rest + piece
        cut = text.rfind(b"<")
        cut = len(text) if cut < 0 or len(text) - cut > LONGEST_TAG else cut
        yield from _TAG.finditer(text[:cut])
        rest = text[cut:]
    yield from _TAG.finditer(rest)


class _Span:
    """Rows and columns up to the last one that holds something, as far as a sheet has been read."""

    def __init__(self) -> None:
        self.rows = self.columns = self.seen = 0
        self._row = 0  # where the sheet is, empty rows counted
        self._column = 0
        self._repeated = 1
        self._is_filled = False

    def excel(self, tag: bytes, attributes: bytes) -> None:
        """A row or a cell, with its place where it names one: both else follow the one before."""
        place = _PLACE.search(attributes)
        if tag == b"row":
            self._row = int(place[2]) if place else self._row + 1
            self._column = 0
            return
        self.seen += 1
        self._column = _number(place[1]) if place else self._column + 1
        if attributes.endswith(b"/"):
            return  # a colour or a border, and nothing in it
        self.rows = max(self.rows, int(place[2]) if place else self._row)
        self.columns = max(self.columns, self._column)

    def open_document(self, tag: bytes, attributes: bytes) -> None:
        """A row or a cell that may stand for many of its kind; empty ones count before others."""
        if tag == b"table-row":
            found = _ROWS.search(attributes)
            self._repeated = int(found[1]) if found else 1
            self._column, self._is_filled = 0, False
            if attributes.endswith(b"/"):
                self.end_of_row()
            return
        self.seen += 1
        found = _COLUMNS.search(attributes)
        self._column += int(found[1]) if found else 1
        if b"value" in attributes:
            self.text()

    def text(self) -> None:
        """The cell seen last holds something."""
        self._is_filled = True
        self.columns = max(self.columns, self._column)

    def end_of_row(self) -> None:
        """The OpenDocument row ends."""
        self._row += self._repeated
        if self._is_filled:
            self.rows = max(self.rows, self._row)


def _number(letters: bytes) -> int:
    """The column that letters name: 1 for A."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
