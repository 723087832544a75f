"""Experiments about compounding at a constant rate: published figures, loops, what must rise."""

from __future__ import annotations

import pytest

from finlit.experiments.compounding import (
    card_debt,
    doubling,
    erosion,
    growth_and_fees,
    growth_history,
    savers,
    waiting,
)
from tests.experiments.running import figures, of, outcome

BY_NAME = of(card_debt, doubling, erosion, growth_and_fees, growth_history, savers, waiting)


@pytest.mark.parametrize("name", BY_NAME)
def test_an_outcome_has_the_figures_it_promises_and_whole_pictures(name: str) -> None:
    found = outcome(name)
    assert set(found.figures) == set(BY_NAME[name].figures)
    assert "**" in found.answer
    for picture in found.pictures:
        assert 0 < len(picture.chart.rows) <= 420
        assert set(picture.formats) <= set(picture.table.columns)
        assert picture.chart.description
        assert "nan" not in picture.chart.description
        assert picture.source.startswith("Source: ")
        assert picture.caveats


@pytest.mark.parametrize("name", BY_NAME)
def test_dollars_are_safe_in_markdown(name: str) -> None:
    found = outcome(name)
    for text in (found.answer, found.note):
        assert text.count("$") == text.count("\\$")


@pytest.mark.parametrize("name", BY_NAME)
def test_every_corner_of_the_controls_has_an_answer(name: str) -> None:
    """Lowest and highest value of each number, each option, alone against the defaults."""
    for control in BY_NAME[name].controls:
        ends = (
            control.options
            if hasattr(control, "options")
            else (getattr(control, "low", True), getattr(control, "high", False))
        )
        for value in ends:
            found = outcome(name, **{control.name: value})
            assert found.answer
            assert found.pictures


def test_four_hundred_a_month_and_its_parts() -> None:
    found = figures("growth")
    # 10 % more after each year: 400 a month at the twelfth root of 1.1.
    month = 1.1 ** (1 / 12) - 1
    by_hand = 400 * (1.1**40 - 1) / month
    assert found["final_balance"] == pytest.approx(by_hand)
    assert found["paid_in"] == 192_000
    assert found["straight_guess"] == pytest.approx(211_200)
    assert found["real_final_balance"] == pytest.approx(by_hand / 1.03**40)
    # Payment k of 480 earns a twelfth of 10 % for 480 - k months: interest on money paid in alone.
    simple = sum(400 * 0.10 / 12 * (480 - k) for k in range(1, 481))
    assert found["simple_interest"] == pytest.approx(simple)
    assert found["paid_in"] + simple + found["interest_on_interest"] == pytest.approx(
        found["final_balance"]
    )


def test_a_sum_left_alone_doubles_on_time() -> None:
    """The doubling picture, against a loop over months."""
    found = outcome("doubling")
    balance, months, doubled = 1000.0, 0, []
    while months < 432:
        balance, months = balance * 1.06 ** (1 / 12), months + 1
        if balance >= 1000 * 2 ** (len(doubled) + 1):
            doubled.append(months)
    steps = found.pictures[0].table
    assert [round(year * 12) for year in steps["year"]] == pytest.approx(doubled, abs=1)
    assert (steps["before"] + steps["added"]).tolist() == [2000, 4000, 8000]
    assert found.figures["final_balance"] == pytest.approx(balance)
    assert found.figures["doublings"] == len(doubled) == 3


def test_without_interest_there_is_only_what_was_paid_in() -> None:
    found = outcome("growth", rate=0)
    assert found.figures["earned"] == 0
    assert found.figures["final_balance"] == 192_000


def test_more_of_anything_is_more() -> None:
    for control, values in (
        ("monthly", (100, 400, 900)),
        ("rate", (0.02, 0.07, 0.12)),
        ("years_long", (10, 30, 50)),
    ):
        balances = [figures("growth", **{control: value})["final_balance"] for value in values]
        assert balances == sorted(balances)
        assert len(set(balances)) == 3
    worth = [figures("growth", inflation=rate)["real_final_balance"] for rate in (0, 0.02, 0.05)]
    assert worth == sorted(worth, reverse=True)


def test_waiting_ten_years_by_loop() -> None:
    balances = []
    for months in (480, 360):
        balance = 0.0
        for _ in range(months):
            balance = balance * 1.07 ** (1 / 12) + 400
        balances.append(balance)
    found = figures("waiting")
    assert [found["now"], found["later"]] == pytest.approx(balances)
    assert found["catch_up_times"] == pytest.approx(balances[0] / balances[1])
    assert found["paid_in_skipped"] == 48_000


def test_half_the_time_at_ten_percent_needs_eight_times_as_much() -> None:
    """McKenzie and Liersch 2011: not twice, nearly eight times (they add interest yearly)."""
    ours = figures("waiting", rate=0.10, wait=20)["catch_up_times"]
    yearly = (1.10**40 - 1) / (1.10**20 - 1)
    assert yearly == pytest.approx(7.73, abs=0.01)
    assert ours == pytest.approx(yearly)


def test_waiting_longer_costs_more() -> None:
    costs = [figures("waiting", wait=wait)["cost"] for wait in (0, 1, 5, 20)]
    assert costs[0] == 0
    assert costs == sorted(costs)


@pytest.mark.parametrize(
    ("rate", "early", "late", "winner"),
    [(0.12, 2_043_747, 1_368_020, "Ana"), (0.07, 287_168, 371_281, "Ben")],
)
def test_early_or_late_as_published(rate: float, early: float, late: float, winner: str) -> None:
    found = figures("early-late", rate=rate)
    assert [found["early_end"], found["late_end"]] == pytest.approx([early, late], abs=1)
    assert found["winner"] == winner
    assert found["break_even_rate"] == pytest.approx(0.088, abs=0.0005)
    assert [found["early_paid_in"], found["late_paid_in"]] == [16_000, 78_000]


def test_card_debt_by_hand() -> None:
    owed, months, interest = 3000.0, 0, 0.0
    while owed > 0.005:
        charge = owed * 0.22 / 12
        payment = min(max(charge + 0.01 * owed, 35), owed + charge)
        owed, months, interest = owed + charge - payment, months + 1, interest + charge
    found = figures("card-debt")
    assert found["minimum_months"] == months
    assert found["minimum_interest"] == pytest.approx(interest, abs=0.01)
    assert [found["first_minimum"], found["first_interest"]] == pytest.approx([85, 55])
    assert found["fixed_months"] == 26


def test_a_payment_below_the_interest_is_told_plainly() -> None:
    found = outcome("card-debt", fixed=50)
    assert "never ends" in found.answer
    assert len(found.pictures) == 1


def test_a_fixed_payment_that_is_higher_is_cheaper() -> None:
    costs = [figures("card-debt", fixed=fixed)["fixed_interest"] for fixed in (80, 150, 400)]
    assert costs == sorted(costs, reverse=True)
