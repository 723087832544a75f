"""What columns mean, and several series in one table, after the layouts of publishers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import numpy as np
import pytest

from finlit.uploads import read
from tests.uploads.made_up import DAYS, TODAY, table

HEADINGS = {
    "English": ("Date,Opening Price,Adjusted Closing Price,Closing Price", 3, 2),
    "Spanish": ("Fecha,Apertura,Cierre,Cierre ajustado", 2, 3),
    "French": ("Date,Ouverture,Clôture,Clôture ajustée", 2, 3),
    "German": ("Datum,Eröffnung,Schlusskurs,Bereinigter Schlusskurs", 2, 3),
    "Portuguese": ("Data,Abertura,Fechamento,Fechamento ajustado", 2, 3),
    "Italian": ("Data,Apertura,Chiusura,Chiusura rettificata", 2, 3),
    "Polish": ("Data,Otwarcie,Zamknięcie,Zamknięcie skorygowane", 2, 3),
    "Russian": ("Дата,Открытие,Закрытие,Скорректированное закрытие", 2, 3),
    "Chinese": ("日期,开盘价,收盘价,后复权收盘价", 2, 3),
    "Japanese": ("日付,始値,終値,調整後終値", 2, 3),
    "Korean": ("날짜,시가,종가,수정종가", 2, 3),
}


@pytest.mark.parametrize("language", HEADINGS)
def test_close_and_adjusted_are_known_in_many_languages(language: str) -> None:
    heading, close, adjusted = HEADINGS[language]
    data = table(heading, lambda n, d: f"{d},{n + 1}.5,{n + 2}.5,{n + 3}.5")
    series = read(data, "x.csv", today=TODAY).series
    assert series is not None
    assert series.levels("price").iloc[0] == close + 0.5
    assert series.levels("total_return").iloc[0] == adjusted + 0.5


RANDOM = np.random.default_rng(7).normal(0.0004, 0.01, 300)


def returns(heading: str, scale: float, digits: int = 4) -> bytes:
    days = [date(2020, 1, 1) + timedelta(days=n) for n in range(len(RANDOM))]
    return table(heading, lambda n, d: f"{d},{RANDOM[n] * scale:.{digits}f}", days)


@pytest.mark.parametrize(
    ("data", "meaning"),
    [
        (returns("Date,Return", 100), "percent"),
        (returns("date,ret", 1, 6), "decimal"),
        (returns("Date,Total Return", 1, 6), "decimal"),
        (returns("Date,Close", 100), "percent"),
        (returns("Datum,Rendite %", 100), "percent"),
        (returns("date,Mkt-RF", 100, 2), "percent"),
        (returns("Date,Daily P/L (%)", 100), "percent"),
    ],
)
def test_returns_are_never_prices(data: bytes, meaning: str) -> None:
    asked = read(data, "x.csv", today=TODAY)
    assert asked.series is None
    (question,) = asked.questions
    assert question.id == "meaning"
    assert next(iter(question.options)) == meaning
    built = read(data, "x.csv", today=TODAY, answers={"meaning": meaning})
    assert built.series is not None
    levels = built.series.levels("price")
    assert levels.iloc[-1] / levels.iloc[0] == pytest.approx(np.prod(1 + RANDOM), rel=2e-2)
    assert "built from returns" in built.understood["What the prices are"]


@pytest.mark.parametrize(
    "heading",
    [
        "Date,DGS10",
        "date,Interest rate",
        "Datum,Zinssatz",
        "Date,3M Euribor",
        "DATE,Yield (%)",
        "日付,金利",
    ],
)
def test_rates_are_named_and_never_prices(heading: str) -> None:
    data = table(heading, lambda n, d: f"{d},{4.05 + n / 100:.2f}")
    reading = read(data, "x.csv", today=TODAY)
    assert reading.series is None
    assert "A rate is not a price" in reading.problem


@pytest.mark.parametrize(
    ("heading", "words"),
    [("Date,P/E ratio", "a ratio"), ("Date,Volume", "traded"), ("Date,Dividend", "another figure")],
)
def test_what_is_no_price_is_named(heading: str, words: str) -> None:
    reading = read(table(heading, lambda n, d: f"{d},{n + 15}.5"), "x.csv", today=TODAY)
    assert reading.series is None
    assert words in reading.problem


@pytest.mark.parametrize(
    "heading",
    [
        "Date,Real price,Price",
        "Date,Price,Price (inflation adjusted)",
        "Date,Close,Real total return",
    ],
)
def test_the_plain_price_is_on_offer_beside_a_real_one(heading: str) -> None:
    data = table(heading, lambda n, d: f"{d},{n + 100}.5,{n + 200}.5")
    (question,) = read(data, "x.csv", today=TODAY).questions
    assert question.id == "column"
    assert len(question.options) == 2
    assert sum("inflation taken out" in label for label in question.options.values()) == 1


def long(heading: str, lines: Callable[[str, date, int], str], names: list[str]) -> bytes:
    rows = [
        lines(name, day, 100 * k + n)
        for k, name in enumerate(names, 1)
        for n, day in enumerate(DAYS)
    ]
    return "\n".join([heading, *rows]).encode()


LONG = {
    "OECD": long(
        "LOCATION,INDICATOR,SUBJECT,MEASURE,FREQUENCY,TIME,Value,Flag Codes",
        lambda name, day, n: f"{name},SHPRICE,TOT,IDX2015,D,{day},{n}.5,",
        ["AUS", "DEU", "USA"],
    ),
    "Our World in Data": long(
        "Entity,Code,Day,Price index",
        lambda name, day, n: f"{name},{name[:3]},{day},{n}.5",
        ["Austria", "Brazil", "Chile"],
    ),
    "by date": "\n".join(
        [
            "date,ticker,open,close",
            *(
                f"{d},{t},1,{100 * k + n}.5"
                for n, d in enumerate(DAYS)
                for k, t in enumerate(("A", "B", "C"), 1)
            ),
        ]
    ).encode(),
    "numbers for names": long(
        "permno,date,prc", lambda name, day, n: f"{name},{day},{n}.5", ["10107", "12490", "14593"]
    ),
    "Chinese codes": long(
        "日期,股票代码,收盘价",
        lambda name, day, n: f"{day},{name},{n}.5",
        ["600519", "000001", "300750"],
    ),
}


@pytest.mark.parametrize("name", LONG)
def test_several_series_are_asked_for_and_never_mixed(name: str) -> None:
    asked = read(LONG[name], "x.csv", today=TODAY)
    assert asked.series is None
    (question,) = asked.questions
    assert question.id == "series"
    assert len(question.options) == 3
    for option in question.options:
        one = read(LONG[name], "x.csv", today=TODAY, answers={"series": option})
        assert one.series is not None
        levels = one.series.levels("price")
        assert len(levels) == len(DAYS)
        assert len({int(value // 100) for value in levels}) == 1, "of one series alone"


def test_several_series_without_a_name_are_refused() -> None:
    rows = [f"{day},{100 * k + n}.5" for k in (1, 2) for n, day in enumerate(DAYS)]
    reading = read("\n".join(["Date,Close", *rows]).encode(), "x.csv", today=TODAY)
    assert reading.series is None
    assert "It may hold several series" in reading.problem


def test_a_currency_that_changes_is_asked_about() -> None:
    data = table("Date,Close,Currency", lambda n, d: f"{d},{n + 100}.5,{'GBp' if n < 5 else 'GBP'}")
    (question,) = read(data, "x.csv", today=TODAY).questions
    assert (question.id, set(question.options)) == ("series", {"GBp", "GBP"})


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Dividends,Close,Adj Close", "adjusted_without"),
        ("Stock Splits,Close,Adj Close", "split_left_in"),
    ],
)
def test_events_of_a_file_are_checked_as_those_of_a_ticker(line: str, kind: str) -> None:
    def row(n: int, day: date) -> str:
        if kind == "split_left_in":
            price = 100 if n < 5 else 25
            return f"{day},{4 if n == 5 else 0},{price},{price}"
        return f"{day},{2 if n == 5 else 0},100,100"

    reading = read(table(f"Date,{line}", row), "x.csv", today=TODAY)
    assert kind in [defect.kind for defect in reading.defects]
    assert reading.series is not None
    assert ("total_return" in reading.series.kinds) == (kind == "split_left_in")
