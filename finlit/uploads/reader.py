"""From the bytes of a file to a series, by way of its questions and defects."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd

from finlit.numbers.series import OwnSeries
from finlit.uploads import amounts, columns, dates, defects, doubts, told
from finlit.uploads.columns import Layout
from finlit.uploads.doubts import Answers
from finlit.uploads.grid import NOT_A_TABLE, Grid, Row, grids
from finlit.uploads.model import Defect, Question, Reading, UnreadableError

MOST_BYTES = 20_000_000


def read(data: bytes, name: str, *, today: date, answers: Answers | None = None) -> Reading:
    """Read a file called `name`. `answers`: option ids by question id, from an earlier reading.

    Also known as answers: "kind" (price or total_return), "currency" (a code) and "splits"
    ("adjust"). Never raises for what a file may hold: see `Reading.problem`.
    """
    given = dict(answers or {})
    try:
        if len(data) > MOST_BYTES:
            raise UnreadableError(f"This file is larger than {MOST_BYTES // 1_000_000} MB")
        layout, question = _layout(grids(data), today, given)
        if question is not None:
            return Reading(questions=(question,))
        assert layout is not None
        return _read(layout, name, today, given)
    except UnreadableError as problem:
        return Reading(problem=str(problem))


def _layout(
    found: list[tuple[str, Grid]], today: date, given: Answers
) -> tuple[Layout | None, Question | None]:
    """The table to read, or the question which one it is."""
    layouts = {name: columns.find(grid, today.year) for name, grid in found}
    usable = {name: layout for name, layout in layouts.items() if layout is not None}
    if not usable:
        raise UnreadableError(NOT_A_TABLE)
    if not found[0][1].is_spreadsheet:
        # Cut by the right mark, most lines hold a date and a number, in most cells.
        return max(usable.values(), key=lambda one: (one.good, len(one.names))), None
    if len(usable) == 1:
        return next(iter(usable.values())), None
    if given.get("sheet") in usable:
        return usable[given["sheet"]], None
    options = {name: name for name in usable}
    return None, Question("sheet", "Several sheets hold dates and numbers. Which one?", options)


def _read(layout: Layout, name: str, today: date, given: Answers) -> Reading:
    rows, found = _whole_rows(layout)
    parsed = [told.parsed_date(row, layout, today) for row in rows]
    questions: list[Question] = []
    order = doubts.order_of_dates(rows, parsed, layout, given, questions)
    close = doubts.price_column(layout, given, questions)
    style = doubts.decimal_mark(rows, layout, close, given, questions)
    if questions:
        return Reading(questions=tuple(questions), defects=tuple(found))
    days = [None if one is None else dates.turned(one, order) for one in parsed]
    bad = [row.line for row, day in zip(rows, days, strict=True) if day is None]
    found += defects.left_out("date", bad, "no date that can be read")
    rules = told.Rules(order, style, close, layout.adjusted)
    return _series(layout, rows, days, rules, name, today, given, found)


def _whole_rows(layout: Layout) -> tuple[list[Row], list[Defect]]:
    """Rows with as many cells as the table has columns; the others are named and left out."""
    if layout.grid.is_spreadsheet:
        return layout.body, []
    usual = layout.cells
    if layout.header:
        lengths = [len(row.cells) for row in layout.body]
        fitting = sum(length == len(layout.header.cells) for length in lengths)
        if fitting * 2 < len(lengths):
            raise UnreadableError(
                f"The heading (line {layout.header.line}) names {usual} columns, but most lines "
                "have another number of cells. A comma inside a number can be the cause: save the "
                "file with quotes or with semicolons"
            )
    rows: list[Row] = []
    odd: list[Row] = []
    for row in layout.body:
        length = len(row.cells)
        is_whole = length >= usual and all(cell == "" for cell in row.cells[usual:])
        (rows if is_whole else odd).append(row)
    lines = [row.line for row in odd]
    return rows, defects.left_out("cells", lines, f"more or fewer cells than the usual {usual}")


def _prices(
    rows: Sequence[Row], days: Sequence[date | None], column: int, rules: told.Rules, label: str
) -> tuple[list[date], list[float], list[int], list[Defect]]:
    """Dated prices of one column with their lines; what cannot be used is named."""
    kept_days, prices, lines = [], [], []
    bad: dict[str, list[int]] = {kind: [] for kind in ("missing", "number", "zero", "negative")}
    for row, day in zip(rows, days, strict=True):
        if day is None:
            continue
        cell = row.cells[column] if column < len(row.cells) else ""
        value = amounts.parse(cell, rules.style)
        if value is None:
            bad["missing" if amounts.is_missing(cell) else "number"].append(row.line)
        elif value <= 0:
            bad["zero" if value == 0 else "negative"].append(row.line)
        else:
            kept_days.append(day)
            prices.append(value)
            lines.append(row.line)
    what = {
        "missing": "no price",
        "number": "something else than a number as price",
        "zero": "a price of 0, which most often means that none is known",
        "negative": "a price below 0",
    }
    found = [
        each
        for kind, where in bad.items()
        for each in defects.left_out(kind, where, what[kind] + label)
    ]
    return kept_days, prices, lines, found


def _series(
    layout: Layout,
    rows: Sequence[Row],
    days: Sequence[date | None],
    rules: told.Rules,
    name: str,
    today: date,
    given: Answers,
    found: list[Defect],
) -> Reading:
    levels: dict[str, pd.Series] = {}
    split_count, order, used = 0, "", 0
    both = rules.close is not None and rules.adjusted is not None
    for kind, column in (("price", rules.close), ("total_return", rules.adjusted)):
        if column is None:
            continue
        label = f" in the column “{layout.names[column]}”" if levels else ""
        kept, prices, lines, bad = _prices(rows, days, column, rules, label)
        dated, more, order = defects.in_order(kept, prices, lines, today)
        found += _only_new(bad + more, found)
        if len(dated.prices) < 2:
            raise UnreadableError(
                f"{_only(len(dated.prices), len(layout.body))} both a date and a price that can be "
                f"read. {_first_words(found)}".strip().removesuffix(".")
            )
        jumps = defects.splits(dated)
        adjust = given.get("splits") == "adjust" and len(jumps) <= defects.MOST_SPLITS
        found += _only_new(defects.gaps(dated) + defects.outliers(dated), found)
        found += _only_new(defects.leaps(dated, jumps), found)
        found += _only_new(defects.describe_splits(dated, jumps, adjusted=adjust), found)
        if not levels:
            used = len(dated.prices)
            split_count = len(jumps) if len(jumps) <= defects.MOST_SPLITS else 0
        levels[kind] = defects.without_splits(dated.prices, jumps) if adjust else dated.prices
    if not both and given.get("kind") in told.KINDS:
        levels = {given["kind"]: next(iter(levels.values()))}
    series = OwnSeries(
        told.title(name, layout, rules.close),
        levels.get("price"),
        levels.get("total_return"),
        given.get("currency") or told.currency(layout, rules),
        "your own file",
    )
    understood = told.summary(
        series, layout, rules, order, used, told.writing(layout, rules, today)
    )
    return Reading(series, (), tuple(found), understood, possible_splits=split_count)


def _only_new(more: Sequence[Defect], known: Sequence[Defect]) -> list[Defect]:
    """Without those that another column of the same lines has told already."""
    told = {(one.kind, one.lines) for one in known}
    return [one for one in more if (one.kind, one.lines) not in told]


def _only(used: int, of: int) -> str:
    if used == 0:
        return f"None of {of:,} lines has"
    return f"Only {used} of {of:,} lines {'has' if used == 1 else 'have'}"


def _first_words(found: Sequence[Defect]) -> str:
    return " ".join(one.what for one in found[:3])
