"""The state of a game: which rounds are decided, and how. A game is never changed in place.

game = Game(code).decide((Decision(0.6, "split"),))
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from finlit.game.codes import Code
from finlit.game.draw import ROUNDS

STAKE = 1000.0  # dollars a round
MOST_PLAYERS = 2
# Where a round's dollars can go: shares of (company, index, bills).
PUTS: Mapping[str, tuple[float, float, float]] = {
    "company": (1.0, 0.0, 0.0),
    "index": (0.0, 1.0, 0.0),
    "split": (0.5, 0.5, 0.0),
    "bills": (0.0, 0.0, 1.0),
}


@dataclass(frozen=True)
class Decision:
    """`chance`: how likely the price is above today's at the end, 0 to 1. `put`: one of PUTS."""

    chance: float
    put: str

    def __post_init__(self) -> None:
        if not 0 <= self.chance <= 1:
            raise ValueError("a chance lies from 0 to 1")
        if self.put not in PUTS:
            raise ValueError(f"put: one of {', '.join(PUTS)}")


@dataclass(frozen=True)
class Game:
    """A game of one or two players. `decided`: for each finished round, a decision a player."""

    code: Code
    players: int = 1
    decided: tuple[tuple[Decision, ...], ...] = ()

    def __post_init__(self) -> None:
        if not 1 <= self.players <= MOST_PLAYERS:
            raise ValueError(f"one to {MOST_PLAYERS} players")
        if len(self.decided) > ROUNDS:
            raise ValueError(f"a game has {ROUNDS} rounds")
        if any(len(decisions) != self.players for decisions in self.decided):
            raise ValueError("every player decides in every round")

    @property
    def over(self) -> bool:
        """Whether all rounds are decided."""
        return len(self.decided) == ROUNDS

    @property
    def next_round(self) -> int:
        """The first round that is not decided, from 1; ROUNDS + 1 when the game is over."""
        return len(self.decided) + 1

    def decide(self, decisions: Sequence[Decision]) -> Game:
        """The game with the next round decided. Raises ValueError when it is over."""
        if self.over:
            raise ValueError("the game is over")
        return replace(self, decided=(*self.decided, tuple(decisions)))

    def of(self, player: int) -> tuple[Decision, ...]:
        """The decisions of a player (from 0) in the finished rounds."""
        return tuple(decisions[player] for decisions in self.decided)


def worth(put: str, returns: tuple[float, float, float], stake: float = STAKE) -> float:
    """What a round's stake became: sum of share * stake * growth over company, index and bills."""
    return sum(share * stake * growth for share, growth in zip(PUTS[put], returns, strict=True))
