"""Experiments about buying the dip: published figures, slow walks, and what must hold."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pandas as pd
import pytest

from finlit.experiments.dips import (
    dip_path,
    dip_race,
    dip_waiting,
    index_falls,
    lump_sum,
    one_stock,
    stock_falls,
)
from finlit.experiments.dips.dip_waiting import waiting
from finlit.experiments.timing import best_days
from finlit.market import built_in
from tests.experiments.running import corners, figures, of, outcome

BY_NAME = of(
    *(dip_path, dip_race, dip_waiting, index_falls, lump_sum, one_stock, stock_falls, best_days)
)


@pytest.mark.parametrize("name", BY_NAME)
def test_every_corner_has_an_answer_its_figures_and_whole_pictures(name: str) -> None:
    for values in corners(name):
        found = outcome(name, **values)
        assert set(found.figures) == set(BY_NAME[name].figures)
        for text in (found.answer, found.note):
            assert text.count("$") == text.count("\\$")
            assert "nan" not in text
        assert "**" in found.answer
        for picture in found.pictures:
            assert 0 < len(picture.chart.rows) <= 420
            assert set(picture.formats) <= set(picture.table.columns)
            assert picture.source.startswith("Source: ")
            assert picture.caveats
            assert "nan" not in picture.chart.description


@pytest.mark.parametrize("name", BY_NAME)
def test_a_move_of_a_control_changes_rows_and_leaves_the_picture(name: str) -> None:
    """The specification is compiled once and holds none of the run's numbers."""
    first, second = outcome(name), outcome(name, **corners(name)[-1])
    for one, other in zip(first.pictures, second.pictures, strict=True):
        assert one.chart.spec is other.chart.spec
        assert "datasets" not in json.dumps(one.chart.spec)


def months() -> pd.DataFrame:
    """Shiller's months with dividends put back in, after inflation, told step by step."""
    table = built_in().table("us_market").dropna(subset=["dividend"])
    cpi = table["cpi"].interpolate()
    level, levels = 1.0, [1.0]
    for before, now, paid in zip(
        table["price"], table["price"][1:], table["dividend"][1:], strict=False
    ):
        level *= (now + paid / 12) / before
        levels.append(level)
    return pd.DataFrame({"real": np.array(levels) / cpi, "cpi": cpi}, index=table.index)


def walk(start: str, late: int = 0) -> tuple[float, float]:
    """Ends of a steady saver and of a dip buyer, 100 a month for 40 years, with a wallet."""
    table = months()
    begin = table.index.get_loc(pd.Timestamp(start))
    level = table["real"].to_numpy()[begin : begin + 481]
    bottoms, fall, high = [], [], 0.0
    for month in range(480):
        if level[month] >= high:
            bottoms += [min(fall, key=lambda t: level[t])] if fall else []
            high, fall = level[month], []
        else:
            fall.append(month)
    bottoms += [min(fall, key=lambda t: level[t])] if fall else []
    steady = sum(100 / level[month] for month in range(480)) * level[480]
    wallet = units = 0.0
    for month in range(480):
        wallet += 100
        if month - late in bottoms:
            units, wallet = units + wallet / level[month], 0.0
    return steady, units * level[480] + wallet


@pytest.mark.parametrize(("start", "late"), [("1871-01", 0), ("1929-09", 2), ("1986-03", 0)])
def test_one_race_ends_as_a_walk_with_a_wallet_does(start: str, late: int) -> None:
    found = figures("dip-path", start=start, late=late)
    steady, dip = walk(start, late)
    assert found["steady_end"] == pytest.approx(steady, rel=1e-4)
    assert found["dip_end"] == pytest.approx(dip, rel=1e-4)
    assert found["paid_in"] == 48_000


def test_the_race_holds_the_single_races() -> None:
    """The worst and the best span of all are what the one race shows for them."""
    race = figures("dip-race")
    assert race["starts"] == 1383
    for end in ("worst", "best"):
        path = figures("dip-path", start=race[f"{end}_start"])
        assert path["ratio"] == pytest.approx(race[f"{end}_ratio"])


@pytest.mark.parametrize(
    ("values", "steady_ahead"),
    [
        ({}, 0.372),
        ({"starts": "1920-79"}, 0.549),
        ({"starts": "1920-79", "high": "history"}, 0.674),
        ({"starts": "1920-79", "high": "history", "signal": "real_price"}, 0.736),
        ({"starts": "1920-79", "late": 2}, 0.965),
    ],
)
def test_published_shares_of_the_race(values: dict[str, Any], steady_ahead: float) -> None:
    found = outcome("dip-race", **values)
    assert found.figures["first_ahead"] == pytest.approx(steady_ahead, abs=0.0005)
    assert found.figures["first_ahead"] + found.figures["second_ahead"] == pytest.approx(1)
    assert f"{found.figures['first_ahead'] * 100:.0f} of 100" in found.answer


