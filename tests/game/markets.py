"""A market whose future is another one: the same tables up to a week, made-up ones after it."""

from __future__ import annotations

from functools import cache

import numpy as np
import pandas as pd

from finlit.market import built_in
from finlit.numbers.returns import Floats

ONE_DAY = pd.Timedelta(days=1)


@cache
def made_up(name: str) -> Floats:
    """Values for a whole table: prices that jump to anything, members that come and go."""
    size = built_in().table(name).shape
    chance = np.random.default_rng(len(name))
    if name == "stocks_and_bills":
        return chance.normal(0, 0.05, size)
    return np.where(chance.random(size) < 0.3, np.nan, np.exp(chance.normal(3, 2, size)))


class AnotherFuture:
    """The built-in tables, with everything after the week `until` made up."""

    def __init__(self, until: pd.Timestamp) -> None:
        real = built_in()
        self._tables = {"companies": real.table("companies")}
        for name in ("members", "sp500_daily", "stocks_and_bills"):
            table = real.table(name)
            # A month's return is known when the month is over: that of `until` is future too.
            last = (
                until if name != "stocks_and_bills" else until.replace(day=1) - pd.Timedelta("1D")
            )
            later = np.asarray(table.index > last)[:, None]
            values = np.where(later, made_up(name), table.to_numpy(float))
            self._tables[name] = pd.DataFrame(values, table.index, table.columns, copy=False)

    def table(self, name: str) -> pd.DataFrame:
        return self._tables[name]
