"""Numbers as people and exports write them, and which mark a file uses for decimals."""

from __future__ import annotations

import re
from collections.abc import Iterable

from finlit.uploads.grid import Cell

STYLES = {"point": "A point: 1,234.56", "comma": "A comma: 1.234,56"}
MISSING = {"", "-", "–", "—", ".", "--", "null", "nan", "n/a", "na", "#n/a", "none", "nil"}
MOST = 1e12

CURRENCY_SIGNS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "US$": "USD"}
CURRENCY_CODES = (
    *("USD", "EUR", "GBP", "GBp", "GBX", "JPY", "CHF", "CAD", "AUD", "NZD", "SEK", "NOK", "DKK"),
    *("PLN", "CZK", "HUF", "INR", "CNY", "HKD", "SGD", "KRW", "BRL", "MXN", "ZAR", "ZAc", "ILS"),
    *("ILA", "TRY"),
)

_SPACES = re.compile(r"[\u00a0\u2009\u202f ]")
_CODES = "|".join(CURRENCY_CODES)
_MARKS = re.compile(rf"(?:US\$|[$€£¥]|\b(?:{_CODES})\b)")
_DIGIT = re.compile(r"[0-9]")
_PLAIN = re.compile(r"-?[0-9]+")
# Most cells of most files: settled without a closer look.
_POINT_ONLY = re.compile(r"[0-9]+\.(?:[0-9]{1,2}|[0-9]{4,12})")


def _pattern(mark: str, other: str) -> re.Pattern[str]:
    """A number with `mark` before decimals and groups of three parted by `other`, ' or space."""
    groups = "|".join(rf"(?:{re.escape(each)}[0-9]{{3}})+" for each in (other, "'", " "))
    whole = rf"(?:[1-9][0-9]{{0,2}}(?:{groups})|[0-9]+)?"
    return re.compile(rf"-?{whole}(?:{re.escape(mark)}[0-9]*)?(?:[eE][+-]?[0-9]{{1,2}})?")


_POINT, _COMMA = _pattern(".", ","), _pattern(",", ".")


def bare(cell: str) -> str:
    """The cell without currency, with plain spaces, and (12) or 12- as -12."""
    text = _SPACES.sub(" ", _MARKS.sub("", cell)).strip().replace("’", "'").replace("−", "-")
    if text.startswith("(") and text.endswith(")"):
        text = "-" + text[1:-1].strip()
    elif text.endswith("-") and len(text) > 1:
        text = "-" + text[:-1]
    return text[1:].lstrip() if text.startswith("+") else text.replace("- ", "-", 1)


def is_missing(cell: Cell) -> bool:
    return isinstance(cell, str) and cell.strip().lower() in MISSING


def parse(cell: Cell, style: str) -> float | None:
    """The number in a cell, its decimals after a point or a comma; None when it is none."""
    if isinstance(cell, float):
        return cell if abs(cell) < MOST else None
    if not isinstance(cell, str) or len(cell) > 40:
        return None
    if style == "point" and _POINT_ONLY.fullmatch(cell) and (value := float(cell)) < MOST:
        return value
    text = bare(cell)
    pattern = _POINT if style == "point" else _COMMA
    if not pattern.fullmatch(text) or not _DIGIT.search(text):
        return None
    mark, other = (".", ",") if style == "point" else (",", ".")
    text = text.replace(other, "").replace(" ", "").replace("'", "").replace(mark, ".")
    try:
        value = float(text)
    except ValueError:
        return None
    return value if abs(value) < MOST else None


def reads_as(cell: Cell) -> set[str]:
    """The styles in which the cell is a number: both, one or none."""
    return {style for style in STYLES if parse(cell, style) is not None}


def evidence(cells: Iterable[Cell]) -> tuple[int, int, int]:
    """How many cells only work with a decimal point, only with a decimal comma, or mean different
    numbers in each."""
    point = comma = either = 0
    for cell in cells:
        if not isinstance(cell, str) or _PLAIN.fullmatch(cell):
            continue
        if _POINT_ONLY.fullmatch(cell):
            point += 1
            continue
        as_point, as_comma = parse(cell, "point"), parse(cell, "comma")
        if as_point is None and as_comma is None:
            continue
        if as_comma is None:
            point += 1
        elif as_point is None:
            comma += 1
        elif as_point != as_comma:
            either += 1
    return point, comma, either


def currency(cells: Iterable[Cell]) -> str:
    """The currency that the cells name, as a code; "" when they name none or several."""
    found = set()
    for cell in cells:
        if isinstance(cell, str):
            found |= {CURRENCY_SIGNS.get(mark, mark) for mark in _MARKS.findall(cell)}
    return found.pop() if len(found) == 1 else ""
