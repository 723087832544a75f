"""Asking and judging: shuffled choices, what a learner typed as a number, feedback with reasons.

Pure: no clock, no hidden chance. Percent answers are decimals (0.07), as everywhere in the numbers.
"""

from __future__ import annotations

import math
import random
import re
from collections.abc import Mapping
from dataclasses import dataclass

from finlit.lessons.model import Choice, Question

_SCALES = {
    "hundred": 1e2,
    "k": 1e3,
    "thousand": 1e3,
    "m": 1e6,
    "mn": 1e6,
    "mio": 1e6,
    "million": 1e6,
    "millions": 1e6,
    "b": 1e9,
    "bn": 1e9,
    "billion": 1e9,
    "billions": 1e9,
}
_PERCENT = ("%", "percent", "per cent", "pct")
# The words that may follow a number, by the unit that is asked for.
_UNITS: Mapping[str, tuple[str, ...]] = {
    "money": ("", "$", "usd", "dollar", "dollars", "us dollars", "bucks"),
    "percent": ("", *_PERCENT),
    "years": ("", "y", "yr", "yrs", "year", "years"),
    "months": ("", "month", "months"),
    "times": ("", "x", "×", "time", "times"),
    "count": ("",),
}
_ASKED = {
    "money": "an amount in dollars, like 2,500 or 1.5 million",
    "percent": "a percentage, like 7 or 7%",
    "years": "a number of years, like 12",
    "months": "a number of months, like 6",
    "times": "how many times, like 1.5",
    "count": "a number, like 25",
}
_TYPED = re.compile(
    r"(?:(?:about|around|roughly|ca\.?|~|≈)\s*)?"
    r"(?P<sign>[-+]?)\s*(?P<currency>\$|us\$|usd)?\s*(?P<sign2>[-+]?)\s*"
    r"(?P<digits>(?:[0-9][0-9.,' ]*)?[0-9]|[.,][0-9]+)[.,]?\s*"
    r"(?:(?P<scale>hundred|thousand|millions?|billions?|mio|mn|bn|k|m|b)(?![a-z]))?\.?\s*"
    r"(?P<unit>[^0-9]*)"
)


class NotANumberError(ValueError):
    """What was typed is no number of the kind asked for; the message says what would be."""


@dataclass(frozen=True)
class Feedback:
    """Whether an answer is right, the reason, and the misconception it shows ("" for none)."""

    right: bool
    why: str
    misconception: str = ""


def shuffled(question: Question, learner: str) -> tuple[Choice, ...]:
    """The choices in an order of the learner's own, the same at every visit."""
    choices = list(question.choices)
    random.Random(f"{learner}:{question.id}").shuffle(choices)
    return tuple(choices)


def judge(
    question: Question, answer: str | float, facts: Mapping[str, float | str] | None = None
) -> Feedback:
    """Feedback on the id of a choice, or on a number.

    `facts` gives the value of each fact, for questions answered by one. Raises KeyError for a
    choice or a fact that does not exist.
    """
    if question.kind == "choice":
        choice = next((each for each in question.choices if each.id == answer), None)
        if choice is None:
            raise KeyError(f"{question.id} has no choice {answer!r}")
        return Feedback(choice.right, choice.why, choice.misconception)
    value = float(answer)
    if _near(value, right_value(question, facts), question.tolerance):
        return Feedback(True, question.why_right)
    for trap in question.traps:
        if _near(value, trap.value, trap.tolerance):
            return Feedback(False, trap.why, trap.misconception)
    return Feedback(False, question.why_wrong)


def right_value(question: Question, facts: Mapping[str, float | str] | None = None) -> float:
    """The right number of a numeric question."""
    if isinstance(question.answer, str):
        return float((facts or {})[question.answer.removeprefix("fact:")])
    return float(question.answer)


def _near(value: float, target: float, tolerance: float) -> bool:
    # A hair more than the tolerance, so that 0.075 counts as 0.07 within 0.005 in binary too.
    return abs(value - target) <= tolerance + 1e-9 * max(1.0, abs(target))


def parse_number(text: str, unit: str = "count") -> float:
    """What a learner typed as a number in `unit`: "$2,500", "2 500", "1.5 million", "7%", "1,5".

    The last comma or dot is the decimal sign where it can be nothing else; "2,500" is read as in
    America for dollars and counts. What could mean two things ("2.500" dollars, "7,125" percent)
    is asked again. Percentages come out as decimals. Raises NotANumber with a sentence that tells
    what to type.
    """
    sorry = NotANumberError(f"Please type {_ASKED[unit]}.")
    plain = text.strip().lower()
    plain = re.sub("[‐-―−]", "-", plain).replace("’", "'")
    plain = re.sub(r"\s+", " ", plain)
    match = _TYPED.fullmatch(plain) if len(plain) <= 60 else None
    if match is None or (match["sign"] and match["sign2"]):
        raise sorry
    after = match["unit"].strip().rstrip(".!").strip()
    if after not in _UNITS[unit] or (match["currency"] and (unit != "money" or after)):
        raise sorry
    if match["scale"] and unit not in ("money", "count", "percent"):
        raise sorry  # "6 m" may be months or millions
    digits = _decimal(match["digits"], ambiguous="." if unit in ("money", "count") else ",")
    if digits is None:
        raise NotANumberError(
            f"It is not clear where thousands and decimals are. Please type {_ASKED[unit]}."
        )
    value = float(digits) * _SCALES.get(match["scale"] or "", 1.0)
    if unit == "percent":
        value /= 100
    if not math.isfinite(value) or abs(value) > 1e15:
        raise NotANumberError("That number is too large. Please check the zeros.")
    return -value if "-" in (match["sign"], match["sign2"]) else value


def _decimal(digits: str, ambiguous: str) -> str | None:
    """Digits with group signs -> digits that Python reads, or None where they make no sense.

    `ambiguous` is the sign (comma or dot) that is refused where it could group or divide.
    """
    marks = re.sub("[0-9]", "", digits)
    groups = re.split("[.,' ]", digits)
    if not marks:
        return digits
    decimal = marks[-1] in ".," and marks.count(marks[-1]) == 1
    if len(marks) == 1 and decimal and re.fullmatch("[1-9][0-9]{0,2}[.,][0-9]{3}", digits):
        if marks == ambiguous:
            return None
        decimal = marks == "."
    whole = groups[:-1] if decimal else groups
    grouping = marks[:-1] if decimal else marks
    if len(set(grouping)) > 1 or (decimal and marks[-1] in grouping):
        return None
    if len(whole) > 1 and not (
        1 <= len(whole[0]) <= 3 and all(len(group) == 3 for group in whole[1:])
    ):
        return None
    return "".join(whole) + (f".{groups[-1]}" if decimal else "")
