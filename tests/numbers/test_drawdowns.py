"""Falls of single stocks: hand-worked ladders and falls, identities, figures of the sources."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from finlit.game.editions import first_edition
from finlit.market import built_in
from finlit.numbers import drawdowns

NAN = np.nan
prices_of_a_stock = arrays(float, 20, elements=st.integers(1, 100).map(float))
# Three stocks over five weeks: one stays, one leaves in week 2, one falls too late.
PANEL = np.array(
    [
        [100.0, 10.0, 8.0],
        [50.0, 4.0, 9.0],
        [40.0, 2.0, 9.0],
        [60.0, NAN, 9.0],
        [75.0, NAN, 4.0],
    ]
)
INDEX = np.array([1.0, 1.0, 2.0, 2.0, 4.0])


def series(values):
    return pd.Series(values, pd.date_range("2020-01-01", periods=len(values)), dtype=float)


def test_ladder_worked_by_hand():
    # 20 % below 100 is 80; below 80 it is 64; below 60 it is 48; 120 starts again: 96.
    prices = [100, 90, 80, 70, 60, 61, 47, 120, 96]
    assert drawdowns.rungs(np.array(prices, float), 0.2).tolist() == [2, 4, 6, 8]
    table = drawdowns.ladder(series(prices), series(range(1, 10)), 0.2, 60.0)
    last = table.iloc[-1]
    shares = 60 / 80 + 60 / 60 + 60 / 47 + 60 / 96
    assert last["shares"] == pytest.approx(shares)
    assert last["average_cost"] == pytest.approx(240 / shares)
    assert last["value"] == pytest.approx(96 * shares)
    assert last["index_value"] == pytest.approx(60 * 9 * (1 / 3 + 1 / 5 + 1 / 7 + 1 / 9))
    assert np.isnan(table["average_cost"].iloc[0])


@given(prices_of_a_stock, st.integers(5, 60))
def test_every_rung_is_a_step_below_its_high_or_the_last_purchase(prices, percent):
    step = percent / 100
    bought = drawdowns.rungs(prices, step)
    for number, position in enumerate(bought):
        high = prices[: position + 1].max()
        assert prices[position] <= (1 - step) * high + 1e-9
        if number and prices[bought[number - 1] : position].max() < high:
            assert prices[position] <= (1 - step) * prices[bought[number - 1]] + 1e-9


@given(prices_of_a_stock, st.floats(0.01, 1000))
def test_unit_of_price_moves_no_purchase(prices, unit):
    assert drawdowns.rungs(prices * unit, 0.25).tolist() == drawdowns.rungs(prices, 0.25).tolist()


@given(prices_of_a_stock)
def test_the_stock_itself_as_index_ends_alike(prices):
    table = drawdowns.ladder(series(prices), series(prices), 0.2, 100.0)
    np.testing.assert_allclose(table["value"], table["index_value"])
    assert table["paid_in"].iloc[-1] == table["bought"].sum()


def test_missing_prices_are_passed_over():
    prices = np.array([100.0, NAN, 80.0, NAN, 64.0])
    assert drawdowns.rungs(prices, 0.2).tolist() == [2, 4]


def test_first_falls_worked_by_hand():
    rows, columns = drawdowns.first_falls(PANEL)
    assert (rows.tolist(), columns.tolist()) == ([1, 1, 4], [0, 1, 2])


def stand(leavers="index", endings=None, weeks_on=2):
    return drawdowns.standing(
        PANEL,
        INDEX,
        drawdowns.first_falls(PANEL),
        weeks_on,
        known_rows=drawdowns.last_known(PANEL),
        endings=endings,
        leavers=leavers,
    )


def test_standing_worked_by_hand():
    table = stand()
    assert table["state"].tolist() == ["member", "left", "running"]
    # 50 to 60; 4 to 2 in the week it was last seen, when the index stood at 2, as at the end.
    assert table["growth"].tolist() == pytest.approx([1.2, 0.5, 1.0])
    assert table["index_growth"].tolist() == pytest.approx([2.0, 2.0, 1.0])
    later = stand(weeks_on=3)
    assert later["growth"].tolist() == pytest.approx([1.5, 0.5 * 2, 1.0])
    assert stand("cash", weeks_on=3)["growth"].tolist() == pytest.approx([1.5, 0.5, 1.0])


def test_a_sourced_ending_comes_before_the_treatment_of_leavers():
    worthless = stand(endings={1: (3, 0.0)})
    assert worthless["state"].tolist() == ["member", "ended", "running"]
    assert worthless["growth"].iloc[1] == 0.0
    bought_up = stand(endings={1: (3, 6.0)}, weeks_on=3)
    assert bought_up["growth"].iloc[1] == pytest.approx(6 / 4 * 4 / 2)
    # An ending after the weeks asked for tells nothing of that week.
    assert stand(endings={1: (4, 0.0)})["state"].iloc[1] == "left"


def test_any_member_of_a_week_worked_by_hand():
    rows, columns = drawdowns.members_in(PANEL, np.array([1, 3]))
    assert rows.tolist() == [1, 1, 1, 3, 3]
    assert columns.tolist() == [0, 1, 2, 0, 2]
    table = drawdowns.standing(
        PANEL, INDEX, (rows, columns), 1, known_rows=drawdowns.last_known(PANEL)
    )
    assert table["growth"].tolist() == pytest.approx([0.8, 0.5, 1.0, 1.25, 4 / 9])


def test_unknown_treatment_is_refused():
    with pytest.raises(ValueError, match="index, cash"):
        stand("hope")
    with pytest.raises(ValueError, match="between 0 and 1"):
        drawdowns.rungs(np.ones(3), 1.0)


@pytest.mark.parametrize(
    ("as_in_the_source", "all_falls", "left", "mean"),
    [(True, 710 - 1, 125, 1.26), (False, 706, 122, 1.267)],
)
def test_falls_of_the_members_as_the_source_note_counts_them(
    as_in_the_source, all_falls, left, mean
):
    """The note counts 710 with Keurig Dr Pepper, whose fall was a pay-out, as were three more."""
    members = built_in().table("members")
    if as_in_the_source:
        members = first_edition(members, built_in().table("moved_prices"))
    prices = members.to_numpy()
    index = built_in().table("sp500_daily")["close"].reindex(members.index, method="ffill")
    falls = drawdowns.first_falls(prices)
    assert len(falls[0]) == all_falls
    assert "KDP" not in members.columns[falls[1]]
    table = drawdowns.standing(
        prices, index.to_numpy(), falls, 156, known_rows=drawdowns.last_known(prices)
    )
    assert table["state"].value_counts().to_dict() == {"member": 501, "left": left, "running": 83}
    over = table[table["state"] != "running"]
    assert over["growth"].mean() == pytest.approx(mean, abs=0.005)
    assert over["index_growth"].mean() == pytest.approx(1.17, abs=0.005)


@given(st.floats(0, 0.99))
def test_needed_gain_undoes_the_fall(fall):
    assert (1 - fall) * (1 + drawdowns.needed_gain(fall)) == pytest.approx(1)


def test_half_lost_needs_a_doubling():
    assert drawdowns.needed_gain([0.0, 0.2, 0.5, 0.9]).tolist() == pytest.approx([0, 0.25, 1, 9])


def test_back_to_even_worked_by_hand():
    levels = series([5, 10, 10, 4, 9, 10, 12])
    assert drawdowns.back_to_even(levels, levels.index[1]) == levels.index[5]
    assert drawdowns.back_to_even(levels, levels.index[2]) == levels.index[5]
    assert drawdowns.back_to_even(levels, levels.index[6]) is pd.NaT
    assert drawdowns.back_to_even(series([5, 10, 4]), levels.index[1]) is pd.NaT


def test_japan_was_back_in_2024():
    nikkei = built_in().table("nikkei_daily")["close"]
    top = nikkei[:"2000"].idxmax()
    assert (top, round(nikkei[top])) == (pd.Timestamp("1989-12-29"), 38916)
    assert drawdowns.back_to_even(nikkei, top) == pd.Timestamp("2024-02-22")
