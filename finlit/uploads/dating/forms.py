"""Dates as people and exports write them, and which way round a file writes them."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Sequence
from datetime import date

from finlit.uploads.dating.month_names import Months, usual
from finlit.uploads.table.grid import Cell

ORDERS = {"day": "Day first: 31.12.2024", "month": "Month first: 12/31/2024"}
EARLIEST = 1600

_HOUR = r"\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?: ?[AaPp]\.?[Mm]\.?)?"
_ZONE = r"(?: ?(?:Z|UTC|GMT|[A-Z]{3,4}|[+-]\d{2}:?\d{2}))?(?: ?\[[\w/]+\])?"
_TIME = rf"(?:[T ,]+{_HOUR}{_ZONE})?"
_YEAR_FIRST = re.compile(rf"(\d{{4}})([-/.])(\d{{1,2}})\2(\d{{1,2}})\.?{_TIME}")
_MINGUO = re.compile(r"(\d{2,3})/(\d{1,2})/(\d{1,2})")
_NUMBERS = re.compile(rf"(\d{{1,2}})([-/. ])(\d{{1,2}})\2(\d{{4}}|\d{{2}}){_TIME}")
_YEAR_MONTH = re.compile(r"(\d{4})(?:[-/:]|-?M)(\d{1,2})")
_MONTH_YEAR = re.compile(r"(\d{1,2})[-/](\d{4})")
_QUARTER = re.compile(
    r"(?P<y>\d{4})[-/: .]?(?:[QqTtKk]|第)(?P<q>[1-4])(?:季度?|분기|四半期)?"
    r"|(?:[QqTtKk]\.? ?(?P<q2>[1-4])|(?P<q3>[1-4])[QqTtKk])[-/: ,.']*(?P<y2>\d{4})"
    r"|(?P<y3>\d{4})년 ?(?P<q4>[1-4])분기"
)
_HALF = re.compile(r"(\d{4})[-/: ]?[HSB]([12])")
_WEEK = re.compile(r"(\d{4})-?W(\d{2})(?:-?[1-7])?")
_SIGNS = re.compile(
    r"(\d{4}|[^\W\d_]{1,2}\d{1,3}|[^\W\d_]{2}元) ?[年년] ?(\d{1,2}) ?[月월]"
    r"(?: ?(\d{1,2}) ?[日일])?.{0,4}"
)
_ERA_SHORT = re.compile(r"([MTSHR])(\d{1,2})[./-](\d{1,2})[./-](\d{1,2})")
ERAS = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}
ERAS |= {"民國": 1911, "民国": 1911}
ERA_LETTERS = {"M": "明治", "T": "大正", "S": "昭和", "H": "平成", "R": "令和"}
# Thailand writes the years of the Buddhist era, 543 more.
BUDDHIST, BUDDHIST_FROM = 543, 2400

_NAME = r"([^\W\d_]{2,14}[.]?)"
_WEEKDAY = r"(?:[^\W\d_]{2,12}\.?,? +)?"
_OF = r"(?:de |of |d')?"
_YEAR_PART = r"'?(\d{4}|\d{2})(?: ?(?:г|р)\.?)?"
_DAY_NAME_YEAR = re.compile(
    rf"{_WEEKDAY}(\d{{1,2}})(?:\.|st|nd|rd|th|er|º)?[-/ ]*{_OF}{_NAME}[-/ ,.]*(?:de |del )?"
    rf"{_YEAR_PART}{_TIME}"
)
_NAME_DAY_YEAR = re.compile(
    rf"{_WEEKDAY}{_NAME}[- /](\d{{1,2}})(?:st|nd|rd|th)?[,.]? *[-/]?(\d{{4}}){_TIME}"
)
_NAME_DAY_SHORT = re.compile(rf"{_NAME}[-/ ](\d{{1,2}})[-/, ]+(\d{{2}})")
_YEAR_NAME_DAY = re.compile(rf"(\d{{4}})[-/. ]+{_NAME}[-/. ]*(\d{{1,2}})?")
# "Jan 24" may be a day; with a dash or an apostrophe it is a year.
_NAME_YEAR = re.compile(rf"{_NAME}(?:[-/ ,.]*(?:de |del )?(?=\d{{4}})|-| ?')(\d{{4}}|\d{{2}})")
_YEAR = re.compile(r"(?:1[6-9]|20)\d{2}")
_LOOSE = re.compile(r"(?<=\d) ?([-/.]) +(?=\d)")
_AFTER = re.compile(r" ?\([^()]{1,4}\)$|(?<=\d)[,]? +(?:[^\W\d_]{2,9}|星期.|요일)\.?$")

# A day, or the two first numbers of one that could be either way round, with its year.
Parsed = date | tuple[int, int, int]


def parse(cell: Cell, this_year: int, months: Months | None = None) -> Parsed | None:
    """A date, or (first, second, year) where day and month are numbers; None for anything else.

    A month alone is its first day; a quarter, a half and a week count by their last trading day.
    Two-digit years are the latest ones that are not after `this_year`. Numbers alone are no dates
    here, whole or with decimals: see `numbers`, which judges a column.
    """
    if not isinstance(cell, str):
        return cell if isinstance(cell, date) else None
    if len(cell) == 10 and cell[4] == "-" == cell[7]:
        try:
            day = date.fromisoformat(cell)
            return _late(day) if day.year < BUDDHIST_FROM else day_of(day.year, day.month, day.day)
        except ValueError:
            pass
    if len(cell) > 40 or not cell:
        return None
    text = " ".join(cell.split())
    if found := _NUMBERS.fullmatch(text):
        return int(found[1]), int(found[3]), _full_year(found[4], this_year)
    if found := _YEAR_FIRST.fullmatch(text):
        return day_of(int(found[1]), int(found[3]), int(found[4]))
    return _rarer(text, this_year, months)


def _rarer(text: str, this_year: int, months: Months | None) -> Parsed | None:
    if not any(each.isdigit() for each in text) and "元" not in text:
        return None
    plain = _AFTER.sub("", unicodedata.normalize("NFKC", text))
    plain = _LOOSE.sub(r"\1", plain).strip().rstrip(",")
    if plain != text and (found := _NUMBERS.fullmatch(plain)):
        return int(found[1]), int(found[3]), _full_year(found[4], this_year)
    if found := _YEAR_FIRST.fullmatch(plain):
        return day_of(int(found[1]), int(found[3]), int(found[4]))
    return _period(plain) or _asian(plain) or _named(plain, this_year, months)


def _period(text: str) -> date | None:
    """A month, a quarter, a half year or a week."""
    if found := _YEAR_MONTH.fullmatch(text):
        return day_of(int(found[1]), int(found[2]), 1)
    if found := _MONTH_YEAR.fullmatch(text):
        return day_of(int(found[2]), int(found[1]), 1)
    if found := _QUARTER.fullmatch(text):
        year = found["y"] or found["y2"] or found["y3"]
        quarter = found["q"] or found["q2"] or found["q3"] or found["q4"]
        return month_end(int(year), 3 * int(quarter))
    if found := _HALF.fullmatch(text):
        return month_end(int(found[1]), 6 * int(found[2]))
    if found := _WEEK.fullmatch(text):
        try:
            return _late(date.fromisocalendar(int(found[1]), int(found[2]), 5))
        except ValueError:
            return None
    return None


def _asian(text: str) -> date | None:
    """Year, month and day signs, with or without an era; years of the Republic of China."""
    if found := _SIGNS.fullmatch(text):
        return day_of(_era_year(found[1]), int(found[2]), int(found[3] or 1))
    if found := _ERA_SHORT.fullmatch(text):
        year = ERAS[ERA_LETTERS[found[1]]] + int(found[2])
        return day_of(year, int(found[3]), int(found[4]))
    found = _MINGUO.fullmatch(text)
    if found and len(found[1]) == 3:
        return day_of(ERAS["民國"] + int(found[1]), int(found[2]), int(found[3]))
    return None


def _era_year(text: str) -> int:
    if text.isdigit():
        return int(text)
    era, number = text[:2], text[2:]
    if era not in ERAS:
        era, number = ERA_LETTERS.get(text[:1], ""), text[1:]
    first = ERAS.get(era)
    if first is None or not (number.isdigit() or number == "元"):
        return 0
    return first + (1 if number == "元" else int(number))


def _named(text: str, this_year: int, months: Months | None) -> date | None:
    """Months by their names."""
    for pattern, (year, name, day) in (
        (_DAY_NAME_YEAR, (3, 2, 1)),
        (_NAME_DAY_YEAR, (3, 1, 2)),
        (_NAME_YEAR, (2, 1, 0)),
        (_NAME_DAY_SHORT, (3, 1, 2)),
        (_YEAR_NAME_DAY, (1, 2, 3)),
    ):
        found = pattern.fullmatch(text)
        number = (months or usual()).number(found[name]) if found else 0
        if found and number:
            in_month = int(found[day]) if day and found[day] else 1
            return day_of(_full_year(found[year], this_year), number, in_month)
    return None


def parse_year(cell: Cell) -> date | None:
    """A calendar year alone, as its last day."""
    if isinstance(cell, float) and cell.is_integer():
        cell = str(int(cell))
    if isinstance(cell, str) and _YEAR.fullmatch(cell.removesuffix(".0")):
        return date(int(cell[:4]), 12, 31)
    return None


def turned(parsed: Parsed, order: str) -> date | None:
    """The day that a pair of numbers means in this order; None when there is no such day."""
    if isinstance(parsed, date):
        return parsed
    first, second, year = parsed
    return day_of(year, second, first) if order == "day" else day_of(year, first, second)


def orders_that_fit(parsed: Sequence[Parsed | None]) -> tuple[int, int]:
    """How many dates only work day first, and how many only month first."""
    pairs = [one for one in parsed if isinstance(one, tuple)]
    day = sum(turned(one, "day") is not None and turned(one, "month") is None for one in pairs)
    month = sum(turned(one, "month") is not None and turned(one, "day") is None for one in pairs)
    return day, month


def is_open(parsed: Sequence[Parsed | None]) -> bool:
    """Whether some date means two different days, one in each order."""
    return any(isinstance(one, tuple) and one[0] != one[1] for one in parsed)


def month_end(year: int, month: int) -> date | None:
    """The last day of a month."""
    return day_of(year, month, monthrange(year, month)[1]) if year >= EARLIEST else None


def _full_year(text: str, this_year: int) -> int:
    year = int(text)
    if len(text) == 4:
        return year
    century = this_year - this_year % 100
    return century + year if century + year <= this_year else century - 100 + year


def _late(day: date) -> date | None:
    return day if day.year >= EARLIEST else None


def day_of(year: int, month: int, day: int) -> date | None:
    """The day, if there is such one."""
    if year >= BUDDHIST_FROM:
        year -= BUDDHIST
    try:
        return date(year, month, day) if year >= EARLIEST else None
    except ValueError:
        return None
