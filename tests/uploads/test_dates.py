"""Columns of dates, in the forms that publishers and programs write, found by evidence.

Each case: bytes, and the first and the last date and level, and how many.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from finlit.uploads import read
from tests.uploads.made_up import (
    MONTHS,
    TODAY,
    WEEK,
    YEAR,
    Right,
    first_and_last,
    stamp,
    table,
)

OLD = [date(1965, 1, 1) + timedelta(days=n) for n in range(10)]
ERAS = [date(2019, 4, 26) + timedelta(days=n) for n in range(10)]


def japanese(day: date) -> str:
    year = f"平成{day.year - 1988}" if day < date(2019, 5, 1) else "令和元"
    return f"{year}年{day.month}月{day.day}日"


DATES: dict[str, tuple[bytes, Right]] = {
    "microseconds": (table("ts,px", lambda n, d: f"{stamp(d, 10**6)},{n + 100.5}"), WEEK),
    "nanoseconds": (table("timestamp,price", lambda n, d: f"{stamp(d, 10**9)},{n + 100.5}"), WEEK),
    "seconds before 1970": (
        table("time,close", lambda n, d: f"{stamp(d)},{n + 100.5}", OLD),
        ("1965-01-01", "1965-01-10", 100.5, 109.5, 10),
    ),
    "seconds as floats": (table("time,close", lambda n, d: f"{stamp(d)}.0,{n + 100.5}"), WEEK),
    "quarters of Eurostat": (
        b"TIME_PERIOD,OBS_VALUE\n"
        + b"\n".join(f"{2000 + n // 4}-Q{n % 4 + 1},{n + 100.5}".encode() for n in range(12)),
        ("2000-03-31", "2002-12-31", 100.5, 111.5, 12),
    ),
    "quarters in words": (
        b"Quarter;Index\n"
        + b"\n".join(f"Q{n % 4 + 1} {2000 + n // 4};{n + 100.5}".encode() for n in range(12)),
        ("2000-03-31", "2002-12-31", 100.5, 111.5, 12),
    ),
    "months of the World Bank": (
        table("Month,Gold", lambda n, d: f"{d:%Y}M{d:%m},{n + 100.5}", MONTHS),
        YEAR,
    ),
    "yyyymm as floats": (
        table("caldt,index", lambda n, d: f"{d:%Y%m}.0,{n + 100.5}", MONTHS),
        YEAR,
    ),
    "months with ten as .10": (
        table("Month,Value", lambda n, d: f"{d.year}.{d.month},{n + 100.5}", MONTHS),
        YEAR,
    ),
    "German months": (
        table("Monat;Wert", lambda n, d: f"{d:%m.%Y};{n + 100},5", MONTHS),
        YEAR,
    ),
    "blanks inside": (table("Date;Close", lambda n, d: f"{d:%Y. %m. %d.};{n + 100}.5"), WEEK),
    "Chinese signs": (
        table("日期,收盘价", lambda n, d: f"{d.year}年{d.month}月{d.day}日,{n + 100.5}"),
        WEEK,
    ),
    "Korean signs": (
        table("날짜,종가", lambda n, d: f"{d.year}년 {d.month}월 {d.day}일,{n + 100.5}"),
        WEEK,
    ),
    "Japanese eras": (
        table("日付,終値", lambda n, d: f"{japanese(d)},{n + 100.5}", ERAS),
        ("2019-04-26", "2019-05-05", 100.5, 109.5, 10),
    ),
    "eras by letters": (
        table("日付,終値", lambda n, d: f"R{d.year - 2018}.{d.month}.{d.day},{n + 100.5}"),
        WEEK,
    ),
    "Taiwan's years": (
        table("日期,收盤價", lambda n, d: f"{d.year - 1911}/{d:%m/%d},{n + 100.5}"),
        WEEK,
    ),
    "Thai years": (
        table("date,close", lambda n, d: f"{d.year + 543}-{d:%m-%d},{n + 100.5}"),
        WEEK,
    ),
    "weekdays beside": (table("日付,終値", lambda n, d: f"{d:%Y/%m/%d}(月),{n + 100.5}"), WEEK),
    "a zone": (table("Date,Close", lambda n, d: f"{d} 00:00:00-05:00,{n + 100.5}"), WEEK),
    "snapped by CoinGecko": (
        table(
            "snapped_at,price,market_cap,total_volume",
            lambda n, d: f"{d} 00:00:00 UTC,{n + 100.5},15000000.5,900.25",
        ),
        WEEK,
    ),
}


@pytest.mark.parametrize("name", DATES)
def test_dates_are_found_by_evidence(name: str) -> None:
    data, right = DATES[name]
    assert first_and_last(read(data, "x.csv", today=TODAY)) == right


LANGUAGES = {
    "es": "ene feb mar abr may jun jul ago sept oct nov dic",
    "de": "Jan Feb Mrz Apr Mai Jun Jul Aug Sep Okt Nov Dez",
    "pt": "jan fev mar abr mai jun jul ago set out nov dez",
    "it": "gen feb mar apr mag giu lug ago set ott nov dic",
    "pl": "sty lut mar kwi maj cze lip sie wrz paź lis gru",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "fi": "tammi helmi maalis huhti touko kesä heinä elo syys loka marras joulu",
    "tr": "Oca Şub Mar Nis May Haz Tem Ağu Eyl Eki Kas Ara",
    "cs": "ledna února března dubna května června července srpna září října listopadu prosince",
    "sw": "Januari Februari Machi Aprili Mei Juni Julai Agosti Septemba Oktoba Novemba Desemba",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_months_are_named_in_many_languages(language: str) -> None:
    names = LANGUAGES[language].split()
    data = table("Date;Close", lambda n, d: f"15 {names[n]} 2023;{n + 100}.25", MONTHS)
    right = ("2023-01-15", "2023-12-15", 100.25, 111.25, 12)
    assert first_and_last(read(data, "x.csv", today=TODAY)) == right


def test_a_price_is_never_a_date() -> None:
    """Prices that look like months, years, days of a spreadsheet or compact dates."""
    for prices in (
        [1.1812 + n / 10_000 for n in range(30)],
        [2001.5 + n for n in range(30)],
        [45_292 + n for n in range(30)],
        [1990 + n for n in range(30)],
        [200_101 + n for n in range(11)],
        [20_240_101 + n for n in range(30)],
    ):
        days = [date(2020, 1, 1) + timedelta(days=n) for n in range(len(prices))]
        data = "\n".join(
            [
                "price,when",
                *(
                    f"{p:g},{d}" if p < 1e4 else f"{p},{d}"
                    for p, d in zip(prices, days, strict=True)
                ),
            ]
        )
        found = first_and_last(read(data.encode(), "x.csv", today=TODAY))
        assert found[:2] == ("2020-01-01", str(days[-1]))
        assert found[2] == pytest.approx(prices[0], rel=1e-4)
