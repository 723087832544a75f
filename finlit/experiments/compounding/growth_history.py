"""The same monthly saving in every span of US stock history since 1871."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from finlit.charts.base import thin
from finlit.charts.spans import band_chart, starts_chart
from finlit.experiments.kit import Choice, Month, Number, Outcome, Picture, experiment
from finlit.market import Market
from finlit.market.cache import cached
from finlit.market.views import us_indices
from finlit.numbers import growth, returns
from finlit.words.wording import rough_money, share, years

MONEY = {"real": "In today's money", "nominal": "In dollars of the time"}
COLUMNS = {"real": "real_total_return_index", "nominal": "total_return_index"}
SHARES = {"low": 5, "quarter": 25, "middle": 50, "three_quarters": 75, "high": 95}
ENDS = ("middle", "quarter", "three_quarters", "best", "worst", "picked", "paid_in")
LEAVES_OUT = (
    "No fees and no taxes. Until about 1976 nobody could buy the whole market in one fund. One "
    "country, and one that did well. Prices are averages of each month."
)


@dataclass(frozen=True, eq=False)
class Spans:
    """Every span of one length for 1 dollar a month: starts, values by year, shares, rates."""

    starts: pd.DatetimeIndex
    paths: np.ndarray
    bands: pd.DataFrame
    rates: np.ndarray


@cached(64)
def spans(market: Market, money_kind: str, length: int) -> Spans:
    levels = us_indices(market)[COLUMNS[money_kind]]
    paths = growth.steady_paths(levels, 12 * length)
    bands = pd.DataFrame(
        np.percentile(paths, list(SHARES.values()), axis=0).T, columns=list(SHARES)
    )
    ends = paths[:, -1]
    bands.insert(0, "worst", paths[int(np.argmin(ends))])
    bands["best"] = paths[int(np.argmax(ends))]
    bands.insert(0, "year", np.arange(length + 1))
    rates = growth.equal_rate(ends, 12 * length)
    return Spans(levels.index[: len(ends)], paths, bands, rates)


def place_of(starts: pd.DatetimeIndex, month: str) -> tuple[int, str]:
    """Position of the picked start, or of the last possible one with a note that says so."""
    place = int(starts.searchsorted(pd.Timestamp(month), side="right")) - 1
    if starts[place] == pd.Timestamp(month):
        return place, ""
    return place, (
        f"The last span of this length begins in {starts[place]:%B %Y}, so that one is shown."
    )


@experiment(
    "growth-history",
    title="The same plan in every span of history",
    question="What did real markets make of it?",
    monthly=Number("Saved each month", 400, low=10, high=2000, step=10, unit="money"),
    years_long=Number("For how long", 40, low=1, high=60, step=1, unit="years"),
    money=Choice("Counted", "real", MONEY),
    start=Month("Begin in", "1966-01", low="1871-01", high="2025-03"),
    figures={
        "spans": "how many spans of this length history holds",
        "spans_side_by_side": "how many of them fit side by side without sharing a year",
        "middle": "dollars at the end of the middle span (the median)",
        "quarter": "a quarter of spans ended below this",
        "three_quarters": "a quarter of spans ended above this",
        "best": "dollars at the end of the best span",
        "worst": "dollars at the end of the worst span",
        "picked": "dollars at the end of the span picked",
        "paid_in": "dollars paid in",
        "best_start": "first month of the best span",
        "worst_start": "first month of the worst span",
        "picked_start": "first month of the span picked",
        "share_above_paid_in": "share of spans that ended above what was paid in",
        "middle_rate": "the steady yearly rate that ends like the middle span",
        "best_rate": "the steady yearly rate that ends like the best span",
        "worst_rate": "the steady yearly rate that ends like the worst span",
        "picked_rate": "the steady yearly rate that ends like the span picked",
        "index_rate": "growth a year of US stocks with dividends since 1871, one dollar left alone",
    },
)
def growth_history(
    market: Market, *, monthly: float, years_long: int, money: str, start: str
) -> Outcome:
    found = spans(market, money, years_long)
    place, note = place_of(found.starts, start)
    frame = found.bands.assign(picked=found.paths[place], paid_in=12.0 * found.bands["year"])
    frame[frame.columns[1:]] *= monthly
    ends = found.paths[:, -1] * monthly
    last = frame.iloc[-1]
    side_by_side = (len(us_indices(market)) - 1) // (12 * years_long)
    ahead = float(np.mean(ends > last["paid_in"]))
    answer = (
        f"In the middle span of history, {rough_money(monthly)} a month for {years(years_long)} "
        f"became **{rough_money(last['middle'])}**"
        f"{' of today’s money' if money == 'real' else ''}. The worst gave "
        f"{rough_money(last['worst'])}, the best {rough_money(last['best'])}. From "
        f"{found.starts[place]:%B %Y} it became **{rough_money(last['picked'])}**."
    )
    figures = {
        "spans": float(len(ends)),
        "spans_side_by_side": float(side_by_side),
        **_figures(found, last, ahead, place),
        "index_rate": _index_rate(market, money),
    }
    note += _small_print(len(ends), side_by_side, ahead, money)
    source = market.source_line("us_market", last=f"{us_indices(market).index[-1]:%Y-%m}")
    pictures = (_bands_picture(frame, source), _starts_picture(found, ends, place, last, source))
    return Outcome(answer, figures, pictures, note.strip())


def _small_print(count: int, side_by_side: int, ahead: float, money_kind: str) -> str:
    above = f"All {count:,} spans" if ahead == 1 else f"Of {count:,} spans, {share(ahead)}"
    return (
        f" {above} ended above what was paid in."
        f" They overlap: only {side_by_side} fit side by side without sharing a year."
    ) + (
        " Here the monthly amount rises with prices, so that each payment is worth the same."
        if money_kind == "real"
        else " A dollar of 1900 and one of 2000 are not the same dollar: set it to today's money "
        "to compare spans."
    )


def _figures(found: Spans, last: pd.Series, ahead: float, place: int) -> dict[str, float | str]:
    ends = found.paths[:, -1]
    named = {"best": int(np.argmax(ends)), "worst": int(np.argmin(ends)), "picked": place}
    return {
        **{name: last[name] for name in ENDS},
        **{f"{name}_start": f"{found.starts[span]:%Y-%m}" for name, span in named.items()},
        "share_above_paid_in": ahead,
        "middle_rate": float(np.median(found.rates)),
        **{f"{name}_rate": float(found.rates[span]) for name, span in named.items()},
    }


def _bands_picture(frame: pd.DataFrame, source: str) -> Picture:
    return Picture(
        band_chart(frame),
        frame,
        source,
        LEAVES_OUT,
        {"year": "number"} | dict.fromkeys(frame.columns[1:], "money"),
    )


def _starts_picture(
    found: Spans, ends: np.ndarray, place: int, last: pd.Series, source: str
) -> Picture:
    return Picture(
        starts_chart(by_start(found.starts, ends, place, float(last["paid_in"])), kind="dollars"),
        _readable(found, ends),
        source,
        "The dashed line: what was paid in. The dot: the start you picked.",
        {"start": "month", "end": "money", "same_as_a_steady_rate_of": "fine_percent"},
        heading="Where each span ended, by the month it began",
    )


def by_start(starts: pd.DatetimeIndex, ends: np.ndarray, place: int, level: float) -> pd.DataFrame:
    """Few enough points to draw, with all extremes and the picked start."""
    keep = np.union1d(thin(ends, 380), [place])
    picked = np.where(keep == place, ends[keep], np.nan)
    return pd.DataFrame(
        {"start": starts[keep], "end": ends[keep], "picked": picked, "level": level}
    )


def _readable(found: Spans, ends: np.ndarray) -> pd.DataFrame:
    """Every January start: the table behind the picture of all starts."""
    first = found.starts.month == 1
    return pd.DataFrame(
        {
            "start": found.starts[first].strftime("%Y-%m"),
            "end": ends[first],
            "same_as_a_steady_rate_of": found.rates[first],
        }
    )


def _index_rate(market: Market, money_kind: str) -> float:
    """Growth a year of 1 dollar left alone since 1871."""
    levels = us_indices(market)[COLUMNS[money_kind]]
    return float(returns.cagr(levels.iloc[-1] / levels.iloc[0], (len(levels) - 1) / 12))
