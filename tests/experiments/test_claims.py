"""Experiments behind the claims: walked step by step beside them, and what must hold."""

from __future__ import annotations

import json
import math

import numpy as np
import pandas as pd
import pytest

from finlit.experiments.bubbles import after_the_peak, fast_rises, hot_markets
from finlit.experiments.dips import dip_race
from finlit.experiments.freedom import freedom, freedom_ages
from finlit.experiments.gold import gold_or_index, risky_share
from finlit.experiments.saving import now_or_later, plan_sensitivity
from finlit.experiments.timing import time_by_market, yearly_high
from finlit.market import built_in
from finlit.numbers.freedom import months_to_enough
from finlit.numbers.holding import hold
from tests.experiments.running import corners, figures, of, outcome

SUBJECTS = (
    gold_or_index,
    yearly_high,
    time_by_market,
    risky_share,
    hot_markets,
    fast_rises,
    after_the_peak,
    freedom,
    freedom_ages,
    plan_sensitivity,
    now_or_later,
)
BY_NAME = of(*SUBJECTS)


@pytest.mark.parametrize("name", BY_NAME)
def test_every_corner_has_an_answer_its_figures_and_whole_pictures(name: str) -> None:
    for values in corners(name):
        found = outcome(name, **values)
        assert set(found.figures) == set(BY_NAME[name].figures)
        for text in (found.answer, found.note):
            assert text.count("$") == text.count("\\$")
            assert "nan" not in text and "inf" not in text.replace("inflation", "")
        assert "**" in found.answer
        for picture in found.pictures:
            assert 0 < len(picture.chart.rows) <= 420
            assert set(picture.formats) <= set(picture.table.columns)
            assert picture.source.startswith("Source: ") and picture.caveats
            assert "nan" not in picture.chart.description


@pytest.mark.parametrize("name", BY_NAME)
def test_a_move_of_a_control_changes_rows_and_leaves_the_picture(name: str) -> None:
    start = outcome(name)
    for values in corners(name):
        for one, other in zip(start.pictures, outcome(name, **values).pictures, strict=True):
            assert one.chart.spec is other.chart.spec
            assert "datasets" not in json.dumps(one.chart.spec)


# What each idea changes.


@pytest.mark.parametrize("place", ["bills", "stocks"])
@pytest.mark.parametrize("stay", [False, True])
def test_saving_ends_as_a_purse_and_a_drawer_do(place: str, stay: bool) -> None:
    """The purse earns; what it earned stays in it or goes into the drawer each month."""
    returns = plan_sensitivity.real_returns(built_in(), place)
    ends = plan_sensitivity.ends(built_in(), place, stay, True)
    for start in (0, 100, len(ends) - 1):
        purse = drawer = 0.0
        for month in range(start, start + 480):
            purse += 1
            earned = purse * returns[month]
            purse, drawer = (purse + earned, drawer) if stay else (purse, drawer + earned)
        assert ends[start] == pytest.approx(purse + drawer)


def test_an_earlier_start_ends_on_the_same_days() -> None:
    late, early = (plan_sensitivity.ends(built_in(), "bills", True, e) for e in (False, True))
    assert len(late) == len(early) and (early > late).mean() > 0.9


def test_real_returns_of_bills_lose_what_prices_rise() -> None:
    table, cpi = built_in().table("stocks_and_bills"), prices_in_shops()
    found = plan_sensitivity.real_returns(built_in(), "bills")
    place = table.index.get_loc(pd.Timestamp("1974-05-01"))
    rise = cpi["1974-05-01"] / cpi["1974-04-01"]
    assert found[place] == pytest.approx((1 + table["us_bills_return"].iloc[place]) / rise - 1)


# Now or later.


@pytest.mark.parametrize("age", [25, 55])
def test_a_sum_put_away_is_a_quotient_of_levels_told_by_hand(age: int) -> None:
    returns = plan_sensitivity.real_returns(built_in(), "bills")
    months = 12 * (65 - age)
    ends = sorted(
        100 * float(np.prod(1 + returns[start : start + months]))
        for start in range(len(returns) - months + 1)
    )
    found = figures("now-or-later", age=age, place="bills")
    assert found["middle"] == pytest.approx(float(np.median(ends)))
    assert found["shrank"] == pytest.approx(sum(end < 100 for end in ends) / len(ends))
    assert ends[0] <= found["low"] <= found["middle"] <= found["high"] <= ends[-1]


# Gold or an index fund.


def prices_in_shops() -> pd.Series:
    return built_in().table("us_market")["cpi"].interpolate()


