"""How old a table is said to be."""

from __future__ import annotations

from datetime import date

import pytest

from finlit.market import built_in
from finlit.market.freshness import freshness, months_old

TODAY = date(2026, 11, 28)


@pytest.mark.parametrize(
    ("last", "months"), [("2026-08-21", 3), ("2026-03", 8), ("2025", 11), ("2026-12", 0)]
)
def test_the_age_is_counted_from_the_last_row(last: str, months: int) -> None:
    assert months_old(last, TODAY) == months


def test_each_table_says_where_newer_rows_come_from() -> None:
    for entry in built_in().entries():
        live = freshness(entry, True, TODAY)
        by_hand = freshness(entry, False, TODAY)
        if entry.last:
            assert entry.last in live and "Yahoo" in live
            assert entry.url in by_hand and "ago" in by_hand
        else:
            assert "by hand" in live
