"""Pay-outs, splits and wrong cells: found by a test, looked up, taken out of the prices."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from finlit.game.editions import first_edition
from finlit.market import built_in
from tools.build_data import LOOKED_UP
from tools.capital_events import events, mended, unexplained
from tools.outliers import large_moves

MARKET = built_in()
WEEKS = pd.date_range("2010-01-01", periods=120, freq="W-FRI")


def calm(swing: float = 0.01) -> pd.Series:
    """A price that goes up and down by `swing` in turn."""
    steps = np.where(np.arange(len(WEEKS)) % 2, swing, -swing)
    return pd.Series(100 * np.cumprod(1 + steps), WEEKS)


def halved(at: int) -> pd.Series:
    price = calm()
    price.iloc[at:] /= 2
    return price


def test_a_calm_price_that_halves_at_once_is_found() -> None:
    prices = pd.DataFrame({"calm": calm(), "split": halved(60)})
    assert [found[:2] for found in large_moves(prices, less_market=False)] == [("split", WEEKS[60])]


def test_what_all_do_at_once_is_the_market() -> None:
    prices = pd.DataFrame({name: halved(60) for name in "abc"})
    assert large_moves(prices, less_market=True) == []
    assert len(large_moves(prices, less_market=False)) == 3


def test_a_price_that_stays_wild_is_measured_by_its_own_swings() -> None:
    wild = calm(0.05)
    wild.iloc[60:] /= 2  # 14 of its usual moves
    assert large_moves(pd.DataFrame({"wild": wild}), less_market=False) == []


def test_one_calm_side_is_not_enough() -> None:
    price = calm()
    price.iloc[60:] = halved(60).iloc[60] * np.cumprod(1 + np.where(np.arange(60) % 2, 0.06, -0.06))
    assert large_moves(pd.DataFrame({"news": price}), less_market=False) == []


def test_a_hole_is_no_move() -> None:
    price = halved(60)
    price.iloc[50:60] = np.nan
    assert large_moves(pd.DataFrame({"gone": price}), less_market=False) == []


def test_a_pay_out_is_what_a_holder_had() -> None:
    prices = pd.DataFrame({"KDP": [122.92, 24.25]}, index=WEEKS[:2])
    event = {"code": "KDP", "row": f"{WEEKS[1]:%Y-%m-%d}", "paid": 103.75}
    week = mended(prices, [event], {})["KDP"].pct_change().iloc[1]
    assert week == pytest.approx((24.25 + 103.75) / 122.92 - 1)


def test_a_split_a_doubt_another_table_and_a_wrong_cell() -> None:
    base = pd.DataFrame({name: halved(60) for name in ("split", "doubt", "other", "cell")})
    base["calm"], base["also"] = calm(), calm()
    for name in ("still", "quiet", "slow"):
        base[name] = calm()
    row = f"{WEEKS[60]:%Y-%m-%d}"
    found = [
        {"code": "split", "row": row, "factor": 0.5},
        {"code": "doubt", "row": row, "doubtful": True},
        {"code": "other", "row": row, "as_in": "there"},
        {"code": "cell", "row": row, "blank": True},
    ]
    there = pd.DataFrame({"other": calm(0.02)})
    after = mended(base, found, {"there": there})
    week = after.pct_change().loc[row]
    assert week["split"] == pytest.approx(calm().pct_change()[row])
    assert week["other"] == pytest.approx(there["other"].pct_change()[row])
    assert abs(week["doubt"]) < 0.02
    assert np.isnan(after.loc[row, "cell"])
    assert after.loc[WEEKS[61], "split"] == base.loc[WEEKS[61], "split"]


def test_an_unexplained_move_is_told_and_an_explained_one_is_not() -> None:
    prices, row = pd.DataFrame({"split": halved(60)}), f"{WEEKS[60]:%Y-%m-%d}"
    (told,) = unexplained("tiny", prices, [], less_market=False)
    assert "split" in told and row in told and "events.toml" in told
    news = {"code": "split", "row": row, "what": "fraud"}
    assert unexplained("tiny", prices, [news], less_market=False) == []
    # An entry that should have mended the price, and did not, explains nothing.
    assert unexplained("tiny", prices, [news | {"factor": 1.0}], less_market=False)


@pytest.mark.parametrize("name", LOOKED_UP)
def test_every_large_move_of_our_tables_was_looked_up(name: str) -> None:
    prices = MARKET.table(name).select_dtypes("number")
    assert unexplained(name, prices, events(name), less_market=LOOKED_UP[name]) == []


@pytest.mark.parametrize("name", LOOKED_UP)
def test_every_entry_fits_its_table(name: str) -> None:
    prices = MARKET.table(name)
    for event in events(name):
        assert event["code"] in prices, event
        assert pd.Timestamp(event["row"]) in prices.index, event


def test_the_table_of_what_was_moved_agrees_with_the_list() -> None:
    moved = MARKET.table("moved_prices")
    for table in ("members", "stocks"):
        keys = {"paid", "factor", "as_in", "doubtful", "blank"}
        listed = [event for event in events(table) if keys & set(event)]
        here = moved[moved["table"] == table]
        assert sorted(here["code"] + here["row"].dt.strftime(" %Y-%m-%d")) == sorted(
            f"{event['code']} {event['row']}" for event in listed
        )
    assert moved["source"].str.contains("http").all()


def test_a_false_fall_is_one_no_more() -> None:
    members = MARKET.table("members")
    before = first_edition(members, MARKET.table("moved_prices"))
    ford, week = members["F"].pct_change(), pd.Timestamp("2000-08-04")
    assert ford[week] == pytest.approx((29.125 + 20) / 46.125 - 1, abs=1e-6)
    assert before["F"].pct_change()[week] == pytest.approx(29.125 / 46.125 - 1, abs=1e-6)


def test_every_session_of_new_york_is_a_row_or_named_as_missing() -> None:
    import pandas_market_calendars

    rows = MARKET.table("sp500_daily").index
    missing = MARKET.table("missing_sessions")
    sessions = pandas_market_calendars.get_calendar("NYSE").valid_days(rows[0], rows[-1])
    assert set(sessions.tz_localize(None)) == set(rows) | set(missing.index)
    assert len(missing) == 1085 and set(missing.index.day_name()) == {"Saturday"}
    assert (missing["told_on"] > missing.index).all() and missing["told_on"].isin(rows).all()


def test_bitcoin_has_a_row_for_every_day() -> None:
    days = MARKET.table("bitcoin_daily").index
    assert len(days) == (days[-1] - days[0]).days + 1


def test_the_list_of_events_is_read_from_any_folder(tmp_path: Path) -> None:
    path = tmp_path / "events.toml"
    path.write_text('[[event]]\ntable = "tiny"\ncode = "a"\n', encoding="utf-8")
    assert events("tiny", path) == [{"table": "tiny", "code": "a"}]
    assert events("other", path) == []
