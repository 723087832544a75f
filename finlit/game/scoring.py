"""How honest the odds were, and what the money did.

Chances are decimals; what happened is True or False. A Brier score is 0 at its best and 1 at its
worst. It is proper: whoever believes in a chance scores best, on the average, by saying it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

import numpy as np
from numpy.typing import ArrayLike, NDArray

from finlit.game.play import STAKE, Decision, worth
from finlit.game.rounds import Aftermath
from finlit.numbers.returns import Floats

TOSSERS = 1000
# Below so many forecasts, luck is louder than skill: calibration is not shown.
ENOUGH_FORECASTS = 30
# Upper edges of the groups in which forecasts are pooled, and what stands for each in words.
GROUPS = ((0.20, "0 to 20%"), (0.40, "21 to 40%"), (0.60, "41 to 60%"), (0.80, "61 to 80%"),
          (1.00, "81 to 100%"))  # fmt: skip


def brier(chances: ArrayLike, happened: ArrayLike) -> float:
    """Mean of (chance - happened)^2: Brier 1950, "Verification of forecasts expressed in terms of
    probability", https://doi.org/10.1175/1520-0493(1950)078%3C0001:VOFEIT%3E2.0.CO;2"""
    gap = np.asarray(chances, float) - np.asarray(happened, float)
    return float((gap**2).mean())


@dataclass(frozen=True)
class Group:
    """Forecasts of about the same chance: `said` is their mean, `happened` of `forecasts`."""

    label: str
    forecasts: int
    said: float
    happened: int


def calibration(chances: Sequence[float], happened: Sequence[bool]) -> tuple[Group, ...]:
    """Forecasts pooled by what was said; groups without any are left out."""
    groups: list[Group] = []
    below = -1.0
    pairs = list(zip(chances, happened, strict=True))
    for edge, label in GROUPS:
        inside = [pair for pair in pairs if below < pair[0] <= edge + 1e-9]
        below = edge + 1e-9
        if inside:
            said = sum(chance for chance, _ in inside) / len(inside)
            came = sum(bool(came) for _, came in inside)
            groups.append(Group(label, len(inside), said, came))
    return tuple(groups)


def fortune(decisions: Sequence[Decision], rounds: Sequence[Aftermath]) -> float:
    """Dollars at the end, all rounds together, of one stake a round."""
    return sum(
        worth(decision.put, came.returns) for decision, came in zip(decisions, rounds, strict=True)
    )


def steady_players(rounds: Sequence[Aftermath]) -> Mapping[str, float]:
    """Dollars at the end of those who do the same every time: "index", "company", "bills"."""
    return {
        put: sum(worth(put, came.returns) for came in rounds)
        for put in ("index", "company", "bills")
    }


def tosses(code: str, tossers: int, rounds: int) -> NDArray[np.bool_]:
    """Coin tosses of a code: (tossers, rounds), True for heads. From SHA-256, the same anywhere."""
    size = tossers * rounds
    blocks = range(-(-size // 256))
    stream = b"".join(sha256(f"coins/{code}/{block}".encode()).digest() for block in blocks)
    bits = np.unpackbits(np.frombuffer(stream, np.uint8), count=size)
    return bits.reshape(tossers, rounds).astype(bool)


def coin_tossers(code: str, rounds: Sequence[Aftermath], tossers: int = TOSSERS) -> Floats:
    """Dollars at the end of players who toss a coin: heads the company, tails the index."""
    company, index, _ = np.array([came.returns for came in rounds]).T
    heads = tosses(code, tossers, len(rounds))
    return STAKE * np.where(heads, company, index).sum(axis=1)
