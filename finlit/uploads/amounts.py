"""Numbers as people and exports write them, and which mark a file uses for decimals."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from finlit.uploads.currencies import MARKS
from finlit.uploads.table.grid import Cell

STYLES = {"point": "A point: 1,234.56", "comma": "A comma: 1.234,56"}
MISSING = {"", "-", "–", "—", ".", "..", "...", "--", "null", "nan", "n/a", "na", "n.a.", "#n/a"}
MISSING |= {"none", "nil", "nd", "n.d.", "<na>", "*", "#value!", "#div/0!", "#ref!", "#name?", "nv"}
MOST = 1e12

_SPACES = re.compile(r"[\u00a0\u2007\u2009\u202f\u3000 ]")
_DIGIT = re.compile(r"[0-9]")
_PLAIN = re.compile(r"-?[0-9]+")
# Most cells of most files: settled without a closer look.
_POINT_ONLY = re.compile(r"[0-9]+\.(?:[0-9]{1,2}|[0-9]{4,12})")
_SCALED = re.compile(r"(?<=[0-9]) ?(?:%|[KkMmBbTt]|Mio\.?|Mrd\.?|tys\.?|mln\.?)$")


def _pattern(mark: str, other: str) -> re.Pattern[str]:
    """A number with `mark` before decimals and groups of three parted by `other`, ' or space, or
    as in India: three, and then by twos."""
    groups = "|".join(rf"(?:{re.escape(each)}[0-9]{{3}})+" for each in (other, "'", " "))
    india = rf"[1-9][0-9]?(?:{re.escape(other)}[0-9]{{2}})+{re.escape(other)}[0-9]{{3}}"
    whole = rf"(?:[1-9][0-9]{{0,2}}(?:{groups})|{india}|[0-9]+)?"
    return re.compile(rf"-?{whole}(?:{re.escape(mark)}[0-9]*)?(?:[eE][+-]?[0-9]{{1,2}})?")


_POINT, _COMMA = _pattern(".", ","), _pattern(",", ".")


def bare(cell: str) -> str:
    """The cell without currency, with plain digits and spaces, and (12) or 12- as -12."""
    text = cell if cell.isascii() else _ascii_digits(cell)
    text = _SPACES.sub(" ", MARKS.sub("", text)).strip().replace("’", "'").replace("−", "-")
    if text.startswith("(") and text.endswith(")"):
        text = "-" + text[1:-1].strip()
    elif text.endswith("-") and len(text) > 1:
        text = "-" + text[:-1]
    return text[1:].lstrip() if text.startswith("+") else text.replace("- ", "-", 1)


def _ascii_digits(text: str) -> str:
    """Digits and marks of other scripts, and wide ones, as plain ones."""
    plain = text.replace("٫", ".").replace("٬", ",").replace("，", ",").replace("．", ".")
    return "".join(
        str(unicodedata.decimal(each)) if each.isdecimal() and not each.isascii() else each
        for each in plain
    )


def is_missing(cell: Cell) -> bool:
    return isinstance(cell, str) and cell.strip().lower() in MISSING


def parse(cell: Cell, style: str) -> float | None:
    """The number in a cell, its decimals after a point or a comma; None when it is none."""
    if isinstance(cell, float):
        return cell if abs(cell) < MOST else None
    if not isinstance(cell, str) or len(cell) > 40:
        return None
    if (cell.isdecimal() and cell.isascii()) or (style == "point" and _POINT_ONLY.fullmatch(cell)):
        value = float(cell)
        return value if value < MOST else None
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


def unscaled(cell: Cell) -> Cell:
    """A cell without the percent sign, or the "M" for millions, after its number."""
    return _SCALED.sub("", cell) if isinstance(cell, str) else cell


def parse_percent(cell: Cell, style: str) -> float | None:
    """As `parse`, and a percent sign may follow."""
    return parse(
        cell[:-1].rstrip() if isinstance(cell, str) and cell.endswith("%") else cell, style
    )


def reads_as(cell: Cell) -> set[str]:
    """The styles in which the cell is a number: both, one or none."""
    return {style for style in STYLES if parse_percent(cell, style) is not None}


def is_number(cell: Cell) -> bool:
    """Whether the cell is a number in any style, a percent sign after it or not."""
    if isinstance(cell, float):
        return abs(cell) < MOST
    if not isinstance(cell, str) or not cell:
        return False
    return bool(_POINT_ONLY.fullmatch(cell)) or bool(reads_as(cell))


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