def test_published_medians_of_the_race() -> None:
    assert figures("dip-race")["median_ratio"] == pytest.approx(1.04, abs=0.005)
    assert figures("dip-race", starts="1920-79")["median_ratio"] == pytest.approx(0.99, abs=0.005)


def test_idle_cash_that_fades_never_helps_the_dip_buyer() -> None:
    keeps, fades = figures("dip-race", late=1), figures("dip-race", late=1, cash="fades")
    assert fades["median_ratio"] < keeps["median_ratio"]
    assert fades["second_ahead"] < keeps["second_ahead"]


def test_the_histogram_counts_every_span_once() -> None:
    table = outcome("dip-race", late=3).pictures[0].table
    assert table["spans"].sum() == 1383
    assert table["share"].sum() == pytest.approx(1)
    below = table.loc[table["high"] <= 1e-9, "spans"].sum()
    assert below == round(figures("dip-race", late=3)["first_ahead"] * 1383)


def test_waiting_for_a_dip_as_a_walk_with_a_wallet() -> None:
    """The first ten years of the data: monthly 1 dollar, cash in bills, a fall of 20 %."""
    table = built_in().table("stocks_and_bills")[:120]
    steady = wallet = units = 0.0
    level = high = 1.0
    for stocks, bills in zip(table["us_stocks_return"], table["us_bills_return"], strict=True):
        wallet, steady = wallet + 1, steady + 1 / level
        if level <= 0.8 * high:
            units, wallet = units + wallet / level, 0.0
        level, wallet = level * (1 + stocks), wallet * (1 + bills)
        high = max(high, level)
    shown = outcome("dip-waiting", dip=0.2, span=10).pictures[0]
    assert shown.table["spans"].sum() == len(built_in().table("stocks_and_bills")) + 1 - 120
    ratio, _ = waiting(built_in(), 0.2, "bills", 10)
    assert ratio[0] == pytest.approx((units * level + wallet) / (steady * level))


def test_published_lump_sums() -> None:
    found = figures("lump-or-instalments")
    assert (found["ahead_count"], found["starts"]) == (381, 552)
    ends = figures("lump-or-instalments", prices="ends")
    bills = figures("lump-or-instalments", prices="ends", cash="bills")
    assert ends["first_ahead"] == pytest.approx(0.65, abs=0.0051)
    assert bills["first_ahead"] == pytest.approx(0.62, abs=0.005)


def test_time_in_the_market_counts_windows() -> None:
    real = months()["real"]["1926-01":]
    five_years = (real.shift(-60) / real).dropna()
    found = figures("time-in-the-market", since="1926-01")
    assert found["after_5"] == pytest.approx((five_years > 1).mean(), abs=0.001)


def test_bed_bath_is_bought_on_traded_days_alone_and_ends_at_nothing() -> None:
    rows = built_in().table("bed_bath")
    close = rows.loc[rows["kind"].str.contains("close|SEC"), "close"]["2014":]
    index = built_in().table("sp500_daily")["close"]
    high = trigger = shares = in_index = 0.0
    count = 0
    for day, price in close.items():
        if price > high:
            high, trigger = price, price * 0.8
        elif price <= trigger * (1 + 1e-12):
            count, trigger = count + 1, price * 0.8
            shares, in_index = shares + 100 / price, in_index + 100 / index[:day].iloc[-1]
    found = figures("one-stock-ladder", company="BBBY", start=2014)
    assert found["purchases"] == count
    assert found["average_cost"] == pytest.approx(100 * count / shares)
    assert found["last_value"] == pytest.approx(1.24 * shares)
    assert found["final_value"] == 0
    assert found["index_value"] == pytest.approx(in_index * index[:"2023-09-29"].iloc[-1])
    assert found["high"] == 80.48


def test_press_report_points_are_single_dots_without_a_line() -> None:
    prices, money = outcome("one-stock-ladder", company="BBBY", start=2014).pictures
    points = prices.chart.rows.dropna(subset=["single"])
    assert len(points) == 6
    assert points["price"].isna().all()
    assert points["buy"].isna().all()
    assert money.chart.rows["single_value"].count() == 6
    assert prices.chart.rows["ended"].count() == 1


