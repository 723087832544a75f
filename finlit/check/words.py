"""Measuring the words of a lesson: how hard they are to read, and which numbers stand in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from finlit.lessons.markdown import CODE, PLACEHOLDER, tokens

# Numbers that are part of a name.
NAMES = (
    "S&P 500",
    "401(k)",
    "Nasdaq 100",
    "Nikkei 225",
    "Russell 2000",
    "Rule of 72",
    "rule of 72",
)
SMALL = 12
FIRST_YEAR, LAST_YEAR = 1800, 2100
_SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_NUMBER = re.compile(
    r"(?<![\w.,])(?P<money>\\?\$)?(?P<digits>(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)"
    r"(?:\s+(?P<scale>thousand|million|billion|trillion)\b)?"
    r"(?P<percent>\s?%|\s+per\s?cent\b)?(?P<ending>(?:st|nd|rd|th|s)\b)?"
)
_NOT_PROSE = re.compile(rf"{CODE}|\]\([^)]*\)|<https?://[^>]*>")
_WORD = re.compile(r"[^\W\d_][^\W\d_'’-]*(?:['’-][^\W\d_]+)*|\d[\d.,]*")


@dataclass(frozen=True)
class Number:
    """A number in prose: its value, its kind ("$", "%" or ""), how it is written, lines down."""

    value: float
    kind: str
    written: str
    line: int = 0


def plain_sentences(markdown: str) -> str:
    """The words as read aloud: no code, tables, headings or marks; a paragraph ends a sentence."""
    found = []
    aside = ""
    for token in tokens(PLACEHOLDER.sub("9", markdown)):
        if token.type in ("table_open", "heading_open"):
            aside = token.type
        elif token.type in ("table_close", "heading_close"):
            aside = ""
        if token.type != "inline" or aside:
            continue
        words = ""
        for child in token.children or ():
            if child.type in ("softbreak", "hardbreak"):
                words += " "
            elif child.type == "text":
                words += child.content
        words = words.strip()
        if words:
            found.append(words if words[-1] in ".!?" else words + ".")
    return "\n".join(found)


def grade(texts: Iterable[str]) -> float:
    """The US school grade that reads Markdown texts with ease; 0 for no words.

    Flesch-Kincaid: 0.39 words a sentence + 11.8 syllables a word - 15.59 (Kincaid and others,
    Derivation of New Readability Formulas, US Navy, 1975). Numbers count as one syllable.
    """
    plain = "\n".join(map(plain_sentences, texts))
    sentences = [part for part in re.split(r"[.!?]+[\"”’)]*(?=\s|$)", plain) if _WORD.search(part)]
    words = _WORD.findall(plain)
    if not words:
        return 0.0
    syllables = sum(_syllables(word.lower().replace("’", "'")) for word in words)
    return 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59


@cache
def _syllables(word: str) -> int:
    import syllapy  # only checking needs it; it reads a word list from its own folder

    return 1 if word[0].isdigit() else max(1, syllapy.count(word))


def numbers(markdown: str) -> Iterator[Number]:
    """The numbers written out in a text: not those in code, links, placeholders or names."""

    def blank(match: re.Match[str]) -> str:
        return re.sub(r"[^\n]", " ", match[0])

    text = PLACEHOLDER.sub(blank, _NOT_PROSE.sub(blank, markdown))
    for match in _NUMBER.finditer(_without(text, NAMES)):
        if match["ending"] not in (None, "s"):
            continue  # "the 20th century" counts, it does not measure
        value = float(match["digits"].replace(",", "")) * _SCALES.get(match["scale"], 1.0)
        kind = "$" if match["money"] else "%" if match["percent"] else ""
        written = match[0].strip().removeprefix("\\")
        yield Number(value, kind, written, text.count("\n", 0, match.start()))


def _without(text: str, names: Iterable[str]) -> str:
    for name in names:
        text = text.replace(name, " " * len(name))
    return text


def bare_numbers(markdown: str, examples: Iterable[Number], phrases: Iterable[str]) -> list[Number]:
    """The numbers of a text that nobody declared.

    Free are whole numbers up to twelve and calendar years, both without a dollar or percent sign.
    An example without a sign allows its number with any sign.
    """
    allowed = {(example.value, example.kind) for example in examples}
    any_kind = {value for value, _ in allowed}
    found = []
    for number in numbers(_without(markdown, phrases)):
        plain = not number.kind
        whole = plain and number.value.is_integer() and "," not in number.written
        small = whole and number.value <= SMALL
        year = whole and FIRST_YEAR <= number.value <= LAST_YEAR
        declared = {(number.value, number.kind), (number.value, "")} & allowed
        if not (small or year or declared or (plain and number.value in any_kind)):
            found.append(number)
    return found
