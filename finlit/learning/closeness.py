"""How far a guess was from what came out, and how to say so in a few words."""

from __future__ import annotations

import math

from finlit.words.formats import as_said

# Within this share of what came out a guess is close.
CLOSE = 0.10
# From here on "so many times" says more than a difference.
_TIMES = 2.0


def verdict(guess: float, came: float, low: float, high: float) -> str:
    """ "close", "too_low" or "too_high": within a tenth of what came out is close, and so is what
    lies within a fiftieth of the range `low` to `high` that could be guessed."""
    if abs(guess - came) <= max(CLOSE * abs(came), 0.02 * (high - low)):
        return "close"
    return "too_low" if guess < came else "too_high"


def said(guess: float, came: float, low: float, high: float, unit: str) -> str:
    """ "25 times too low", "12 points too high", "Very close"."""
    how = verdict(guess, came, low, high)
    if how == "close":
        return "Exactly" if math.isclose(guess, came, rel_tol=1e-9) else "Very close"
    way = how.replace("_", " ")
    smaller, larger = sorted((guess, came))
    if smaller > 0 and larger / smaller >= _TIMES and unit != "percent":
        times = larger / smaller
        return f"{times:,.0f} times {way}" if times >= 3 else f"{times:.1f} times {way}"
    if unit == "percent":
        points = round(abs(guess - came) * 100, 1)
        amount = f"{points:g} point" + ("" if points == 1 else "s")
    else:
        amount = as_said(_rough(abs(guess - came)), unit)
    return f"{amount} {way}"


def _rough(amount: float) -> float:
    """Three figures are enough for a distance."""
    return float(f"{amount:.3g}")


def shares(amounts: list[float]) -> list[float]:
    """Lengths of bars from 0 to 1 on one scale: the largest fills it. A loss has a bar as long as
    its size; its sign is said beside it."""
    most = max((abs(amount) for amount in amounts), default=0.0)
    return [abs(amount) / most if most else 0.0 for amount in amounts]


def nearer(first: float, second: float, came: float) -> int:
    """Which of two guesses was closer: 0 or 1, or -1 for neither."""
    one, two = abs(first - came), abs(second - came)
    if math.isclose(one, two, rel_tol=1e-9, abs_tol=1e-12):
        return -1
    return 0 if one < two else 1
