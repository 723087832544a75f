"""Experiments on the order of money: by hand where it can be, and what must hold."""

from __future__ import annotations

import numpy as np
import pytest

from finlit.experiments.saving import money_needed, next_hundred
from finlit.market import built_in
from tests.experiments.running import figures, outcome


def test_a_card_by_hand() -> None:
    """12 % a year is 1 % a month: 100 x 1.01^12 after a year."""
    assert next_hundred.owed(0.12, 1) == pytest.approx(112.6825)
    assert figures("next-hundred", card=0.0)["card"] == pytest.approx(100)


def test_a_match_multiplies_and_can_only_help() -> None:
    found = figures("next-hundred", match=1.0)
    assert found["match_middle"] == pytest.approx(2 * found["stocks_middle"])
    assert found["match_beats_card"] >= found["stocks_beat_card"]
    none = figures("next-hundred", match=0.0)
    assert none["match_beats_card"] == none["stocks_beat_card"]
    assert found["stocks_low"] < found["stocks_middle"] < found["stocks_high"]


def test_growth_over_a_year_is_the_product_of_its_months() -> None:
    months = built_in().table("stocks_and_bills").loc["1926-07":"1927-06", "us_stocks_return"]
    first = money_needed.growth(built_in(), "stocks", "nominal", "1926-07", 1).iloc[0]
    assert first == pytest.approx(float(np.prod(1 + months)))


def test_the_worst_year_for_stocks_began_in_july_1931() -> None:
    """The twelve months from July 1931: the index lost two thirds, as in every account of it."""
    found = figures("money-needed", span=1)
    assert found["worst_start"] == "1931-07"
    assert 300 < found["worst"] < 350


def test_bills_never_end_below_in_dollars_but_do_in_what_they_buy() -> None:
    assert figures("money-needed", place="bills")["short"] < 0.01
    assert figures("money-needed", place="bills", counted="real")["short"] > 0.2


def test_half_and_half_lies_between() -> None:
    shares = [figures("money-needed", place=each)["worst"] for each in ("stocks", "half", "bills")]
    assert shares == sorted(shares)


def test_starts_since_1950_are_fewer_and_named_months_lie_in_them() -> None:
    all_, late = figures("money-needed"), figures("money-needed", since="1950-01")
    assert late["starts"] == all_["starts"] - (1950 - 1926) * 12 + 6
    assert late["worst_start"] >= "1950-01"
    assert late["worst_start"] >= "1950" and "less than" in outcome("money-needed").answer
