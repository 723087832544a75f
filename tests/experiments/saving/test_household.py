"""Experiments on budgets: figures of the table, and what must hold at any setting."""

from __future__ import annotations

import pytest

from finlit.experiments.saving import household_budgets
from finlit.market import built_in
from tests.experiments.running import figures, outcome


def test_lowest_fifth_of_2023_as_published() -> None:
    """$16,171 after taxes is also USDA's figure (chart 110391); spending by BLS table 1101."""
    found = figures("what-is-left")
    assert (found["low_had"], found["low_spent"]) == (16171, 33776)
    assert found["low_left"] == 16171 - 33776
    assert found["high_left_share"] == pytest.approx((211042 - 150093) / 211042)


@pytest.mark.parametrize(
    ("counted", "short"),
    [("fifths", 2), ("tenths", 5), ("fifths-2012", 2), ("pensions-2012", 2), ("needs-2012", 1)],
)
def test_how_many_groups_are_short(counted: str, short: int) -> None:
    assert figures("what-is-left", counted=counted)["short"] == short


def test_tenths_average_to_their_fifth() -> None:
    """Two tenths make a fifth, so their mean lies near the fifth's published mean."""
    fifths = household_budgets.groups(built_in(), "fifths", "after")
    tenths = household_budgets.groups(built_in(), "tenths", "after")
    for place, fifth in fifths.iterrows():
        pair = tenths.iloc[2 * place : 2 * place + 2]
        assert pair["had"].mean() == pytest.approx(fifth["had"], rel=0.005)
        assert pair["spent"].mean() == pytest.approx(fifth["spent"], rel=0.005)


def test_raises_spent_leave_nothing_at_any_pay() -> None:
    for monthly in (3000, 30_000):
        found = figures("raises", monthly=monthly, kept=0)
        assert found["cash"] == found["cushion"] == 0
    low, high = (figures("raises", monthly=each)["cushion"] for each in (1000, 50_000))
    assert low == pytest.approx(high)


def test_planning_helps_only_who_has_something_left() -> None:
    found = figures("surprise-bills")
    assert found["borrowed_before"] < found["borrowed_after"]
    assert found["interest_before"] < found["interest_after"]
    nothing = figures("surprise-bills", left=0)
    assert nothing["borrowed_before"] == nothing["borrowed_after"]
    assert "nothing to set aside" in outcome("surprise-bills", left=0).answer


def test_small_savings_count_what_is_paid_in() -> None:
    found = figures("small-savings", weekly=5, match=1.0, span=10)
    assert found["own"] == pytest.approx(5 * 52 * 10)
    assert found["helped"] == pytest.approx(2 * found["own"])
    assert found["end"] == pytest.approx(2 * found["without_help"])
    assert found["low"] < found["end"]


@pytest.mark.parametrize(
    ("counted", "income", "spent"), [("fifths", 87_869, 77_280), ("fifths-2012", 63_370, 51_442)]
)
def test_the_fifths_average_to_all_households(counted: str, income: int, spent: int) -> None:
    """All consumer units, as the Bureau of Labor Statistics published them for 2023 and 2012."""
    found = household_budgets.groups(built_in(), counted, "after")
    assert found["had"].mean() == pytest.approx(income, rel=0.005)
    assert found["spent"].mean() == pytest.approx(spent, rel=0.005)
