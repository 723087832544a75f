"""Tables as people have them: dates across, blocks, odd separators, old encodings, currencies.

Each case: bytes, answers to give, the first and the last date and level, and how many.
"""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
import xlsxwriter

from finlit.uploads import read
from tests.uploads.made_up import DAYS, TODAY, WEEK, Right, first_and_last, table

ACROSS: dict[str, tuple[bytes, dict[str, str], Right]] = {
    "months in German": (
        (
            "Jahr;Jan;Feb;Mrz;Apr;Mai;Jun;Jul;Aug;Sep;Okt;Nov;Dez\n"
            + "\n".join(
                f"{2000 + y};" + ";".join(f"{100 + 12 * y + m},5" for m in range(12))
                for y in range(3)
            )
        ).encode(),
        {},
        ("2000-01-01", "2002-12-01", 100.5, 135.5, 36),
    ),
    "years across, by country": (
        (
            "Country Name,Country Code,Indicator Name,"
            + ",".join(str(2000 + y) for y in range(10))
            + "\n"
            + "\n".join(
                f"{c},{c[:3].upper()},Share prices,"
                + ",".join(f"{100 * k + y}.5" for y in range(10))
                for k, c in enumerate(("Austria", "Brazil"), 1)
            )
        ).encode(),
        {"series": "Austria"},
        ("2000-12-31", "2009-12-31", 100.5, 109.5, 10),
    ),
    "quarters across": (
        (
            "Year,Q1,Q2,Q3,Q4\n"
            + "\n".join(
                f"{2000 + y}," + ",".join(f"{100 + 4 * y + q}.5" for q in range(4))
                for y in range(4)
            )
        ).encode(),
        {},
        ("2000-03-31", "2003-12-31", 100.5, 115.5, 16),
    ),
    "days across": (
        (
            "Fund,"
            + ",".join(map(str, DAYS))
            + "\nAlpha,"
            + ",".join(f"{n + 100}.5" for n in range(10))
            + "\nBeta,"
            + ",".join(f"{n + 200}.5" for n in range(10))
        ).encode(),
        {"series": "Alpha"},
        WEEK,
    ),
}


@pytest.mark.parametrize("name", ACROSS)
def test_dates_across_are_read_line_by_line(name: str) -> None:
    data, answers, right = ACROSS[name]
    reading = read(data, "x.csv", today=TODAY, answers=answers)
    assert first_and_last(reading) == right
    assert "across" in reading.understood["File"]


def sheet(rows: list[list[object]]) -> bytes:
    packed = io.BytesIO()
    book = xlsxwriter.Workbook(packed, {"in_memory": True, "default_date_format": "yyyy-mm-dd"})
    page = book.add_worksheet("One")
    for place, row in enumerate(rows):
        for column, cell in enumerate(row):
            if cell != "":
                page.write(place, column, cell)
    book.close()
    return packed.getvalue()


FRENCH = (
    "This file was made up here.\n\n,Mkt-RF,RF\n"
    + "\n".join(f"2000{m:02},{(-1) ** m * (m % 5 + 0.25)},0.2" for m in range(1, 13))
    + "\n"
    + "\n".join(f"2001{m:02},{(-1) ** m * (m % 5 + 0.5)},0.2" for m in range(1, 13))
    + "\n\n Annual Factors: January-December\n,Mkt-RF,RF\n"
    + "\n".join(f"  {2000 + y},{(-1) ** y * 10.5},2.4" for y in range(5))
).encode()

