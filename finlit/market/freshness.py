"""How old a table is, and where newer rows would come from, in a sentence."""

from __future__ import annotations

from datetime import date

from finlit.market.catalogue import Entry


def months_old(last: str, today: date) -> int:
    """Whole months from a table's last row to today. `last`: "2026-08-21", "2026-08" or "2025".

    A month counts from its end, a year from its December.
    """
    year, month = int(last[:4]), int(last[5:7] or 12)
    return max((today.year - year) * 12 + today.month - month, 0)


def freshness(entry: Entry, refreshable: bool, today: date) -> str:
    """Where the table ends, how long ago that was, and how newer rows would get in."""
    if not entry.last:
        return "Kept by hand; each row names its source. `finlit refresh` does not change it."
    count = months_old(entry.last, today)
    age = "this month" if not count else f"{count} month{'s' if count > 1 else ''} ago"
    if refreshable:
        return f"Ends {entry.last}, {age}. `finlit refresh` adds newer rows from Yahoo Finance."
    return (
        f"Ends {entry.last}, {age}. `finlit refresh` cannot add to it: newer figures, where there "
        f"are any, come from {entry.url}"
    )
