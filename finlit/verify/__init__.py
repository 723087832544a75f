"""Published figures beside our own: `python -m finlit verify`, and the page "Data and methods".

checks.toml holds what is expected, with definition and source; recomputed.py works it out from the
built-in tables by the functions the app itself uses.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any, TextIO

import pandas as pd

from finlit.market import Market, built_in
from finlit.verify.recomputed import RECOMPUTED

CHECKS = Path(__file__).with_name("checks.toml")
SLACK = 1e-9  # room for binary fractions: 0.415 - 0.41 is a hair above 0.005


@dataclass(frozen=True)
class Row:
    """One figure. `ours`, `difference` and `within` are None where it is only quoted.

    `difference`: ours minus published (days, for a date). `unit`: money, share, percent, years,
    times, count or level. `data`: dates of the data used, "" where none is.
    """

    id: str
    statement: str
    label: str
    ours: float | str | None
    published: float | str
    difference: float | None
    tolerance: float
    within: bool | None
    unit: str
    kind: str
    definition: str
    source: str
    data: str


def rows(market: Market, checks: Path = CHECKS) -> list[Row]:
    """Every figure of the checks file, worked out anew. Raises KeyError on a check nobody knows."""
    return [
        row
        for check in tomllib.loads(checks.read_text(encoding="utf-8"))["check"]
        for row in _rows_of(check, market)
    ]


def _rows_of(check: dict[str, Any], market: Market) -> Iterator[Row]:
    quoted = check["kind"] == "quoted"
    expected = check["expected"]
    ours = [None] * len(expected) if quoted else RECOMPUTED[check["id"]](market)
    for label, mine, published in zip(check["labels"], ours, expected, strict=True):
        tolerance = check.get("tolerance")
        if tolerance is None:
            tolerance = check["relative_tolerance"] * abs(published)
        difference = _difference(mine, published)
        yield Row(
            id=check["id"],
            statement=check["statement"],
            label=label,
            ours=mine,
            published=published,
            difference=difference,
            tolerance=tolerance,
            within=None if difference is None else abs(difference) <= tolerance + SLACK,
            unit=check["unit"],
            kind=check["kind"],
            definition=check["definition"],
            source=check["source"],
            data=_dates(check, market),
        )


def _difference(ours: float | str | None, published: float | str) -> float | None:
    if ours is None:
        return None
    if isinstance(ours, str) or isinstance(published, str):
        return float((pd.Timestamp(ours) - pd.Timestamp(published)).days)
    return ours - published


def _dates(check: dict[str, Any], market: Market) -> str:
    if "span" in check:
        return " to ".join(check["span"])
    entries = [market.entry(name) for name in check.get("tables", [])]
    if not entries:
        return ""
    return f"{min(entry.first for entry in entries)} to {max(entry.last for entry in entries)}"


def run(out: TextIO, checks: Path = CHECKS, market: Market | None = None) -> int:
    """Print every check of the tables in use, or of `market`; 1 when a figure is off, else 0."""
    found = rows(market or built_in(), checks)
    for _, group in groupby(found, key=lambda row: row.id):
        _print_check(list(group), out)
    compared = [row for row in found if row.within is not None]
    off = [row for row in compared if not row.within]
    print(
        f"{len(compared)} figures worked out, {len(off)} off; "
        f"{len(found) - len(compared)} quoted only.",
        file=out,
    )
    return 1 if off else 0


def _print_check(group: list[Row], out: TextIO) -> None:
    first = group[0]
    data = f"; data {first.data}" if first.data else ""
    print(f"{first.id}: {first.statement} ({first.kind}{data})", file=out)
    print(f"  {'ours':>14} {'published':>14} {'difference':>12}", file=out)
    for row in group:
        verdict = {None: "quoted", True: "ok", False: "OFF"}[row.within]
        figures = f"{shown(row.ours):>14} {shown(row.published):>14} {shown(row.difference):>12}"
        print(f"  {figures}  {verdict:6}  {row.label}", file=out)
    print(f"  {first.definition}\n  {first.source}\n", file=out)


def shown(figure: float | str | None) -> str:
    """A figure for a table of plain text: at most four decimals, fewer for large ones."""
    if figure is None:
        return "-"
    if isinstance(figure, str):
        return figure
    text = f"{figure:,.2f}" if abs(figure) >= 100 else f"{figure:.4f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
