"""Names of months in the world's languages, from CLDR through Babel."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

# Asked first; the other languages of CLDR are read only where these leave a name unknown.
USUAL = (
    *("en", "es", "fr", "de", "pt", "it", "nl", "pl", "ru", "da", "sv", "nb", "fi", "cs", "tr"),
    *("id", "ro", "hu", "el", "uk", "bg", "hr", "sr", "sk", "sl", "ca", "vi", "he", "ar", "fa"),
    *("hi", "th", "et", "lv", "lt", "ko", "ja", "zh"),
)
LEAST = 3  # letters of a name that is cut short
_NAME = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Months:
    """How the names of one column are read: plain name -> number of the month."""

    language: str
    numbers: Mapping[str, int]

    def number(self, name: str) -> int:
        """1 to 12, and 0 for what is no name of a month here."""
        return self.numbers.get(plain(name), 0)


@cache
def plain(text: str) -> str:
    """Small letters without accents and dots."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(each for each in parts if not unicodedata.combining(each))
    return unicodedata.normalize("NFC", bare).strip(" .'’")


def names_in(cells: Iterable[object]) -> Counter[str]:
    """Words beside digits, counted: the names of months are among them."""
    found: Counter[str] = Counter()
    for cell in cells:
        if isinstance(cell, str) and len(cell) <= 40 and any(each.isdigit() for each in cell):
            found.update(plain(name) for name in _NAME.findall(cell) if len(name) > 1)
    return found


def fitting(names: Mapping[str, int]) -> tuple[Months, ...]:
    """The language that knows most of these names; several where they mean different months.

    `names`: how often each stands in the column. None where no language knows any.
    """
    found = _best(names, USUAL)
    if len(_unexplained(names, found)) > 1:
        # Reading hundreds of languages takes seconds, so only where the usual ones do not serve.
        return _best(names, USUAL + _others())
    return found


def _unexplained(names: Mapping[str, int], found: tuple[Months, ...]) -> set[str]:
    """Longer words that are no month in the language found, nor one of its weekdays."""
    rest = {name for name in names if len(name) > LEAST}
    for one in found:
        rest -= one.numbers.keys() | _weekdays(one.language)
    return rest


def _best(names: Mapping[str, int], languages: tuple[str, ...]) -> tuple[Months, ...]:
    scored = []
    for language in languages:
        numbers, score = _read(language, names)
        if numbers:
            scored.append((score, Months(language, numbers)))
    if not scored:
        return ()
    top = max(score for score, _ in scored)
    different = {
        tuple(sorted(one.numbers.items())): one for score, one in scored[::-1] if score == top
    }
    first = next(one for score, one in scored if score == top)
    return (first, *(one for one in different.values() if one.numbers != first.numbers))


def _read(language: str, names: Mapping[str, int]) -> tuple[dict[str, int], float]:
    """What a language makes of the names, and how well: whole names before shortened ones."""
    table = _table(language)
    numbers, score = {}, 0.0
    for name, count in names.items():
        number, weight = table.get(name, 0), 1.0
        if not number and len(name) >= LEAST:
            number, weight = _shortened(name, table)
        if number:
            numbers[name] = number
            score += weight * count
    return numbers, score


def _shortened(name: str, table: Mapping[str, int]) -> tuple[int, float]:
    """The month of which the name is a beginning ("juill"), or else a skeleton ("mrz")."""
    begins = {number for whole, number in table.items() if whole.startswith(name)}
    if len(begins) == 1:
        return begins.pop(), 0.9
    hints = {number for whole, number in table.items() if _is_skeleton(name, whole)}
    return (hints.pop(), 0.5) if len(hints) == 1 and len(name) == LEAST else (0, 0.0)


def _is_skeleton(short: str, whole: str) -> bool:
    """Whether these letters stand in the word in this order, the first one first."""
    rest = iter(whole)
    return short[:1] == whole[:1] and all(letter in rest for letter in short)


@cache
def _table(language: str) -> dict[str, int]:
    from babel import Locale

    months = Locale.parse(language).months
    return {
        plain(name): number
        for form in ("stand-alone", "format")
        for width in ("wide", "abbreviated")
        for number, name in months[form][width].items()
        if any(each.isalpha() for each in name)
    }


@cache
def _weekdays(language: str) -> frozenset[str]:
    from babel import Locale

    days = Locale.parse(language).days
    forms = (days[form][width] for form in ("format", "stand-alone") for width in days[form])
    return frozenset(plain(name) for form in forms for name in form.values())


@cache
def _others() -> tuple[str, ...]:
    from babel import localedata

    every = localedata.locale_identifiers()
    return tuple(sorted(each for each in every if "_" not in each and each not in USUAL))


def language_name(language: str) -> str:
    """ "Danish" for "da"."""
    from babel import Locale

    return str(Locale.parse(language).get_display_name("en"))


def decimal_mark(language: str) -> str:
    """ "point" or "comma": what stands before decimals where this language is written."""
    from babel.numbers import get_decimal_symbol

    return "comma" if get_decimal_symbol(language) == "," else "point"


@cache
def usual() -> Months:
    """Names of all usual languages at once, for a first look: is this a date at all?"""
    numbers: dict[str, int] = {}
    for language in USUAL:
        for name, number in _table(language).items():
            numbers.setdefault(name, number)
    return Months("", numbers)
