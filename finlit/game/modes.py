"""What a game is drawn from: how far a company had fallen when it is met, and which ones count."""

from __future__ import annotations

from dataclasses import dataclass, replace

from finlit.game.editions import LATEST


@dataclass(frozen=True)
class Mode:
    """One kind of game.

    A company is met in the first week in which its price stands `depth` (a decimal) below its high
    so far. With a `bounce`, it is met later: in the first week at least that much above its lowest
    price since. `survivors`: only companies that are members in the table's last week.
    `letter` begins the code of every game of this kind and `edition` (see `editions`).
    """

    id: str
    letter: str
    title: str
    about: str
    depth: float
    bounce: float = 0.0
    survivors: bool = False
    edition: int = LATEST


MODES = (
    Mode(
        "half",
        "D",
        "Down by half",
        "You meet each company in the week in which it has lost half of its highest price.",
        0.5,
    ),
    Mode(
        "third",
        "C",
        "Down by 30%",
        "A smaller fall, the kind that people call a dip.",
        0.3,
    ),
    Mode(
        "turn",
        "R",
        "Down by half, then up a fifth",
        "You wait for the turn: the price has lost half, and is up 20% from its lowest point.",
        0.5,
        bounce=0.2,
    ),
    Mode(
        "survivors",
        "L",
        "Survivors only",
        "Only companies that are still in the index at the end of the data. "
        "Play it after another kind, and see how rosy the past looks without the dead.",
        0.5,
        survivors=True,
    ),
)
# New games are of the latest edition; codes of the first one still deal what they dealt.
FIRST_EDITION = tuple(
    replace(mode, letter=letter, edition=1) for mode, letter in zip(MODES, "HTBS", strict=True)
)
BY_LETTER = {mode.letter: mode for mode in (*MODES, *FIRST_EDITION)}
