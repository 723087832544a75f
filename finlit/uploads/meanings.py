"""What a column of numbers means: by its heading, and by how its numbers move."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from finlit.uploads.vocabulary import found_in, normal, other_words

# Meaning -> how it is named to a learner.
WORDS = {
    "close": "the closing price",
    "price": "a price",
    "adjusted": "an adjusted price: splits and dividends taken out",
    "total_return": "with dividends put back in",
    "real": "inflation taken out",
    "real_total_return": "with dividends put back in and inflation taken out",
    "ratio": "a ratio, not a price",
    "return": "returns, not prices",
    "rate": "an interest rate or a yield, not a price",
    "volume": "how much was traded",
    "other": "another figure of the day",
    "id": "a number that only names something",
    "unknown": "",
}
PLAIN = ("close", "price")
WITH_DIVIDENDS = ("adjusted", "total_return")
REAL = ("real", "real_total_return")
# Of these a series can be made at once; of "return" after a question, of the rest never.
LEVELS = (*PLAIN, *WITH_DIVIDENDS, *REAL, "unknown")
NEVER = ("ratio", "rate", "volume", "other", "id")

_BESIDE_FIELDS = ("other", "close", "price", "adjusted", "date", "filler")
_BRACKETS = re.compile(r"[(\[{<]([^)\]}>]*)[)\]}>]")
# Yahoo's own page explains its closing price in the heading.
_SPLITS_ONLY = re.compile(r"adjusted for splits(?! and)")


def of_heading(name: str) -> str:
    """The meaning that a heading gives a column of numbers; "unknown" where it gives none."""
    outside = _BRACKETS.sub(" ", name).strip()
    inside = " ".join(_BRACKETS.findall(name))
    words = normal(_SPLITS_ONLY.sub(" ", outside or name))
    meaning = _of_words(words)
    is_real = "real" in _of_words(normal(inside)) if inside else False
    if is_real and meaning in (*PLAIN, "unknown"):
        return "real"
    if meaning == "unknown" and inside and not outside:
        return _of_words(normal(inside))
    return meaning


def _of_words(words: str) -> str:
    """By the strongest category among the words; a fund's own name counts for nothing."""
    known = {
        category: found_in(words, category)
        for category in ("real", "adjusted", "total_return", "close", "price", "other", "volume")
    }
    exact = _exact(words)
    if words.startswith("unnamed") or (known["close"] and found_in(words, "date") == "time"):
        return "id"
    if known["real"] and known["other"] and not known["price"]:
        return "other"
    if known["real"]:
        return "real_total_return" if known["total_return"] else "real"
    if exact in ("volume", "id") or (known["volume"] and not known["price"]):
        return "volume" if exact != "id" else "id"
    has_field = _is_field(words)
    if known["adjusted"]:
        return "other" if has_field and not known["close"] else "adjusted"
    if exact == "close" or (known["close"] and not has_field):
        return "other" if words.startswith(("previous", "prev ")) else "close"
    if has_field:
        return "return" if _is_change(words) else "other"
    if known["total_return"]:
        return "total_return"
    for category in ("price", "ratio", "return", "rate", "id"):
        if exact == category:
            return category
    if found_in(words, "ratio") and "price" not in words:
        return "ratio"
    if found_in(words, "rate") and not known["price"]:
        return "rate"
    if found_in(words, "return"):
        return "return"
    return "price" if known["price"] else "unknown"


def _exact(words: str) -> str:
    """The category whose longest phrase is all of the heading, but for fillers and figures."""
    for category in ("close", "price", "ratio", "return", "rate", "volume", "other", "id"):
        phrase = found_in(words, category)
        if phrase and phrase.rstrip("*") == words:
            return category
    return ""


def _is_field(words: str) -> bool:
    """Whether the heading is another field of the day: "open price", "AAPL high", "prev close".

    "High Yield Fund" is none: a field's name stands first or last, beside words of prices alone
    or beside one name.
    """
    phrase = found_in(words, "other")
    if not phrase:
        return False
    if not words.isascii() or not other_words(words, _BESIDE_FIELDS):
        return True
    return len(words.split()) == 2 and words.endswith(f" {phrase}")


def _is_change(words: str) -> bool:
    return bool(found_in(words, "other") in ("change", "chg") and re.search(r"\bpct\b", words))


@dataclass(frozen=True)
class Movement:
    """How numbers move. `below`: which part is below zero; `not_above`: zero or below.

    `roughness`: the usual step, as a part of the usual distance from the middle: small for levels,
    about 1 or more for returns. `spread`: the standard deviation. `reach`: the largest size.
    """

    count: int
    below: float
    not_above: float
    roughness: float
    spread: float
    reach: float

    @property
    def looks_like_returns(self) -> bool:
        """They cross zero back and forth, and keep no level. From a dozen numbers on it shows."""
        return self.count >= 12 and self.below >= 0.15 and self.roughness > 0.6 and self.reach < 400

    @property
    def looks_like_a_rate(self) -> bool:
        """They go below zero and move smoothly, in figures of percent."""
        return self.count >= 8 and self.below >= 0.05 and self.roughness <= 0.6 and self.reach < 40


def movement(values: Sequence[float]) -> Movement:
    numbers = np.asarray(values, float)
    if len(numbers) < 2:
        return Movement(len(numbers), 0.0, 0.0, 0.0, 0.0, 0.0)
    far = float(np.median(np.abs(numbers - np.median(numbers))))
    step = float(np.median(np.abs(np.diff(numbers))))
    return Movement(
        len(numbers),
        float((numbers < 0).mean()),
        float((numbers <= 0).mean()),
        step / far if far else 0.0,
        float(numbers.std()),
        float(np.abs(numbers).max()),
    )


def settled(meaning: str, moves: Movement) -> str:
    """The meaning after a look at the numbers: what swings about zero is no price, whatever its
    heading says, and a total return that does so is a return of each period."""
    if moves.looks_like_returns and meaning not in NEVER:
        return "return"
    if moves.looks_like_a_rate and meaning in ("unknown", "price", "return"):
        return "rate" if meaning != "return" else "return"
    return meaning


def labels(names: Mapping[int, str], meant: Mapping[int, str]) -> dict[str, str]:
    """Options for a question: each column with what it means, where that is known."""
    found = {}
    for column, meaning in meant.items():
        words = WORDS[meaning] if meaning != "price" else ""
        found[str(column)] = f"{names[column]} ({words})" if words else names[column]
    return found


def in_percent(moves: Movement, periods_a_year: float) -> bool | None:
    """Whether returns are written in percent (0.5 is half a percent); None where it is open.

    The spread of a year's returns is between some 2 and 100 percent for all that is traded.
    """
    a_year = moves.spread * periods_a_year**0.5
    if a_year > 2.5 or moves.reach > 3:
        return True
    return False if a_year < 0.9 else None
