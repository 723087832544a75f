"""The score that runs along: what the money came to so far, and how honest the odds were."""

from __future__ import annotations

from html import escape

from finlit.game import scoring
from finlit.game.deck import rounds
from finlit.game.play import STAKE, Game
from finlit.market import built_in
from finlit.words.formats import write


def so_far(game: Game, played: int) -> str:
    """A line over the rounds before this one, of which `played` were told; "" before the first."""
    if not played:
        return ""
    came = [one.came for one in rounds(built_in(), game.code)[:played]]
    parts = []
    for player in range(game.players):
        said = game.of(player)[:played]
        money = write(scoring.fortune(said, came), "money")
        odds = scoring.brier([each.chance for each in said], [each.rose for each in came])
        who = f"Player {player + 1}: " if game.players > 1 else "So far: "
        put_in = write(STAKE * played, "money")
        parts.append(f"{who}**{money}** from {put_in}, odds score **{odds:.2f}**")
    return ". ".join(parts) + ". (0 is perfect, 0.25 is always saying 50%.)"


def bars(scores: dict[str, float]) -> str:
    """Odds scores as bars on one scale, as HTML: the shorter, the better."""
    most = max(*scores.values(), 1e-9)
    return (
        '<div class="finlit-reveal">'
        + "".join(
            f'<div class="bar{"" if place == 0 else " out"}"><span>{escape(name)}</span> '
            f"<b>{score:.2f}</b>"
            f'<i style="width: {max(score / most, 0.004):.2%}" aria-hidden="true"></i></div>'
            for place, (name, score) in enumerate(scores.items())
        )
        + "</div>"
    )
