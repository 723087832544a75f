"""The state of a game: rounds in order, money conserved, and ten thousand games without a crash."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from finlit.game import scoring
from finlit.game.codes import GAMES, Code
from finlit.game.deck import deck
from finlit.game.draw import ROUNDS, draw
from finlit.game.modes import MODES
from finlit.game.play import PUTS, STAKE, Decision, Game, worth
from finlit.market import built_in

DECK = deck(built_in())
CODE = Code(MODES[0], 7)
growths = some.floats(0, 50)
decisions = some.builds(Decision, some.floats(0, 1), some.sampled_from(list(PUTS)))


def test_a_game_goes_round_by_round_and_then_is_over() -> None:
    game = Game(CODE)
    for number in range(1, ROUNDS + 1):
        assert game.next_round == number and not game.over
        game = game.decide([Decision(0.5, "split")])
    assert game.over
    with pytest.raises(ValueError, match="over"):
        game.decide([Decision(0.5, "split")])


def test_a_game_is_never_changed_in_place() -> None:
    game = Game(CODE)
    game.decide([Decision(0.5, "bills")])
    assert game == Game(CODE)


def test_what_cannot_be_decided_is_refused() -> None:
    with pytest.raises(ValueError, match="chance"):
        Decision(1.01, "index")
    with pytest.raises(ValueError, match="chance"):
        Decision(float("nan"), "index")
    with pytest.raises(ValueError, match="put"):
        Decision(0.5, "gold")
    with pytest.raises(ValueError, match="every player"):
        Game(CODE, 2).decide([Decision(0.5, "index")])
    with pytest.raises(ValueError, match="players"):
        Game(CODE, 3)


@given(some.sampled_from(list(PUTS)), some.tuples(growths, growths, growths))
def test_money_is_conserved(put: str, returns: tuple[float, float, float]) -> None:
    """All of a stake is put somewhere, and it becomes a mix of what there is to get, no more."""
    assert sum(PUTS[put]) == 1
    assert worth(put, (1.0, 1.0, 1.0)) == STAKE
    end = worth(put, returns)
    assert STAKE * min(returns) * (1 - 1e-12) <= end <= STAKE * max(returns) * (1 + 1e-12)
    assert worth(put, returns, 2 * STAKE) == pytest.approx(2 * end)


@given(some.lists(some.tuples(decisions, decisions), min_size=ROUNDS, max_size=ROUNDS))
def test_each_player_keeps_their_own_decisions(rounds: list[tuple[Decision, Decision]]) -> None:
    game = Game(CODE, 2)
    for both in rounds:
        game = game.decide(both)
    assert game.of(0) == tuple(one for one, _ in rounds)
    assert game.of(1) == tuple(other for _, other in rounds)


def test_ten_thousand_games_of_random_players_find_no_crash() -> None:
    dealt = {
        mode.id: [DECK.round(fall) for fall in DECK.pool(mode).to_dict("records")] for mode in MODES
    }
    for seed in range(10_000):
        chance = Random(seed)
        mode = MODES[seed % len(MODES)]
        code = Code(mode, chance.randrange(GAMES))
        places = draw(str(code), list(DECK.base_rates(mode).ends.values()), DECK.pool(mode))
        came = [dealt[mode.id][place].came for place in places]
        game = Game(code, 1 + seed % 2)
        while not game.over:
            game = game.decide(
                [
                    Decision(chance.randint(0, 20) / 20, chance.choice(list(PUTS)))
                    for _ in range(game.players)
                ]
            )
        for player in range(game.players):
            said = game.of(player)
            score = scoring.brier([one.chance for one in said], [one.rose for one in came])
            money = scoring.fortune(said, came)
            best = sum(STAKE * max(one.returns) for one in came)
            least = sum(STAKE * min(one.returns) for one in came)
            assert 0 <= score <= 1
            assert least - 1e-6 <= money <= best + 1e-6
        steady = scoring.steady_players(came)
        assert all(np.isfinite(dollars) and dollars > 0 for dollars in steady.values())