TABLES: dict[str, tuple[bytes, dict[str, str], Right]] = {
    "Shift-JIS": (
        table("日付,始値,終値", lambda n, d: f"{d},1,{n + 100.5}").decode().encode("cp932"),
        {},
        WEEK,
    ),
    "EUC-KR": (
        table("날짜,시가,종가", lambda n, d: f"{d},1,{n + 100.5}").decode().encode("cp949"),
        {},
        WEEK,
    ),
    "Big5, with a title, quotes and a comma at the end": (
        table(
            '"113年01月 0000 某公司 各日成交資訊"\n"日期","成交股數","開盤價","收盤價","漲跌價差",',
            lambda n, d: f'"{d.year - 1911}/{d:%m/%d}","50,129,577","1.00","{n + 100.5}","+8.50",',
        )
        .decode()
        .encode("big5"),
        {},
        WEEK,
    ),
    "GBK, decimals with comma": (
        table("日期;收盘价;开盘价", lambda n, d: f"{d};{n + 100},5;1,5").decode().encode("gbk"),
        {},
        WEEK,
    ),
    "finam's heading": (
        table(
            "<TICKER>;<PER>;<DATE>;<TIME>;<CLOSE>;<VOL>",
            lambda n, d: f"GAZP;D;{d:%Y%m%d};000000;{n + 100.5};9",
        ),
        {},
        WEEK,
    ),
    "units below the names": (
        table("Date,Price,Volume\n(yyyy-mm-dd),(USD),(pieces)", lambda n, d: f"{d},{n + 100.5},7"),
        {},
        WEEK,
    ),
    "two tickers of yfinance": (
        table(
            "Price,Close,Close,High,High\nTicker,AAA,BBB,AAA,BBB\nDate,,,,",
            lambda n, d: f"{d},{n + 100.5},{n + 200.5},999,999",
        ),
        {"column": "1"},
        WEEK,
    ),
    "names of rows without a name, as R writes them": (
        table('"Close","Volume"', lambda n, d: f'"{d}",{n + 100.5},7'),
        {},
        WEEK,
    ),
    "merged heading of a sheet": (
        sheet(
            [
                ["Funds of a school"],
                ["Date", "Alpha", "", "Beta", ""],
                ["", "Price", "Units", "Price", "Units"],
                *[[d.isoformat(), n + 100.5, 7, n + 200.5, 7] for n, d in enumerate(DAYS)],
            ]
        ),
        {"column": "1"},
        WEEK,
    ),
    "side by side": (
        sheet(
            [
                ["Date", "Close", "", "Date", "Close"],
                *[
                    [d.isoformat(), n + 100.5, "", (d + timedelta(days=3)).isoformat(), n + 200.5]
                    for n, d in enumerate(DAYS)
                ],
            ]
        ),
        {"table": "0"},
        WEEK,
    ),
    "below each other": (
        table("Date,Close", lambda n, d: f"{d},{n + 100.5}")
        + b"\n\n"
        + table("Date,Close", lambda n, d: f"{d},{n + 200.5}"),
        {"table": "0"},
        WEEK,
    ),
    "columns by single blanks": (table("Date Close", lambda n, d: f"{d} {n + 100.5}"), {}, WEEK),
    "columns of a fixed width with a hole": (
        table(
            "Date        Open    Close",
            lambda n, d: f"{d}  {'      ' if n == 3 else '  1.50'}  {n + 100.5:7.2f}",
        ),
        {},
        WEEK,
    ),
    "each line in quotes": (table('"Date,Close"', lambda n, d: f'"{d},{n + 100.5}"'), {}, WEEK),
    "separators at the end": (table("Date;Close;;", lambda n, d: f"{d};{n + 100.5};;"), {}, WEEK),
    "rupees by lakhs": (
        table("Date,Close", lambda n, d: f'{d},"Rs. 1,23,{n + 400}.50"'),
        {},
        ("2024-01-08", "2024-01-17", 123_400.5, 123_409.5, 10),
    ),
    "złoty": (table("Data;Kurs", lambda n, d: f"{d};{n + 100},50 zł"), {}, WEEK),
    "reais": (table("Data;Preço", lambda n, d: f"{d};R$ {n + 100},50"), {}, WEEK),
    "wide digits": (
        table(
            "日付,終値",
            lambda n, d: f"{d},{n + 100}.5".translate(
                str.maketrans("0123456789", "０１２３４５６７８９")
            ),
        ),
        {},
        WEEK,
    ),
    "a mark told by its neighbours": (
        table("Date;Last;Change", lambda n, d: f"{d};1.{n + 100};0,25"),
        {},
        ("2024-01-08", "2024-01-17", 1100.0, 1109.0, 10),
    ),
}


@pytest.mark.parametrize("name", TABLES)
def test_tables_are_read_as_people_have_them(name: str) -> None:
    data, answers, right = TABLES[name]
    if answers:
        assert [each.id for each in read(data, "x", today=TODAY).questions] == list(answers)
    assert first_and_last(read(data, "x", today=TODAY, answers=answers)) == right


def test_blocks_of_returns_are_asked_for_one_after_the_other() -> None:
    blocks = read(FRENCH, "x.csv", today=TODAY).questions
    assert [question.id for question in blocks] == ["table"]
    monthly = read(FRENCH, "x.csv", today=TODAY, answers={"table": "0"}).questions
    assert [question.id for question in monthly] == ["meaning"]
    answers = {"table": "0", "meaning": "percent"}
    assert first_and_last(read(FRENCH, "x.csv", today=TODAY, answers=answers))[:2] == (
        "1999-12-01",
        "2001-12-01",
    )
