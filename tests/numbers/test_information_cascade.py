"""A herd: chances by hand, against many crowds, and the rule step by step."""

from __future__ import annotations

import numpy as np
import pytest

from finlit.numbers import information_cascade


def test_chances_by_hand() -> None:
    # Lead 1: the first person alone decides. Lead 2: two wrong against two right hints in a row.
    assert information_cascade.wrong_herd(0.7, 1) == pytest.approx(0.3)
    assert information_cascade.wrong_herd(0.7, 2) == pytest.approx(0.09 / (0.09 + 0.49))
    assert information_cascade.wrong_count(0.7, 1) == pytest.approx(0.3)
    assert information_cascade.wrong_count(0.7, 3) == pytest.approx(0.3**3 + 3 * 0.3**2 * 0.7)
    assert information_cascade.wrong_count(0.7, 2) == pytest.approx(0.09 + 0.42 / 2)


@pytest.mark.parametrize("lead", [1, 2, 3, 6])
def test_hints_that_know_nothing_make_a_coin(lead: int) -> None:
    assert information_cascade.wrong_herd(0.5, lead) == pytest.approx(0.5)
    assert information_cascade.wrong_count(0.5, 31) == pytest.approx(0.5)
    assert information_cascade.wrong_count(1.0, 31) == 0


def test_the_chance_is_that_of_many_crowds() -> None:
    ends = [
        information_cascade.choices(information_cascade.hints(0.6, 200, seed), 2)[0][-1]
        for seed in range(2000)
    ]
    assert np.mean(ends) == pytest.approx(1 - information_cascade.wrong_herd(0.6, 2), abs=0.03)


def test_the_rule_step_by_step() -> None:
    own = np.array([True, False, False, False, True, True])
    chosen, followed = information_cascade.choices(own, 2)
    # Leads before each person: 0, 1, 0, -1, -2, -3.
    assert chosen.tolist() == [True, False, False, False, False, False]
    assert followed.tolist() == [False, False, False, False, True, True]
    assert information_cascade.choices(own, 6)[0].tolist() == own.tolist()


def test_the_same_number_gives_the_same_crowd() -> None:
    one, again, other = (information_cascade.hints(0.65, 31, seed) for seed in (5, 5, 6))
    assert one.tolist() == again.tolist() != other.tolist()
