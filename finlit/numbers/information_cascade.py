"""A crowd that decides one after the other, each with a hint of their own and all earlier choices.

One of two answers is right. Each person's hint is right with chance `hint_right` (a decimal from
0.5 up), on its own. A person follows the earlier choices once one side leads by `lead` or more, and
goes by the own hint else. Lead 2 is what pays best for each alone. Source: S. Bikhchandani,
D. Hirshleifer and I. Welch, "A theory of fads, fashion, custom, and cultural change as
informational cascades", Journal of Political Economy 100 (1992).
"""

from __future__ import annotations

from math import comb

import numpy as np
from numpy.typing import NDArray

Choices = NDArray[np.bool_]


def wrong_herd(hint_right: float, lead: int) -> float:
    """Chance that a crowd without end follows into the wrong answer.

    The lead is a random walk that stops at +lead or -lead: with r = (1 - q) / q the chance to stop
    at the wrong side is r^lead / (1 + r^lead).
    """
    odds = ((1 - hint_right) / hint_right) ** lead
    return float(odds / (1 + odds))


def wrong_count(hint_right: float, people: int) -> float:
    """Chance that most of `people` hints are wrong, each asked apart; a tie counts half."""
    wrong = 1 - hint_right
    chance = [comb(people, k) * wrong**k * hint_right ** (people - k) for k in range(people + 1)]
    tie = chance[people // 2] / 2 if people % 2 == 0 else 0.0
    return float(sum(chance[people // 2 + 1 :]) + tie)


def hints(hint_right: float, people: int, seed: int) -> Choices:
    """One crowd's hints: True is right. The same seed gives the same crowd."""
    return np.random.default_rng(seed).random(people) < hint_right


def choices(own: Choices, lead: int) -> tuple[Choices, Choices]:
    """What each person of one crowd chose (True is right), and who followed against or without
    needing the own hint."""
    chosen, followed = np.zeros(len(own), bool), np.zeros(len(own), bool)
    ahead = 0
    for place, hint in enumerate(own):
        followed[place] = abs(ahead) >= lead
        chosen[place] = ahead > 0 if followed[place] else hint
        ahead += 1 if chosen[place] else -1
    return chosen, followed
