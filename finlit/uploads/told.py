"""A file as it was understood, in words to show before it is used."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from finlit.numbers.series import OwnSeries
from finlit.uploads import amounts, columns, dates
from finlit.uploads.columns import Layout
from finlit.uploads.doubts import long_date
from finlit.uploads.grid import Row

KINDS = {
    "price": "Prices without dividends",
    "total_return": "With dividends put back in (adjusted)",
}


@dataclass(frozen=True)
class Rules:
    """How dates and numbers of this file are written, and which columns count."""

    order: str
    style: str
    close: int | None
    adjusted: int | None


def parsed_date(row: Row, layout: Layout, today: date) -> dates.Parsed | None:
    cell = row.cells[layout.date] if layout.date < len(row.cells) else ""
    return dates.parse_year(cell) if layout.by_year else dates.parse(cell, today.year)


def title(name: str, layout: Layout, close: int | None) -> str:
    header = layout.names.get(close, "") if close is not None else ""
    known = columns.CLOSE_WORDS | columns.PRICE_WORDS
    if layout.header and len(layout.closes) > 1 and header.lower() not in known:
        return header
    return PurePath(name.replace("\\", "/")).stem.replace("_", " ").strip()[:40] or "Your file"


def currency(layout: Layout, rules: Rules) -> str:
    """A currency that the prices, their heading or a column of its own name."""
    column = rules.close if rules.close is not None else rules.adjusted
    assert column is not None
    sample = layout.body[:: max(len(layout.body) // 200, 1)]
    cells = [row.cells[column] for row in sample if column < len(row.cells)]
    found = amounts.currency([*cells, layout.names[column]])
    if found:
        return found
    for other in range(layout.cells):
        texts = {row.cells[other] for row in sample if other < len(row.cells)} - {""}
        if len(texts) == 1 and (only := next(iter(texts))) in amounts.CURRENCY_CODES:
            return str(only)
    return ""


def summary(
    series: OwnSeries, layout: Layout, rules: Rules, order: str, used: int, turned: str
) -> dict[str, str]:
    """What was understood, label -> words, in the order to show."""
    names = [layout.names[c] for c in (rules.close, rules.adjusted) if c is not None]
    kinds = " and ".join(KINDS[kind].lower() for kind in reversed(series.kinds))
    understood = {
        "Lines used": f"{used:,} of {len(layout.body):,}",
        "Dates": f"{series.first:%Y-%m-%d} to {series.last:%Y-%m-%d}, {series.frequency}",
        "Written": f"{turned}{order}",
        "Price column": " and ".join(f"“{name}”" for name in names),
        "What the prices are": kinds,
        "Currency": series.currency or "the file does not say",
        "Numbers": amounts.STYLES[rules.style].lower() + " before decimals",
        "File": layout.grid.how,
    }
    if layout.skipped:
        first, last = layout.skipped[0], layout.skipped[-1]
        lines = f"line {first}" if first == last else f"lines {first} to {last}"
        understood["Above the table"] = f"{lines}, not read"
    return understood


def writing(layout: Layout, rules: Rules, today: date) -> str:
    """How numbers in dates were read, where that had to be found out."""
    for row in layout.body:
        parsed = parsed_date(row, layout, today)
        if isinstance(parsed, tuple) and (meant := dates.turned(parsed, rules.order)):
            return f"{rules.order} first (“{row.cells[layout.date]}” is {long_date(meant)}), "
        if isinstance(parsed, date):
            return ""
    return ""
