"""Counting only those who are still here: how much better the past then looks."""

from __future__ import annotations

import pandas as pd

from finlit.charts.base import thin
from finlit.experiments.diversification.charts.outcomes import averages_chart, shares_chart
from finlit.experiments.kit import Choice, Number, Outcome, Picture, experiment
from finlit.market import Market
from finlit.market.cache import cached
from finlit.numbers.index_members import Holdings, first_week, hold
from finlit.words.wording import money, share

WAYS = {
    "stayers": "Only those still there at the end",
    "index": "Everyone, leavers go into the index",
    "cash": "Everyone, leavers frozen at their last price",
}
FIRST_START, LAST_START = 2000, 2017
MONEY = 100.0
POINTS = 240
NOTE = (
    "Frozen money earns nothing for years, so part of that low share is the method, not the "
    "companies. Leaving is not failing: many were bought at a good price."
)


@cached(12)
def _held(market: Market, start: int, leavers: str) -> Holdings:
    """One dollar in each member of January of `start`, to the end of the table."""
    members = market.table("members")
    begin = first_week(pd.DatetimeIndex(members.index), start)
    index = market.table("sp500_daily")["close"]
    return hold(members, index, begin, len(members) - 1, leavers=leavers)


@cached(2)
def _today(market: Market) -> pd.DataFrame:
    """Growth of a dollar since 2000, with dividends: each of today's large companies that is in
    the table for the whole span, and the fund SPY as the last column."""
    stocks = market.table("stocks")
    whole = stocks.loc[:, stocks.iloc[0].notna() & stocks.iloc[-1].notna()].ffill()
    fund = market.table("spy_daily")["close"].reindex(stocks.index, method="ffill")
    levels = whole.assign(SPY=fund)
    return levels / levels.iloc[0]


def _thinned(frame: pd.DataFrame, by: str) -> pd.DataFrame:
    return frame.iloc[thin(frame[by].to_numpy(), POINTS)].reset_index(drop=True)


@experiment(
    "survivors-only",
    title="Only the survivors, or everyone?",
    question="What changes when you forget those that left?",
    count=Choice("Who is counted", "stayers", WAYS),
    start=Number(
        "Start in January of", 2000, low=FIRST_START, high=LAST_START, step=1, unit="year"
    ),
    figures={
        "beat_share": "share of the counted companies that beat the price index",
        "companies": "companies counted",
        "grown": "what 100 dollars spread over the counted companies became",
        "index_grown": "what 100 dollars in the price index became",
        "stayers_beat_share": "share of those still there that beat the index",
        "everyone_beat_share": "share of all that beat it, leavers into the index",
        "frozen_beat_share": "share of all that beat it, leavers at their last price",
        "stayers": "companies still there",
        "everyone": "companies at the start",
        "stayers_grown": "what 100 dollars in those still there became",
        "everyone_grown": "what 100 dollars in all became, leavers into the index",
        "today_beat_share": "share of today's large companies that beat SPY, with dividends",
        "today_companies": "today's large companies with prices since 2000",
        "today_grown": "what 100 dollars spread over today's large companies became",
        "fund_grown": "what 100 dollars in SPY became",
    },
)
def survivors_only(market: Market, *, count: str, start: int) -> Outcome:
    held = {way: _held(market, start, way) for way in WAYS}
    today, beside_fund = _today(market), _beside_fund(market)
    pictures = (
        _shares_picture(market, held, count),
        _growth_picture(market, held),
        _today_picture(market, today, beside_fund),
    )
    figures = _figures(held, count) | _today_figures(today, beside_fund)
    return Outcome(_answer(held, count, start), figures, pictures, NOTE)


def _answer(held: dict[str, Holdings], count: str, start: int) -> str:
    chosen, everyone = held[count], held["index"]
    words = {
        "stayers": f"If you count only the {len(held['stayers'].codes)} companies still in the "
        f"index in {everyone.weeks[-1]:%B %Y}",
        "index": f"If you count all {len(everyone.codes)} companies and put leavers into the index",
        "cash": f"If you count all {len(everyone.codes)} and freeze leavers at their last price",
    }
    return (
        f"{words[count]}, **{share(chosen.beat_share)}** beat it since January {start}, and "
        f"{money(MONEY)} spread over them became **{money(_grown(chosen))}**. "
        f"The index made {money(MONEY * everyone.index_growth)}."
    )


def _grown(held: Holdings) -> float:
    """What the money spread over these companies became."""
    return MONEY * held.equal_weight[-1]


