"""Words that head the columns of price tables, by what they mean: see `vocabulary.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from finlit.uploads.dating.month_names import plain

PHRASES: dict[str, str] = tomllib.loads(
    Path(__file__).with_name("vocabulary.toml").read_text(encoding="utf-8")
)
_LOOKS_ASIAN = re.compile(r"[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_BETWEEN = re.compile(r"[\W_]+")


@cache
def phrases(category: str) -> tuple[str, ...]:
    found = (plain(each.replace("_", " ")) for each in PHRASES[category].split())
    return tuple(sorted(set(found), key=len, reverse=True))


@cache
def normal(name: str) -> str:
    """A heading as words: small letters, no accents, marks as blanks, % and # kept."""
    text = _CAMEL.sub(" ", name.replace("%", " pct ").replace("ł", "l").replace("Ł", "L"))
    return " ".join(_BETWEEN.sub(" ", plain(text)).split())


def _matches(phrase: str, words: str) -> bool:
    if _LOOKS_ASIAN.search(phrase):
        return phrase.rstrip("*") in words
    if phrase.endswith("*"):
        return f" {phrase[:-1]}" in f" {words}"
    return f" {phrase} " in f" {words} "


@cache
def found_in(words: str, category: str) -> str:
    """The longest phrase of a category that stands in the words of `normal`, "" for none."""
    return next((one for one in phrases(category) if _matches(one, words)), "")


@cache
def other_words(words: str, categories: tuple[str, ...]) -> tuple[str, ...]:
    """Words that belong to none of these categories: a company's name beside "close"."""
    left = f" {words} "
    for category in categories:
        for phrase in phrases(category):
            if _LOOKS_ASIAN.search(phrase):
                left = left.replace(phrase.rstrip("*"), " ")
            elif phrase.endswith("*"):
                left = re.sub(rf" {re.escape(phrase[:-1])}\w*(?= )", " ", left)
            else:
                left = left.replace(f" {phrase} ", " ").replace(f" {phrase} ", " ")
    return tuple(left.split())


def known_words(text: str) -> Iterator[str]:
    """Words of headings that stand in a text, none of plain ASCII."""
    words = normal(text)
    for category in PHRASES:
        for phrase in phrases(category):
            if not phrase.isascii() and _matches(phrase, words):
                yield phrase
