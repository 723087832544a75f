"""What a game is drawn from: how far a company had fallen when it is met, and which ones count."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Mode:
    """One kind of game.

    A company is met in the first week in which its price stands `depth` (a decimal) below its high
    so far. With a `bounce`, it is met later: in the first week at least that much above its lowest
    price since. `survivors`: only companies that are members in the table's last week.
    `letter` begins the code of every game of this kind.
    """

    id: str
    letter: str
    title: str
    about: str
    depth: float
    bounce: float = 0.0
    survivors: bool = False


MODES = (
    Mode(
        "half",
        "H",
        "Down by half",
        "You meet each company in the week in which it has lost half of its highest price.",
        0.5,
    ),
    Mode(
        "third",
        "T",
        "Down by 30%",
        "A smaller fall, the kind that people call a dip.",
        0.3,
    ),
    Mode(
        "turn",
        "B",
        "Down by half, then up a fifth",
        "You wait for the turn: the price has lost half, and is up 20% from its lowest point.",
        0.5,
        bounce=0.2,
    ),
    Mode(
        "survivors",
        "S",
        "Survivors only",
        "Only companies that are still in the index at the end of the data. "
        "Play it after another kind, and see how rosy the past looks without the dead.",
        0.5,
        survivors=True,
    ),
)
BY_LETTER = {mode.letter: mode for mode in MODES}
