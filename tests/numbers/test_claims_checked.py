"""Numbers behind checked claims: averages, old figures, statements, own companies and picks."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from finlit.numbers import index_members, returns, risky_share, statement_outcomes


def months(*yearly: float) -> list[float]:
    """Levels by month that change in each January alone."""
    levels = [1.0]
    for growth in yearly:
        levels += [levels[-1]] * 11 + [levels[-1] * growth]
    return levels


def test_half_up_and_half_down_average_to_nothing_and_lose_a_quarter() -> None:
    levels = months(1.5, 0.5)
    assert returns.window_rates(levels, 2, "mean")[0] == pytest.approx(0)
    assert returns.window_rates(levels, 2, "compound")[0] == pytest.approx(0.75**0.5 - 1)


def test_equal_years_have_one_average() -> None:
    levels = months(1.1, 1.1, 1.1)
    for way in returns.WAYS:
        assert returns.window_rates(levels, 3, way)[0] == pytest.approx(0.1)


def test_the_average_year_is_never_below_growth() -> None:
    walk = np.exp(np.cumsum(np.random.default_rng(4).normal(0, 0.08, 600)))
    for years in (1, 7, 30):
        mean, compound = (returns.window_rates(walk, years, way) for way in ("mean", "compound"))
        assert len(mean) == len(compound) == 600 - 12 * years
        assert (mean >= compound - 1e-12).all()


def test_another_average_is_refused() -> None:
    with pytest.raises(ValueError, match="mean"):
        returns.window_rates([1, 2], 1, "median")


def test_misses_are_told_against_the_old_figure() -> None:
    missed = returns.misses([100, 110, 50], 1)
    assert missed == pytest.approx([0.1, 50 / 110 - 1])
    assert returns.share_off(missed, 0.2) == 0.5
    assert returns.share_off([0.2, np.nan, -0.2], 0.1) == 1
    assert np.isnan(returns.share_off([np.nan], 0.1))


def test_half_in_a_dead_company_leaves_half_of_the_index() -> None:
    ratio = risky_share.beside_index([0.0, 2.0, 4.0], 2.0, 0.5)
    assert ratio == pytest.approx([0.5, 1.0, 1.5])
    assert risky_share.groups(ratio).tolist() == [1, 0, 1, 1]
    with pytest.raises(ValueError, match="0 to 1"):
        risky_share.beside_index([1.0], 1.0, 1.1)


def test_a_hundred_people_are_a_hundred() -> None:
    assert risky_share.of_hundred([1, 1, 1]).tolist() == [34, 33, 33]
    assert risky_share.of_hundred([497, 0, 0, 0]).tolist() == [100, 0, 0, 0]
    for counts in ([87, 88, 138, 184], [1, 2, 3, 5]):
        found = risky_share.of_hundred(counts)
        assert found.sum() == 100
        assert np.abs(found - 100 * np.array(counts) / sum(counts)).max() < 1


def test_growth_begins_with_the_first_price_after_a_statement() -> None:
    weeks = pd.to_datetime(["2001-01-05", "2001-01-12", "2001-01-19"])
    prices = pd.Series([8.0, 4.0, 1.0], weeks)
    worthless = pd.Timestamp("2001-06-01")
    growth = statement_outcomes.growth_after(prices, pd.Timestamp("2001-01-08"), worthless)
    assert growth.tolist() == [1, 0.25, 0]
    assert statement_outcomes.at(growth, pd.Timestamp("2001-05-31")) == 0.25
    assert statement_outcomes.at(growth, pd.Timestamp("2001-06-01")) == 0
    with pytest.raises(ValueError, match="nothing known"):
        statement_outcomes.at(growth, pd.Timestamp("2001-01-11"))
    with pytest.raises(ValueError, match="no price"):
        statement_outcomes.growth_after(prices, pd.Timestamp("2001-02-01"))


@pytest.mark.parametrize(
    ("says", "growth", "measure", "came"),
    [("up", 1.1, 1, True), ("up", 1.1, 1.2, False), ("down", 0.9, 1, True), ("down", 2, 1, False)],
)
def test_up_and_down_are_told_from_a_measure(
    says: str, growth: float, measure: float, came: bool
) -> None:
    assert statement_outcomes.came_as_said(says, growth, measure) is came


def test_picks_are_the_best_or_the_worst_that_are_known() -> None:
    before = [1.2, np.nan, 3.0, 0.4, 3.0]
    assert index_members.picked(before, 2).tolist() == [2, 4]
    assert index_members.picked(before, 1, best=False).tolist() == [3]
    assert (
        index_members.mean_growth(
            np.array([1.0, 9.0, 2.0, 5.0, 4.0]), index_members.picked(before, 2)
        )
        == 3
    )
    with pytest.raises(ValueError, match="1 to 4"):
        index_members.picked(before, 5)
