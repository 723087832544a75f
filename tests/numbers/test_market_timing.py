"""Timing the market, on cases worked by hand and against plain loops."""

from __future__ import annotations

import numpy as np
import pytest

from finlit.numbers import market_timing

RISKY = np.array([0.3, -0.2, 0.1, -0.1, 0.25])
SAFE = np.array([0.02, 0.02, 0.02, 0.02, 0.02])


def test_always_right_takes_the_better_and_never_right_the_worse() -> None:
    best, worst = (
        np.prod(1 + pick(RISKY, SAFE)) / np.prod(1 + RISKY) for pick in (np.maximum, np.minimum)
    )
    assert market_timing.skill(RISKY, SAFE, 1.0).middle == pytest.approx(best)
    assert market_timing.skill(RISKY, SAFE, 0.0).middle == pytest.approx(worst)
    assert market_timing.skill(RISKY, SAFE, 1.0).ahead == 1
    assert market_timing.skill(RISKY, SAFE, 0.0).ahead == 0


def test_at_the_needed_skill_the_middle_chooser_is_level() -> None:
    needed = market_timing.skill(RISKY, SAFE, 0.5).needed
    found = market_timing.skill(RISKY, SAFE, needed)
    assert found.middle == pytest.approx(1)
    assert found.ahead == pytest.approx(0.5)


def test_where_the_risky_asset_always_wins_one_must_always_be_right() -> None:
    assert market_timing.skill(SAFE + 0.01, SAFE, 0.7).needed == pytest.approx(1)
    assert market_timing.skill(SAFE, SAFE, 0.7).needed == 1
    assert market_timing.skill(SAFE, SAFE, 0.7).middle == pytest.approx(1)


def test_the_normal_law_is_close_to_drawn_choosers() -> None:
    draws = np.random.default_rng(1)
    risky, safe = draws.normal(0.08, 0.2, 90), np.full(90, 0.03)
    held, other = np.log1p(risky), np.log1p(safe)
    good = draws.random((20_000, 90)) < 0.65
    chosen = np.where(good, np.maximum(held, other), np.minimum(held, other)).sum(axis=1)
    found = market_timing.skill(risky, safe, 0.65)
    assert found.ahead == pytest.approx((chosen > held.sum()).mean(), abs=0.01)
    low, high = np.exp(np.quantile(chosen, [0.1, 0.9]) - held.sum())
    assert (found.low, found.high) == pytest.approx((low, high), rel=0.03)


def test_a_seller_by_hand() -> None:
    levels = np.array([100.0, 120.0, 90.0, 80.0, 90.0, 99.0])
    found = market_timing.leave_and_return(levels, np.ones(6), 5, fall=0.2, rises=np.array([0.1]))
    # Sold at 90 (a quarter below 120), out to 80, back at 90 (an eighth above it), held to 99.
    assert found.ratio[0].tolist() == pytest.approx([(0.9 * 1.1) / 0.99])
    assert found.sales.tolist() == [[1]]
    assert found.fall[0].tolist() == pytest.approx([-0.25])
    assert found.held_fall.tolist() == pytest.approx([80 / 120 - 1])


def test_cash_pays_while_the_seller_is_out() -> None:
    levels = np.array([100.0, 70.0, 65.0, 66.0])
    cash = np.array([1.0, 1.01, 1.02, 1.03])
    found = market_timing.leave_and_return(levels, cash, 3, fall=0.2, rises=np.array([0.5]))
    assert found.ratio[0, 0] == pytest.approx(0.7 * 1.03 / 1.01 / 0.66)


def test_who_never_sells_holds() -> None:
    levels = np.cumprod(1 + np.random.default_rng(2).normal(0, 0.05, 60))
    found = market_timing.leave_and_return(
        levels, np.ones(60), 24, fall=0.99, rises=np.array([0.1, 0.3])
    )
    assert found.ratio == pytest.approx(np.ones((2, 36)))
    assert found.fall[0] == pytest.approx(found.held_fall)


def test_rules_side_by_side_are_the_same_as_one_by_one() -> None:
    levels = np.cumprod(1 + np.random.default_rng(3).normal(0, 0.08, 80))
    rises = np.array([0.05, 0.2])
    both = market_timing.leave_and_return(levels, np.ones(80), 30, 0.1, rises)
    for place, rise in enumerate(rises):
        one = market_timing.leave_and_return(levels, np.ones(80), 30, 0.1, np.array([rise]))
        assert one.ratio[0] == pytest.approx(both.ratio[place])


def test_months_by_mean_and_by_last_day() -> None:
    daily, firsts = np.array([1.0, 3.0, 5.0, 7.0, 6.0]), np.array([0, 2])
    assert market_timing.monthly(daily, firsts, "averages").tolist() == [2, 6]
    assert market_timing.monthly(daily, firsts, "ends").tolist() == [3, 6]


def test_same_way_counts_pairs() -> None:
    assert market_timing.same_way(np.array([1.0, 2, 3, 2, 1, 2])) == pytest.approx(2 / 4)


def test_a_sign_acted_on_later_earns_the_old_place_until_then() -> None:
    """Falls by half, then doubles back: sold at once one misses it, sold later one does not."""
    levels = np.array([100.0, 50.0, 100.0, 100.0])
    cash = np.ones(4)
    at_once = market_timing.leave_and_return(levels, cash, 3, 0.2, np.array([0.9]))
    later = market_timing.leave_and_return(levels, cash, 3, 0.2, np.array([0.9]), delay=1)
    assert at_once.ratio[0, 0] == pytest.approx(0.5)
    assert later.ratio[0, 0] == pytest.approx(1.0)
