"""A round: what is seen before the decision, and what came after it.

`Glimpse` is made from the prices up to the week of the decision and from nothing else. Prices are
rebased: the price of that week is 100. Weeks count from it: -52 is a year before, 156 the end.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from finlit.game.falls import HALF_A_YEAR
from finlit.numbers.returns import Floats
from finlit.words.formats import write

# A history this long is shown, or as much as there is; longer when the high lies before.
FIVE_YEARS = 260
WEEKS_A_MONTH = 365.2425 / 12 / 7


@dataclass(frozen=True)
class Glimpse:
    """A fall as it looks in the week it is met: `weeks` (0 or less) and `prices` (100 = now).

    `fall`: decimal below the high (negative). `high_week`, `low_week`: of the high so far and of
    the lowest price since. `rise`: decimal above that lowest price.
    """

    weeks: tuple[int, ...]
    prices: tuple[float, ...]
    fall: float
    high_week: int
    low_week: int
    rise: float

    @property
    def headline(self) -> str:
        """The fall in one line: "Fell 54% in 14 months, 9% up since"."""
        deepest = (1 + self.fall) / (1 + self.rise) - 1
        span = length(self.low_week - self.high_week)
        text = f"Fell {write(-deepest, 'percent')} in {span}"
        return f"{text}, {write(self.rise, 'percent')} up since" if self.rise >= 0.005 else text

    @property
    def description(self) -> str:
        """More of the history in words, for those who do not see the picture."""
        first, high = self.prices[0], max(self.prices)
        since = (
            f"The lowest price since then came {length(-self.low_week)} ago."
            if self.low_week < 0
            else "It has not been lower since its high."
        )
        return (
            f"The price today is 100. {length(-self.weeks[0]).capitalize()} ago it was "
            f"{first:.0f}, and at its high, {length(-self.high_week)} ago, it was {high:.0f}. "
            f"{since}"
        )


def glimpse(prices: Floats) -> Glimpse:
    """What is seen of a stock. `prices`: weekly, NaN where not known; the last one is of today."""
    known = np.flatnonzero(~np.isnan(prices))
    today = len(prices) - 1
    high = int(np.nanargmax(prices))
    low = high + int(np.nanargmin(prices[high:]))
    first = max(min(today - FIVE_YEARS, high - HALF_A_YEAR), 0)
    shown = known[known >= first]
    return Glimpse(
        weeks=tuple(int(week) for week in shown - today),
        prices=tuple(float(price) for price in (100 * prices[shown] / prices[today]).round(2)),
        fall=float(prices[today] / prices[high] - 1),
        high_week=high - today,
        low_week=low - today,
        rise=float(prices[today] / prices[low] - 1),
    )


@dataclass(frozen=True)
class Aftermath:
    """What came: multiples of a dollar in the company, the index and bills, by week from 0 on.

    `left`: it left the index before three years were over, and the round ends there.
    """

    weeks: tuple[int, ...]
    company: tuple[float, ...]
    index: tuple[float, ...]
    bills: tuple[float, ...]
    left: bool

    @property
    def growth(self) -> float:
        """What a dollar in the company became."""
        return self.company[-1]

    @property
    def rose(self) -> bool:
        """Whether the price ended above the price of the decision."""
        return self.growth > 1

    @property
    def returns(self) -> tuple[float, float, float]:
        """What a dollar became in the company, the index and bills."""
        return self.company[-1], self.index[-1], self.bills[-1]


def aftermath(prices: Floats, index: Floats, bills: Floats, left: bool) -> Aftermath:
    """What came of a stock from the week of the decision to the round's last week.

    Weekly levels of the same length; `prices` may have holes, but not at its ends.
    """
    known = np.flatnonzero(~np.isnan(prices))

    def times(levels: Floats) -> tuple[float, ...]:
        return tuple(float(level) for level in levels[known] / levels[0])

    return Aftermath(
        tuple(int(week) for week in known), times(prices), times(index), times(bills), left
    )


def length(weeks: int) -> str:
    """A number of weeks as people say it: "1 week", "7 weeks", "14 months", "4 years"."""
    if weeks < 9:
        return f"{weeks} week{'' if weeks == 1 else 's'}"
    months = round(weeks / WEEKS_A_MONTH)
    if months < 24 or (months % 12 and months < 36):
        return f"{months} months"
    return write(round(months / 6) / 2, "years")
