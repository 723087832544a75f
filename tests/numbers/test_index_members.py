"""One dollar in each member: hand-worked panels, accounting, and the figures of the sources."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from finlit.game.editions import first_edition
from finlit.market import built_in
from finlit.numbers.index_members import LEAVERS, TEN_YEARS, first_week, hold, last_week

WEEKS = pd.date_range("2000-01-07", periods=5, freq="7D")
INDEX = pd.Series([100.0, 110.0, 121.0, 121.0, 242.0], WEEKS)
NAN = np.nan
# stay: a member throughout. left: gone after week 1. back: away in week 2 alone.
# later: not a member in the first week, so never held.
PANEL = pd.DataFrame(
    {
        "stay": [10.0, 11.0, 12.0, 13.0, 15.0],
        "left": [20.0, 30.0, NAN, NAN, NAN],
        "back": [40.0, 44.0, NAN, 48.4, 60.0],
        "later": [NAN, 5.0, 6.0, 7.0, 8.0],
    },
    WEEKS,
)


def ending(code: str, day: str, value: float) -> pd.DataFrame:
    return pd.DataFrame(
        {"ending_date": [pd.Timestamp(day)], "final_value": [value]}, pd.Index([code], name="code")
    )


def column(code: str, **how: object) -> list[float]:
    held = hold(PANEL, INDEX, 0, 4, **how)  # type: ignore[arg-type]
    return [float(value) for value in held.values[:, list(held.codes).index(code)]]


def test_a_stock_that_leaves_goes_into_the_index_at_its_last_price() -> None:
    """20 became 30 in the last week; from there the index went 110, 121, 121, 242."""
    assert column("left") == pytest.approx([1, 1.5, 1.5 * 1.1, 1.5 * 1.1, 1.5 * 2.2])


def test_a_stock_that_leaves_can_be_frozen_at_its_last_price() -> None:
    assert column("left", leavers="cash") == pytest.approx([1, 1.5, 1.5, 1.5, 1.5])


def test_stayers_are_those_present_in_both_ends() -> None:
    held = hold(PANEL, INDEX, 0, 4, leavers="stayers")
    assert list(held.codes) == ["stay", "back"]
    assert held.growth == pytest.approx([1.5, 1.5])


def test_a_stock_that_comes_back_is_held_and_meets_both_of_its_prices() -> None:
    """44 to 48.4 in two weeks, index up 10 % and then 0: all of the 10 % falls in the first."""
    assert column("back") == pytest.approx([1, 1.1, 1.21, 1.21, 1.5])


def test_a_gap_takes_the_ups_and_downs_of_the_index_tilted_evenly() -> None:
    """Back at 53.24, 10 % above what the index alone would give: half of that is due half way."""
    panel = PANEL.assign(back=[40.0, 44.0, NAN, 53.24, 60.0])
    held = hold(panel, INDEX, 0, 4)
    assert held.values[2, list(held.codes).index("back")] == pytest.approx(1.21 * 1.1**0.5)


def test_who_is_not_a_member_at_the_start_is_not_held() -> None:
    assert list(hold(PANEL, INDEX, 0, 4).codes) == ["stay", "left", "back"]


def test_a_takeover_pays_the_offer_and_then_goes_into_the_index() -> None:
    """Paid 36 in the week of 2000-01-28 (index 121), then into the index (242)."""
    offer = ending("left", "2000-01-26", 36.0)
    values = column("left", endings=offer)
    assert values[3] == pytest.approx(1.8)
    assert values[4] == pytest.approx(3.6)
    assert column("left", leavers="cash", endings=offer)[4] == pytest.approx(1.8)


@pytest.mark.parametrize("leavers", ["index", "cash"])
@pytest.mark.parametrize("day", ["2000-01-10", "2000-01-24", "2000-02-04"])
def test_worthless_shares_are_worth_nothing_after_their_last_price(leavers: str, day: str) -> None:
    worthless = ending("left", day, 0.0)
    assert column("left", leavers=leavers, endings=worthless) == pytest.approx([1, 1.5, 0, 0, 0])


def test_an_ending_after_the_span_or_of_unknown_value_changes_nothing() -> None:
    for late in (ending("left", "2001-01-01", 0.0), ending("left", "2000-01-24", NAN)):
        assert column("left", endings=late) == column("left")


def test_endings_of_others_change_nothing() -> None:
    assert column("left", endings=ending("zzz", "2000-01-24", 0.0)) == column("left")


def test_equal_weight_is_the_mean_of_all() -> None:
    held = hold(PANEL, INDEX, 0, 4)
    assert held.equal_weight[-1] == pytest.approx((1.5 + 3.3 + 1.5) / 3)
    assert held.index_growth == pytest.approx(2.42)
    assert held.beat_share == pytest.approx(1 / 3)


def test_impossible_spans_and_treatments_are_refused() -> None:
    with pytest.raises(ValueError, match="start must come before end"):
        hold(PANEL, INDEX, 3, 3)
    with pytest.raises(ValueError, match="index, cash, stayers"):
        hold(PANEL, INDEX, 0, 4, leavers="ignored")
    with pytest.raises(ValueError, match="lies outside"):
        first_week(PANEL.index, 1999)  # type: ignore[arg-type]


def test_the_table_is_not_written_to() -> None:
    before = PANEL.copy()
    hold(PANEL, INDEX, 0, 4, endings=ending("left", "2000-01-10", 0.0))
    pd.testing.assert_frame_equal(PANEL, before)


@st.composite
def panels(draw: st.DrawFn) -> pd.DataFrame:
    """Up to 6 stocks over 8 weeks, any of them missing at any time after the first week."""
    stocks = draw(st.integers(1, 6))
    price = st.floats(0.5, 200)
    rows = [[draw(price) for _ in range(stocks)]]
    for _ in range(7):
        rows.append([draw(st.one_of(price, st.just(NAN))) for _ in range(stocks)])
    weeks = pd.date_range("2001-01-05", periods=8, freq="7D")
    return pd.DataFrame(rows, weeks, [f"S{number}" for number in range(stocks)])


@settings(deadline=None, max_examples=60)
@given(panels(), st.lists(st.floats(50, 200), min_size=8, max_size=8))
def test_every_dollar_is_accounted_for(panel: pd.DataFrame, levels: list[float]) -> None:
    """Known weeks show the stock's own price; after the last one only the index moves the money."""
    index = pd.Series(levels, panel.index)
    held = hold(panel, index, 0, 7)
    cash = hold(panel, index, 0, 7, leavers="cash")
    own = (panel / panel.iloc[0]).to_numpy()
    known = ~np.isnan(own)
    for holdings in (held, cash):
        assert not np.isnan(holdings.values).any()
        assert holdings.values[known] == pytest.approx(own[known])
    for stock in range(panel.shape[1]):
        last = int(np.flatnonzero(known[:, stock])[-1])
        shares = held.values[last, stock] / held.index[last]
        assert held.values[last:, stock] == pytest.approx(shares * held.index[last:])
        assert cash.values[last:, stock] == pytest.approx(cash.values[last, stock])


