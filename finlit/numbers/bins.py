"""Edges of the bars that guesses are counted in: round numbers, even steps or even ratios."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from finlit.numbers.returns import Floats

# Bars at most, but for guesses that lie more than 14 powers of ten apart.
MOST = 14
# From this ratio of the largest to the smallest, even steps would pile all but one into one bar.
WIDE = 30.0
_STEPS = np.array([1.0, 2.0, 5.0, 10.0])


class Bins(NamedTuple):
    """Ascending `edges` (one more than bars), how many values lie in each bar (the lower edge
    belongs to it, the last bar has both), and whether the edges grow by ratios."""

    edges: Floats
    counts: np.ndarray
    by_ratio: bool


def bins(values: Sequence[float], answer: float = np.nan) -> Bins:
    """Values counted in some ten bars with round edges. Raises ValueError without values.

    `answer` is to be drawn on the same axis: where it is far from them, ratios serve better.
    """
    given = np.asarray(values, float)
    if not given.size:
        raise ValueError("there is nothing to count")
    low, high = np.nanmin([given.min(), answer]), np.nanmax([given.max(), answer])
    by_ratio = bool(low > 0 and high > WIDE * low)
    edges = _ratios(given.min(), given.max()) if by_ratio else _steps(given.min(), given.max())
    return Bins(edges, np.histogram(given, edges)[0], by_ratio)


def _steps(low: float, high: float) -> Floats:
    """Even round steps around low and high."""
    span = high - low if high > low else max(abs(low), 1.0)
    least = span / (MOST - 2)
    power = 10.0 ** np.floor(np.log10(least))
    step = float(power * _STEPS[np.searchsorted(_STEPS, least / power - 1e-9)])
    first = np.floor(low / step + 1e-9)
    last = max(np.ceil(high / step - 1e-9), first + 1)
    edges = np.round(np.arange(first, last + 1) * step, 10)
    # A hair beyond a round edge still belongs to the bar inside it.
    edges[0], edges[-1] = min(edges[0], low), max(edges[-1], high)
    return edges


def _ratios(low: float, high: float) -> Floats:
    """1, 2, 5, 10, 20 ... around low and high; powers of ten alone where those are too many."""
    powers = 10.0 ** np.arange(np.floor(np.log10(low)) - 1, np.ceil(np.log10(high)) + 2)
    for series in (np.outer(powers, _STEPS[:3]).ravel(), powers):
        first = np.searchsorted(series, low, side="right") - 1
        last = max(np.searchsorted(series, high), first + 1)
        edges = series[first : last + 1]
        if len(edges) - 1 <= MOST:
            break
    return edges
