"""The past that a plan is tried on: the US market's, or that of a learner's own series.

A built-in experiment works its numbers out from a `History`, so that the same question can be
asked of another one.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from finlit.experiments.kit.comparison import StrategyComparison
from finlit.experiments.kit.controls import ControlValueError
from finlit.market import Market
from finlit.market.views import month_ends
from finlit.numbers.returns import Floats
from finlit.numbers.series import OwnSeries, months

LEAST_MONTHS = 24
NO_FEES = "No fees, no taxes, no inflation."


@dataclass(frozen=True, eq=False)
class History:
    """One thing's past. `levels`: positive, by month.

    `cash`: what waiting money is worth on the same months, None where it earns nothing. `name` is
    "" for the US market. `stretch`: what a try from one month on is called, one and many.
    `ending`: what became of the thing after its last price, "" for what is still there.
    """

    levels: pd.Series
    source: str
    cash: pd.Series | None = None
    name: str = ""
    stretch: tuple[str, str] = ("span", "spans")
    ending: str = ""

    @property
    def level(self) -> Floats:
        """The levels alone, shape (months,)."""
        return self.levels.to_numpy(float)

    @property
    def cash_level(self) -> Floats | None:
        return None if self.cash is None else self.cash.to_numpy(float)

    def opening(self, sentence: str) -> str:
        """The sentence as an answer opens: with the name of the thing, or with a capital."""
        return f"In {self.name}, {sentence}" if self.name else sentence[0].upper() + sentence[1:]

    def compare(self, first: str, second: str, ratio: Floats, spans: str) -> StrategyComparison:
        """Two buyers from every first month on; `ratio`: the second's end over the first's."""
        starts = pd.DatetimeIndex(self.levels.index[: len(ratio)])
        return StrategyComparison(first, second, starts, ratio, spans)


def us_month_ends(market: Market, cash: str) -> History:
    """US stocks with dividends at each month's end since June 1926; cash "bills" earns interest."""
    levels = month_ends(market)
    bills = levels["bills"] if cash == "bills" else None
    return History(levels["stocks"], market.source_line("stocks_and_bills"), bills)


def own_months(series: OwnSeries, kind: str | None) -> History:
    """A learner's own series by month; waiting money earns nothing.

    ControlValueError where there are too few prices for a plan by month.
    """
    if series.frequency in ("quarterly", "annual"):
        raise ControlValueError(
            f"{series.name} has fewer than twelve prices a year, too few for this"
        )
    levels = months(series.levels(kind or series.kinds[0]))
    if len(levels) < LEAST_MONTHS:
        raise ControlValueError(
            f"{series.name} spans {len(levels)} months. This needs at least {LEAST_MONTHS}"
        )
    source = source_line(series, levels.index[0], levels.index[-1], "%Y-%m")
    return History(levels, source, None, series.name, ("one", "starts"), ending(series))


def source_line(
    series: OwnSeries, first: pd.Timestamp, last: pd.Timestamp, form: str = "%Y-%m-%d"
) -> str:
    return f"Source: {series.source}. {first:{form}} to {last:{form}}."


def small_print(series: OwnSeries, kind: str | None, *more: str) -> str:
    """What a picture of a series does not hold, with what is told of the series itself."""
    paid = (kind or series.kinds[0]) == "total_return"
    dividends = "Dividends are put back in." if paid else "Dividends are left out."
    return " ".join([dividends, *more, NO_FEES, *series.notes])


def ending(series: OwnSeries) -> str:
    """What became of it after the last price, "" for what is still there."""
    if series.worthless_on is None:
        return ""
    return f"In {series.worthless_on:%B %Y} it was final that the shares were worthless."