def _beat_fund(today: pd.DataFrame) -> float:
    return float((today.iloc[-1, :-1] > today["SPY"].iloc[-1]).mean())


def _beside_fund(market: Market) -> pd.DataFrame:
    """Money spread over today's companies, and the same in the fund."""
    today = _today(market)
    return pd.DataFrame(
        {
            "date": today.index,
            "line_0": MONEY * today.iloc[:, :-1].mean(axis=1).to_numpy(),
            "line_1": MONEY * today["SPY"].to_numpy(),
        }
    )


def _source(market: Market, held: dict[str, Holdings]) -> str:
    weeks = held["index"].weeks
    return market.source_line(
        "members", "sp500_daily", first=f"{weeks[0]:%Y-%m-%d}", last=f"{weeks[-1]:%Y-%m-%d}"
    )


def _shares_picture(market: Market, held: dict[str, Holdings], count: str) -> Picture:
    counted = pd.DataFrame(
        {
            "Counted": list(WAYS.values()),
            "Companies": [len(held[way].codes) for way in WAYS],
            "Beat the index": [held[way].beat_share for way in WAYS],
            "100 dollars became": [_grown(held[way]) for way in WAYS],
        }
    )
    bars = pd.DataFrame(
        {
            "way": [f"{WAYS[way]} ({len(held[way].codes)})" for way in WAYS],
            "share": counted["Beat the index"],
            "strong": [float(way == count) for way in WAYS],
        }
    )
    return Picture(
        shares_chart(bars),
        counted,
        _source(market, held),
        "Left out: dividends on both sides, costs, taxes, and what leavers did after leaving.",
        {"Beat the index": "percent", "100 dollars became": "money"},
        heading="Share of companies that beat the index",
    )


def _growth_picture(market: Market, held: dict[str, Holdings]) -> Picture:
    lines = pd.DataFrame(
        {
            "date": held["index"].weeks,
            "line_0": MONEY * held["stayers"].equal_weight,
            "line_1": MONEY * held["index"].equal_weight,
            "line_2": MONEY * held["index"].index,
        }
    )
    names = ("Only those still there", "Everyone", "The index")
    return Picture(
        averages_chart(_thinned(lines, "line_0"), names, ("stock", "growth", "index")),
        lines.iloc[::13].set_axis(["Week", *names], axis=1),
        _source(market, held),
        "Left out: dividends and costs. The same money goes into each company at the start; "
        "leavers go into the index, which holds more of the larger ones and takes in new ones.",
        {"Week": "date"} | dict.fromkeys(names, "money"),
        heading=f"What {money(MONEY)} became",
    )


def _today_picture(market: Market, today: pd.DataFrame, beside_fund: pd.DataFrame) -> Picture:
    return Picture(
        averages_chart(
            _thinned(beside_fund, "line_0"), ("Today's companies", "SPY"), ("stock", "index")
        ),
        beside_fund.iloc[::13].set_axis(["Week", "Today's large companies", "SPY"], axis=1),
        market.source_line("stocks", "spy_daily", over=pd.DatetimeIndex(beside_fund["date"])),
        "Left out: every company that died, shrank or was bought. Dividends are in, on both "
        "sides, so do not set this beside the pictures above.",
        {"Week": "date", "Today's large companies": "money", "SPY": "money"},
        heading=(
            f"The worst way: start from today's list. {share(_beat_fund(today))} of its "
            f"{today.shape[1] - 1} companies beat the fund"
        ),
    )


def _figures(held: dict[str, Holdings], count: str) -> dict[str, float | str]:
    return {
        "beat_share": held[count].beat_share,
        "companies": float(len(held[count].codes)),
        "grown": _grown(held[count]),
        "index_grown": MONEY * held["index"].index_growth,
        "stayers_beat_share": held["stayers"].beat_share,
        "everyone_beat_share": held["index"].beat_share,
        "frozen_beat_share": held["cash"].beat_share,
        "stayers": float(len(held["stayers"].codes)),
        "everyone": float(len(held["index"].codes)),
        "stayers_grown": _grown(held["stayers"]),
        "everyone_grown": _grown(held["index"]),
    }


def _today_figures(today: pd.DataFrame, beside_fund: pd.DataFrame) -> dict[str, float | str]:
    return {
        "today_beat_share": _beat_fund(today),
        "today_companies": float(today.shape[1] - 1),
        "today_grown": float(beside_fund["line_0"].iloc[-1]),
        "fund_grown": float(beside_fund["line_1"].iloc[-1]),
    }
