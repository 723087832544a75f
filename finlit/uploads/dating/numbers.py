"""Dates written as numbers: a column is read as such by all of its cells and its order, never by
one cell, for a price can look like any of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from itertools import pairwise

from finlit.uploads.dating.forms import EARLIEST, day_of, parse_year
from finlit.uploads.table.grid import Cell

UNIX = datetime(1970, 1, 1)
# The largest number of seconds that still is a time, here and in thousandths and so on.
UNITS = {"seconds": 1, "milliseconds": 10**3, "microseconds": 10**6, "nanoseconds": 10**9}
MOST_SECONDS = 10**10
LEAST_SECONDS = 5 * 10**7
EXCEL = date(1899, 12, 30)
EXCEL_FIRST, EXCEL_LAST = 367, 73050  # 1901 to 2099
IN_ORDER = 0.9
_WHOLE = re.compile(r"-?\d{1,20}(?:\.0+)?")
_DECIMALS = re.compile(r"\d{4}\.\d{1,2}")
_MONTH_FIRST = re.compile(r"(0[1-9]|1[0-2])\.(\d{4})")


@dataclass(frozen=True)
class NumberForm:
    """One way to read numbers as dates. `is_sure`: no price looks like this; else it is told."""

    id: str
    words: str
    parse: Callable[[Cell], date | None]
    is_sure: bool = True


def forms(cells: Sequence[Cell], this_year: int, *, is_named: bool) -> list[NumberForm]:
    """The ways in which a column of numbers can be dates, likeliest first.

    `is_named`: its heading says that it holds dates or times. Without that only ordered columns
    count, and day numbers of a spreadsheet are not recognised at all.
    """
    filled = [cell for cell in cells if cell != ""]
    numbers = [number for cell in filled if (number := whole(cell)) is not None]
    if len(numbers) < max(2, 0.8 * len(filled)):
        return _decimals(filled, is_named=is_named)
    found = [_compact(), _year_month(), *_unix(numbers, this_year), _years(), _excel()]
    return [form for form in found if _holds(form, filled, this_year, is_named=is_named)]


def whole(cell: Cell) -> int | None:
    """A whole number, also where it is written as 20240105.0 or 1.5E+12."""
    if isinstance(cell, float):
        return int(cell) if cell.is_integer() and abs(cell) < 1e20 else None
    if not isinstance(cell, str):
        return None
    if _WHOLE.fullmatch(cell):
        return int(cell.split(".")[0])
    if "E+" in cell.upper() and len(cell) < 25:
        try:
            value = Fraction(cell)
        except ValueError:
            return None
        return int(value) if value.denominator == 1 and abs(value) < 10**20 else None
    return None


def _holds(form: NumberForm, cells: Sequence[Cell], this_year: int, *, is_named: bool) -> bool:
    """Whether nearly all cells are plausible dates in this form, and in some order."""
    days = [form.parse(cell) for cell in cells]
    known = [day for day in days if day is not None and day.year <= this_year + 50]
    if len(known) < max(2, 0.8 * len(days)):
        return False
    if is_named:
        return form.id != "excel" or in_order(known) >= IN_ORDER or len(known) > 20
    if form.id == "excel":
        return False
    return in_order(known) >= IN_ORDER and known[0] != known[-1]


def in_order(days: Sequence[date]) -> float:
    """Which part of the steps goes the usual way, forward or back."""
    up = sum(later > day for day, later in pairwise(days))
    down = sum(later < day for day, later in pairwise(days))
    return max(up, down) / (up + down) if up + down else 0.0


def _compact() -> NumberForm:
    def parse(cell: Cell) -> date | None:
        number = whole(cell)
        if number is None or not EARLIEST * 10_000 <= number < 26_000_000:
            return None
        return day_of(number // 10_000, number // 100 % 100, number % 100)

    return NumberForm("compact", "as yyyymmdd", parse)


def _year_month() -> NumberForm:
    def parse(cell: Cell) -> date | None:
        number = whole(cell)
        if number is None or not EARLIEST * 100 <= number < 260_000:
            return None
        return day_of(number // 100, number % 100, 1)

    return NumberForm("year_month", "as yyyymm, each month by its first day", parse)


def _years() -> NumberForm:
    return NumberForm("year", "years, each by its last day", parse_year)


def _unix(numbers: Sequence[int], this_year: int) -> list[NumberForm]:
    """Seconds or parts of them since 1970, the unit told by the size of the largest number."""
    size = max(abs(number) for number in numbers)
    unit = next((name for name, per in UNITS.items() if size < MOST_SECONDS * per), None)
    if unit is None or size < LEAST_SECONDS * UNITS[unit]:
        return []
    per = UNITS[unit]

    def parse(cell: Cell) -> date | None:
        number = whole(cell)
        if number is None:
            return None
        try:
            day = (UNIX + timedelta(seconds=number // per)).date()
        except OverflowError:
            return None
        return day if EARLIEST <= day.year <= this_year + 50 else None

    return [NumberForm("unix", f"as Unix time, in {unit} since 1970", parse)]


def excel_day(cell: Cell) -> date | None:
    """A day as Excel counts it. Excel believes in a February 29 of 1900, so early ones differ."""
    if isinstance(cell, str):
        try:
            number = float(cell)
        except ValueError:
            return None
    elif isinstance(cell, float):
        number = cell
    else:
        return None
    if not EXCEL_FIRST <= number <= EXCEL_LAST:
        return None
    return EXCEL + timedelta(days=int(number))


def _excel() -> NumberForm:
    words = "as day numbers of a spreadsheet (45292 is January 1, 2024)"
    return NumberForm("excel", words, excel_day, is_sure=False)


def _decimals(cells: Sequence[Cell], *, is_named: bool) -> list[NumberForm]:
    """Months after a point: 1871.01 to 1871.12, where 1871.1 is October; 1871.1 to 1871.12, where
    it is January; and 01.1871. The column has to go on by one step each time, in one direction."""
    for name, words, parse in (
        ("decimal", "as year.month (1871.1 is October), each month by its first day", _decimal),
        ("decimal", "as year.month (1871.1 is January), each month by its first day", _counted),
        ("month_first", "as month.year, each month by its first day", _month_first),
    ):
        days = [parse(cell) for cell in cells]
        known = [day for day in days if day is not None]
        if len(known) >= max(3, 0.8 * len(days)) and _goes_on(known):
            return [NumberForm(name, words, parse)]
    days = [excel_day(cell) for cell in cells] if is_named else []
    known = [day for day in days if day is not None]
    return [_excel()] if len(known) >= max(2, 0.9 * len(days)) and in_order(known) == 1 else []


def _goes_on(days: Sequence[date]) -> bool:
    steps = [
        (later.year - day.year) * 12 + later.month - day.month for day, later in pairwise(days)
    ]
    usual = max(set(steps), key=steps.count)
    is_regular = abs(usual) in (1, 3, 6) and steps.count(usual) >= 0.8 * len(steps)
    return is_regular and len({day.month for day in days}) > 1


def _decimal(cell: Cell) -> date | None:
    if isinstance(cell, float):
        text = f"{cell:.2f}"
        if abs(float(text) - cell) > 1e-6:
            return None
    elif isinstance(cell, str) and _DECIMALS.fullmatch(cell):
        text = cell if len(cell) == 7 else f"{cell}0"
    else:
        return None
    return day_of(int(text[:-3]), int(text[-2:]), 1)


def _counted(cell: Cell) -> date | None:
    if not isinstance(cell, str) or not _DECIMALS.fullmatch(cell):
        return None
    return day_of(int(cell[:4]), int(cell[5:]), 1)


def _month_first(cell: Cell) -> date | None:
    found = _MONTH_FIRST.fullmatch(cell) if isinstance(cell, str) else None
    return day_of(int(found[2]), int(found[1]), 1) if found else None
