"""Nothing shown before the decision depends on later prices: the future is altered, the view stays.

For every week in which any company is met, all prices after that week are made up anew, in all
tables. The companies met up to then must be the same, in the same weeks, and look the same.
"""

from __future__ import annotations

import numpy as np
import pytest

from finlit.game import falls
from finlit.game.deck import Deck, deck
from finlit.game.modes import MODES, Mode
from finlit.game.rounds import glimpse
from finlit.market import built_in
from tests.game.markets import AnotherFuture

REAL = deck(built_in())


def met(prices: np.ndarray, mode: Mode) -> set[tuple[int, int]]:
    """Week and column of every stock that is met."""
    rows, columns = falls.met(prices, mode)
    return set(zip(rows.tolist(), columns.tolist(), strict=True))


@pytest.mark.parametrize("mode", MODES, ids=lambda mode: mode.id)
def test_the_view_stays_when_the_future_is_another_one(mode: Mode) -> None:
    all_met = met(REAL.prices, mode)
    for week, drawn in REAL.pool(mode).groupby("row"):
        other = Deck(AnotherFuture(REAL.weeks[week]))  # type: ignore[arg-type]
        assert {one for one in met(other.prices, mode) if one[0] <= week} == {
            one for one in all_met if one[0] <= week
        }
        for fall in drawn.to_dict("records"):
            real, altered = REAL.round(fall), other.round(fall)
            assert altered.seen == real.seen
            assert altered.seen.description == real.seen.description
            assert altered.came != real.came, "the test must alter what comes"


def test_a_view_that_looked_ahead_would_be_noticed() -> None:
    """The same comparison fails for a view that holds one more week."""
    fall = REAL.pool(MODES[0]).iloc[0]
    row, column = int(fall["row"]), int(fall["column"])
    other = Deck(AnotherFuture(REAL.weeks[row]))  # type: ignore[arg-type]
    real, altered = (glimpse(one.prices[: row + 2, column]) for one in (REAL, other))
    assert real != altered


def test_the_order_of_rounds_does_not_tell_what_comes() -> None:
    """Which companies are drawn depends on how they ended (the draw is balanced), but within a
    game neither the place nor the look gives it away: ends are spread evenly over the places."""
    from finlit.game.codes import Code
    from finlit.game.pooling import happened

    games = np.array([happened(built_in(), Code(MODES[0], 97 * n)) for n in range(800)])
    assert games.mean(axis=0) == pytest.approx(REAL.base_rates(MODES[0]).rose, abs=0.06)
