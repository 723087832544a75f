"""Small files of the kinds that people really have, each with the right reading as the assertion.

Files with one known reading need no question. Where a file leaves something open, the question is
the right answer, and so is a plain sentence where it holds no price at all.
"""

from __future__ import annotations

import pickle
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from finlit.uploads import Reading, read

TODAY = date(2026, 11, 24)
CASES = {path.name: path for path in (Path(__file__).parent / "cases").glob("*/*")}


@dataclass(frozen=True)
class Right:
    """The first and the last date and level, how many, and the column that they stand in."""

    first: str
    last: str
    start: float
    end: float
    count: int
    column: str = ""


READ = {
    "unix-seconds-fx.csv": Right("2020-07-20", "2020-08-13", 1.1710, 1.1734, 25, "close"),
    "unix-seconds.csv": Right("2013-10-06", "2013-10-17", 122.0, 122.11, 12, "column E"),
    "unix-millis.csv": Right("2017-08-17", "2017-08-28", 4285.08, 4296.08, 12, "close"),
    "adj-open-first.csv": Right("2018-03-01", "2018-03-08", 11.0, 11.0, 6, "Close"),
    "shiller-october.csv": Right("1871-01-01", "1872-12-01", 10, 21, 24, "P"),
    "date-spaces-korean.csv": Right("2023-10-11", "2023-10-28", 2411.73, 2428.73, 18, "종가"),
    "date-quarters.csv": Right("2000-03-31", "2009-12-31", 101, 140, 40),
    "date-yyyymm.csv": Right("2000-01-01", "2002-12-01", 301, 336, 36),
    "date-dot-after-day.csv": Right("2020-07-10", "2020-07-24", 46.210, 46.224, 15),
    "xlsx-yyyymmdd-numbers.xlsx": Right("2024-01-01", "2024-01-20", 101, 120, 20),
    "xlsx-serial-dates-unformatted.xlsx": Right("2024-01-02", "2024-01-21", 101, 120, 20),
    "excel-serial-dates.csv": Right("2024-01-01", "2024-01-20", 100, 119, 20),
    "month-names-danish.csv": Right("1970-01-28", "1970-12-28", 100.202, 111.202, 12),
    "month-names-french.csv": Right("2021-01-01", "2021-12-01", 6411.10, 6400.10, 12, "Dernier"),
    "lakh-grouping.csv": Right("2024-12-02", "2024-12-27", 130102.50, 130127.50, 26, "close"),
    "rupee-sign.csv": Right("2024-12-02", "2024-12-27", 1902.50, 1927.50, 26),
    "brazil-thousands.csv": Right("2025-07-11", "2025-07-28", 141253, 141236, 18, "Último"),
    "stooq-no-volume.csv": Right("1840-05-01", "1959-05-01", 0.50, 10.59, 30, "Zamkniecie"),
    "lines-quoted-whole.csv": Right("2012-01-02", "2012-01-27", 4102.06, 4127.06, 26, "Price"),
    "spaces-fixed-width.txt": Right("2024-01-02", "2024-01-25", 102.50, 125.50, 24, "Close"),
    "yfinance-three-line-header.csv": Right("2024-01-02", "2024-01-19", 102, 119, 18, "Close"),
    "gbk-headers.csv": Right("2018-07-02", "2018-07-19", 272.54, 2719.54, 18, "收盘价"),
    "header-close-price.csv": Right("2019-10-01", "2019-10-25", 631.55, 635.55, 25, "Close Price"),
    "header-angle.csv": Right("2024-01-02", "2024-01-25", 10.02, 10.25, 24, "<CLOSE>"),
    "usd-column-name.csv": Right("2024-01-01", "2024-12-01", 101, 112, 12, "Export price (USD)"),
    "one-year-daily.csv": Right("2024-01-24", "2025-01-24", 186.74, 195.94, 263),
    "coin-coarse-prices.csv": Right("2010-10-01", "2010-10-30", 0.1, 0.2, 30),
    "real-fall-of-half.csv": Right("2000-09-25", "2000-10-06", 53.5, 24.60, 10),
    "gap-of-years.csv": Right("2001-01-28", "2016-12-28", 40.1, 9.2, 48),
    "annual-levels.csv": Right("2000-12-31", "2010-12-31", 100, 200, 11),
    "total-row.csv": Right("2024-01-02", "2024-01-11", 102, 111, 10),
    "rate-before-date.csv": Right("2020-07-01", "2020-07-28", 1.1701, 1.1728, 28, "EURUSD"),
    "future-fund-end.csv": Right("2026-11-23", "2026-11-24", 100, 101, 2),
    "xlsx-months-across.xlsx": Right("2000-01-01", "2019-12-01", 100.0, 159.75, 240),
    "xlsx-date1904.xlsx": Right("2024-01-01", "2024-01-20", 101, 120, 20),
    "xlsx-googlefinance-errors.xlsx": Right("2024-01-01", "2024-01-19", 101, 119, 16),
}
ASKED = {
    "long-format-symbols.csv": ("series", {"AAA", "BBB", "CCC"}),
    "real-total-return.csv": ("column", {"1", "4", "5"}),
    "returns-percent.csv": ("meaning", {"percent", "decimal", "rate", "price"}),
    "returns-decimal.csv": ("meaning", {"percent", "decimal", "rate", "price"}),
    "xlsx-merged-headers.xlsx": ("column", {"1", "2", "3", "4"}),
}
REFUSED = {"rates-negative.csv": "A rate is not a price"}


