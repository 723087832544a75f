"""The figures of checks.toml about many companies: beside the index, and after deep falls."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from finlit.market import Market
from finlit.numbers import drawdowns, index_members

Figures = Sequence[float | str]

THREE_YEARS = 156  # weeks


def members_and_the_index(market: Market) -> Figures:
    table, index = market.table("members"), market.table("sp500_daily")["close"]
    shares: list[float] = []
    for year in (2000, 2002, 2005, 2008, 2010, 2012):
        start = index_members.first_week(pd.DatetimeIndex(table.index), year)
        end = start + index_members.TEN_YEARS
        shares += [
            index_members.hold(table, index, start, end, leavers=leavers).beat_share
            for leavers in ("index", "cash", "stayers")
        ]
    return shares


def who_was_asked(market: Market) -> Figures:
    table, index = market.table("members"), market.table("sp500_daily")["close"]
    start = index_members.first_week(pd.DatetimeIndex(table.index), 2000)
    return [
        index_members.hold(table, index, start, len(table) - 1, leavers=leavers).beat_share
        for leavers in ("stayers", "index", "cash")
    ]


def companies_of_today(market: Market) -> Figures:
    stocks = market.table("stocks")
    times = (stocks.iloc[-1] / stocks.iloc[0]).dropna()
    yardsticks = [
        market.table(name)["close"].reindex(stocks.index, method="ffill")
        for name in ("spy_daily", "sp500_daily")
    ]
    return [float((times > level.iloc[-1] / level.iloc[0]).mean()) for level in yardsticks]


def _after_falls(market: Market, leavers: str) -> pd.DataFrame:
    table = market.table("members")
    prices = table.to_numpy()
    index = market.table("sp500_daily")["close"].reindex(table.index, method="ffill").to_numpy()
    falls, known = drawdowns.first_falls(prices, 0.5), drawdowns.last_known(prices)
    return drawdowns.standing(prices, index, falls, THREE_YEARS, known_rows=known, leavers=leavers)


def falls_by_half(market: Market) -> Figures:
    state = _after_falls(market, "index")["state"]
    return [
        float(len(state)),
        *(float((state == one).sum()) for one in ("member", "left", "running")),
    ]


def after_a_fall_by_half(market: Market) -> Figures:
    after = _after_falls(market, "index")
    over = after[after["state"] != "running"]
    return over[["growth", "index_growth"]].mean().tolist()


def after_a_fall_by_half_share(market: Market) -> Figures:
    after = _after_falls(market, "cash")
    beat = after["growth"] > after["index_growth"]
    return [float(beat.mean()), float((after["growth"] <= 0.5).mean())]
