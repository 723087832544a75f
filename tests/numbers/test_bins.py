"""Guesses are counted once each, in bars with round edges."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from finlit.numbers.bins import MOST, bins


def test_even_steps_by_hand() -> None:
    found = bins([0.05, 0.2, 0.3])
    assert found.edges.tolist() == [0.05, 0.1, 0.15, 0.2, 0.25, 0.3]
    assert found.counts.tolist() == [1, 0, 0, 1, 1] and not found.by_ratio


def test_guesses_far_apart_get_bars_that_grow() -> None:
    found = bins([50_000, 200_000, 200_000, 1e6, 2e6])
    assert found.by_ratio
    assert found.edges.tolist() == [50_000, 100_000, 200_000, 500_000, 1e6, 2e6]
    assert found.counts.tolist() == [1, 0, 2, 0, 2]


def test_an_answer_far_away_makes_the_bars_grow_and_moves_no_edge() -> None:
    near, far = bins([100, 400]), bins([100, 400], answer=50_000)
    assert not near.by_ratio and far.by_ratio
    assert far.edges.tolist() == [100, 200, 500]
    assert not bins([100, 400], answer=0).by_ratio


@pytest.mark.parametrize("value", [0.0, 5.0, -3.0, 1e12])
def test_one_guess_is_one_bar(value: float) -> None:
    found = bins([value, value])
    assert found.counts.tolist() == [2]


def test_a_hair_beyond_a_round_edge_is_counted_too() -> None:
    found = bins([0.001, -6_000_001.0])
    assert found.counts.sum() == 2 and found.edges[-1] == 0.001


def test_nothing_cannot_be_counted() -> None:
    with pytest.raises(ValueError, match="nothing"):
        bins([])


@given(
    some.lists(
        some.one_of(some.floats(-1e9, 1e9), some.floats(1e-3, 1e12)).map(lambda x: round(x, 3)),
        min_size=1,
        max_size=60,
    ),
    some.floats(-1e9, 1e12),
)
def test_each_guess_is_counted_once(values: list[float], answer: float) -> None:
    found = bins(values, answer)
    assert found.counts.sum() == len(values)
    assert (np.diff(found.edges) > 0).all()
    assert found.edges[0] <= min(values) and max(values) <= found.edges[-1]
    assert len(found.counts) <= MOST + 3
