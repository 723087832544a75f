"""What the claims say in words, without a figure, must hold in the data too."""

from __future__ import annotations

import pytest

from tests.experiments.running import figures


def test_compounding_alone_in_bills_did_little_and_the_ideas_multiply() -> None:
    found = figures("what-each-changes")
    alone = found["only_early"] * found["only_stay"] * found["only_stocks"]
    assert found["only_stay"] < 1.05 and found["all_three"] > 2 * alone
    assert abs(found["only_stocks"] - 2) < 0.1


def test_an_early_no_in_stocks_buys_more_and_the_first_noes_buy_most() -> None:
    found = {age: figures("now-or-later", age=age)["middle"] for age in (25, 45, 55)}
    assert found[25] > 3 * found[45] > 3 * found[55]
    assert figures("now-or-later", age=25, place="bills")["middle"] < 150
    rates = (0.1, 0.15, 0.2, 0.25, 0.4, 0.45)
    years = [figures("years-to-freedom", saved=rate)["years"] for rate in rates]
    assert years[0] - years[1] > years[2] - years[3] > years[4] - years[5]


STARTS = ("1971-01", "1975-01", "1980-01", "2000-08")


def test_who_wins_between_gold_and_stocks_turns_with_the_start() -> None:
    found = {start: figures("gold-or-index", start=start) for start in STARTS}
    ahead = {start: each["stocks_rate"] > each["gold_rate"] for start, each in found.items()}
    assert list(ahead.values()) == [True, True, True, False]
    for start in (*STARTS, "1929-09", "1966-01"):
        assert figures("gold-or-index", start=start)["stocks_rate"] > 0


def test_waiting_never_won_with_20_percent_and_the_middle_lost_in_every_row() -> None:
    rows = [{"dip": dip} for dip in (0.1, 0.2, 0.3, 0.4)]
    rows += [{"dip": 0.2, "span": 10}, {"dip": 0.1, "cash": "drawer"}]
    found = [figures("dip-waiting", **row) for row in rows]
    assert found[1]["second_ahead"] == 0
    assert all(each["median_ratio"] < 1 for each in found)
    assert figures("dip-race")["second_ahead"] > 0.5 > figures("dip-race", late=2)["second_ahead"]


def test_twenty_stocks_spare_most_bad_luck_but_not_from_every_start() -> None:
    for start in (2000, 2012):
        one, twenty = (figures("random-stocks", stocks=n, start=start) for n in (1, 20))
        assert twenty["worst_tenth_ratio"] > 2 * one["worst_tenth_ratio"]
    assert figures("random-stocks", stocks=20, start=2000)["beat_share"] > 0.9
    assert figures("random-stocks", stocks=20, start=2012)["beat_share"] < 0.5


def test_bonds_and_gold_softened_the_fall_and_cost_growth() -> None:
    mixes = ((10, 0, 0), (6, 4, 0), (6, 3, 1))
    stocks, bonds, gold = (figures("mix", stocks=s, bonds=b, bills=0, gold=g) for s, b, g in mixes)
    assert stocks["deepest_fall"] < bonds["deepest_fall"] < gold["deepest_fall"]
    assert stocks["cagr"] > max(bonds["cagr"], gold["cagr"])


def test_most_fallen_companies_stood_higher_even_if_none_of_the_lost_did() -> None:
    found = figures("all-stock-falls")
    assert found["higher_low"] > 0.5
    assert found["mean"] > found["index_mean"]


def test_time_helped_in_the_us_and_less_in_japan() -> None:
    us, japan = (figures("time-by-market", place=place)["gained"] for place in ("us", "japan"))
    assert us > 0.9 and japan < 0.75
    found = figures("yearly-high")
    assert found["gained"] == 1 and found["cost"] < 0.1


@pytest.mark.parametrize("start", ["2011-01", "2013-12", "2015-01", "2017-12", "2021-11"])
def test_five_percent_in_the_coin_sank_nobody(start: str) -> None:
    assert figures("position-size", share=0.05, start=start)["ratio"] > 0.95


def test_at_a_low_rate_the_return_does_more_and_from_20_percent_the_saving_does() -> None:
    for saved, saving_wins in ((0.1, False), (0.2, True), (0.4, True)):
        found = figures("years-to-freedom", saved=saved)
        assert (found["years_saving_twice"] < found["years_earning_twice"]) is saving_wins
    assert figures("freedom-by-start", saved=0.2)["spread_years"] > 20


def test_faster_rises_were_followed_by_more_crashes_and_most_doublings_went_on() -> None:
    fell = [figures("after-fast-rises", rise=rise)["fell"] for rise in (0.5, 1.0, 1.5, 2.0)]
    assert fell == sorted(fell) and fell[-1] > 0.5
    assert figures("after-fast-rises")["higher"] > 0.5


def test_one_hot_year_told_little_and_five_told_a_lot() -> None:
    one = figures("after-high-prices", measure="rise-1", after=1)
    assert abs(one["hot_lost"] - one["all_lost"]) < 0.06
    five = figures("after-high-prices")
    assert five["hot_lost"] > 2 * five["all_lost"]
    assert five["hot_median"] < 0.05 < five["all_median"] < five["cold_median"]
    assert figures("after-high-prices", top=0.2)["hot_median"] > 0.3
    assert figures("after-high-prices", after=10)["hot_lost"] < 0.5