@pytest.mark.parametrize("company", ["ENRNQ", "LEHMQ", "BBBY", "WCOEQ", "MTLQQ", "EKDKQ"])
def test_worthless_shares_are_told_apart_from_traded_prices(company: str) -> None:
    found = outcome("one-stock-ladder", company=company)
    assert found.figures["final_value"] == 0
    assert found.figures["last_value"] > 0
    assert "worthless" in found.answer


@pytest.mark.parametrize(
    ("company", "beside"), [("ENRNQ", "sp500_daily"), ("BBBY", "sp500_daily"), ("C", "spy_daily")]
)
def test_like_is_set_beside_like(company: str, beside: str) -> None:
    """A price alone beside the price index, dividends beside the fund that puts them back in."""
    table = outcome("one-stock-ladder", company=company).pictures[1].table
    level = built_in().table(beside)["close"].reindex(table["date"], method="ffill").to_numpy()
    quiet = (table["paid_in"].diff() == 0).to_numpy()
    moved = table["index_value"].to_numpy()
    held = quiet[1:] & (moved[:-1] > 0)
    np.testing.assert_allclose(moved[1:][held] / moved[:-1][held], (level[1:] / level[:-1])[held])


def test_companies_that_fell_by_half_add_up() -> None:
    found = figures("all-stock-falls")
    assert found["falls"] == 706
    assert found["known"] + found["left"] + found["running"] == 706
    assert found["mean"] == pytest.approx(1.27, abs=0.005)
    assert found["index_mean"] == pytest.approx(1.17, abs=0.005)
    for name in ("higher", "beat_index", "halved_again"):
        assert found[f"{name}_low"] <= found[name] <= found[f"{name}_high"]
    counts = outcome("all-stock-falls").pictures[0].table.set_index("where").sum(axis=1)
    assert counts.sum() == 706
    assert counts["Years not over yet"] == found["running"]
    assert counts["Left, price not known"] == found["left"]


def test_where_companies_stood_is_found_one_by_one() -> None:
    """By the table's own columns, without the fast arrays: all members, three years on."""
    members = built_in().table("members")
    higher = known = 0
    for code in members:
        prices = members[code].dropna()
        fallen = prices[prices <= 0.5 * prices.cummax()]
        if fallen.empty:
            continue
        week = members.index.get_loc(fallen.index[0]) + 156
        if week < len(members) and not np.isnan(members[code].iloc[week]):
            known += 1
            higher += bool(members[code].iloc[week] > fallen.iloc[0])
    found = figures("all-stock-falls")
    # Three more are known by a source that tells how they ended within those years.
    assert found["known"] - known == 3
    assert abs(found["higher"] * found["known"] - higher) <= 3


def test_falls_and_their_way_back() -> None:
    found = figures("fall-and-recovery", fall=0.5)
    assert found["needed_gain"] == pytest.approx(1)
    back = {
        year: (found[f"price_back_{year}"], found[f"real_back_{year}"]) for year in (1929, 1973)
    }
    assert {year: (a[:4], b[:4]) for year, (a, b) in back.items()} == {
        1929: ("1954", "1936"),
        1973: ("1980", "1985"),
    }
    assert found["japan_back"] == "2024-02-22"
    assert 34 < found["japan_years"] < 34.3


def test_best_and_worst_days_by_sorting() -> None:
    close = built_in().table("sp500_daily")["close"]["2003-12-31":"2023-12-31"]
    daily = close.pct_change().dropna().sort_values()
    found = figures("best-and-worst-days")
    assert found["without_best"] == pytest.approx(10_000 * (1 + daily[:-10]).prod())
    assert found["without_worst"] == pytest.approx(10_000 * (1 + daily[10:]).prod())
    assert found["without_both"] == pytest.approx(10_000 * (1 + daily[10:-10]).prod())
    assert found["trading_days"] == len(daily)
    none = figures("best-and-worst-days", days=0)
    assert none["held"] == none["without_best"] == none["without_both"]


def test_years_in_either_order_are_the_same_span() -> None:
    assert figures("best-and-worst-days", first=2023, last=2004) == figures("best-and-worst-days")


def test_a_company_that_ended_before_the_year_is_watched_in_its_last_years() -> None:
    late = outcome("one-stock-ladder", company="ENRNQ", start=2014)
    early = outcome("one-stock-ladder", company="ENRNQ", start=2000)
    assert "before 2014, so this starts in 2000" in late.answer
    assert late.figures == early.figures and "so this starts" not in early.answer
