"""Files in the layouts that people really have."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from finlit.uploads import read
from tests.uploads import layouts

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize("name", layouts.REAL)
def test_a_real_layout_is_read_without_a_question(name: str) -> None:
    reading = read(layouts.REAL[name](), name, today=TODAY)
    assert reading.problem == ""
    assert reading.questions == ()
    assert reading.series is not None
    price = reading.series.price
    assert price is not None
    assert price.tolist() == pytest.approx(layouts.PRICES, abs=1e-9)
    assert [stamp.date() for stamp in price.index] == layouts.DAYS
    assert reading.series.frequency == "daily"
    assert reading.understood["Lines used"].startswith("10 of")


@pytest.mark.parametrize(
    ("name", "currency", "words"),
    [
        ("nasdaq.csv", "USD", "month first"),
        ("investing.csv", "", "newest first"),
        ("german-bank.csv", "EUR", "day first"),
        ("stooq.csv", "", "oldest first"),
    ],
)
def test_what_was_understood_is_told(name: str, currency: str, words: str) -> None:
    reading = read(layouts.REAL[name](), name, today=TODAY)
    assert reading.series is not None
    assert reading.series.currency == currency
    assert words in reading.understood["Written"]


def test_yahoos_file_holds_both_kinds_and_a_day_without_figures() -> None:
    reading = read(layouts.yahoo(), "AAPL.csv", today=TODAY)
    assert reading.series is not None
    assert reading.series.kinds == ("total_return", "price")
    adjusted = reading.series.levels("total_return")
    assert adjusted.tolist() == pytest.approx(layouts.ADJUSTED, abs=1e-9)
    assert [(one.kind, one.lines) for one in reading.defects] == [("missing", (5,))]
    assert reading.defects[0].what == "Line 5 has no price."
    assert reading.series.name == "AAPL"


def test_lines_above_the_banks_table_are_named() -> None:
    reading = read(layouts.german_bank(), "kurse.csv", today=TODAY)
    assert reading.understood["Above the table"] == "lines 1 to 2, not read"
    assert reading.understood["Price column"] == "“Schlusskurs”"


def test_the_order_of_day_and_month_is_asked_for_when_nothing_tells() -> None:
    data = b"Date,Close\n01/02/2024,10\n02/02/2024,11\n03/02/2024,12\n"
    asked = read(data, "x.csv", today=TODAY)
    assert asked.series is None
    assert [question.id for question in asked.questions] == ["order"]
    assert asked.questions[0].example == (
        "Line 2 says 01/02/2024. That is February 1, 2024 or January 2, 2024."
    )
    for order, last in (("day", "2024-02-03"), ("month", "2024-03-02")):
        told = read(data, "x.csv", today=TODAY, answers={"order": order})
        assert told.series is not None
        assert told.series.last == pd.Timestamp(last)


def test_the_decimal_mark_is_asked_for_when_nothing_tells() -> None:
    data = b"2024-01-02;1.234\n2024-01-03;1.240\n"
    asked = read(data, "x.csv", today=TODAY)
    assert [question.id for question in asked.questions] == ["decimal"]
    assert asked.questions[0].example == "The file says 1.234. That is 1.234 or 1,234."
    for style, last in (("point", 1.24), ("comma", 1240.0)):
        told = read(data, "x.csv", today=TODAY, answers={"decimal": style})
        assert told.series is not None
        assert told.series.levels("price").iloc[-1] == last


def test_the_column_is_asked_for_when_several_could_be_it() -> None:
    data = b"Date,Apple,Pear\n2024-01-02,1.5,20\n2024-01-03,1.6,21\n"
    asked = read(data, "fruit.csv", today=TODAY)
    assert dict(asked.questions[0].options) == {"1": "Apple", "2": "Pear"}
    told = read(data, "fruit.csv", today=TODAY, answers={"column": "2"})
    assert told.series is not None
    assert (told.series.name, told.series.levels("price").tolist()) == ("Pear", [20, 21])


@pytest.mark.parametrize(
    ("line", "kind", "what"),
    [
        ("2024-01-04,", "missing", "Line 4 has no price."),
        ("2024-01-04,abc", "number", "Line 4 has something else than a number as price."),
        ("2024-01-04,1.2.3", "number", "Line 4 has something else than a number as price."),
        (
            "2024-01-04,0",
            "zero",
            "Line 4 has a price of 0, which most often means that none is known.",
        ),
        ("2024-01-04,-5", "negative", "Line 4 has a price below 0."),
        ("2024-01-04,(5)", "negative", "Line 4 has a price below 0."),
        ("2024-13-04,5", "date", "Line 4 has no date that can be read."),
        ("2024-02-30,5", "date", "Line 4 has no date that can be read."),
        ("2031-01-04,5", "future", "Line 4 has a date that is still to come."),
        ("2024-01-04,1,234.5", "cells", "Line 4 has more or fewer cells than the usual 2."),
        ("2024-01-04", "cells", "Line 4 has more or fewer cells than the usual 2."),
        ('2024-01-04,"5', "number", ""),
        ("2024-01-03,10.1", "repeat", "Line 4 has the same date and price once more."),
    ],
)
def test_each_defect_is_named_with_its_line(line: str, kind: str, what: str) -> None:
    data = f"Date,Close\n2024-01-02,10.5\n2024-01-03,10.1\n{line}\n2024-01-05,10.9\n".encode()
    reading = read(data, "x.csv", today=TODAY)
    assert reading.series is not None
    if line.endswith('"5'):  # an open quote: the number in it is still the number in the file
        assert reading.series.levels("price").tolist() == [10.5, 10.1, 5.0, 10.9]
        return
    if kind == "repeat":
        what = "Line 3 has the same date and price once more."
    assert [(one.kind, one.what) for one in reading.defects] == [(kind, what)]
    assert reading.series.levels("price").tolist() == [10.5, 10.1, 10.9]


def test_two_prices_for_one_day_name_both_lines() -> None:
    data = b"Date,Close\n2024-01-02,10.5\n2024-01-03,10.1\n2024-01-03,11.1\n"
    reading = read(data, "x.csv", today=TODAY)
    assert [(one.kind, one.lines) for one in reading.defects] == [("clash", (3, 4))]
    assert reading.series is not None
    assert reading.series.levels("price").tolist() == [10.5, 11.1]


def test_a_gap_is_named_and_not_filled() -> None:
    data = b"Date,Close\n2024-01-02,10\n2024-01-03,11\n2024-01-04,12\n2024-03-01,13\n"
    reading = read(data, "x.csv", today=TODAY)
    assert [(one.kind, one.lines) for one in reading.defects] == [("gap", (5,))]
    assert "from 2024-01-04 to 2024-03-01" in reading.defects[0].what
    assert reading.series is not None
    assert len(reading.series.levels("price")) == 4


def test_a_split_that_was_not_taken_out_is_named_and_mended_when_asked() -> None:
    rows = [("2024-01-02", 400), ("2024-01-03", 404), ("2024-01-04", 100.9), ("2024-01-05", 101)]
    data = ("Date,Close\n" + "\n".join(f"{day},{price}" for day, price in rows)).encode()
    left = read(data, "x.csv", today=TODAY)
    assert [(one.kind, one.lines) for one in left.defects] == [("split", (4,))]
    assert "4 new shares for 1 old one" in left.defects[0].what
    assert left.possible_splits == 1
    assert left.series is not None
    assert left.series.levels("price").tolist() == [400, 404, 100.9, 101]
    mended = read(data, "x.csv", today=TODAY, answers={"splits": "adjust"})
    assert mended.series is not None
    assert mended.series.levels("price").tolist() == [100, 101, 100.9, 101]
    assert mended.defects[0].done == "Earlier prices were divided by 4, because you asked for it."


def test_too_many_jumps_are_no_splits() -> None:
    prices = [10 if place % 2 else 20 for place in range(30)]
    lines = [f"2024-01-{day:02},{price}" for day, price in enumerate(prices, 1)]
    data = ("Date,Close\n" + "\n".join(lines)).encode()
    reading = read(data, "x.csv", today=TODAY, answers={"splits": "adjust"})
    (jumps,) = reading.defects
    assert (jumps.kind, len(jumps.lines), reading.possible_splits) == ("jumps", 29, 0)
    assert reading.series is not None
    assert reading.series.levels("price").tolist() == prices


def test_a_slip_of_the_pen_is_named_and_left() -> None:
    data = b"Date,Close\n2024-01-02,10\n2024-01-03,1011\n2024-01-04,10.2\n2024-01-05,10.3\n"
    reading = read(data, "x.csv", today=TODAY)
    assert [(one.kind, one.lines) for one in reading.defects] == [("outlier", (3,))]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"\n\n  \n", "empty"),
        (b"hello", "does not look like a table"),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "does not look like a table"),
        (b"<html><body>Not found</body></html>", "does not look like a table"),
        (b"Date,Close\n2024-01-02,10\n", "does not look like a table"),
        (b"PK\x03\x04 not really a workbook", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "could not be opened"),
        (
            b"Date,Close\n2024-01-02,1,234.5\n2024-01-03,1,235.5\n2024-01-04,1,2\n",
            "names 2 columns",
        ),
        (b"x" * 20_000_001, "larger than 20 MB"),
    ],
    ids=str,
)
def test_what_is_no_table_gets_a_sentence(data: bytes, words: str) -> None:
    reading = read(data, "x.csv", today=TODAY)
    assert reading.series is None
    assert words in reading.problem


def test_a_sheet_is_asked_for_when_several_hold_prices() -> None:
    import io

    import xlsxwriter

    packed = io.BytesIO()
    book = xlsxwriter.Workbook(packed, {"in_memory": True})
    for name, factor in (("Alpha", 1.0), ("Beta", 2.0)):
        sheet = book.add_worksheet(name)
        sheet.write_row(0, 0, ["Date", "Close"])
        for row, day in enumerate(layouts.DAYS, 1):
            sheet.write_row(row, 0, [day.isoformat(), factor * row])
    book.close()
    asked = read(packed.getvalue(), "two.xlsx", today=TODAY)
    assert dict(asked.questions[0].options) == {"Alpha": "Alpha", "Beta": "Beta"}
    told = read(packed.getvalue(), "two.xlsx", today=TODAY, answers={"sheet": "Beta"})
    assert told.series is not None
    assert told.series.levels("price").iloc[-1] == 20


@pytest.mark.parametrize(("after", "lines"), [("0.0001", (32,)), ("9000", (32,))])
def test_a_price_in_another_world_from_one_day_on_is_named(after: str, lines: tuple) -> None:
    days = [f"2024-{1 + n // 28:02d}-{1 + n % 28:02d}" for n in range(60)]
    rows = [f"{day},{'101.5' if n < 30 else after}" for n, day in enumerate(days)]
    reading = read("\n".join(["Date,Close", *rows]).encode(), "x.csv", today=TODAY)
    leaps = [one for one in reading.defects if one.kind == "leap"]
    assert [one.lines for one in leaps] == [lines]
    assert f"from 101.5 to {float(after):,.6g}" in leaps[0].what


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ("2024-01-01,5\n2024-01-02,0\n2024-01-03,0\n", "Only 1 of 3 lines has both"),
        ("2024-01-01,0\n2024-01-02,0\n2024-01-03,0\n", "None of 3 lines has both"),
    ],
)
def test_too_few_lines_get_a_sentence_without_its_stop(rows: str, words: str) -> None:
    problem = read(f"Date,Close\n{rows}".encode(), "x.csv", today=TODAY).problem
    assert problem.startswith(words)
    assert not problem.endswith(".")
