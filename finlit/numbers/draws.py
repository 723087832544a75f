"""Portfolios of n stocks drawn at random: how much they swing and what they become.

A draw takes n different stocks, the same amount of money in each, and leaves them alone. Stocks
are columns of `values`, one dollar each at the start (finlit.numbers.index_members.hold).
Volatilities are decimals a year. Draws take a seed: the same seed gives the same portfolios.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from finlit.numbers.returns import Floats

WEEKS_A_YEAR = 52

# Elton and Gruber 1977, "Risk reduction and portfolio size", as tabulated by Statman 1987.
PUBLISHED_SINGLE, PUBLISHED_FLOOR = 0.49236, 0.19158


def published_volatility(stocks: ArrayLike) -> Floats:
    """Volatility of an equally weighted portfolio of n US stocks, by Elton and Gruber.

    sigma(n)^2 = floor^2 + (single^2 - floor^2) / n: the own risk of each stock is divided by n, the
    risk that all share is not.
    """
    own = PUBLISHED_SINGLE**2 - PUBLISHED_FLOOR**2
    return np.sqrt(PUBLISHED_FLOOR**2 + own / np.asarray(stocks, float))


def draw(stocks: int, sizes: Sequence[int], draws: int, seed: int) -> NDArray[np.float32]:
    """Weights of random portfolios: (stocks, sizes, draws), each column of stocks adding up to 1.

    One draw is one shuffled list of the stocks: its portfolio of 5 is the first 5 of the list and
    so part of its portfolio of 10. Raises ValueError when a size is not within 1 to `stocks`.
    """
    if not all(1 <= size <= stocks for size in sizes):
        raise ValueError(f"a portfolio holds from 1 to {stocks} of these stocks")
    shuffle = np.random.default_rng(seed)
    order = np.argsort(shuffle.random((draws, stocks), dtype=np.float32), axis=1)
    weights = np.zeros((stocks, len(sizes), draws), np.float32)
    for position, size in enumerate(sizes):
        weights[order[:, :size], position, np.arange(draws)[:, None]] = 1 / size
    return weights


def drawn_growth(growth: Floats, size: int, draws: int, seed: int) -> Floats:
    """What one dollar became in each of `draws` portfolios of `size` stocks. `growth`: by stock."""
    return growth @ draw(len(growth), [size], draws, seed)[:, 0].astype(float)


def path_volatility(values: ArrayLike) -> Floats:
    """Volatility a year of weekly paths along the first axis; money that is gone lies still."""
    paths = np.asarray(values)
    before = paths[:-1]
    change = np.divide(paths[1:], before, out=np.ones_like(before), where=before > 0)
    return change.std(axis=0, ddof=1) * np.sqrt(WEEKS_A_YEAR)


def drawn_volatility(values: Floats, sizes: Sequence[int], draws: int, seed: int) -> Floats:
    """Volatility of each random portfolio: (sizes, draws). `values`: (weeks, stocks)."""
    weights = draw(values.shape[1], sizes, draws, seed)
    paths = values.astype(np.float32) @ weights.reshape(len(weights), -1)
    return path_volatility(paths).reshape(len(sizes), draws).astype(float)
