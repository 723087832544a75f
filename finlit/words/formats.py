"""How figures are written, by the name of a format, as plain text.

`Lesson.fill` makes what comes out safe for Markdown, where a dollar sign has a meaning.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from datetime import date

Figure = float | str
MISSING = "unknown"


def write(value: Figure, form: str) -> str:
    """A figure in one of the formats below; "unknown" for a missing number.

    money "$2,529,632", rough_money "$2.53 million", cents "$4.20"; from decimals percent "55%",
    fine_percent "38.6%", share "55 of 100"; number or count "1,860" or "7.2", times "1.04 times",
    years "34 years", months "6 months"; from a number or ISO text year "1929"; from ISO text month
    "September 1929" and date "March 9, 2009".
    Raises ValueError where the figure is not of the kind, KeyError for an unknown format.
    """
    writer = _WRITERS[form]
    if isinstance(value, float) and math.isnan(value):
        return MISSING
    return writer(value)


def as_said(value: float, unit: str) -> str:
    """A learner's own number, nothing rounded away: "7.5%" where `percent` writes "8%"."""
    if unit == "year":
        return write(value, "year")
    if unit == "percent":
        return f"{value * 100:,.10g}%"
    if unit == "money" and not value.is_integer():
        return write(value, "cents")
    if unit == "money":
        return write(value, "money")
    number = f"{value:,.10g}"
    return (
        number if unit == "count" else f"{number} {unit.removesuffix('s') if value == 1 else unit}"
    )


def _money(value: Figure, digits: int = 0) -> str:
    amount = round(float(value), digits)
    sign = "-" if amount < 0 else ""
    return f"{sign}${abs(amount):,.{digits}f}"


def _cents(value: Figure) -> str:
    return _money(value, 2)


def _rough_money(value: Figure) -> str:
    amount = float(value)
    size, sign = abs(amount), "-" if amount < 0 else ""
    for name, unit in (("billion", 1e9), ("million", 1e6)):
        if size >= 0.9995 * unit:
            return f"{sign}${size / unit:.3g} {name}"
    return _cents(amount) if 0 < size < 1 else _money(float(f"{amount:.3g}"))


def _percent(value: Figure, digits: int = 0) -> str:
    text = f"{float(value) * 100:,.{digits}f}"
    return f"{text.removeprefix('-') if float(text.replace(',', '')) == 0 else text}%"


def _fine_percent(value: Figure) -> str:
    return _percent(value, 1)


def _share(value: Figure) -> str:
    of_hundred = round(float(value) * 100)
    if of_hundred == 0 and float(value) > 0:
        return "fewer than 1 of 100"
    if of_hundred == 100 and float(value) < 1:
        return "more than 99 of 100"
    return f"{of_hundred} of 100"


def _number(value: Figure) -> str:
    number = float(value)
    if number.is_integer() or abs(number) >= 100:
        return f"{number:,.0f}"
    return f"{number:.3g}"


def _times(value: Figure) -> str:
    return f"{float(value):.2f} times"


def _years(value: Figure, unit: str = "year") -> str:
    text = f"{float(value):,.1f}".removesuffix(".0")
    return f"{text} {unit}" if text == "1" else f"{text} {unit}s"


def _months(value: Figure) -> str:
    return _years(value, "month")


def _year(value: Figure) -> str:
    return str(int(float(str(value)[:4]) if isinstance(value, str) else value))


def _day(value: Figure) -> date:
    text = str(value)
    return date.fromisoformat(f"{text}-01" if len(text) == 7 else text[:10])


def _month(value: Figure) -> str:
    return f"{_day(value):%B %Y}"


def _date(value: Figure) -> str:
    day = _day(value)
    return f"{day:%B} {day.day}, {day.year}"


_WRITERS: Mapping[str, Callable[[Figure], str]] = {
    "money": _money,
    "rough_money": _rough_money,
    "cents": _cents,
    "percent": _percent,
    "fine_percent": _fine_percent,
    "share": _share,
    "number": _number,
    "count": _number,
    "times": _times,
    "years": _years,
    "months": _months,
    "year": _year,
    "month": _month,
    "date": _date,
}
FORMATS = tuple(_WRITERS)
