"""Dated levels of a file's columns: read line by line, put in order, checked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
import pandas as pd

from finlit.numbers import price_checks
from finlit.numbers.series import OwnSeries, frequency_of
from finlit.uploads import amounts, defects, events, told
from finlit.uploads.columns import Layout
from finlit.uploads.defects import Dated
from finlit.uploads.doubts import Answers
from finlit.uploads.events import Read
from finlit.uploads.model import Defect, UnreadableError
from finlit.uploads.table.grid import Row
from finlit.uploads.told import Rules

STEPS = {"daily": 1, "weekly": 7, "monthly": 30, "quarterly": 91, "annual": 365}
MOST_HOURS = 0.5  # of the lines have a time beside the date: several prices a day are meant
WHAT = {
    "missing": "no price",
    "number": "something else than a number as price",
    "zero": "a price of 0, which most often means that none is known",
    "negative": "a price below 0",
    "impossible": "a loss of more than everything, which often stands for “not known”",
}


def read(
    layout: Layout,
    rows: Sequence[Row],
    days: Sequence[date | None],
    rules: Rules,
    today: date,
    given: Answers,
    found: list[Defect],
) -> Read:
    """Levels of the picked columns. Raises UnreadableError where fewer than two are left."""
    undated = [row.line for row, day in zip(rows, days, strict=True) if day is None]
    done = Read(defects=found + defects.left_out("date", undated, "no date that can be read"))
    hours = _has_hours(layout, rows)
    for kind, column in (("price", rules.picked.price), ("total_return", rules.picked.adjusted)):
        if column is None:
            continue
        label = f" in the column “{layout.names[column]}”" if done.levels else ""
        kept, values, lines, bad = _values(rows, days, column, rules, label)
        dated, more, done.order = defects.in_order(kept, values, lines, today, hours=hours)
        done.defects += _only_new(bad + more, done.defects)
        if len(dated.prices) < 2:
            raise UnreadableError(
                f"{_only(len(dated.prices), len(layout.body))} both a date and a price that can be "
                f"read. {_first_words(done.defects)}".strip().removesuffix(".")
            )
        if not done.levels:
            done.used = len(dated.prices)
        if rules.picked.returns:
            dated = from_returns(dated, is_percent=rules.picked.returns == "percent")
        _checked(dated, kind, given, done, is_built=bool(rules.picked.returns))
    if len(done.levels) == 2:
        events.check(layout, rows, days, rules, done)
    return done


def _checked(dated: Dated, kind: str, given: Answers, done: Read, *, is_built: bool) -> None:
    """Keep the levels of one kind, with what the checks find."""
    jumps = [] if is_built else price_checks.split_like(dated.prices)
    adjust = given.get("splits") == "adjust" and len(jumps) <= defects.MOST_SPLITS
    done.defects += _only_new(defects.gaps(dated) + defects.outliers(dated), done.defects)
    done.defects += _only_new(defects.leaps(dated, jumps), done.defects)
    done.defects += _only_new(defects.describe_splits(dated, jumps, adjusted=adjust), done.defects)
    if not done.levels:
        done.splits = len(jumps) if len(jumps) <= defects.MOST_SPLITS else 0
    done.levels[kind] = defects.without_splits(dated.prices, jumps) if adjust else dated.prices


def series(name: str, layout: Layout, rules: Rules, given: Answers, done: Read) -> OwnSeries:
    """The series of what was read."""
    found = done.levels
    if len(found) == 1 and given.get("kind") in told.KINDS:
        found = {given["kind"]: next(iter(found.values()))}
    notes = []
    if rules.picked.returns:
        notes.append("The levels were built from returns, beginning at 100.")
    if rules.picked.real:
        notes.append("Inflation is taken out of these figures.")
    if gap := price_checks.gap_note(next(iter(found.values()))):
        notes.append(gap)
    return OwnSeries(
        told.title(name, layout, rules),
        found.get("price"),
        found.get("total_return"),
        given.get("currency") or told.named_currency(layout, rules),
        "your own file",
        tuple(notes),
    )


def _has_hours(layout: Layout, rows: Sequence[Row]) -> bool:
    """Whether dates come with their hours, or as times in seconds."""
    cells = [row.cells[layout.date] for row in rows[:400] if layout.date < len(row.cells)]
    timed = sum(isinstance(cell, str) and ":" in cell[8:] for cell in cells)
    return layout.dates.id == "unix" or timed > MOST_HOURS * len(cells)


def _values(
    rows: Sequence[Row], days: Sequence[date | None], column: int, rules: Rules, label: str
) -> tuple[list[date], list[float], list[int], list[Defect]]:
    """Dated numbers of one column with their lines; what cannot be used is named."""
    kept_days, values, lines = [], [], []
    bad: dict[str, list[int]] = {kind: [] for kind in WHAT}
    returns = rules.picked.returns
    least = {"percent": -100.0, "decimal": -1.0}.get(returns, 0.0)
    for row, day in zip(rows, days, strict=True):
        if day is None:
            continue
        cell = row.cells[column] if column < len(row.cells) else ""
        read = amounts.parse_percent if returns else amounts.parse
        value = read(cell, rules.style)
        if value is None:
            bad["missing" if amounts.is_missing(cell) else "number"].append(row.line)
        elif value <= least:
            bad["impossible" if returns else "negative" if value else "zero"].append(row.line)
        else:
            kept_days.append(day)
            values.append(value)
            lines.append(row.line)
    found = [
        each
        for kind, where in bad.items()
        for each in defects.left_out(kind, where, WHAT[kind] + label)
    ]
    return kept_days, values, lines, found


def from_returns(dated: Dated, *, is_percent: bool) -> Dated:
    """Levels that grow by each return, 100 one step before the first: L_t = L_{t-1} (1 + r_t).

    A period whose return is missing counts as no change; it has been named.
    """
    rates = dated.prices.to_numpy(float) / (100 if is_percent else 1)
    index = pd.DatetimeIndex(dated.prices.index)
    begin = index[0] - _one_step(frequency_of(index))
    values = 100 * np.cumprod(np.append(1.0, 1 + rates))
    stamps = pd.DatetimeIndex([begin, *index]).as_unit("us").rename("date")
    return Dated(pd.Series(values, stamps), np.append(dated.lines[:1], dated.lines))


def _one_step(frequency: str) -> pd.DateOffset:
    months = {"monthly": 1, "quarterly": 3, "annual": 12}.get(frequency)
    return pd.DateOffset(months=months) if months else pd.DateOffset(days=STEPS[frequency])


def _only_new(more: Sequence[Defect], known: Sequence[Defect]) -> list[Defect]:
    """Without those that another column of the same lines has told already."""
    said = {(one.kind, one.lines) for one in known}
    return [one for one in more if (one.kind, one.lines) not in said]


def _only(used: int, of: int) -> str:
    if used == 0:
        return f"None of {of:,} lines has"
    return f"Only {used} of {of:,} lines {'has' if used == 1 else 'have'}"


def _first_words(found: Sequence[Defect]) -> str:
    return " ".join(one.what for one in found[:3])