@pytest.mark.parametrize(
    ("start", "rate"), [("1971-01", 0.051), ("1975-01", 0.029)], ids=["set free", "allowed"]
)
def test_gold_grew_as_a_division_of_two_prices_says(start: str, rate: float) -> None:
    """5.1 % a year from 1971, 2.9 % from 1975, after inflation."""
    gold = built_in().table("gold")["usd_per_ounce"]
    cpi = prices_in_shops()
    growth = (gold["2026-03-01"] / cpi["2026-03-01"]) / (gold[start].iloc[0] / cpi[start].iloc[0])
    years = 2026 + 2 / 12 - float(start[:4])
    found = figures("gold-or-index", start=start)["gold_rate"]
    assert found == pytest.approx(growth ** (1 / years) - 1, abs=1e-4)
    assert found == pytest.approx(rate, abs=5e-4)


def test_gold_fell_by_83_percent_and_was_whole_again_in_2025() -> None:
    found = figures("gold-or-index", start="1980-01")
    assert found["gold_lowest"] == pytest.approx(-0.83, abs=0.005)
    assert 1980 + found["gold_years_back"] == pytest.approx(2025.1, abs=0.1)


def test_dividends_decide_between_gold_and_stocks_since_1971() -> None:
    with_them = figures("gold-or-index", start="1971-01")
    without = figures("gold-or-index", start="1971-01", dividends=False)
    assert with_them["stocks_rate"] > with_them["gold_rate"]
    assert without["stocks_rate"] < without["gold_rate"]


def test_before_1971_gold_is_not_told() -> None:
    found = outcome("gold-or-index", start="1929-09")
    assert math.isnan(found.figures["gold_rate"]) and "fixed price" in found.answer
    assert found.pictures[0].chart.rows["line_1"].isna().all()


# The dearest month.


def walk_of_years(first: int, span: int, pick: str) -> float:
    """$1 a year put in at one month's price, in money of equal worth, told with a wallet."""
    table = built_in().table("us_market").dropna(subset=["dividend"])
    cpi = prices_in_shops()
    units, per_unit = 0.0, 1.0
    worth: dict[pd.Timestamp, float] = {}
    previous = None
    for month, row in table.iterrows():
        if previous is not None:
            per_unit *= (row["price"] + row["dividend"] / 12) / previous
        previous = row["price"]
        worth[month] = per_unit / cpi[month]
    for year in range(first, first + span):
        months = [m for m in worth if m.year == year]
        if pick == "monthly":
            units += sum(1 / 12 / worth[m] for m in months)
        else:
            chosen = (max if pick == "high" else min)(months, key=lambda m: table.loc[m, "price"])
            units += 1 / worth[chosen]
    return units * worth[pd.Timestamp(first + span, 1, 1)]


@pytest.mark.parametrize("pick", ["high", "low", "monthly"])
@pytest.mark.parametrize("first", [1871, 1929, 1990])
def test_the_unlucky_buyer_ends_as_a_walk_does(first: int, pick: str) -> None:
    starts, ends = yearly_high.ends(built_in(), 30, "real_total_return_index", "1871")
    assert ends[pick][starts.index(first)] == pytest.approx(
        walk_of_years(first, 30, pick), rel=2e-3
    )


def test_the_dearest_month_is_behind_and_the_cheapest_ahead_from_every_start() -> None:
    _, ends = yearly_high.ends(built_in(), 20, "real_total_return_index", "1871")
    assert (ends["high"] < ends["monthly"]).all() and (ends["low"] > ends["monthly"]).all()


# A part in the coin.


@pytest.mark.parametrize("rule", ["alone", "yearly"])
@pytest.mark.parametrize("start", ["2013-12", "2021-11"])
def test_a_part_in_the_coin_ends_as_two_purses_do(start: str, rule: str) -> None:
    prices = risky_share.month_ends(built_in()).loc[start:]
    coin, fund = 1_000.0, 9_000.0
    values = [10_000.0]
    steps = zip(prices.itertuples(), list(prices.itertuples())[1:], strict=False)
    for month, (before, now) in enumerate(steps):
        if rule == "yearly" and month and month % 12 == 0:
            coin, fund = 0.1 * (coin + fund), 0.9 * (coin + fund)
        coin *= now.coin / before.coin
        fund *= now.stocks / before.stocks
        values.append(coin + fund)
    found = figures("position-size", share=0.1, start=start, rule=rule)
    assert found["final"] == pytest.approx(values[-1])
    highs = np.maximum.accumulate(values)
    assert found["deepest"] == pytest.approx((values / highs - 1).min())


