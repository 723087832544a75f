"""The lesson on early retirement: the grid, the order of years, bending, and what its words say."""

from __future__ import annotations

import pytest

from finlit.experiments.freedom import lasting
from tests.experiments.running import figures, outcome


def test_the_grid_agrees_with_the_line_by_start_year() -> None:
    for span in (30, 50):
        grid = figures("how-long-it-lasts", span=span)
        assert grid["lasted"] == figures("withdrawal-history", span=span)["lasted"]
    assert figures("how-long-it-lasts", withdrawal=0.05)["lasted"] == pytest.approx(
        figures("how-long-it-lasts")["lasted_5"]
    )


def test_the_grid_picks_one_cell_and_more_taken_out_lasts_less_often() -> None:
    (picture,) = outcome("how-long-it-lasts", withdrawal=0.035, span=40).pictures
    cells = picture.chart.rows
    assert cells.loc[cells["picked"], ["row", "column"]].to_numpy().tolist() == [
        ["3.5%", "40 years"]
    ]
    grid = cells.pivot(index="row", columns="column", values="value").loc[
        [f"{100 * each:g}%" for each in lasting.RATES]
    ]
    assert (grid.diff().dropna() <= 0).all(axis=None)


def test_order_moves_the_end_but_not_the_growth_nor_a_purse_left_alone() -> None:
    found = figures("order-of-years", withdrawal=0.04)
    assert found["years_as_it_was"] == 25 and found["years_other"] == 30
    assert found["end_as_it_was"] == 0 and found["end_other"] > 1_000_000
    alone = figures("order-of-years", withdrawal=0.0)
    assert alone["end_as_it_was"] == pytest.approx(alone["end_other"])
    assert alone["end_as_it_was"] == pytest.approx(alone["grown"])


def test_good_years_first_are_best_for_who_takes_out() -> None:
    ends = {
        each: figures("order-of-years", order=each)["end_other"]
        for each in ("bad-first", "good-first")
    }
    assert ends["bad-first"] == 0 < ends["good-first"]


def test_bending_nothing_is_the_fixed_rule_and_each_way_helps() -> None:
    plain = figures("bend-a-little", cut=0.0, earned=0.0)
    assert plain["fixed"] == plain["cutting"] == plain["earning"] == plain["both"]
    assert plain["fixed"] == figures("withdrawal-history", span=50)["lasted"]
    found = figures("bend-a-little", cut=0.1)
    assert found["fixed"] < min(found["cutting"], found["earning"]) <= found["both"]


def test_the_luckiest_start_was_free_in_1929_and_the_unluckiest_in_1982() -> None:
    found = outcome("freedom-by-start", saved=0.3)
    assert "February 1917" in found.answer and "November 1950" in found.answer
    free = [
        1917 + 1 / 12 + found.figures["fewest_years"],
        1950 + 10 / 12 + found.figures["most_years"],
    ]
    assert [int(each) for each in free] == [1929, 1982]


def test_what_the_lesson_says() -> None:
    # A fee of one percent cost about as much safety as half a percent more taken out.
    fee = figures("how-long-it-lasts", fee=0.01)["lasted"]
    assert abs(fee - figures("how-long-it-lasts", withdrawal=0.045)["lasted"]) < 0.02
    # All in bonds is no rest: fewer starts lasted than with stocks among them.
    assert figures("how-long-it-lasts", stocks=0.0)["lasted"] < 0.5
    # From 30 to 40 percent saved moves the age by more than from 50 to 60.
    years = {s: figures("years-to-freedom", saved=s)["years"] for s in (0.05, 0.1, 0.4, 0.45)}
    assert years[0.05] - years[0.1] > 3 * (years[0.4] - years[0.45])
