"""A file as it was understood, in words to show before it is used."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import PurePath

from finlit.numbers.series import OwnSeries
from finlit.uploads import amounts, meanings
from finlit.uploads.columns import Layout
from finlit.uploads.currencies import CODES, currency
from finlit.uploads.dating import forms as dates
from finlit.uploads.doubts import long_date
from finlit.uploads.prices import Picked

KINDS = {
    "price": "Prices without dividends",
    "total_return": "With dividends put back in (adjusted)",
}
RETURNS = {
    "percent": "levels built from returns in percent, beginning at 100",
    "decimal": "levels built from returns as decimals, beginning at 100",
}
MOST_NAMED = 6


@dataclass(frozen=True)
class Rules:
    """How dates and numbers of this file are written, which columns count, and which series.

    `style_told`: how the decimal mark was found out, "" where it is plain to see.
    """

    order: str
    style: str
    style_told: str
    picked: Picked
    series: str = ""
    notes: tuple[str, ...] = field(default=())


def title(name: str, layout: Layout, rules: Rules) -> str:
    """What to call the series: its name in the file, else its column's, else the file's."""
    if rules.series:
        return rules.series[:60]
    column = rules.picked.columns[0]
    heading = layout.names[column]
    usable = [c for c in layout.numeric if layout.meant[c] not in meanings.NEVER]
    if layout.header and len(usable) > 1 and layout.meant[column] == "unknown":
        return heading
    if layout.title:
        return layout.title[:40]
    return PurePath(name.replace("\\", "/")).stem.replace("_", " ").strip()[:40] or "Your file"


def named_currency(layout: Layout, rules: Rules) -> str:
    """A currency that the prices, their heading or a column of its own name."""
    column = rules.picked.columns[0]
    sample = layout.body[:: max(len(layout.body) // 200, 1)]
    cells = [row.cells[column] for row in sample if column < len(row.cells)]
    found = currency(cells, layout.names[column])
    if found:
        return found
    for other in range(layout.cells):
        texts = {row.cells[other] for row in sample if other < len(row.cells)} - {""}
        if len(texts) == 1 and (only := next(iter(texts))) in CODES:
            return str(only)
    return ""


def summary(
    series: OwnSeries, layout: Layout, rules: Rules, order: str, used: int
) -> dict[str, str]:
    """What was understood, label -> words, in the order to show."""
    picked = rules.picked
    understood = {
        "Series": rules.series,
        "Lines used": f"{used:,} of {len(layout.body):,}",
        "Dates": f"{series.first:%Y-%m-%d} to {series.last:%Y-%m-%d}, {series.frequency}",
        "Written": _written(layout, rules, order),
        "Price column": " and ".join(f"“{layout.names[column]}”" for column in picked.columns),
        "What the prices are": _kinds(series, picked),
        "Not used": _not_used(layout, rules),
        "Currency": series.currency or "the file does not say",
        "Numbers": _numbers(rules),
        "File": layout.grid.how,
    }
    if layout.skipped:
        first, last = layout.skipped[0], layout.skipped[-1]
        lines = f"line {first}" if first == last else f"lines {first} to {last}"
        understood["Above the table"] = f"{lines}, not read"
    return {label: words for label, words in understood.items() if words}


def _kinds(series: OwnSeries, picked: Picked) -> str:
    if picked.returns:
        return RETURNS[picked.returns]
    words = " and ".join(KINDS[kind].lower() for kind in reversed(series.kinds))
    return f"{words}, inflation taken out" if picked.real else words


def _not_used(layout: Layout, rules: Rules) -> str:
    """Other columns of numbers with what they mean."""
    found = [
        f"“{layout.names[column]}”" + _meaning(layout.meant[column])
        for column in layout.numeric
        if column not in rules.picked.columns
    ]
    more = len(found) - MOST_NAMED
    return ", ".join(found[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")


def _meaning(meaning: str) -> str:
    is_worth_a_word = meaning in ("return", "rate", "ratio", *meanings.REAL)
    return f" ({meanings.WORDS[meaning]})" if is_worth_a_word else ""


def _numbers(rules: Rules) -> str:
    words = amounts.STYLES[rules.style].lower() + " before decimals"
    return f"{words}, {rules.style_told}" if rules.style_told else words


def _written(layout: Layout, rules: Rules, order: str) -> str:
    """How dates were read, where that had to be found out, and in which order they stand."""
    found = [_example(layout, rules), layout.dates.words, order]
    return ", ".join(words for words in found if words)


def _example(layout: Layout, rules: Rules) -> str:
    for row in layout.body:
        parsed = layout.dates.of(row)
        if isinstance(parsed, tuple) and (meant := dates.turned(parsed, rules.order)):
            return f"{rules.order} first (“{row.cells[layout.date]}” is {long_date(meant)})"
        if parsed is not None:
            return ""
    return ""
