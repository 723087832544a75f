"""Dividends and splits that a file lists beside its prices, checked as those of a ticker are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

import pandas as pd

from finlit.numbers import price_checks
from finlit.uploads import amounts
from finlit.uploads.columns import Layout
from finlit.uploads.model import Defect
from finlit.uploads.table.grid import Row
from finlit.uploads.told import Rules
from finlit.uploads.vocabulary import found_in, normal

DIVIDENDS = {"dividend", "dividends", "ex dividend", "div", "dividende", "dividendo", "dividendos"}
SPLITS = {"split", "splits", "stock splits", "split ratio", "split factor"}


@dataclass
class Read:
    """What was read. `levels` by kind; `order` of the lines; `used`: lines; `splits`: possible."""

    levels: dict[str, pd.Series] = field(default_factory=dict)
    defects: list[Defect] = field(default_factory=list)
    order: str = ""
    used: int = 0
    splits: int = 0


def check(
    layout: Layout,
    rows: Sequence[Row],
    days: Sequence[date | None],
    rules: Rules,
    done: Read,
) -> None:
    """Add what dividends and splits tell; take away the total return that cannot be trusted."""
    price, adjusted = done.levels["price"], done.levels["total_return"]
    both = price.index.intersection(adjusted.index)
    dividends = _listed(layout, rows, days, rules, DIVIDENDS)
    found = price_checks.of_splits(price, _listed(layout, rows, days, rules, SPLITS))
    if len(both) > 1:
        found += price_checks.of_total_return(price[both], adjusted[both], dividends)
    for finding in found:
        act = "It was left as it is."
        if finding.spoils == "total_return":
            done.levels.pop("total_return", None)
            act = "Only the price alone is used."
        done.defects.append(Defect(finding.kind, (), finding.what, act, finding.days))


def _listed(
    layout: Layout,
    rows: Sequence[Row],
    days: Sequence[date | None],
    rules: Rules,
    words: set[str],
) -> pd.Series:
    """The figures above 0 of a column headed by one of these words, by day."""
    column = next(
        (c for c in layout.numeric if found_in(normal(layout.names[c]), "other") in words), None
    )
    found: dict[pd.Timestamp, float] = {}
    if column is None:
        return pd.Series(found, dtype=float)
    for row, day in zip(rows, days, strict=True):
        value = amounts.parse(row.cells[column], rules.style) if column < len(row.cells) else None
        if day is not None and value and value > 0:
            found[pd.Timestamp(day)] = value
    return pd.Series(found, dtype=float).sort_index()
