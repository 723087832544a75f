"""Small files made up here that follow the real layouts of places where people get prices from.

The figures are made up too; the layouts are those that the places named give out.
"""

from __future__ import annotations

import io
from datetime import date, timedelta

import xlsxwriter

# Two weeks of trading, with a day past the 12th so that the order of day and month shows.
DAYS = [date(2024, 1, 8) + timedelta(days=d) for d in (0, 1, 2, 3, 4, 7, 8, 9, 10, 11)]
PRICES = [1185.56, 1185.14, 1186.19, 1185.59, 1185.92, 1183.63, 1182.68, 1188.63, 1191.56, 1193.89]
ADJUSTED = [1175.5, 1175.09, 1176.13, 1175.53, 1175.86, 1173.59, 1172.65, 1178.54, 1181.45, 1183.76]


def point(value: float, thousands: str = "") -> str:
    return f"{value:,.2f}".replace(",", thousands)


def comma(value: float, thousands: str = ".") -> str:
    return f"{value:,.2f}".replace(",", "·").replace(".", ",").replace("·", thousands)


def yahoo() -> bytes:
    """Yahoo Finance's table of prices, oldest first, with a day without figures."""
    lines = ["Date,Open,High,Low,Close,Adj Close,Volume"]
    for day, price, adjusted in zip(DAYS, PRICES, ADJUSTED, strict=True):
        lines.append(
            f"{day:%Y-%m-%d},{price - 1:.6f},{price + 2:.6f},{price - 3:.6f},{price:.6f},"
            f"{adjusted:.6f},59144500"
        )
    lines.insert(4, "2024-01-10,null,null,null,null,null,null")
    return ("\n".join(lines) + "\n").encode()


def stooq() -> bytes:
    """Stooq's daily file, oldest first, carriage returns at the ends of lines."""
    lines = ["Date,Open,High,Low,Close,Volume"]
    for day, price in zip(DAYS, PRICES, strict=True):
        lines.append(f"{day:%Y-%m-%d},{price - 1:g},{price + 2:g},{price - 3:g},{price:g},40477782")
    return ("\r\n".join(lines) + "\r\n").encode()


def nasdaq() -> bytes:
    """Nasdaq's download: newest first, month first, a dollar sign before each price."""
    lines = ["Date,Close/Last,Volume,Open,High,Low"]
    for day, price in reversed(list(zip(DAYS, PRICES, strict=True))):
        rest = ",".join(f"${each:.2f}" for each in (price - 1, price + 2, price - 3))
        lines.append(f"{day:%m/%d/%Y},${price:.2f},40477780,{rest}")
    return ("\n".join(lines) + "\n").encode()


def google_sheets() -> bytes:
    """What GOOGLEFINANCE gives in a sheet, saved as CSV: the closing hour beside each date."""
    lines = ["Date,Close"]
    lines += [
        f"{day.month}/{day.day}/{day.year} 16:00:00,{price:g}"
        for day, price in zip(DAYS, PRICES, strict=True)
    ]
    return ("\r\n".join(lines)).encode()


def investing() -> bytes:
    """Investing.com: a mark at the beginning, all in quotes, newest first, commas for thousands."""
    lines = ['"Date","Price","Open","High","Low","Vol.","Change %"']
    for day, price in reversed(list(zip(DAYS, PRICES, strict=True))):
        cells = [
            f"{day:%m/%d/%Y}",
            *(point(each, ",") for each in (price, price - 1, price + 2, price - 3)),
            "40.48M",
            "-0.12%",
        ]
        lines.append(",".join(f'"{cell}"' for cell in cells))
    return b"\xef\xbb\xbf" + "\n".join(lines).encode()


def german_bank() -> bytes:
    """A German bank's export: lines above the table, semicolons, decimal commas, day first."""
    lines = [
        "Kursübersicht;Müller & Söhne Aktienfonds",
        "Stand;19.01.2024",
        "",
        "Datum;Eröffnung;Hoch;Tief;Schlusskurs;Währung",
    ]
    for day, price in reversed(list(zip(DAYS, PRICES, strict=True))):
        cells = [comma(each) for each in (price - 1, price + 2, price - 3, price)]
        lines.append(";".join([f"{day:%d.%m.%Y}", *cells, "EUR"]))
    return ("\r\n".join(lines) + "\r\n").encode("cp1252")


def excel() -> bytes:
    """A workbook as a teacher keeps one: a title, real dates and numbers, a sheet of notes."""
    packed = io.BytesIO()
    book = xlsxwriter.Workbook(packed, {"in_memory": True})
    sheet = book.add_worksheet("Prices")
    sheet.write_row(0, 0, ["Class 9b, our stock"])
    sheet.write_row(2, 0, ["Date", "Close"])
    day_format = book.add_format({"num_format": "yyyy-mm-dd"})
    for row, (day, price) in enumerate(zip(DAYS, PRICES, strict=True), 3):
        sheet.write_datetime(row, 0, day, day_format)
        sheet.write_number(row, 1, price)
    book.add_worksheet("Notes").write_row(0, 0, ["Remember to talk about dividends"])
    book.close()
    return packed.getvalue()


REAL = {
    "yahoo.csv": yahoo,
    "stooq.csv": stooq,
    "nasdaq.csv": nasdaq,
    "google-sheets.csv": google_sheets,
    "investing.csv": investing,
    "german-bank.csv": german_bank,
    "excel.xlsx": excel,
}
