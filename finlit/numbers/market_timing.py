"""Choosing when to be in the market: how often one must be right, and a rule to leave and return.

Returns are decimals a period; levels ascend in time. Nothing looks ahead: a choice at the end of a
period holds for the next one.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import erf, sqrt

import numpy as np

from finlit.numbers.returns import Floats


@dataclass(frozen=True)
class Skill:
    """Choosing each period between two assets, right in a share of them, beside holding the first.

    `needed`: share of right choices at which the middle chooser ends level with the holder.
    `middle`, `low`, `high`: the chooser's end over the holder's, the middle one and one in ten
    below and above. `ahead`: share of such choosers that end with more.
    """

    needed: float
    middle: float
    low: float
    high: float
    ahead: float


# Nine in ten of a normal distribution lie below this many standard deviations.
NINE_IN_TEN = 1.2815515655446004


def skill(risky: Floats, safe: Floats, right: float) -> Skill:
    """What a chooser of this skill comes to, by the normal law for the sum of many choices.

    The log of the end is a sum of independent choices with mean r * better + (1 - r) * worse and
    variance r * (1 - r) * (better - worse)^2 each, better and worse being log growths. After
    W. F. Sharpe, "Likely Gains from Market Timing", Financial Analysts Journal 31(2), 1975.
    """
    held, other = np.log1p(risky), np.log1p(safe)
    better, worse = np.maximum(held, other), np.minimum(held, other)
    gap = better - worse
    behind = float((better - held).sum())
    needed = 1 - behind / float(gap.sum()) if gap.any() else 1.0
    mean = float((worse + right * gap - held).sum())
    spread = sqrt(right * (1 - right) * float((gap**2).sum()))
    ahead = 0.5 * (1 + erf(mean / spread / sqrt(2))) if spread else float(mean > 0)
    low, high = mean - NINE_IN_TEN * spread, mean + NINE_IN_TEN * spread
    return Skill(needed, float(np.exp(mean)), float(np.exp(low)), float(np.exp(high)), ahead)


@dataclass(frozen=True)
class Leaving:
    """A rule that sells and buys back beside holding, shape (rises, starts).

    `ratio`: the seller's end over the holder's. `fall`: the seller's deepest fall on the way,
    `held_fall` the holder's, shape (starts,). `sales`: how often was sold.
    """

    ratio: Floats
    fall: Floats
    held_fall: Floats
    sales: Floats


def leave_and_return(
    levels: Floats, cash: Floats, periods: int, fall: float, rises: Floats, delay: int = 0
) -> Leaving:
    """Sell at a level `fall` below the high since buying, buy back above the low since then.

    Each of `rises` is a rule of its own. Every span of so many `periods` begins invested. Out of
    the market the money earns `cash`. A sign is acted on `delay` periods later: 0 deals at the
    very level that gave it, which nobody can be sure of. Signs are told from the levels alone.
    """
    starts = len(levels) - periods
    back_at = 1 + np.asarray(rises, float)[:, None]
    shape = (len(back_at), starts)
    inside, sales = np.ones(shape, bool), np.zeros(shape)
    # Where the money is: as the rule said `delay` periods ago.
    waiting = [inside.copy() for _ in range(delay)]
    # While inside `mark` is the high since buying, while outside the low since selling.
    mark: Floats = np.broadcast_to(levels[:starts], shape).copy()
    worth, top, deepest = np.ones(shape), np.ones(shape), np.zeros(shape)
    held_top, held_deepest = levels[:starts].copy(), np.zeros(starts)
    for now in range(periods):
        later = levels[now + 1 : now + 1 + starts]
        grown = later / levels[now : now + starts]
        earned = cash[now + 1 : now + 1 + starts] / cash[now : now + starts]
        waiting.append(inside.copy())
        worth *= np.where(waiting.pop(0), grown, earned)
        mark = np.where(inside, np.maximum(mark, later), np.minimum(mark, later))
        turn = np.where(inside, later <= mark * (1 - fall), later >= mark * back_at)
        sales += inside & turn
        mark = np.where(turn, later, mark)
        inside ^= turn
        np.maximum(top, worth, out=top)
        np.minimum(deepest, worth / top - 1, out=deepest)
        held_top = np.maximum(held_top, later)
        held_deepest = np.minimum(held_deepest, later / held_top - 1)
    return Leaving(worth / (levels[periods:] / levels[:starts]), deepest, held_deepest, sales)


def monthly(daily: Floats, firsts: np.ndarray, how: str) -> Floats:
    """Monthly prices of daily ones: the mean of a month's days, or its last day ("ends").

    `firsts`: positions of the first day of each month, ascending from 0.
    """
    after = np.append(firsts[1:], len(daily))
    sums: Floats = np.add.reduceat(daily, firsts)
    return daily[after - 1] if how == "ends" else sums / (after - firsts)


def same_way(levels: Floats) -> float:
    """Share of changes that go the same way, up or down, as the change before."""
    up = np.diff(levels) > 0
    return float((up[1:] == up[:-1]).mean())
