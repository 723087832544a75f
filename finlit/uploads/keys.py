"""Several series in one table: the columns that tell them apart, and the rows of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

from finlit.uploads import amounts, meanings
from finlit.uploads.columns import Layout
from finlit.uploads.doubts import Answers
from finlit.uploads.model import Question, UnreadableError
from finlit.uploads.table.grid import Cell, Row
from finlit.uploads.table.headings import is_date_name
from finlit.uploads.vocabulary import found_in, normal

MOST_SERIES = 3000
TWICE = 4  # dates that stand more than once with different figures, before it is no slip
LEAST_LINES = 3  # of each value of a column that tells series apart without saying so
JOIN = " · "


def rows_of_one(layout: Layout, given: Answers) -> tuple[Layout, str, Question | None]:
    """The layout with the rows of one series, and its name; or the question which one it is.

    A table of one series comes back as it is, with "" for a name. Raises UnreadableError for a
    table that holds several and no column to tell them apart: they are never mixed.
    """
    clashes = _clashes(layout)
    keys = _key_columns(layout, clashes=clashes)
    if not keys:
        if clashes and not _has_hours(layout):
            raise UnreadableError(
                "Many dates stand in this table more than once, with different figures, and no "
                "column tells which belongs to what. It may hold several series. Keep the lines "
                "of one of them and try again"
            )
        return layout, "", None
    names = [_name(row, keys) for row in layout.body]
    counts = Counter(name for name in names if name)
    if len(counts) > MOST_SERIES:
        raise UnreadableError(
            "This table holds more series than can be shown. Keep the lines of one"
        )
    picked = given.get("series", "")
    if picked not in counts:
        columns = " and ".join(f"“{layout.names.get(column, '')}”" for column in keys)
        text = f"This file holds {len(counts):,} series, told apart by {columns}. Which one?"
        options = {name: f"{name} ({count:,} lines)" for name, count in sorted(counts.items())}
        return layout, "", Question("series", text, options)
    rows = [row for row, name in zip(layout.body, names, strict=True) if name == picked]
    return replace(layout, body=rows), picked, None


def _name(row: Row, keys: Sequence[int]) -> str:
    return JOIN.join(str(row.cells[c]) for c in keys if c < len(row.cells) and row.cells[c] != "")


def _key_columns(layout: Layout, *, clashes: bool) -> tuple[int, ...]:
    """The columns of which each value has its own dates, none twice; () for a single series."""
    varied = _candidates(layout)
    named = [column for column in varied if _says_so(layout.names.get(column, ""))]
    if not clashes:
        # One after the other: little stands twice, so a heading has to tell, or a column of which
        # each value has lines of its own and by which every date that stands twice is explained.
        return _fewest(layout, named) if named else _explaining(layout, varied)
    # A code and a name of the same thing: one of them is enough.
    for pool in (named, varied):
        for size in (1, 2, 3):
            for columns in combinations(pool[:6], size):
                if _parts(layout, columns):
                    return columns
    return ()


def _explaining(layout: Layout, varied: Sequence[int]) -> tuple[int, ...]:
    whens = [row.cells[layout.date] for row in layout.body if layout.date < len(row.cells)]
    if len(whens) == len(set(whens)):
        return ()
    for column in varied:
        counts = Counter(_name(row, (column,)) for row in layout.body)
        if (
            min(counts.values()) >= LEAST_LINES
            and "" not in counts
            and _twice(layout, (column,)) == 0
        ):
            return (column,)
    return ()


def _fewest(layout: Layout, named: Sequence[int]) -> tuple[int, ...]:
    values = {c: len({_name(row, (c,)) for row in layout.body} - {""}) for c in named}
    return (max(named, key=lambda column: values[column]),)


def _says_so(name: str) -> bool:
    """Whether a heading says that its column tells things apart; "stock splits" does not."""
    words = normal(name)
    named = bool(found_in(words, "key") or found_in(words, "id"))
    return named and meanings.of_heading(name) in ("unknown", "id")


def _candidates(layout: Layout) -> list[int]:
    """Columns of text, or of numbers that name something, with few values beside their rows."""
    found = []
    size = max((len(row.cells) for row in layout.body[:400]), default=0)
    for column in range(size):
        name = layout.names.get(column, "")
        if column == layout.date or is_date_name(name):
            continue
        if column in layout.numeric and not _is_code(layout, column):
            continue
        values = {_name(row, (column,)) for row in layout.body} - {""}
        if 2 <= len(values) <= max(0.5 * len(layout.body), 2):
            found.append(column)
    return found


def _is_code(layout: Layout, column: int) -> bool:
    """Whether a column of numbers names something by its heading, in whole numbers."""
    if _says_so(layout.names[column]):
        cells = [row.cells[column] for row in layout.body[:50] if column < len(row.cells)]
        return all(_is_whole(cell) for cell in cells)
    return False


def _is_whole(cell: Cell) -> bool:
    value = amounts.parse(cell, "point")
    return value is None or value.is_integer()


def _parts(layout: Layout, keys: tuple[int, ...]) -> bool:
    """Whether hardly any date stands twice within one value of these columns."""
    return _twice(layout, keys) <= 0.02 * len(layout.body)


def _twice(layout: Layout, keys: tuple[int, ...]) -> int:
    """How many lines repeat a date within one value of these columns."""
    seen: set[tuple[str, Cell]] = set()
    twice = 0
    for row in layout.body:
        if layout.date >= len(row.cells):
            continue
        one = (_name(row, keys), row.cells[layout.date])
        twice += one in seen
        seen.add(one)
    return twice


def _clashes(layout: Layout) -> bool:
    """Whether many dates stand more than once with different figures."""
    whens = [row.cells[layout.date] for row in layout.body if layout.date < len(row.cells)]
    if len(whens) - len(set(whens)) < TWICE:
        return False
    first: dict[Cell, tuple[Cell, ...]] = {}
    twice = set()
    for row in layout.body:
        if layout.date < len(row.cells) and layout.dates.of(row) is not None:
            when = row.cells[layout.date]
            if first.setdefault(when, row.cells) != row.cells:
                twice.add(when)
    return len(twice) >= TWICE and len(twice) >= 0.1 * len(first)


def _has_hours(layout: Layout) -> bool:
    """Whether a column beside the date holds the hour, so that a day has several prices."""
    return any(
        column != layout.date and found_in(normal(name), "date") in ("time", "hour")
        for column, name in layout.names.items()
    )