@settings(deadline=None, max_examples=40)
@given(panels())
def test_a_stock_that_moves_with_the_index_is_the_index(panel: pd.DataFrame) -> None:
    """However often it leaves and comes back, a stock that equals the index ends with it."""
    index = pd.Series(np.geomspace(100, 170, 8), panel.index)
    shadow = panel.notna().mul(index, axis=0).where(panel.notna())
    held = hold(shadow, index, 0, 7)
    assert held.values == pytest.approx(np.tile(held.index[:, None], panel.shape[1]))


# Published with the source tables, so with its prices: price against the price index, equal weight.
TEN_YEAR_SHARES = {
    2000: (0.65, 0.66, 0.69),
    2002: (0.53, 0.50, 0.59),
    2005: (0.55, 0.41, 0.59),
    2008: (0.52, 0.41, 0.56),
    2010: (0.46, 0.35, 0.47),
    2012: (0.40, 0.29, 0.42),
}


@pytest.mark.parametrize("year", TEN_YEAR_SHARES)
def test_shares_that_beat_the_index_over_ten_years(year: int) -> None:
    members = first_edition(built_in().table("members"), built_in().table("moved_prices"))
    index = built_in().table("sp500_daily")["close"]
    start = first_week(members.index, year)  # type: ignore[arg-type]
    for leavers, expected in zip(LEAVERS, TEN_YEAR_SHARES[year], strict=True):
        held = hold(members, index, start, start + TEN_YEARS, leavers=leavers)
        assert held.beat_share == pytest.approx(expected, abs=0.0055), leavers


def test_shares_that_beat_the_index_from_2000_to_2022() -> None:
    """56 % of all, 31 % frozen at their last price, 58 % of those still there."""
    members = built_in().table("members")
    index = built_in().table("sp500_daily")["close"]
    shares = [
        hold(members, index, 0, len(members) - 1, leavers=leavers).beat_share for leavers in LEAVERS
    ]
    assert shares == pytest.approx([0.561, 0.314, 0.583], abs=0.0005)


def test_the_members_of_2008() -> None:
    """A mean of -38.6 % and a third that lost over half stand in the notes on the table.

    From the first Friday of 2008 to the last, leavers at their last price: -38.4 %, 33 %.
    """
    members = built_in().table("members")
    index = built_in().table("sp500_daily")["close"]
    start = int(members.index.searchsorted(pd.Timestamp(2008, 1, 4)))
    end = last_week(members.index, 2008)  # type: ignore[arg-type]
    assert members.index[end] == pd.Timestamp(2008, 12, 26)
    held = hold(members, index, start, end, leavers="cash")
    assert held.equal_weight[-1] - 1 == pytest.approx(-0.386, abs=0.003)
    assert (held.growth < 0.5).mean() == pytest.approx(1 / 3, abs=0.005)


def test_a_years_list_is_complete_from_7_january_on() -> None:
    """500 or so; in the first days of a year those just replaced are still there."""
    members = built_in().table("members")
    for year in range(2000, 2022):
        week = first_week(members.index, year)  # type: ignore[arg-type]
        assert members.index[week] >= pd.Timestamp(year, 1, 7)
        assert 490 <= members.iloc[week].notna().sum() <= 510