@pytest.mark.parametrize("share", [0.01, 0.2, 0.5])
def test_a_coin_that_goes_to_zero_takes_its_part_and_no_more(share: float) -> None:
    found = figures("position-size", share=share, fate="zero")
    assert found["ratio"] == pytest.approx(1 - share)
    assert (1 - share) * 1.07 ** found["years_to_make_good"] == pytest.approx(1)


def test_bitcoin_fell_by_80_percent_three_times_since_2011() -> None:
    assert figures("bitcoin-falls", depth=0.8)["falls"] == 3
    assert figures("bitcoin-falls")["deepest"] == pytest.approx(-0.93, abs=0.005)


# Time in other markets.


@pytest.mark.parametrize(
    ("place", "table"), [("japan", "nikkei_daily"), ("nasdaq", "nasdaq_daily")]
)
def test_prices_that_stood_higher_are_counted_start_by_start(place: str, table: str) -> None:
    price = built_in().table(table)["close"].resample("MS").mean().tolist()
    pairs = list(zip(price, price[240:], strict=False))
    found = figures("time-by-market", place=place, span=20)
    assert found["starts"] == len(pairs)
    assert found["gained"] == pytest.approx(sum(b > a for a, b in pairs) / len(pairs))
    assert found["worst"] == pytest.approx(min(b / a - 1 for a, b in pairs))


# Hot markets.


@pytest.mark.parametrize(("measure", "after"), [("rise-5", 5), ("rise-1", 1), ("dividend", 3)])
def test_what_followed_hot_months_by_what_was_known_then(measure: str, after: int) -> None:
    table = built_in().table("us_market").dropna(subset=["dividend"])
    cpi = prices_in_shops().reindex(table.index)
    price = table["price"] / cpi
    level = (
        1 + (table["price"] + table["dividend"] / 12) / table["price"].shift(1) - 1
    ).cumprod() / cpi
    rows, so_far = [], []
    for place in range(len(table)):
        back = 60 if measure == "rise-5" else 12 if measure == "rise-1" else 0
        later = place + 12 * after
        if table.index[place].year < 1881:
            continue
        heat = (
            table["price"].iloc[place] / table["dividend"].iloc[place]
            if measure == "dividend"
            else price.iloc[place] / price.iloc[place - back]
        )
        so_far.append(heat)
        hot = len(so_far) >= 120 and heat >= np.quantile(so_far, 0.9)
        if later < len(table):
            rows.append((hot, level.iloc[later] / level.iloc[place] - 1))
    found = figures("after-high-prices", measure=measure, after=after)
    followed = [growth for hot, growth in rows if hot]
    assert found["hot_months"] == len(followed)
    assert found["hot_lost"] == pytest.approx(
        sum(g < 0 for g in followed) / len(followed), abs=2e-3
    )
    assert found["hot_median"] == pytest.approx(float(np.median(followed)), abs=2e-3)
    assert found["all_lost"] == pytest.approx(sum(g < 0 for _, g in rows) / len(rows), abs=2e-3)


def test_falls_after_fast_rises_are_counted_month_by_month() -> None:
    price = built_in().table("nikkei_daily")["close"].resample("MS").mean().to_numpy()
    hot = fell = higher = 0
    for month in range(60, len(price) - 60):
        if price[month] / price[month - 60] - 1 >= 1.0:
            hot += 1
            fell += min(price[month : month + 61]) <= 0.6 * price[month]
            higher += price[month + 60] > price[month]
    found = figures("after-fast-rises", markets="japan")
    assert found["hot_months"] == hot
    assert found["fell"] == pytest.approx(fell / hot)
    assert found["higher"] == pytest.approx(higher / hot)


# Tops and charts without a name.


def test_a_chart_without_a_name_keeps_its_end_until_it_is_opened() -> None:
    for chart in after_the_peak.UNNAMED:
        closed = outcome("unnamed-rise", chart=chart)
        assert math.isnan(closed.figures["end"])
        rows = closed.pictures[0].chart.rows
        assert rows.loc[rows["year"] > 0, "line_1"].isna().all()
        table = closed.pictures[0].table
        assert table["years_from_the_moment"].max() == 0
        told = f"{closed.answer} {closed.pictures[0].source} {closed.pictures[0].heading}"
        for word in ("NASDAQ", "Japan", "US", "Nasdaq", "Nikkei", "Shiller"):
            assert word not in told
        opened = outcome("unnamed-rise", chart=chart, later=True)
        assert after_the_peak.UNNAMED[chart].said in opened.answer


def test_half_of_the_charts_without_a_name_crashed() -> None:
    ends = [
        figures("unnamed-rise", chart=chart, later=True)["end"] for chart in after_the_peak.UNNAMED
    ]
    assert sum(end < -0.4 for end in ends) == 3 and sum(end > 0 for end in ends) == 3


