"""Rules on what a sentence may say of its figures: their period, like with like, and "most"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from finlit.check.structure import Schema
from finlit.lessons import Content, Problem
from finlit.lessons.links import shown_texts
from finlit.lessons.markdown import placeholders
from finlit.lessons.parts import Value

# Words that tell of an end without naming it.
OPEN_END = re.compile(r"\b(so far|up to today|until today|up to now|until now|to this day)\b", re.I)
YEAR = re.compile(r"\b(1[89]|20)\d\d\b")
# "Most" of things that could be counted.
MOST = re.compile(
    r"\bmost (of the |of )?(companies|employees|workers|savers|starts|spans|stocks|funds)\b", re.I
)
COUNT = re.compile(r"\{(fact|quoted):|\d")
SENTENCE = re.compile(r"(?<=[.!?])\s+")
# Controls that decide what a figure is counted in; a row whose first cell says so may differ.
KINDS = {
    "counted": "dollars of the time and what they buy",
    "dividends": "with and without dividends",
}
SAID = re.compile(r"real|inflation|dollar|buys|dividend|price", re.I)


def periods(lesson: Content) -> Iterator[Problem]:
    """A figure that ends "so far" names the date that it ends at."""
    for file, text, line in shown_texts(lesson):
        for sentence in SENTENCE.split(text):
            open_end = OPEN_END.search(sentence)
            if open_end and "{fact:" in sentence and not YEAR.search(sentence):
                told = f"{open_end[0]!r} beside a figure: name the month or year it ends at."
                yield Problem(file, line, "period", told)


def counted(lesson: Content) -> Iterator[Problem]:
    """A "most" of things that can be counted stands in a sentence with a count."""
    for file, text, line in shown_texts(lesson):
        for sentence in SENTENCE.split(text):
            most = MOST.search(sentence)
            if most and not COUNT.search(sentence):
                told = f"{most[0]!r} without a count: say how many, or say less."
                yield Problem(file, line, "most", told, hint=True)


def like_with_like(lesson: Content, schema: Schema) -> Iterator[Problem]:
    """A column of a table holds one kind of figure, unless its head or its row says otherwise."""
    for file, text, line in shown_texts(lesson):
        for head, rows in _tables(text):
            for place, title in enumerate(head):
                if place == 0 or SAID.search(title):
                    continue
                for control, kinds in KINDS.items():
                    found = {
                        value
                        for row in rows
                        if len(row) > place and not SAID.search(row[0])
                        for _, id_, _ in placeholders(row[place])
                        if (value := _value(lesson, schema, id_, control)) is not None
                    }
                    if len(found) > 1:
                        told = f"The column {title.strip()!r} mixes {kinds}: say so in it."
                        yield Problem(file, line, "like with like", told)


def _tables(text: str) -> Iterator[tuple[list[str], list[list[str]]]]:
    """Head and rows of each Markdown table of a text, cells as written."""
    lines = [each.strip() for each in text.splitlines()] + [""]
    block: list[list[str]] = []
    for each in lines:
        if each.startswith("|"):
            block.append(each.strip("|").split("|"))
            continue
        if len(block) > 2:
            yield block[0], block[2:]
        block = []


def _value(lesson: Content, schema: Schema, id_: str, control: str) -> Value | None:
    """What the control of a fact's experiment is set to; None where it has no such control."""
    fact = lesson.facts.get(id_)
    if fact is None or fact.experiment not in schema:
        return None
    defaults: Mapping[str, Value] = schema[fact.experiment].defaults()
    return fact.values.get(control, defaults[control]) if control in defaults else None
