"""Lines with more or fewer cells than their table: padded where that is safe, else named."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from finlit.uploads import amounts, defects
from finlit.uploads.columns import Layout
from finlit.uploads.model import Defect, UnreadableError
from finlit.uploads.table.grid import Row
from finlit.uploads.vocabulary import found_in, normal

LEAST_RUN = 5
MOST_STEP = 1.5


def check_heading(layout: Layout) -> None:
    """Raises UnreadableError where most lines have more cells than the heading has names."""
    if not layout.header or layout.grid.is_spreadsheet:
        return
    usual = layout.cells
    longer = sum(any(row.cells[usual:]) for row in layout.body)
    if longer * 2 > len(layout.body):
        raise UnreadableError(
            f"The heading (line {layout.header[-1].line}) names {usual} columns, but most lines "
            "have another number of cells. A comma inside a number can be the cause: save the "
            "file with quotes or with semicolons"
        )


def whole(layout: Layout, columns: Sequence[int], style: str) -> tuple[list[Row], list[Defect]]:
    """Rows to use, and what is wrong with the others.

    A missing cell shifts the ones after it, so a short line alone is left out. Many short lines
    on end, as where an export has no volumes for its early years, lack their last cells; they are
    used where their prices go on from their neighbours'.
    """
    if layout.grid.is_spreadsheet:
        return layout.body, []
    usual = layout.cells
    good = [
        (size := len(row.cells)) == usual or (size > usual and not any(row.cells[usual:]))
        for row in layout.body
    ]
    padded = _padded(layout, good, columns, style)
    rows = [r for place, r in enumerate(layout.body) if good[place] or place in padded]
    odd = [r.line for place, r in enumerate(layout.body) if not good[place] and place not in padded]
    found = defects.left_out("cells", odd, f"more or fewer cells than the usual {usual}")
    if padded:
        lines = tuple(layout.body[place].line for place in sorted(padded))
        what = f"{defects.begin(lines)} fewer cells than the usual {usual}."
        done = "The last ones are missing, and none of them is needed, so these lines were used."
        found.append(Defect("padded", lines, what, done))
    return rows, found


def _padded(layout: Layout, good: Sequence[bool], columns: Sequence[int], style: str) -> set[int]:
    found: set[int] = set()
    runs = groupby(
        range(len(good)), key=lambda place: -1 if good[place] else len(layout.body[place].cells)
    )
    for size, places in runs:
        run = list(places)
        needed = max((*columns, layout.date))
        if size > needed and len(run) >= LEAST_RUN and _fits(layout, run, columns, style):
            found |= set(run)
    return found


def _fits(layout: Layout, run: Sequence[int], columns: Sequence[int], style: str) -> bool:
    """Whether the prices of these rows lie between the day's low and high; where a table has
    neither, whether they go on from the rows before and after."""
    price = columns[0]
    lowest, highest = _ends_of_day(layout)
    for place in run:
        value = _number(layout.body[place], price, style)
        low, high = (_number(layout.body[place], c, style) for c in (lowest, highest))
        if value is None or not (low or value) <= value <= (high or value):
            return False
    if lowest >= 0 and highest >= 0:
        return True
    for here, there in ((run[0], run[0] - 1), (run[-1], run[-1] + 1)):
        if 0 <= there < len(layout.body):
            one = _number(layout.body[here], price, style)
            other = _number(layout.body[there], price, style)
            if one and other and not 1 / MOST_STEP < one / other < MOST_STEP:
                return False
    return True


def _number(row: Row, column: int, style: str) -> float | None:
    return amounts.parse(row.cells[column], style) if 0 <= column < len(row.cells) else None


def _ends_of_day(layout: Layout) -> tuple[int, int]:
    """The columns of the day's low and high; -1 where there is none."""
    found = {"low": -1, "high": -1}
    for column in layout.numeric:
        phrase = found_in(normal(layout.names[column]), "other")
        for end, words in _ENDS.items():
            if phrase in words:
                found[end] = column
    return found["low"], found["high"]


_ENDS = {
    "low": {"low", "tief", "tagestief", "bas", "plus bas", "minimo", "minima", "min", "najnizszy"},
    "high": {"high", "hoch", "tageshoch", "haut", "plus haut", "maximo", "maxima", "najwyzszy"},
}
