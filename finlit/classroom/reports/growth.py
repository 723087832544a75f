"""From before to after: how much a class gained, and how sure that is. Pure.

Each pupil is compared with the same pupil, so that how good a pupil is anyway cancels out. The
interval is the paired t interval: the mean of the pupils' differences, plus and minus
t * s / sqrt(n), s being their standard deviation. It is an approximation that needs some pupils:
below `FEWEST` none is given.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

FEWEST = 10
CONFIDENCE = 0.95


@dataclass(frozen=True)
class Growth:
    """Shares of right answers before and after, each 0 to 1 and a mean over `pupils`, and the mean
    change with its 95% interval; `low` and `high` are None where none can be given. `when` says
    in words what before and after were."""

    pupils: int
    before: float
    after: float
    low: float | None = None
    high: float | None = None
    when: tuple[str, str] = ("before", "after")

    @property
    def change(self) -> float:
        """How much the mean share changed: 0.2 is 20 of 100 questions more."""
        return self.after - self.before

    @property
    def sentence(self) -> str:
        """The change and how sure it is, in words."""
        if not self.pupils:
            return "Nobody has answered before and after yet."
        pupils = f"{self.pupils} pupil" + ("" if self.pupils == 1 else "s")
        told = (
            f"Of 100 answers, {100 * self.before:.0f} were right {self.when[0]} and "
            f"{100 * self.after:.0f} {self.when[1]} ({pupils}): "
            f"a change of {100 * self.change:+.0f}."
        ).replace("+0.", "0.")
        if self.low is None or self.high is None:
            why = (
                f"With fewer than {FEWEST} pupils"
                if self.pupils < FEWEST
                else "As it was the same for all pupils"
            )
            return f"{told} {why}, nothing can be said about how sure this is."
        sure = (
            f"The change is likely between {100 * self.low:+.0f} and {100 * self.high:+.0f} "
            "(95% interval, each pupil compared with themselves)."
        )
        doubt = " It may be chance." if self.low <= 0 <= self.high else ""
        return f"{told} {sure}{doubt}"


def growth(pairs: Sequence[tuple[float, float]]) -> Growth:
    """The growth of pupils whose shares of right answers, 0 to 1, were (before, after)."""
    size = len(pairs)
    if not size:
        return Growth(0, math.nan, math.nan)
    before = statistics.fmean(first for first, _ in pairs)
    after = statistics.fmean(last for _, last in pairs)
    changes = [last - first for first, last in pairs]
    if size < FEWEST or max(changes) - min(changes) < 1e-12:
        return Growth(size, before, after)
    middle = statistics.fmean(changes)
    room = student_t(size - 1) * statistics.stdev(changes) / math.sqrt(size)
    return Growth(size, before, after, max(middle - room, -1.0), min(middle + room, 1.0))


def student_t(freedom: int, confidence: float = CONFIDENCE) -> float:
    """The two-sided quantile of Student's t, right to three decimals from 9 degrees of freedom on.

    The expansion of Abramowitz and Stegun, Handbook of Mathematical Functions, 26.7.5.
    """
    z = statistics.NormalDist().inv_cdf((1 + confidence) / 2)
    terms = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160,
    )
    return z + sum(term / freedom**power for power, term in enumerate(terms, 1))
