"""Skill, a rule to leave and return, and the same years counted three ways."""

from __future__ import annotations

import re

import numpy as np
import pytest

from finlit.experiments.timing import leave_and_return, same_years, timing_skill
from finlit.market import built_in
from tests.experiments.running import corners, figures, of, outcome

SUBJECTS = (timing_skill, leave_and_return, same_years)
BY_NAME = of(*SUBJECTS)


@pytest.mark.parametrize("name", BY_NAME)
def test_every_corner_has_an_answer_and_whole_pictures(name: str) -> None:
    specs = [picture.chart.spec for picture in outcome(name).pictures]
    for values in corners(name):
        found = outcome(name, **values)
        assert set(found.figures) == set(BY_NAME[name].figures)
        assert "**" in found.answer and not re.search(r"\bnan\b|\binf\b", found.answer)
        for picture, spec in zip(found.pictures, specs, strict=True):
            assert picture.chart.spec is spec
            assert 0 < len(picture.chart.rows) <= 420
            assert set(picture.formats) <= set(picture.table.columns)


def test_choosing_at_the_needed_skill_is_level_with_holding() -> None:
    for every in ("year", "month"):
        table = timing_skill.returns(built_in(), every)
        stocks, bills = table["stocks"].to_numpy(), table["bills"].to_numpy()
        needed = figures("timing-skill", every=every)["needed"]
        level = np.log1p(stocks).sum()
        mean = (
            needed * np.log1p(np.maximum(stocks, bills))
            + (1 - needed) * np.log1p(np.minimum(stocks, bills))
        ).sum()
        assert mean == pytest.approx(level)


def test_seven_in_ten_as_published() -> None:
    # Buzzacchi and Ghezzi 2021, who confirm Sharpe 1975: "at least 7 times out of 10".
    assert figures("timing-skill")["needed"] == pytest.approx(0.7, abs=0.03)


def test_saying_stocks_every_year_is_right_as_often_as_stocks_won() -> None:
    # Holding is one way to be right that often, and its errors cost more than chance ones.
    found = figures("timing-skill")
    assert found["needed"] < found["stocks_won"] < 0.75


def test_the_needed_skill_turns_on_rhythm_and_years() -> None:
    yearly = figures("timing-skill")["needed"]
    assert figures("timing-skill", every="month")["needed"] < yearly
    assert figures("timing-skill", first=1966, last=1982)["needed"] < yearly
    assert figures("timing-skill", first=2009)["needed"] > yearly
    assert figures("timing-skill", first=2025, last=1927) == figures("timing-skill")


def test_a_small_change_of_the_rule_turns_the_answer_around() -> None:
    early, late = figures("leave-and-return"), figures("leave-and-return", rise=0.3)
    assert early["median_ratio"] > 1 > late["median_ratio"]
    assert early["held_fall"] < early["fall"] < 0


def test_who_sells_only_in_the_deepest_falls_sells_less() -> None:
    sales = [figures("leave-and-return", fall=fall)["sales"] for fall in (0.05, 0.2, 0.4)]
    assert sales == sorted(sales, reverse=True)


def test_the_same_years_agree_with_the_lump_sum_experiment() -> None:
    found = figures("same-years")
    assert found["averages"] == pytest.approx(figures("lump-or-instalments")["first_ahead"])
    longest = figures("same-years", since="1926")
    for name, values in (("ends", {}), ("bills", {"cash": "bills"})):
        other = figures("lump-or-instalments", prices="ends", **values)
        assert longest[name] == pytest.approx(other["first_ahead"])


def test_smooth_prices_seem_to_follow_themselves_even_where_nothing_does() -> None:
    found = figures("same-years")
    assert found["averages"] > found["ends"] > found["bills"]
    assert found["shuffled_ends"] == pytest.approx(0.5, abs=0.02)
    assert found["shuffled_averages"] > 0.56
    assert found["follow_averages"] > found["follow_ends"]
