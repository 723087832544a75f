"""Scores: honest odds score best, groups add up, coins are fair and the same everywhere."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from finlit.game import pooling, scoring
from finlit.game.codes import Code
from finlit.game.deck import deck, rounds
from finlit.game.modes import MODES
from finlit.game.play import Decision
from finlit.game.rounds import Aftermath
from finlit.game.study import study
from finlit.market import built_in

MARKET = built_in()
CODE = Code.parse("HCNWHJ")
chances = some.floats(0, 1)


def after(company: float, index: float, bills: float = 1.0) -> Aftermath:
    return Aftermath((0, 156), (1.0, company), (1.0, index), (1.0, bills), False)


@given(chances, chances)
def test_who_says_the_chance_they_believe_in_scores_best(truth: float, said: float) -> None:
    """Expected score: p (1 - q)^2 + (1 - p) q^2, least at q = p, by (q - p)^2."""

    def expected(chance: float) -> float:
        return truth * scoring.brier([chance], [True]) + (1 - truth) * scoring.brier(
            [chance], [False]
        )

    assert expected(said) - expected(truth) == pytest.approx((said - truth) ** 2, abs=1e-9)


def test_brier_scores_of_plain_cases() -> None:
    assert scoring.brier([1, 0], [True, False]) == 0
    assert scoring.brier([0, 1], [True, False]) == 1
    assert scoring.brier([0.5] * 4, [True, False, False, True]) == 0.25
    assert scoring.brier([0.7, 0.7], [True, False]) == pytest.approx((0.09 + 0.49) / 2)


@given(some.lists(some.tuples(some.integers(0, 20), some.booleans()), max_size=80))
def test_calibration_counts_every_forecast_once(pairs: list[tuple[int, bool]]) -> None:
    said = [steps / 20 for steps, _ in pairs]
    came = [happened for _, happened in pairs]
    groups = scoring.calibration(said, came)
    assert sum(group.forecasts for group in groups) == len(pairs)
    assert sum(group.happened for group in groups) == sum(came)
    for group in groups:
        assert group.forecasts > 0 and 0 <= group.happened <= group.forecasts


def test_calibration_sets_eighty_percent_beside_what_happened() -> None:
    groups = scoring.calibration([0.8] * 10 + [0.2] * 5, [True] * 4 + [False] * 6 + [False] * 5)
    assert [(group.label, group.forecasts, group.happened) for group in groups] == [
        ("0 to 20%", 5, 0),
        ("61 to 80%", 10, 4),
    ]
    assert groups[1].said == pytest.approx(0.8)


def test_money_of_players_who_always_do_the_same() -> None:
    came = [after(2.0, 1.2, 1.05), after(0.1, 0.9, 1.02)]
    steady = scoring.steady_players(came)
    assert steady == pytest.approx({"index": 2100, "company": 2100, "bills": 2070})
    assert scoring.fortune([Decision(0.5, "split"), Decision(0.5, "bills")], came) == (
        pytest.approx(1600 + 1020)
    )


def test_a_thousand_coin_tossers_are_fair_and_lie_between_the_extremes() -> None:
    came = [one.came for one in rounds(MARKET, CODE)]
    coins = scoring.coin_tossers("HCNWHJ", came)
    assert len(coins) == 1000 and len(np.unique(coins)) > 500
    company, index, _ = np.array([one.returns for one in came]).T
    half, swing = (company + index) / 2, np.abs(company - index) / 2
    # Each toss adds its half, give or take its swing: the mean of 1,000 sums is that near theory.
    error = 1000 * np.sqrt((swing**2).sum() / len(coins))
    assert coins.mean() == pytest.approx(1000 * half.sum(), abs=4 * error)
    assert coins.std() == pytest.approx(1000 * np.sqrt((swing**2).sum()), rel=0.1)
    assert 1000 * np.minimum(company, index).sum() <= coins.min()
    assert coins.max() <= 1000 * np.maximum(company, index).sum()


def test_coins_fall_the_same_way_everywhere() -> None:
    """First byte of SHA-256 of "coins/HCNWHJ/0", bit by bit, worked out with another program."""
    assert scoring.tosses("HCNWHJ", 1, 8)[0].tolist() == [
        False,
        True,
        True,
        False,
        False,
        True,
        False,
        False,
    ]
    assert (scoring.tosses("HCNWHJ", 1, 8) == scoring.tosses("HCNWHJ", 50, 8)[:1]).all()


@pytest.mark.parametrize("mode", MODES, ids=lambda mode: mode.id)
def test_coin_toss_games_bring_on_average_what_theory_says(mode) -> None:
    found = study(MARKET, mode, games=1000)
    assert found.means["coin"] == pytest.approx(found.theory, abs=4 * found.error)
    middle = (found.means["company"] + found.means["index"]) / 2
    assert found.means["coin"] == pytest.approx(middle, abs=4 * found.error)


def test_a_game_as_a_line_is_read_back() -> None:
    said = [0.7, 0.05, 1.0, 0.0, 0.5, 0.5, 0.9, 0.2, 0.65, 0.35]
    text = pooling.line(CODE, said)
    assert text == "HCNWHJ 70 5 100 0 50 50 90 20 65 35"
    games, unread = pooling.read_lines(f"\n{text.lower()}\nHCNWHJ 70 5%, \nnonsense\n")
    assert games == [(CODE, said)]
    assert unread == ["HCNWHJ 70 5%,", "nonsense"]


@pytest.mark.parametrize("row", ["HCNWHJ " + "101 " * 10, "HCNWHJ " + "-1 " * 10, "HCNWHJ x", "%"])
def test_a_line_out_of_bounds_is_not_read(row: str) -> None:
    assert pooling.read_lines(row) == ([], [row.strip()])


def test_only_so_many_pasted_games_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pooling, "MOST_LINES", 3)
    row = "HCNWHJ" + " 50" * 10
    assert pooling.read_lines(f"{row}\n" * 10) == (pooling.read_lines(row)[0] * 3, [])
    assert len(pooling.read_lines("nonsense\n" * 10)[1]) == 3
    monkeypatch.setattr(pooling, "MOST_TEXT", len(row) + 1)
    assert len(pooling.read_lines(f"{row}\n" * 3)[0]) == 1


def test_forecasts_are_pooled_with_what_came_also_of_unfinished_games() -> None:
    came = [one.came.rose for one in rounds(MARKET, CODE)]
    assert pooling.happened(MARKET, CODE) == tuple(came)
    assert pooling.pooled(MARKET, [(CODE, [0.5] * 10), (CODE, [0.1, 0.2])]) == (
        [0.5] * 10 + [0.1, 0.2],
        came + came[:2],
    )


def test_base_rates_add_up() -> None:
    for mode in MODES:
        rates = deck(MARKET).base_rates(mode)
        assert sum(rates.ends.values()) == rates.falls
        assert 0 < rates.halved < rates.rose < 1 and 0 < rates.left < 1


def test_lines_that_are_there_twice_are_named() -> None:
    known, new = (CODE, [0.5] * 10), (CODE, [0.1] * 10)
    assert pooling.repeats([known, known], [new]) == []
    assert pooling.repeats([known], [new, known, new, new]) == [
        pooling.line(*known),
        pooling.line(*new),
    ]
