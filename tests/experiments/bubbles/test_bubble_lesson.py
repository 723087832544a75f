"""The lesson on bubbles and herds: calls, days of joining, crowds, and what its words say."""

from __future__ import annotations

import pandas as pd
import pytest

from finlit.experiments.bubbles import bubble_calls, bubble_entry
from finlit.market import built_in, views
from tests.experiments.running import figures, outcome

OPENED = {"later": True}


def test_calls_are_counted_against_what_came() -> None:
    fell = {letter for letter, low in bubble_calls.lowest(built_in()).items() if low <= -0.5}
    assert fell == {"b", "d", "f"}
    found = figures("call-the-bubbles", **OPENED, call_b=True, call_c=True)
    assert (found["called"], found["right"], found["false_alarms"], found["missed"]) == (2, 1, 1, 2)
    everyone = figures("call-the-bubbles", **OPENED, **{f"call_{each}": True for each in "abcdef"})
    assert (everyone["right"], everyone["false_alarms"], everyone["missed"]) == (3, 3, 0)


def test_a_closed_chart_gives_nothing_away() -> None:
    closed = outcome("call-the-bubbles")
    (picture,) = closed.pictures
    assert set(picture.chart.rows["part"]) == {"Before"}
    assert not picture.chart.rows["label"].str.contains(":").any()
    assert "deepest_fall" not in picture.table
    for moment in bubble_calls.CHARTS.values():
        assert moment.said not in closed.answer + picture.chart.description + picture.source
    # Each chart fills its panel with what is shown, so no room is left for what comes.
    ends = picture.chart.rows.groupby("panel")["y"].agg(["min", "max"])
    assert (ends["max"] - ends["min"]).round(6).nunique() == 1


def test_a_smaller_fall_counts_more_bubbles() -> None:
    counts = [figures("call-the-bubbles", **OPENED, fall=fall)["fell"] for fall in (0.2, 0.5, 0.7)]
    assert counts == sorted(counts, reverse=True) and counts[0] > counts[-1]


def test_the_mildest_rise_had_the_deepest_fall_and_the_steepest_had_not() -> None:
    paths = bubble_calls.paths(built_in())
    rose = {letter: 100 / float(before.iloc[0]) for letter, (before, _) in paths.items()}
    low = bubble_calls.lowest(built_in())
    assert min(rose, key=lambda each: rose[each]) == min(low, key=lambda each: low[each]) == "d"
    assert max(rose, key=lambda each: rose[each]) == "f"
    assert rose["c"] > 4 and -0.5 < low["c"] < -0.4 and min(rose.values()) > 1.75


def test_money_joined_is_a_quotient_of_prices() -> None:
    prices = views.month_prices(built_in())["nasdaq"]
    found = figures("when-you-joined", years_before=1.0)
    paid, top, later = (prices[pd.Timestamp(day)] for day in ("1999-03", "2000-03", "2003-03"))
    assert found["at_top"] == pytest.approx(1000 * top / paid)
    assert found["later"] == pytest.approx(1000 * later / paid)


def test_weights_are_shares_of_all_money_and_follow_the_rise() -> None:
    prices = views.month_prices(built_in())["gold"]
    for comes in bubble_entry.MONEY:
        weight = bubble_entry.joining(built_in(), "gold-1980", 5, comes)["weight"]
        assert weight.sum() == pytest.approx(1) and (weight >= 0).all() and len(weight) == 61
    rise = prices.pct_change(12).clip(lower=0)
    assert weight.iloc[-1] / weight.iloc[-2] == pytest.approx(
        rise[pd.Timestamp("1980-01")] / rise[pd.Timestamp("1979-12")]
    )


@pytest.mark.parametrize("top", ["nasdaq-2000", "japan-1989", "gold-1980", "gold-2011"])
def test_money_that_chases_the_rise_does_worse_than_even_money(top: str) -> None:
    even, chasing = (
        figures("when-you-joined", top=top, money_comes=each) for each in bubble_entry.MONEY
    )
    assert chasing["average"] < even["average"] and chasing["lost_money"] > even["lost_money"]


def test_after_a_stay_beyond_the_data_the_last_month_counts_and_is_said() -> None:
    found = outcome("when-you-joined", top="bitcoin-2021", stay=10)
    last = views.month_prices(built_in())["bitcoin"].index[-1]
    waited = round((last - pd.Timestamp("2021-11-01")).days / 365.25, 1)
    assert f"{waited} years later" in found.answer


def test_crowd_five_had_more_right_hints_than_wrong_and_nobody_chose_right() -> None:
    found = figures("herd", crowd=5)
    assert found["right_hints"] > 15 and found["right_choices"] == 0 and found["followers"] == 29
    (dots, _) = outcome("herd", crowd=5).pictures
    hints = dots.table["own_hint"].tolist()
    assert hints[:2] == ["Wrong", "Wrong"]


def test_a_crowd_asked_apart_beats_one_person_and_a_herd() -> None:
    for hint in (0.55, 0.65, 0.75, 0.85):
        found = figures("herd", hint=hint)
        assert found["wrong_counted"] < found["wrong_herd"] < found["wrong_alone"]


def test_what_the_lesson_says_about_doublings_and_hot_months() -> None:
    assert figures("after-fast-rises", markets="japan")["higher"] < 0.5
    one, five = (figures("after-high-prices", measure="dividend", after=each) for each in (1, 5))
    assert abs(one["hot_lost"] - one["all_lost"]) < 0.05
    assert five["all_lost"] < five["hot_lost"] < 2 * five["all_lost"]
    known_today = figures("after-high-prices", measure="dividend", after=5, known="today")
    assert known_today["hot_lost"] > 3 * five["all_lost"]
    assert known_today["before_1990"] == 0 and five["before_1990"] > 200


def test_hot_months_are_the_same_however_far_one_looks_ahead() -> None:
    counts = {
        figures("after-high-prices", measure="dividend", after=years, known=known)["before_1990"]
        for years in (1, 5, 10, 20)
        for known in ("then",)
    }
    assert len(counts) == 1


def test_tops_by_the_day() -> None:
    """NASDAQ 5,048.62 to 1,114.11 and the Nikkei 38,915.87 to 7,054.98, as published."""
    nasdaq = figures("after-the-peak", top="nasdaq-2000", after=16)
    japan = figures("after-the-peak", top="japan-1989", after=16)
    assert nasdaq["fall_by_day"] == pytest.approx(1114.11 / 5048.62 - 1, abs=1e-4)
    assert japan["fall_by_day"] < nasdaq["fall"] - 0.04
    assert nasdaq["fall_by_day"] < nasdaq["fall"]
    late = figures("when-you-joined", top="nasdaq-2021", years_before=3.0)
    assert late["at_top"] > 2000
