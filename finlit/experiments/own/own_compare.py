"""Several series side by side from one day on: a learner's own and built-in ones."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np
import pandas as pd

from finlit.charts.base import thin
from finlit.experiments.kit import (
    ControlValueError,
    Experiment,
    Month,
    Outcome,
    Picture,
    Switch,
    experiment,
)
from finlit.experiments.kit.history import NO_FEES
from finlit.experiments.own.charts.own_series import MOST, compare_chart
from finlit.experiments.own.known_series import US_MARKET, known_series
from finlit.experiments.own.own_shared import KIND_NAMES
from finlit.market import Market
from finlit.numbers import returns
from finlit.numbers.series import Comparison, NotComparableError, OwnSeries, compare
from finlit.words.wording import percent


def run(market: Market, *, series: Sequence[OwnSeries], start: str, log: bool) -> Outcome:
    try:
        found = compare(series, pd.Timestamp(start))
    except NotComparableError as problem:
        raise ControlValueError(str(problem)) from None
    levels = 100 * found.levels
    ends = levels.iloc[-1].sort_values(ascending=False)
    span = returns.years_between(levels.index[0], levels.index[-1])
    said = ", ".join(f"**{value:,.0f}** in {name}" for name, value in ends.items())
    answer = f"100 put in {levels.index[0]:%B %Y} had become by {levels.index[-1]:%B %Y}: {said}."
    table = pd.DataFrame(
        {
            "series": ends.index,
            "became": ends.to_numpy(),
            "a_year": returns.cagr(ends.to_numpy() / 100, span),
            "deepest_fall": [float(returns.drawdown(levels[name]).min()) for name in ends.index],
            "counted": [KIND_NAMES[found.kinds[name]].lower() for name in ends.index],
        }
    )
    keep = np.unique(np.concatenate([thin(levels[name].to_numpy(), 120) for name in levels]))
    drawn = levels.iloc[keep].rename_axis("date").reset_index()
    sources = "; ".join(dict.fromkeys(one.source for one in series))
    return Outcome(
        answer,
        {f"became_{place}": float(levels.iloc[-1, place]) for place in range(len(series))}
        | {f"rate_{place}": _rate(levels.iloc[:, place], span) for place in range(len(series))}
        | {"is_fair": float(found.is_fair)},
        (
            Picture(
                compare_chart(drawn, list(levels.columns), log=log),
                table,
                f"Source: {sources}. {levels.index[0]:%Y-%m-%d} to {levels.index[-1]:%Y-%m-%d}.",
                f"{_steps(series, found)} {NO_FEES}",
                {"became": "number", "a_year": "fine_percent", "deepest_fall": "percent"},
                heading="What 100 became",
            ),
        ),
        note=_note(market, series, found),
    )


def _steps(series: Sequence[OwnSeries], found: Comparison) -> str:
    """At which steps the series are set side by side."""
    steps = f"{found.frequency.capitalize()} figures"
    if len({one.frequency for one in series}) > 1:
        return f"{steps}, for one of them has no finer ones."
    return f"{steps}."


def _rate(levels: pd.Series, span: float) -> float:
    return float(returns.cagr(levels.iloc[-1] / levels.iloc[0], span))


def _dividends_a_year(market: Market, first: pd.Timestamp, last: pd.Timestamp) -> float:
    """What dividends added to US stocks a year in this span; NaN where our table has too little."""
    known = known_series(market)[US_MARKET]
    rates = []
    for kind in ("total_return", "price"):
        levels = known.levels(kind).loc[first:last]
        if len(levels) < 13:
            return float("nan")
        rates.append(_rate(levels, returns.years_between(levels.index[0], levels.index[-1])))
    return rates[0] - rates[1]


def _note(market: Market, series: Sequence[OwnSeries], found: Comparison) -> str:
    notes = []
    if found.is_fair:
        kind = next(iter(found.kinds.values()))
        notes.append(
            "All have their dividends put back in."
            if kind == "total_return"
            else "All are prices alone: what they paid in dividends is left out of each."
        )
    else:
        groups = {
            kind: [name for name, used in found.kinds.items() if used == kind]
            for kind in KIND_NAMES
        }
        notes.append(
            f"**Not a fair race:** {' and '.join(groups['total_return'])} with dividends, "
            f"{' and '.join(groups['price'])} without."
        )
        added = _dividends_a_year(market, found.levels.index[0], found.levels.index[-1])
        if not np.isnan(added):
            notes.append(
                f"In these years dividends added {percent(added, 1)} a year to US stocks, so the "
                "gap is partly made of that."
            )
    named = {currency for currency in found.currencies.values() if currency}
    if len(named) > 1:
        money = ", ".join(f"{name} in {code}" for name, code in found.currencies.items() if code)
        notes.append(f"Each in its own money, no exchange rates: {money}.")
    gone = [one for one in series if one.worthless_on is not None]
    for one in gone:
        notes.append(f"{one.name} ends at its last price; later the shares were worth nothing.")
    notes += [f"{one.name}: {note}" for one in series for note in one.notes]
    return " ".join(notes)


def own_compare(series: Sequence[OwnSeries]) -> Experiment:
    """These series side by side. ValueError for fewer than two, too many, or a name twice."""
    if not 2 <= len(series) <= MOST or len({one.name for one in series}) < len(series):
        raise ValueError(f"from 2 to {MOST} series of different names")
    first = max(one.first for one in series)
    last = min(one.last for one in series) - pd.DateOffset(months=2)
    low, high = f"{first:%Y-%m}", f"{max(first, last):%Y-%m}"
    return experiment(
        "own-compare",
        title="Side by side",
        question="Which one did more with the same money?",
        start=Month("All begin in", low, low=low, high=high),
        log=Switch("Scale where each step multiplies"),
        figures={f"became_{n}": f"what 100 in number {n + 1} became" for n in range(len(series))}
        | {f"rate_{n}": f"growth a year of number {n + 1}" for n in range(len(series))}
        | {"is_fair": "1 when all are of one kind"},
    )(partial(run, series=tuple(series)))
