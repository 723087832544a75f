"""Mixes of assets: weights, rebalancing, risk and return, and how assets move together.

Returns are decimals per period, a row a period and a column an asset; losses are negative.
Weights are shares of the money put in and add up to 1. A mix is one row of weights; many mixes
are worked out at once. Falls are counted at the ends of periods only: within a year (or a month)
a mix may have stood lower.
"""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from finlit.numbers.returns import Floats, cagr, drawdown, fill_unpublished_cpi, volatility


def shares(parts: ArrayLike) -> Floats:
    """Weights from parts: 3 and 1 parts are 0.75 and 0.25. ValueError if negative or all 0."""
    amounts = np.asarray(parts, float)
    total = amounts.sum(axis=-1, keepdims=True)
    if (amounts < 0).any() or not (total > 0).all():
        raise ValueError("parts are 0 or more, and not all are 0")
    return amounts / total


def mix_grid(assets: int, steps: int) -> Floats:
    """Every mix of `assets` in steps of 1 / `steps`: (mixes, assets), each row adding up to 1.

    Stars and bars: the ways to put assets - 1 bars among steps + assets - 1 places.
    """
    places = range(steps + assets - 1)
    edges = [(-1, *bars, len(places)) for bars in combinations(places, assets - 1)]
    return (np.diff(np.array(edges), axis=1) - 1) / steps


def mix_returns(returns: ArrayLike, weights: ArrayLike, rebalance_every: int | None = 1) -> Floats:
    """Return of each period of one mix (periods,) or of many (periods, mixes).

    `weights`: (assets,) or (mixes, assets). `rebalance_every`: periods until the weights are set
    back; None never does, so that what grew most weighs most. With every period:
    r_mix = sum of weight * return.
    """
    periods, mixes = np.asarray(returns, float), np.asarray(weights, float)
    if not np.allclose(mixes.sum(axis=-1), 1):
        raise ValueError("weights must add up to 1")
    if rebalance_every == 1:
        return periods @ mixes.T
    size = len(periods)
    block = size if rebalance_every is None else rebalance_every
    level = np.vstack([np.ones(periods.shape[1]), np.cumprod(1 + periods, axis=0)])
    start = np.arange(size) // block * block
    after = (level[1:] / level[start]) @ mixes.T
    before = (level[:-1] / level[start]) @ mixes.T
    return after / before - 1


def mix_levels(returns: ArrayLike) -> Floats:
    """Value of 1 dollar from the start on: one row more than `returns`, along the first axis."""
    growth = np.cumprod(1 + np.asarray(returns, float), axis=0)
    return np.concatenate([np.ones((1, *growth.shape[1:])), growth])


def measures(returns: ArrayLike, periods_a_year: int = 1) -> dict[str, Floats]:
    """Growth and risk along the first axis: `cagr`, `volatility` (a year), `worst` (the worst
    period), `deepest_fall` (from the highest level so far), `final` (what 1 dollar became)."""
    periods = np.asarray(returns, float)
    levels = mix_levels(periods)
    return {
        "cagr": np.asarray(cagr(levels[-1], len(periods) / periods_a_year)),
        "volatility": np.asarray(volatility(periods, periods_a_year)),
        "worst": periods.min(axis=0),
        "deepest_fall": drawdown(levels).min(axis=0),
        "final": levels[-1],
    }


def mix_volatility(weights: ArrayLike, covariance: ArrayLike) -> Floats:
    """Volatility of a mix that is always set back to its weights: sqrt(w' C w).

    Less than the weighted mean of the parts' volatilities unless all move as one.
    """
    mixes = np.asarray(weights, float)
    return np.sqrt(np.einsum("...i,ij,...j->...", mixes, np.asarray(covariance, float), mixes))


def correlation_with(returns: pd.DataFrame, asset: str) -> pd.Series:
    """Correlation of each column with `asset`, over the periods that both have; 1 = in step."""
    return returns.corrwith(returns[asset])


def mean_correlation(returns: ArrayLike) -> float:
    """Mean correlation of all pairs of columns; columns that never move or have NaN are left out.

    The sum of all correlations of n columns is n + n (n - 1) * mean.
    """
    moves = np.asarray(returns, float)
    spread = moves.std(axis=0)
    moves = moves[:, spread > 0]
    size = moves.shape[1]
    if size < 2:
        return float("nan")
    standard = (moves - moves.mean(axis=0)) / moves.std(axis=0)
    total = (standard.sum(axis=1) ** 2).mean()
    return float((total - size) / (size * (size - 1)))


def annual_inflation(cpi: pd.Series) -> pd.Series:
    """Rise of consumer prices from December to December, by year. `cpi`: monthly index."""
    filled = fill_unpublished_cpi(cpi)
    decembers = filled[filled.index.month == 12]
    decembers.index = decembers.index.year
    return decembers.pct_change(fill_method=None).rename("inflation")


def real_returns(returns: ArrayLike, inflation: ArrayLike) -> Floats:
    """Return in goods instead of dollars: (1 + r) / (1 + inflation) - 1, by period."""
    nominal, prices = np.asarray(returns, float), np.asarray(inflation, float)
    prices = prices.reshape((-1,) + (1,) * (nominal.ndim - 1))
    return (1 + nominal) / (1 + prices) - 1
