"""Falls: when a stock is met, how long it is followed, and what counts as leaving."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from finlit.game import falls
from finlit.game.deck import deck
from finlit.game.modes import MODES, Mode
from finlit.market import built_in

HALF, _, TURN, SURVIVORS = MODES
WEEKS = 300


def table(**columns: np.ndarray) -> pd.DataFrame:
    return pd.DataFrame(columns, index=pd.date_range("2000-01-07", periods=WEEKS, freq="W-FRI"))


def path(*steps: tuple[int, float]) -> np.ndarray:
    """A price that holds each level from its week on; NaN where a level is NaN."""
    prices = np.full(WEEKS, np.nan)
    for week, level in steps:
        prices[week:] = level
    return prices


def one(mode: Mode, prices: np.ndarray) -> pd.Series:
    found = falls.find(table(A=prices, other=path((0, 1.0))), mode)
    assert len(found) == 1
    return found.iloc[0]


def test_a_stock_is_met_in_the_first_week_at_half_of_its_high() -> None:
    fall = one(HALF, path((0, 80.0), (30, 100.0), (60, 51.0), (70, 50.0), (100, 70.0)))
    assert (fall["row"], fall["high"], fall["end"]) == (70, 30, 70 + 156)
    assert fall["growth"] == pytest.approx(1.4)
    assert fall["outcome"] == "stayed, rose"


def test_with_a_bounce_it_is_met_once_it_is_a_fifth_above_its_low() -> None:
    fall = one(TURN, path((0, 100.0), (40, 50.0), (50, 30.0), (60, 35.9), (65, 36.0), (80, 20.0)))
    assert (fall["row"], fall["high"]) == (65, 0)
    assert fall["outcome"] == "stayed, fell"


def test_a_stock_that_goes_for_good_is_followed_to_its_last_price() -> None:
    fall = one(HALF, path((0, 100.0), (40, 50.0), (90, 20.0), (100, np.nan)))
    assert (fall["end"], fall["left"], fall["outcome"]) == (99, True, "left, halved")


def test_a_short_hole_in_the_table_is_not_leaving() -> None:
    hole = path((0, 100.0), (40, 50.0), (100, np.nan), (100 + falls.HOLE - 1, 60.0))
    fall = one(HALF, hole)
    assert (fall["end"], fall["left"], fall["growth"]) == (196, False, 1.2)
    longer = path((0, 100.0), (40, 50.0), (100, np.nan), (100 + falls.HOLE, 60.0))
    assert one(HALF, longer)["left"]


def test_three_years_must_lie_within_the_table_and_half_a_year_before() -> None:
    late = path((0, 100.0), (WEEKS - falls.THREE_YEARS, 50.0))
    early = path((0, 100.0), (falls.HALF_A_YEAR - 1, 50.0))
    gone_at_once = path((0, 100.0), (40, 50.0), (41, np.nan))
    for prices in (late, early, gone_at_once):
        assert falls.find(table(A=prices), HALF).empty


def test_survivors_are_members_in_the_last_week() -> None:
    gone = path((0, 100.0), (40, 50.0), (250, np.nan))
    assert falls.find(table(A=gone), SURVIVORS).empty
    assert len(falls.find(table(A=gone), HALF)) == 1


@pytest.mark.parametrize(
    ("growth", "left", "end"),
    [
        (1.0001, False, "stayed, rose"),
        (1.0, False, "stayed, fell"),
        (0.51, True, "left, fell"),
        (0.5, True, "left, halved"),
    ],
)
def test_ends(growth: float, left: bool, end: str) -> None:
    assert falls.outcome(growth, left) == end
    assert end in falls.ENDS


@pytest.mark.parametrize("mode", MODES, ids=lambda mode: mode.id)
def test_no_fall_of_the_tables_is_later_than_november_2019(mode: Mode) -> None:
    dealt = deck(built_in())
    every = dealt.all_falls(mode)
    assert dealt.weeks[every["row"].max()] <= pd.Timestamp("2019-11-30")
    assert (every["end"] - every["row"]).max() == falls.THREE_YEARS
    assert every["code"].is_unique
    assert dealt.pool(mode)["name"].ne("").all()


def test_keurig_dr_pepper_did_not_fall_by_half() -> None:
    assert "KDP" not in set(deck(built_in()).all_falls(HALF)["code"])
