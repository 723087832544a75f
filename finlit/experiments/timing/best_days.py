"""Missing the best days and missing the worst ones, both told."""

from __future__ import annotations

import numpy as np
import pandas as pd

from finlit.charts.base import thin
from finlit.charts.best_days import BEST, WORST, days_chart, missed_chart
from finlit.experiments.kit import Number, Outcome, Picture, Switch, experiment
from finlit.market import Market
from finlit.numbers import missed_days
from finlit.words.wording import money

STAKE = 10_000.0
# Trading days in two weeks.
NEAR = 10
# Calendar days from one close to the next over the longest holidays; more means closed.
LONGEST_HOLIDAY = 5


@experiment(
    "best-and-worst-days",
    title="The best days and the worst days",
    question="What do a few days make of twenty years?",
    days=Number("Days missed", 10, low=0, high=30, step=1),
    first=Number("First year", 2004, low=1928, high=2025, step=1, unit="year"),
    last=Number("Last year", 2023, low=1928, high=2025, step=1, unit="year"),
    single=Switch("Leave out days that hold more than one session"),
    figures={
        "held": "dollars from 10,000 held every day",
        "without_best": "dollars without the best days",
        "without_worst": "dollars without the worst days",
        "without_both": "dollars without both",
        "held_over_missed_best": "held over without the best days",
        "missed_worst_over_held": "without the worst days over held",
        "best_near_worst": "best days within ten trading days of a worst one",
        "near_share": "the same as a share of the best days",
        "trading_days": "trading days in all",
        "best_several": "best days that hold more than one session, or weeks of a closed exchange",
        "worst_several": "the same of the worst days",
        "several": "the same of all days",
    },
)
def best_and_worst_days(
    market: Market, *, days: int, first: int, last: int, single: bool
) -> Outcome:
    swapped = first > last
    first, last = min(first, last), max(first, last)
    close = market.table("sp500_daily")["close"]
    begin = max(int(close.index.searchsorted(pd.Timestamp(first, 1, 1))) - 1, 0)
    close = close.iloc[begin : int(close.index.searchsorted(pd.Timestamp(last + 1, 1, 1)))]
    daily = missed_days.daily_returns(close)
    returns = daily.to_numpy()
    spans = _spans(market, pd.DatetimeIndex(close.index))
    # Positions of the days that may be picked: all, or those that are one session of the exchange.
    allowed = np.flatnonzero((spans == "") | (not single))
    count = min(days, len(allowed))
    best = allowed[missed_days.best_days(returns[allowed], count)]
    worst = allowed[missed_days.worst_days(returns[allowed], count)]
    missed = {
        "held": best[:0],
        "without_best": best,
        "without_worst": worst,
        "without_both": np.concatenate([best, worst]),
    }
    table = pd.DataFrame({"date": close.index})
    for name, positions in missed.items():
        growth = missed_days.growth_without(returns, positions)
        table[name] = STAKE * np.concatenate([[1.0], growth])
    ends = {name: float(table[name].iloc[-1]) for name in missed}
    near = int((missed_days.days_to_nearest(best, worst) <= NEAR).sum())
    answer = (
        f"{money(STAKE)} held through every day of "
        f"{first if first == last else f'{first} to {last}'} became **{money(ends['held'])}**."
    )
    if days:
        answer += (
            f" Without the {_days(days, 'best')}: {money(ends['without_best'])}. Without the "
            f"{_days(days, 'worst')}: {money(ends['without_worst'])}. Without both: "
            f"**{money(ends['without_both'])}**."
        )
    note = _neighbors(near, days)
    if swapped:
        note += " The first year came after the last one, so the two are swapped here."
    return Outcome(
        answer,
        ends
        | {
            "held_over_missed_best": ends["held"] / ends["without_best"],
            "missed_worst_over_held": ends["without_worst"] / ends["held"],
            "best_near_worst": near,
            "near_share": near / days if days else float("nan"),
            "trading_days": len(returns),
            "best_several": int((spans[best] != "").sum()),
            "worst_several": int((spans[worst] != "").sum()),
            "several": int((spans != "").sum()),
        },
        _pictures(market, table, daily, best, worst, spans),
        note + _several(spans, best, worst),
    )


def _spans(market: Market, days: pd.DatetimeIndex) -> np.ndarray:
    """For each change from the second day on: what else it holds than one session; "" for none."""
    missing = pd.DatetimeIndex(market.table("missing_sessions").index)
    sessions = missed_days.sessions_in(days, missing)[1:]
    since = missed_days.days_since(days)[1:]
    spans = np.where(sessions > 1, [f"{held} sessions" for held in sessions], "")
    closed = since > LONGEST_HOLIDAY
    return np.where(closed, [f"{gap} days, exchange closed" for gap in since], spans)


def _several(spans: np.ndarray, best: np.ndarray, worst: np.ndarray) -> str:
    """How many of the picked days are more than a day, where there are any."""
    held = int((spans[best] != "").sum()), int((spans[worst] != "").sum())
    if not sum(held):
        return ""
    return (
        f" {held[0]} of the best and {held[1]} of the worst are more than one day of trading: our "
        "table has no Saturdays, and the exchange was closed at times."
    )


def _days(count: int, kind: str) -> str:
    return f"{kind} day" if count == 1 else f"{count} {kind} days"


def _neighbors(near: int, days: int) -> str:
    """How often a best day stood close to a worst one, with what follows only where it does."""
    if not days:
        return "Nothing is missed yet."
    if days == 1:
        return (
            f"The best day {'came' if near else 'did not come'} within two weeks of the worst one."
        )
    text = f"{near} of the {days} best days came within two weeks of one of the worst."
    if near > days / 2:
        text += " Who sells to dodge the bad days is mostly out on the good ones too."
    return text


def _pictures(
    market: Market,
    table: pd.DataFrame,
    daily: pd.Series,
    best: np.ndarray,
    worst: np.ndarray,
    spans: np.ndarray,
) -> tuple[Picture, ...]:
    keep = np.unique(
        np.concatenate([thin(table[name].to_numpy(), 70) for name in table.columns[1:]])
    )
    chosen = pd.concat(
        [
            daily.iloc[best].to_frame().assign(kind=BEST, holds=spans[best]),
            daily.iloc[worst].to_frame().assign(kind=WORST, holds=spans[worst]),
        ]
    )
    chosen = chosen.rename_axis("date").reset_index()
    source = market.source_line(
        "sp500_daily", first=table["date"].iloc[0].date(), last=table["date"].iloc[-1].date()
    )
    yearly = table.groupby(table["date"].dt.year).tail(1)
    pictures = [
        Picture(
            missed_chart(table.iloc[keep]),
            yearly,
            source,
            "Price alone, without dividends, fees and taxes. A missed day is a day in cash. Nobody "
            "can pick such days in advance, the bad ones no more than the good ones.",
            {"date": "date"} | dict.fromkeys(table.columns[1:], "money"),
        )
    ]
    if len(chosen):
        pictures.append(
            Picture(
                days_chart(chosen, table["date"].iloc[[0, -1]]),
                chosen.sort_values("date"),
                source,
                "Change from one close to the next. A ring marks more than one session; the table "
                "says what. New York traded on Saturdays until May 1952, which our table lacks, "
                "and was closed for longer in March 1933 and September 2001.",
                {"date": "date", "daily_return": "fine_percent"},
                heading="When did these days come?",
            )
        )
    return tuple(pictures)
