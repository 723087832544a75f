"""How far a guess was, in numbers and in words."""

from __future__ import annotations

import pytest

from finlit.learning import closeness


@pytest.mark.parametrize(
    ("guess", "came", "unit", "said"),
    [
        (100_000.0, 2_500_000.0, "money", "25 times too low"),
        (5_000_000.0, 2_000_000.0, "money", "2.5 times too high"),
        (1_900_000.0, 2_000_000.0, "money", "Very close"),
        (2_000_000.0, 2_000_000.0, "money", "Exactly"),
        (0.0, 2_000_000.0, "money", "$2,000,000 too low"),
        (0.30, 0.42, "percent", "12 points too low"),
        (0.43, 0.42, "percent", "Very close"),
        (30.0, 20.0, "years", "10 years too high"),
        (-0.20, -0.80, "percent", "60 points too high"),
    ],
)
def test_how_far_off_a_guess_was(guess: float, came: float, unit: str, said: str) -> None:
    high = 5_000_000.0 if unit == "money" else 60.0 if unit == "years" else 1.0
    assert closeness.said(guess, came, 0.0, high, unit) == said


def test_bars_are_on_one_scale() -> None:
    assert closeness.shares([1.0, 4.0, -2.0]) == [0.25, 1.0, 0.5]
    assert closeness.shares([0.0, 0.0]) == [0.0, 0.0]


@pytest.mark.parametrize(("guesses", "won"), [((1.0, 5.0), 0), ((9.0, 5.0), 1), ((1.0, 9.0), -1)])
def test_who_was_closer(guesses: tuple[float, float], won: int) -> None:
    came = 5.0 if won else 2.0
    assert closeness.nearer(*guesses, came) == won
