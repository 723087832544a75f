"""Checks of prices, each with a history made for it and beside one in which all is well."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from finlit.numbers import price_checks
from finlit.numbers.series import with_dividends

DAYS = pd.bdate_range("2015-01-01", periods=600, unit="us")


def prices(values: list[float] | np.ndarray) -> pd.Series:
    return pd.Series(np.asarray(values, float), DAYS[: len(values)])


SMOOTH = prices(100 * 1.0003 ** np.arange(600))
PAID = pd.Series([0.5, 0.5, 0.5], DAYS[[100, 200, 300]])


def kinds(found: list[price_checks.Finding]) -> list[str]:
    return [finding.kind for finding in found]


def test_a_history_in_which_all_is_well_gives_nothing() -> None:
    whole = with_dividends(SMOOTH, PAID)
    assert price_checks.of_prices(SMOOTH) == []
    assert price_checks.of_splits(SMOOTH, pd.Series([4.0], DAYS[[50]])) == []
    assert price_checks.of_total_return(SMOOTH, whole, PAID) == []
    assert price_checks.gap_note(SMOOTH) == ""


@pytest.mark.parametrize(("ratio", "kind"), [(10.0, "split_left_in"), (0.1, "split_left_in")])
def test_a_listed_split_that_shows_as_a_jump_was_not_taken_out(ratio: float, kind: str) -> None:
    values = SMOOTH.to_numpy().copy()
    values[:50] *= ratio
    (found,) = price_checks.of_splits(prices(values), pd.Series([ratio], DAYS[[50]]))
    assert (found.kind, found.factor) == (kind, pytest.approx(1 / ratio))
    assert found.days == (DAYS[50].date(),)


def test_a_listed_split_that_shows_as_a_jump_the_other_way_was_taken_out_twice() -> None:
    values = SMOOTH.to_numpy().copy()
    values[:50] /= 4
    (found,) = price_checks.of_splits(prices(values), pd.Series([4.0], DAYS[[50]]))
    assert (found.kind, found.factor) == ("split_twice", 4.0)


def test_pence_that_become_pounds_are_a_change_of_unit() -> None:
    values = SMOOTH.to_numpy().copy()
    values[300:] /= 100
    (found,) = price_checks.of_prices(prices(values))
    assert (found.kind, found.spoils, found.days) == ("hundred", "before", (DAYS[300].date(),))


def test_one_price_in_another_unit_is_no_change_of_unit() -> None:
    values = SMOOTH.to_numpy().copy()
    values[300] /= 100
    assert price_checks.of_prices(prices(values)) == []
    assert price_checks.stand_off(values).nonzero()[0].tolist() == [300]


def test_years_without_a_price_may_lead_to_another_company() -> None:
    apart = pd.concat([SMOOTH.iloc[:100], SMOOTH.iloc[500:]])
    (found,) = price_checks.of_prices(apart)
    assert (found.kind, found.spoils) == ("another", "before")
    assert "the last price before it is carried on" in price_checks.gap_note(apart)


@pytest.mark.parametrize("bad", [np.inf, np.nan, -3.0, 0.0])
def test_a_total_return_with_impossible_figures_is_not_trusted(bad: float) -> None:
    whole = with_dividends(SMOOTH, PAID)
    whole.iloc[7] = bad
    found = price_checks.of_total_return(SMOOTH, whole, PAID)
    assert kinds(found) == ["adjusted_broken"]
    assert found[0].spoils == "total_return"


def test_a_total_return_without_the_dividends_listed_is_not_trusted() -> None:
    assert kinds(price_checks.of_total_return(SMOOTH, SMOOTH, PAID)) == ["adjusted_without"]


def test_a_dividend_above_the_price_is_not_trusted() -> None:
    absurd = pd.Series([226.0], DAYS[[100]])
    whole = with_dividends(SMOOTH, absurd)
    assert kinds(price_checks.of_total_return(SMOOTH, whole, absurd)) == ["dividend_above"]


def test_dividends_in_pounds_beside_prices_in_pence_are_noticed() -> None:
    small = PAID / 100
    whole = with_dividends(SMOOTH, small)
    found = price_checks.of_total_return(SMOOTH, whole, small, is_minor_unit=True)
    assert kinds(found) == ["dividend_unit"]
    assert price_checks.of_total_return(SMOOTH, whole, small) == [], "in pounds it may be so"


@given(st.floats(0.02, 50), st.integers(10, 590))
def test_a_split_taken_out_is_never_found(ratio: float, place: int) -> None:
    assert price_checks.of_splits(SMOOTH, pd.Series([ratio], DAYS[[place]])) == []
