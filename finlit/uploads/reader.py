"""From the bytes of a file to a series, by way of its questions and defects."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from finlit.uploads import columns, doubts, keys, levels, prices, told
from finlit.uploads.columns import Layout
from finlit.uploads.dating import forms as dates
from finlit.uploads.doubts import Answers
from finlit.uploads.model import NOT_A_TABLE, Question, Reading, UnreadableError
from finlit.uploads.table import across, tables, whole_rows
from finlit.uploads.table.grid import Grid, grids

MOST_BYTES = 20_000_000


def read(data: bytes, name: str, *, today: date, answers: Answers | None = None) -> Reading:
    """Read a file called `name`. `answers`: option ids by question id, from an earlier reading.

    Also known as answers: "kind" (price or total_return), "currency" (a code) and "splits"
    ("adjust"). Never raises for what a file may hold: see `Reading.problem`. Bytes and plain
    values go in, and the result pickles, so it can run in a process of its own.
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
    usable = {name: parts for name, grid in found if (parts := _parts(grid, today.year, given))}
    if not usable:
        raise UnreadableError(NOT_A_TABLE)
    if not found[0][1].is_spreadsheet:
        # Cut by the right mark, most lines hold a date and a number, in most cells.
        marked = {n: p for n, p in usable.items() if p[0].grid.delimiter != " "} or usable
        best = max(marked.values(), key=lambda parts: _quality(parts))
        return _part(best, given)
    if len(usable) == 1:
        return _part(next(iter(usable.values())), given)
    if given.get("sheet") in usable:
        return _part(usable[given["sheet"]], given)
    options = {name: name for name in usable}
    return None, Question("sheet", "Several sheets hold dates and numbers. Which one?", options)


def _quality(parts: Sequence[Layout]) -> tuple[int, bool, int, int]:
    """Lines with a date and a number, whether the heading has as many cells, how few lines lack
    one, and how many there are."""
    fits = all(columns.fits_its_heading(one) for one in parts)
    short = sum(columns.short_rows(one) for one in parts)
    return sum(one.good for one in parts), fits, -short, max(len(one.names) for one in parts)


def _parts(grid: Grid, this_year: int, given: Answers) -> list[Layout]:
    """The tables of a grid that can be read: one, or several below each other or side by side."""
    language = given.get("language", "")
    turned = across.along(grid, this_year)
    if turned is not None and (layout := columns.find(turned, this_year, language)):
        return [layout]
    found: list[Layout] = []
    for part in tables.below_each_other(grid, this_year):
        long = across.along(part, this_year) if part is not grid else None
        layout = columns.find(long or part, this_year, language)
        beside = _beside(layout) if layout else []
        pieces = tables.side_by_side(part, beside) if len(beside) > 1 else []
        split = [columns.find(piece, this_year, language) for piece in pieces]
        found += [one for one in (split or [layout]) if one is not None]
    return found


def _beside(layout: Layout) -> list[int]:
    """The columns of dates that have numbers of their own to their right, each other dates."""
    every = sorted((layout.date, *layout.dates.others))
    ends = [*every[1:], 10**6]
    own = [
        column
        for column, end in zip(every, ends, strict=True)
        if any(column < number < end for number in layout.numeric)
    ]
    if len(own) < 2:
        return []
    same = sum(
        len({row.cells[column] for column in own if column < len(row.cells)} - {""}) <= 1
        for row in layout.body
    )
    return own if same < 0.95 * len(layout.body) else []


def _part(parts: list[Layout], given: Answers) -> tuple[Layout | None, Question | None]:
    """The one table, the one that was picked, or the question which one."""
    if len(parts) == 1:
        return parts[0], None
    titles = {str(place): one.grid.title for place, one in enumerate(parts)}
    if given.get("table") in titles:
        return parts[int(given["table"])], None
    return None, Question("table", "This file holds several tables. Which one?", titles)


def _read(layout: Layout, name: str, today: date, given: Answers) -> Reading:
    whole_rows.check_heading(layout)
    layout, series, question = keys.rows_of_one(layout, given)
    if question is not None:
        return Reading(questions=(question,))
    questions: list[Question] = []
    doubts.months_language(layout, given, questions)
    parsed = [layout.dates.of(row) for row in layout.body]
    order = doubts.order_of_dates(layout.body, parsed, layout, given, questions)
    picked = prices.pick(layout, given, questions)
    style, style_told = doubts.decimal_mark(layout, picked.columns, given, questions)
    if questions:
        return Reading(questions=tuple(questions))
    rules = told.Rules(order, style, style_told, picked, series)
    rows, found = whole_rows.whole(layout, picked.columns, style)
    days = [None if one is None else dates.turned(one, order) for one in map(layout.dates.of, rows)]
    read_levels = levels.read(layout, rows, days, rules, today, given, found)
    one = levels.series(name, layout, rules, given, read_levels)
    understood = told.summary(one, layout, rules, read_levels.order, read_levels.used)
    return Reading(one, (), tuple(read_levels.defects), understood, "", read_levels.splits)