def reading_of(name: str, **answers: str) -> Reading:
    return read(CASES[name].read_bytes(), name, today=TODAY, answers=answers)


def test_every_case_is_judged() -> None:
    assert set(CASES) == {*READ, *ASKED, *REFUSED}


@pytest.mark.parametrize("name", READ)
def test_a_case_with_one_meaning_is_read_without_a_question(name: str) -> None:
    reading, right = reading_of(name), READ[name]
    assert (reading.problem, reading.questions) == ("", ())
    assert reading.series is not None
    levels = reading.series.levels("price")
    assert str(levels.index[0].date()) == right.first
    assert str(levels.index[-1].date()) == right.last
    assert levels.iloc[0] == pytest.approx(right.start, abs=1e-9)
    assert levels.iloc[-1] == pytest.approx(right.end, abs=1e-9)
    assert len(levels) == right.count
    if right.column:
        assert f"“{right.column}”" in reading.understood["Price column"]
    assert pickle.loads(pickle.dumps(reading)).understood == reading.understood


@pytest.mark.parametrize("name", ASKED)
def test_a_case_with_several_meanings_is_asked_about(name: str) -> None:
    reading = reading_of(name)
    assert reading.series is None
    (question,) = reading.questions
    assert (question.id, set(question.options)) == ASKED[name]


@pytest.mark.parametrize("name", REFUSED)
def test_a_case_without_a_price_gets_a_sentence(name: str) -> None:
    reading = reading_of(name)
    assert reading.series is None
    assert REFUSED[name] in reading.problem


def test_one_of_several_companies_is_taken_alone() -> None:
    for name, prices in (
        ("AAA", [40, 41, 42, 43, 44, 45]),
        ("BBB", [90, 91, 92, 93, 94, 95]),
        ("CCC", [903, 904, 905]),
    ):
        reading = reading_of("long-format-symbols.csv", series=name)
        assert reading.series is not None
        assert reading.series.name == name
        assert reading.series.levels("price").tolist() == prices
        assert reading.understood["Series"] == name


def test_adjusted_is_the_close_and_never_the_open() -> None:
    series = reading_of("adj-open-first.csv").series
    assert series is not None
    assert series.levels("total_return").tolist() == [5.5] * 6
    assert series.levels("price").tolist() == [11.0] * 6


def test_real_figures_are_taken_only_when_asked_for() -> None:
    plain = reading_of("real-total-return.csv", column="1").series
    assert plain is not None
    assert (plain.kinds, plain.levels("price").tolist()[0]) == (("price",), 100)
    real = reading_of("real-total-return.csv", column="5")
    assert real.series is not None
    assert "inflation taken out" in real.understood["What the prices are"]
    assert real.series.levels("price").tolist()[0] == 900


@pytest.mark.parametrize(
    ("name", "meaning", "first", "second"),
    [
        ("returns-percent.csv", "percent", 100.09, 100.09 * 1.0125),
        ("returns-decimal.csv", "decimal", 99.8552, 99.8552 * 0.999545),
    ],
)
def test_levels_are_built_from_returns_and_it_is_said(
    name: str, meaning: str, first: float, second: float
) -> None:
    assert "(likely)" in reading_of(name).questions[0].options[meaning]
    reading = reading_of(name, meaning=meaning)
    assert reading.series is not None
    levels = reading.series.levels("price")
    assert levels.iloc[:3].tolist() == pytest.approx([100, first, second], rel=1e-9)
    assert "levels built from returns" in reading.understood["What the prices are"]
    assert any("built from returns" in note for note in reading.series.notes)


def test_what_was_found_out_is_said() -> None:
    said = {name: reading_of(name).understood for name in READ}
    assert "Unix time, in seconds" in said["unix-seconds-fx.csv"]["Written"]
    assert "Unix time, in milliseconds" in said["unix-millis.csv"]["Written"]
    assert "day numbers of a spreadsheet" in said["excel-serial-dates.csv"]["Written"]
    assert "1871.1 is October" in said["shiller-october.csv"]["Written"]
    assert "as the other columns show" in said["brazil-thousands.csv"]["Numbers"]
    assert "Danish" in said["month-names-danish.csv"]["Written"]
    assert "months or quarters across" in said["xlsx-months-across.xlsx"]["File"]
    assert said["rupee-sign.csv"]["Currency"] == "INR"
    assert said["gbk-headers.csv"]["File"].startswith("text in an older encoding (GBK")


def test_short_lines_are_padded_and_named() -> None:
    reading = reading_of("stooq-no-volume.csv")
    padded = next(one for one in reading.defects if one.kind == "padded")
    assert padded.lines == tuple(range(2, 22))
    assert "these lines were used" in padded.done


@pytest.mark.parametrize("name", ["coin-coarse-prices.csv", "real-fall-of-half.csv"])
def test_a_jump_that_may_be_real_is_told_as_may_be(name: str) -> None:
    split = next(one for one in reading_of(name).defects if one.kind == "split")
    assert "may be" in split.what
    assert "real" in split.what
    assert split.days
