"""What a file leaves open: which column, which order of day and month, which decimal mark."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from finlit.uploads import amounts
from finlit.uploads.columns import Layout, column_cells
from finlit.uploads.dating import forms as dates
from finlit.uploads.dating import month_names
from finlit.uploads.model import Question
from finlit.uploads.table.grid import Cell, Row

Answers = Mapping[str, str]


def order_of_dates(
    rows: Sequence[Row],
    parsed: Sequence[dates.Parsed | None],
    layout: Layout,
    given: Answers,
    questions: list[Question],
) -> str:
    """Day or month first; a question when the file does not say, or says both."""
    if given.get("order") in dates.ORDERS:
        return given["order"]
    day, month = dates.orders_that_fit(parsed)
    if day and month:
        questions.append(
            Question(
                "order",
                f"{day:,} dates only work with the day first, {month:,} only with the month first. "
                "How are they written? Those that do not fit will be left out.",
                dates.ORDERS,
            )
        )
    elif not day and not month and dates.is_open(parsed):
        return _asked_order(rows, parsed, layout, questions)
    return "month" if month else "day"


def _asked_order(
    rows: Sequence[Row],
    parsed: Sequence[dates.Parsed | None],
    layout: Layout,
    questions: list[Question],
) -> str:
    place = next(i for i, one in enumerate(parsed) if isinstance(one, tuple) and one[0] != one[1])
    text = str(rows[place].cells[layout.date])
    meant = [dates.turned(parsed[place], each) for each in dates.ORDERS]  # type: ignore[arg-type]
    either = " or ".join(map(long_date, meant))
    questions.append(
        Question(
            "order",
            "Do these dates begin with the day or with the month?",
            dates.ORDERS,
            f"Line {rows[place].line} says {text}. That is {either}.",
        )
    )
    return "day"


def long_date(day: date | None) -> str:
    return f"{day:%B} {day.day}, {day.year}" if day else "no date"


def months_language(layout: Layout, given: Answers, questions: list[Question]) -> None:
    """A question where the names of months mean others in another language."""
    languages = layout.dates.languages
    if len(languages) < 2 or given.get("language"):
        return
    first, second = languages[0], languages[1]
    name = next(n for n in first.numbers if first.numbers[n] != second.numbers.get(n))
    options = {one.language: month_names.language_name(one.language) for one in languages[:8]}
    example = f"“{name}” is a month in each of them, and not the same one."
    questions.append(Question("language", "In which language are the months?", options, example))


def decimal_mark(
    layout: Layout, counted: Sequence[int], given: Answers, questions: list[Question]
) -> tuple[str, str]:
    """Point or comma before decimals, and how that was told where it was not plain to see.

    Where the prices themselves leave it open, the other columns tell, and then the language of
    the months. A question when nothing tells, or when they tell both.
    """
    if given.get("decimal") in amounts.STYLES:
        return given["decimal"], ""
    texts = [cell for column in counted for cell in column_cells(layout, column)]
    point, comma, either = amounts.evidence(texts)
    if point and comma:
        text = (
            f"{point:,} numbers only work with a decimal point, {comma:,} only with a decimal "
            "comma. Which mark stands before the decimals? Those that do not fit will be left out."
        )
        questions.append(Question("decimal", text, amounts.STYLES, _open_number(texts)))
    elif either and not point and not comma:
        return _by_neighbours(layout, texts, questions)
    return ("comma" if comma else "point"), ""


def _by_neighbours(
    layout: Layout, texts: Sequence[Cell], questions: list[Question]
) -> tuple[str, str]:
    sample = layout.body[:2000]
    more = [
        amounts.unscaled(cell)
        for row in sample
        for column, cell in enumerate(row.cells)
        if column != layout.date
    ]
    point, comma, _ = amounts.evidence(more)
    if bool(point) != bool(comma):
        return ("comma" if comma else "point"), "as the other columns show"
    if not point and layout.dates.languages:
        language = layout.dates.languages[0].language
        # English is written by programs everywhere. With cells parted by commas, a number without
        # any is in the English style too.
        if language != "en" or (layout.grid.delimiter == "," and not _have(texts, ",")):
            told = f"as is usual in {month_names.language_name(language)}"
            return month_names.decimal_mark(language), told
    question = "Which mark stands before the decimals?"
    questions.append(Question("decimal", question, amounts.STYLES, _open_number(texts)))
    return "point", ""


def _have(texts: Sequence[Cell], mark: str) -> bool:
    return any(isinstance(cell, str) and mark in cell for cell in texts)


def _open_number(texts: Sequence[Cell]) -> str:
    for cell in texts:
        one, other = amounts.parse(cell, "point"), amounts.parse(cell, "comma")
        if one is not None and other is not None and one != other:
            return f"The file says {cell}. That is {one:,.10g} or {other:,.10g}."
    return ""
