"""Dates as people and exports write them, and which way round a file writes them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from finlit.uploads.grid import Cell

ORDERS = {"day": "Day first: 31.12.2024", "month": "Month first: 12/31/2024"}

_HOUR = r"\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?[AaPp]\.?[Mm]\.?)?"
_TIME = rf"(?:[T ,]+{_HOUR}(?: ?(?:Z|UTC|[+-]\d{{2}}:?\d{{2}}))?)?"
_YEAR_FIRST = re.compile(rf"(\d{{4}})([-/.])(\d{{1,2}})\2(\d{{1,2}}){_TIME}")
_COMPACT = re.compile(r"((?:1[6-9]|20)\d{2})(\d{2})(\d{2})")
_NUMBERS = re.compile(rf"(\d{{1,2}})([-/. ])(\d{{1,2}})\2(\d{{4}}|\d{{2}}){_TIME}")
_YEAR_MONTH = re.compile(r"(\d{4})[-/.](\d{1,2})")
_MONTH_YEAR = re.compile(r"(\d{1,2})[-/.](\d{4})")
_NAME = r"([^\W\d_]{3,10})\.?"
_WEEKDAY = r"(?:[^\W\d_]{2,10}\.?,? +)?"
_DAY_NAME_YEAR = re.compile(rf"{_WEEKDAY}(\d{{1,2}})\.?[- ]{_NAME}[- ,]+(\d{{4}}|\d{{2}}){_TIME}")
_NAME_DAY_YEAR = re.compile(
    rf"{_WEEKDAY}{_NAME}[- ](\d{{1,2}})(?:st|nd|rd|th)?,? +(\d{{4}}){_TIME}"
)
_NAME_YEAR = re.compile(rf"{_NAME}[- ,]+(\d{{4}})")
_YEAR = re.compile(r"(?:1[6-9]|20)\d{2}")

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january januar ene enero janv janvier gen gennaio",
            "feb february februar febrero fev févr février febr febbraio",
            "mar march mär märz mrz marzo mars",
            "apr april abr abril avr avril aprile",
            "may mai mayo mag maggio",
            "jun june juni junio juin giu giugno",
            "jul july juli julio juil juillet lug luglio",
            "aug august ago agosto aoû août",
            "sep sept september septiembre septembre set settembre",
            "oct october okt oktober octubre octobre ott ottobre",
            "nov november noviembre novembre",
            "dec december dez dezember dic diciembre déc décembre dicembre",
        ),
        1,
    )
    for name in names.split()
}

# A day, or the two first numbers of one that could be either way round, with its year.
Parsed = date | tuple[int, int, int]


def parse(cell: Cell, this_year: int) -> Parsed | None:
    """A date, or (first, second, year) where day and month are numbers; None for anything else.

    A month alone is its first day. Two-digit years are the latest ones that are not after
    `this_year`. A year alone is not a date here; see `parse_year`.
    """
    if isinstance(cell, date):
        return cell
    if isinstance(cell, float):
        return None
    text = " ".join(cell.split())
    if not text or len(text) > 40:
        return None
    if found := _YEAR_FIRST.fullmatch(text):
        return _day(int(found[1]), int(found[3]), int(found[4]))
    if found := _NUMBERS.fullmatch(text):
        return int(found[1]), int(found[3]), _full_year(found[4], this_year)
    if found := _COMPACT.fullmatch(text) or _YEAR_MONTH.fullmatch(text):
        parts = [int(part) for part in found.groups()]
        return _day(parts[0], parts[1], parts[2] if len(parts) == 3 else 1)
    if found := _MONTH_YEAR.fullmatch(text):
        return _day(int(found[2]), int(found[1]), 1)
    if found := _DAY_NAME_YEAR.fullmatch(text):
        return _day(_full_year(found[3], this_year), _month(found[2]), int(found[1]))
    if found := _NAME_DAY_YEAR.fullmatch(text):
        return _day(int(found[3]), _month(found[1]), int(found[2]))
    if found := _NAME_YEAR.fullmatch(text):
        return _day(int(found[2]), _month(found[1]), 1)
    return None


def parse_year(cell: Cell) -> date | None:
    """A calendar year alone, as its last day."""
    if isinstance(cell, float) and cell.is_integer():
        cell = str(int(cell))
    if isinstance(cell, str) and _YEAR.fullmatch(cell):
        return date(int(cell), 12, 31)
    return None


def turned(parsed: Parsed, order: str) -> date | None:
    """The day that a pair of numbers means in this order; None when there is no such day."""
    if isinstance(parsed, date):
        return parsed
    first, second, year = parsed
    return _day(year, second, first) if order == "day" else _day(year, first, second)


def orders_that_fit(parsed: Sequence[Parsed | None]) -> tuple[int, int]:
    """How many dates only work day first, and how many only month first."""
    pairs = [one for one in parsed if isinstance(one, tuple)]
    day = sum(turned(one, "day") is not None and turned(one, "month") is None for one in pairs)
    month = sum(turned(one, "month") is not None and turned(one, "day") is None for one in pairs)
    return day, month


def is_open(parsed: Sequence[Parsed | None]) -> bool:
    """Whether some date means two different days, one in each order."""
    return any(isinstance(one, tuple) and one[0] != one[1] for one in parsed)


def _month(name: str) -> int:
    return _MONTHS.get(name.lower(), 0)


def _full_year(text: str, this_year: int) -> int:
    year = int(text)
    if len(text) == 4:
        return year
    century = this_year - this_year % 100
    return century + year if century + year <= this_year else century - 100 + year


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year >= 1600 else None
    except ValueError:
        return None
