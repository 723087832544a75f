"""The members of the S&P 500 after a deep fall, and any member bought in the same weeks."""

from __future__ import annotations

import numpy as np
import pandas as pd

from finlit.experiments.dips.charts.stock_falls import EPISODES
from finlit.market import Market
from finlit.market.cache import cached
from finlit.numbers import drawdowns
from finlit.numbers.returns import YEAR, Floats

WEEK = pd.Timedelta(weeks=1)


@cached(4)
def panel(market: Market) -> tuple[pd.DataFrame, Floats, drawdowns.Positions, dict]:
    """Member prices, the index on the same Fridays, last known rows, and sourced endings."""
    members = market.table("members")
    index = market.table("sp500_daily")["close"].reindex(members.index, method="ffill")
    companies = market.table("companies")
    sourced = companies[companies["final_value"].notna() & companies["ending_date"].notna()]
    endings = {
        int(members.columns.get_loc(code)): (
            int(members.index.searchsorted(row["ending_date"])),
            float(row["final_value"]),
        )
        for code, row in sourced.iterrows()
        if code in members.columns
    }
    return members, index.to_numpy(), drawdowns.last_known(members.to_numpy()), endings


@cached(64)
def standing(market: Market, depth: float, years: int, leavers: str) -> pd.DataFrame:
    """`dips.standing` of all members, with code, week of the fall and episode."""
    members, index, known_rows, endings = panel(market)
    prices = members.to_numpy()
    table = drawdowns.standing(
        prices,
        index,
        drawdowns.first_falls(prices, depth),
        _weeks(years),
        known_rows=known_rows,
        endings=endings,
        leavers=leavers,
    )
    week = members.index[table["row"]]
    return table.assign(
        code=members.columns[table["column"]], week=week, episode=_episodes(week.year.to_numpy())
    )


@cached(64)
def any_member(market: Market, depth: float, years: int) -> tuple[float, float]:
    """Mean and median growth of a dollar in any member, bought in the weeks of the falls.

    Every member of a week counts alike, every fall weighs its week once; those that left go into
    the index. The fallen are among them.
    """
    members, index, known_rows, endings = panel(market)
    prices = members.to_numpy()
    fallen = standing(market, depth, years, "index")
    weeks, falls = np.unique(fallen.loc[fallen["state"] != "running", "row"], return_counts=True)
    growth = drawdowns.standing(
        prices,
        index,
        drawdowns.members_in(prices, weeks),
        _weeks(years),
        known_rows=known_rows,
        endings=endings,
    ).groupby("row")["growth"]
    return (
        float(np.average(growth.mean(), weights=falls)),
        float(np.average(growth.median(), weights=falls)),
    )


def _weeks(years: int) -> int:
    """Whole weeks within so many years."""
    return int(years * YEAR / WEEK)


def _episodes(year: np.ndarray) -> np.ndarray:
    first, second, others = EPISODES
    in_first, in_second = (year >= 2000) & (year <= 2002), (year >= 2008) & (year <= 2009)
    return np.select([in_first, in_second], [first, second], others)