@pytest.mark.parametrize("top", after_the_peak.TOPS)
def test_a_top_is_100_and_was_regained_when_told(top: str) -> None:
    moment = after_the_peak.TOPS[top]
    path = after_the_peak.around(built_in(), moment)
    assert path[0.0] == 100
    back = figures("after-the-peak", top=top, after=16)["years_back"]
    assert path[back] >= 100 and (path[(path.index > 0.5) & (path.index < back)] < 100).all()


# Early retirement.


@pytest.mark.parametrize("saved", [0.1, 0.2, 0.45])
@pytest.mark.parametrize("real_return", [0.0, 0.05])
def test_years_to_freedom_as_a_year_by_year_book(saved: float, real_return: float) -> None:
    need, money, years = (1 - saved) / 0.04, 0.0, 0
    while money < need * (1 - 1e-9):
        money = money * (1 + real_return) + saved
        years += 1
    assert (
        years - 1
        < figures("years-to-freedom", saved=saved, real_return=real_return)["years"]
        <= years
    )


@pytest.mark.parametrize(("withdrawal", "span", "stocks"), [(0.04, 30, 0.6), (0.05, 20, 1.0)])
def test_money_lasted_as_a_year_by_year_book(withdrawal: float, span: int, stocks: float) -> None:
    table, cpi = built_in().table("asset_classes"), prices_in_shops()
    lasted = []
    for first in range(1928, 2025 - span + 2):
        money = 1.0
        for year in range(first, first + span):
            money -= withdrawal
            if money <= 0:
                break
            grown = 1 + stocks * table.loc[year, "sp500_return"]
            grown += (1 - stocks) * table.loc[year, "treasury_10y_return"]
            rise = cpi[f"{year}-12-01"] / cpi[f"{year - 1}-12-01"]
            money *= grown / rise
        lasted.append(money > 0)
    found = figures("withdrawal-history", withdrawal=withdrawal, span=span, stocks=stocks)
    assert found["starts"] == len(lasted)
    assert found["lasted"] == pytest.approx(np.mean(lasted))


@pytest.mark.parametrize("start", ["1884-04-01", "1929-09-01", "1980-01-01"])
def test_the_age_from_a_start_is_what_a_purse_tells(start: str) -> None:
    """20 % of a pay of 1 a year saved each month; free when 25 years of spending are there."""
    level = dip_race.market_months(built_in())["real_total_return_index"]
    purse, months = 0.0, 0
    path = level.loc[start:].to_numpy()
    while purse < 0.8 / 0.04:
        purse = (purse + 0.2 / 12) * path[months + 1] / path[months]
        months += 1
    found = freedom_ages.waits(built_in(), 0.2, 0.04, "real_total_return_index")
    assert found[start] == pytest.approx(months / 12)


def test_ages_end_where_the_first_start_is_still_on_its_way() -> None:
    found = freedom_ages.waits(built_in(), 0.2, 0.04, "real_total_return_index")
    level = dip_race.market_months(built_in())["real_total_return_index"]
    assert found.notna().all() and len(found) < len(level)
    waits = months_to_enough(level.to_numpy(), 0.2, 0.04)
    assert math.isnan(waits[len(found)])


def test_the_most_that_lasted_is_just_enough() -> None:
    safe = figures("withdrawal-history")["safe"]
    low, high = math.floor(safe * 200) / 200, math.ceil(safe * 200) / 200
    assert figures("withdrawal-history", withdrawal=low)["lasted"] == 1
    assert figures("withdrawal-history", withdrawal=high)["lasted"] < 1


# Numbers.


def test_holding_tells_growth_depth_and_waits() -> None:
    days = pd.date_range("2000-01-01", periods=7, freq="YS")
    held = hold(pd.Series([100, 80, 120, 60, 110, 130, 125.0], days))
    assert held.growth == 1.25 and held.lowest == pytest.approx(-0.4)
    assert held.deepest == pytest.approx(-0.5)
    assert held.years_back == pytest.approx(4, abs=0.01)
    assert held.longest_wait == pytest.approx(3, abs=0.01)


def test_holding_something_still_under_water_or_never_there() -> None:
    days = pd.date_range("2000-01-01", periods=3, freq="YS")
    assert math.isnan(hold(pd.Series([100, 80, 90.0], days)).years_back)
    rising = hold(pd.Series([100, 110, 120.0], days))
    assert (rising.years_back, rising.longest_wait, rising.deepest, rising.lowest) == (0, 0, 0, 0)
