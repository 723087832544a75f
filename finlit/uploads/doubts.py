"""What a file leaves open: which column, which order of day and month, which decimal mark."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from finlit.uploads import amounts, dates
from finlit.uploads.columns import Layout
from finlit.uploads.grid import Cell, Row
from finlit.uploads.model import Question

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
        place = next(
            i for i, one in enumerate(parsed) if isinstance(one, tuple) and one[0] != one[1]
        )
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
    return "month" if month else "day"


def long_date(day: date | None) -> str:
    return f"{day:%B} {day.day}, {day.year}" if day else "no date"


def price_column(layout: Layout, given: Answers, questions: list[Question]) -> int | None:
    """The column of prices; a question when several could be it."""
    if len(layout.closes) <= 1:
        return layout.closes[0] if layout.closes else None
    options = {str(column): layout.names[column] for column in layout.closes}
    if given.get("column") in options:
        return int(given["column"])
    questions.append(Question("column", "Which column holds the price?", options))
    return None


def decimal_mark(
    rows: Sequence[Row],
    layout: Layout,
    close: int | None,
    given: Answers,
    questions: list[Question],
) -> str:
    """Point or comma before decimals; a question when the numbers do not tell, or tell both."""
    if given.get("decimal") in amounts.STYLES:
        return given["decimal"]
    counted = [column for column in layout.marks if column in (close, layout.adjusted)]
    texts = [row.cells[c] for row in rows for c in counted if c < len(row.cells)]
    point, comma, either = amounts.evidence(texts)
    if not point and not comma and either:
        # The prices alone leave it open; their neighbours (open, high, low) may tell.
        more = [row.cells[c] for row in rows for c in layout.marks if c < len(row.cells)]
        point, comma, either = amounts.evidence(more)
    if (point and comma) or (either and not point and not comma):
        example = _open_number(texts)
        text = (
            f"{point:,} numbers only work with a decimal point, {comma:,} only with a decimal "
            "comma. Which mark stands before the decimals? Those that do not fit will be left out."
            if point and comma
            else "Which mark stands before the decimals?"
        )
        questions.append(Question("decimal", text, amounts.STYLES, example))
    return "comma" if comma else "point"


def _open_number(texts: Sequence[Cell]) -> str:
    for cell in texts:
        one, other = amounts.parse(cell, "point"), amounts.parse(cell, "comma")
        if one is not None and other is not None and one != other:
            return f"The file says {cell}. That is {one:,.10g} or {other:,.10g}."
    return ""
