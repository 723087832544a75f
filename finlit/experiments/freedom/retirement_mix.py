"""A mix of stocks and bonds by years, as people who stopped working might hold it."""

from __future__ import annotations

import numpy as np

from finlit.experiments.kit import Number
from finlit.market import Market
from finlit.market.cache import cached
from finlit.market.views import annual_returns
from finlit.numbers.returns import Floats

FIRST = 1928
STAKE = 1_000_000.0
MIX = (
    "US stocks and ten-year government bonds, whole years, after inflation, set back to the mix "
    "each year. No taxes. One country that did well."
)
STOCKS = Number("Part in stocks", 0.6, low=0.0, high=1.0, step=0.1, unit="percent")


@cached(64)
def mixed(market: Market, stocks: float, fee: float = 0.0) -> tuple[np.ndarray, Floats]:
    """Years, and the yearly return of the mix after inflation and a fee."""
    found, returns = annual_returns(market, FIRST, True)
    return found, (1 + returns[:, :2] @ np.array([stocks, 1 - stocks])) * (1 - fee) - 1


def source_line(market: Market) -> str:
    last = mixed(market, 1.0)[0][-1]
    return market.source_line("asset_classes", "us_market", first=str(FIRST), last=str(last))
