"""A file that spans more than is read here is told so before any reader opens it."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest
import xlsxwriter

from finlit.uploads import extent, guarded
from finlit.uploads.model import UnreadableError

TODAY = date(2026, 11, 24)
ODS = (
    '<table:table table:name="Prices"><table:table-row table:number-rows-repeated="{above}">'
    "<table:table-cell/>"
    "</table:table-row>{rows}"
    '<table:table-row table:number-rows-repeated="1000000">'
    '<table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>'
)
ODS_ROW = (
    '<table:table-row><table:table-cell office:value-type="string"><text:p>2024-01-0{day}</text:p>'
    '</table:table-cell><table:table-cell table:number-columns-repeated="{gap}"/>'
    '<table:table-cell office:value-type="float" office:value="{day}"><text:p>{day}</text:p>'
    "</table:table-cell></table:table-row>"
)


def workbook(*cells: tuple[int, int, object]) -> bytes:
    """An Excel file with values at (row, column), counted from 0."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for row, column, value in cells:
            sheet.write(row, column, value)
    return out.getvalue()


def packed(parts: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        for name, text in parts.items():
            book.writestr(name, text)
    return out.getvalue()


def open_document(above: int, gap: int) -> bytes:
    rows = "".join(ODS_ROW.format(day=day, gap=gap) for day in range(1, 4))
    table = ODS.format(above=above, rows=rows)
    body = f"<office:body><office:spreadsheet>{table}</office:spreadsheet></office:body>"
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    document = f"<office:document-content {names}>{body}</office:document-content>"
    kinds = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    manifest = f'<manifest:manifest xmlns:manifest="{kinds}"/>'
    return packed({"mimetype": kind, "META-INF/manifest.xml": manifest, "content.xml": document})


PRICES = [
    (row, column, value)
    for row in range(30)
    for column, value in enumerate((f"2024-01-{row + 1:02}", 100.0 + row))
]


@pytest.mark.parametrize(
    ("data", "most_lines", "most_cells", "sentence"),
    [
        (workbook(*PRICES), 29, 1000, extent.TOO_LONG),
        (workbook(*PRICES), 1000, 59, extent.TOO_WIDE),
        (workbook(*PRICES, (40, 30, "far")), 1000, 41 * 31 - 1, extent.TOO_WIDE),
        (workbook((99, 0, "far")), 99, 1000, extent.TOO_LONG),
        (open_document(above=50, gap=1), 52, 1000, extent.TOO_LONG),
        (open_document(above=1, gap=40), 1000, 4 * 42 - 1, extent.TOO_WIDE),
        (b"date,price\n" * 30, 29, 1000, extent.TOO_LONG),
        (b"date,price\r" * 30, 29, 1000, extent.TOO_LONG),
        (b"1;2;3;4;5;6;7;8\n" * 10, 1000, 79, extent.TOO_WIDE),
    ],
)
def test_more_than_the_most_is_refused_and_the_most_is_not(
    data: bytes,
    most_lines: int,
    most_cells: int,
    sentence: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(extent, "MOST_LINES", most_lines)
    monkeypatch.setattr(extent, "MOST_CELLS", most_cells)
    with pytest.raises(UnreadableError) as caught:
        extent.check(data)
    assert str(caught.value) == sentence
    monkeypatch.setattr(extent, "MOST_LINES", most_lines + 1)
    monkeypatch.setattr(extent, "MOST_CELLS", most_cells + 1)
    extent.check(data)


def test_empty_cells_with_a_colour_do_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write(1, 1, 5)
        sheet.write_blank(80, 60, None, book.add_format({"bold": True}))
    monkeypatch.setattr(extent, "MOST_CELLS", 100)
    extent.check(out.getvalue())


def test_cells_without_a_place_follow_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = "<row><c><v>1</v></c><c><v>2</v></c></row>" * 20
    data = packed({"xl/workbook.xml": "<workbook/>", "xl/worksheets/s.xml": rows})
    monkeypatch.setattr(extent, "MOST_CELLS", 61)
    extent.check(data)
    monkeypatch.setattr(extent, "MOST_LINES", 19)
    with pytest.raises(UnreadableError, match="lines"):
        extent.check(data)


def test_a_tag_cut_by_a_piece_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extent, "MOST_LINES", 35)
    for piece in range(1, 40, 3):
        monkeypatch.setattr(extent, "PIECE", piece)
        with pytest.raises(UnreadableError, match="lines"):
            extent.check(workbook((35, 0, "far")))


def test_what_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extent, "MOST_UNPACKED", 2_000)
    with pytest.raises(UnreadableError, match="too large when unpacked"):
        extent.check(workbook(*PRICES))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (packed({"letter.txt": "hello"}), "no spreadsheet"),
        (b"PK\x03\x04 and nothing more", "damaged"),
    ],
)
def test_no_workbook_is_told(data: bytes, words: str) -> None:
    assert words in guarded.read(data, "book.xlsx", today=TODAY).problem


def test_a_sound_file_is_read_as_without_the_checks() -> None:
    for data, name in ((workbook(*PRICES), "a.xlsx"), (open_document(0 + 1, 1), "a.ods")):
        reading = guarded.read(data, name, today=TODAY)
        assert not reading.problem
    lines = "".join(f"2024-01-{day:02},{100 + day}.5\n" for day in range(1, 29))
    reading = guarded.read(f"date,price\n{lines}".encode(), "a.csv", today=TODAY)
    assert reading.series is not None
    assert len(reading.series.levels("price")) == 28
