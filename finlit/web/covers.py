"""Lesson covers: a tiny real picture for each card. A lesson without one is shown without."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import numpy as np

from finlit import draws, returns
from finlit.charts.base import COLOURS
from finlit.charts.spark import spark
from finlit.market import built_in


def _compounding() -> tuple[str, str]:
    index = returns.market_indices(built_in().table("us_market"))["real_total_return_index"]
    caption = f"US stocks since {index.index[0]:%Y}, dividends put back in, after inflation"
    return spark(index.to_numpy(), COLOURS["growth"]), caption


def _buying_the_dip() -> tuple[str, str]:
    prices = built_in().table("bed_bath")["close"].dropna()
    caption = f"A share of Bed Bath & Beyond, {prices.index[0]:%Y} to {prices.index[-1]:%Y}"
    return spark(prices.to_numpy(), COLOURS["stock"]), caption


def _diversification() -> tuple[str, str]:
    swings = draws.published_volatility(np.arange(1, 101))
    caption = "Ups and downs with 1 to 100 stocks: they shrink, but not to nothing"
    return spark(swings, COLOURS["index"]), caption


_COVERS: dict[str, Callable[[], tuple[str, str]]] = {
    "compounding": _compounding,
    "buying-the-dip": _buying_the_dip,
    "diversification": _diversification,
}


@cache
def cover(slug: str) -> tuple[str, str] | None:
    """SVG and caption for a lesson's card, or None."""
    draw = _COVERS.get(slug)
    return draw() if draw else None
