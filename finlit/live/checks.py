"""A ticker's history, checked as a file's is: what may be wrong, and what is used of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from finlit.numbers import price_checks
from finlit.numbers.price_checks import Finding

if TYPE_CHECKING:
    from finlit.live.listing import Listing

PRICE_ONLY = {"INDEX", "CURRENCY", "CRYPTOCURRENCY", "FUTURE"}
MINOR_UNITS = {"GBp", "GBX", "ZAc", "ILA"}
ALONE = "Only the price alone is offered."


@dataclass(frozen=True, eq=False)
class Checked:
    """What of a listing is used. `total_return` is None where it cannot be trusted or makes no
    sense. `told`: what was found and what was done about it, a sentence or two each.
    `is_cut`: older prices were left out."""

    price: pd.Series
    total_return: pd.Series | None
    told: tuple[str, ...]
    findings: tuple[Finding, ...]
    is_cut: bool


def check(listing: Listing, *, older: bool = False) -> Checked:
    """The listing, checked. `older`: also what lies before a change of unit or a gap of years."""
    prices = listing.prices[["close", "adj_close"]]
    splits = price_checks.of_splits(prices["close"], listing.splits)
    told = []
    for finding in splits:
        prices = _scaled(prices, finding)
        verb, by = ("divided", 1 / finding.factor)
        if finding.factor > 1:
            verb, by = "multiplied", finding.factor
        told.append(f"{finding.what} Here the earlier prices are {verb} by {by:g}.")
    breaks = price_checks.of_prices(prices["close"])
    dividends = listing.dividends
    if breaks:
        begin = pd.Timestamp(max(finding.days[-1] for finding in breaks))
        is_cut = not older and int((prices.index >= begin).sum()) >= 2
        if is_cut:
            prices, dividends = prices.loc[begin:], dividends.loc[begin:]
        done = f"Only what follows {begin:%Y-%m-%d} is used." if is_cut else "All of it is used."
        told += [f"{finding.what} {done}" for finding in breaks]
    else:
        is_cut = False
    total_return, spoiled = _total_return(listing, prices, dividends)
    told += [finding.what for finding in spoiled[:-1]]
    told += [f"{finding.what} {ALONE}" for finding in spoiled[-1:]]
    found = (*splits, *breaks, *spoiled)
    return Checked(prices["close"], total_return, tuple(told), found, is_cut)


def _total_return(
    listing: Listing, prices: pd.DataFrame, dividends: pd.Series
) -> tuple[pd.Series | None, list[Finding]]:
    if listing.kind in PRICE_ONLY:
        return None, []
    minor = listing.currency in MINOR_UNITS
    spoiled = price_checks.of_total_return(
        prices["close"], prices["adj_close"], dividends, is_minor_unit=minor
    )
    return (None if spoiled else prices["adj_close"]), spoiled


def _scaled(prices: pd.DataFrame, finding: Finding) -> pd.DataFrame:
    """Each column's earlier prices times the factor, where that column jumps as the price does."""
    day = pd.Timestamp(finding.days[0])
    place = int(pd.DatetimeIndex(prices.index).get_indexer([day])[0])
    mended = prices.copy()
    for name in prices:
        values = prices[name].to_numpy(float).copy()
        with np.errstate(divide="ignore", invalid="ignore"):
            jump = np.log(values[place] / values[place - 1])
        if np.isfinite(jump) and abs(jump - np.log(finding.factor)) < 0.25 * abs(
            np.log(finding.factor)
        ):
            values[:place] *= finding.factor
            mended[name] = values
    return mended
