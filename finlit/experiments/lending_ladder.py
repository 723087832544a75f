"""Lending to safer and to weaker borrowers: what the interest for risk brought, and its worst."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pandas as pd

from finlit.charts.base import FINE_PERCENT, PERCENT
from finlit.charts.lines import lines_chart, named_bars
from finlit.experiments.base import Choice, Experiment, Outcome, Picture, Switch
from finlit.experiments.wording import percent
from finlit.market import Market
from finlit.returns import cagr, drawdown, fill_unpublished_cpi

RUNGS = {
    "bills": ("US bills, three months", "bills_return"),
    "treasury": ("US bonds, ten years", "treasury_10y_return"),
    "baa": ("Weaker companies' bonds", "corporate_baa_return"),
    "stocks": ("Stocks", "sp500_return"),
}
SINCE = {
    "1928": "Since 1928",
    "1946": "Since 1946",
    "1982": "Since 1982",
    "2000": "Since 2000",
}
LEAVES_OUT = (
    "Whole calendar years, interest and dividends put back in, no costs. Baa is the last grade "
    "above junk. Returns of junk bonds themselves are not in our tables; they fall harder."
)


@lru_cache(maxsize=16)
def returns(market: Market, since: str, real: bool) -> pd.DataFrame:
    """Yearly returns of the four rungs, prices in shops taken out if `real`."""
    table = market.table("asset_classes")
    found = pd.DataFrame({name: table[column] for name, (_, column) in RUNGS.items()})
    if real:
        cpi = fill_unpublished_cpi(market.table("us_market")["cpi"])
        december = cpi[cpi.index.month == 12]
        rise = december.pct_change().set_axis(december.index.year)
        found = (1 + found).div(1 + rise.reindex(found.index), axis=0) - 1
    return found.loc[int(since) :]


def run(market: Market, *, rung: str, since: str, real: bool) -> Outcome:
    yearly = returns(market, since, real)
    growth = (1 + yearly).cumprod()
    rates = {name: float(cagr(growth[name].iloc[-1], len(growth))) for name in RUNGS}
    worst, when = yearly.min(), yearly.idxmin()
    paths = pd.concat(
        [pd.DataFrame(1.0, index=[yearly.index[0] - 1], columns=growth.columns), growth]
    )
    deepest = pd.Series(drawdown(paths.to_numpy()).min(axis=0), index=growth.columns)
    figures: dict[str, float | str] = {}
    for each in RUNGS:
        figures[f"{each}_rate"] = rates[each]
        figures[f"{each}_worst"] = float(worst[each])
        figures[f"{each}_deepest"] = float(deepest[each])
        figures[f"{each}_losing"] = float((yearly[each] < 0).mean())
    figures |= {
        "rate": rates[rung],
        "worst": float(worst[rung]),
        "worst_year": float(when[rung]),
        "deepest": float(deepest[rung]),
    }
    losing = float((yearly[rung] < 0).mean())
    note = (
        f"At worst it stood {percent(-deepest[rung])} below an earlier year's end. "
        f"{percent(losing)} of the years were losing years."
        if deepest[rung] < 0
        else "No year lost."
    )
    pictures = (_bars(market, rates, worst, rung, since), _years(market, yearly, rung))
    return Outcome(_answer(rung, rates, worst, when), figures, pictures, note)


def _answer(rung: str, rates: dict[str, float], worst: pd.Series, when: pd.Series) -> str:
    more = rates[rung] - rates["bills"]
    beside = f", {abs(more) * 100:.1f} points {'more' if more > 0 else 'less'} than bills"
    return (
        f"{RUNGS[rung][0]} grew **{percent(rates[rung], 1)} a year**"
        f"{beside if rung != 'bills' else ''}. The lowest year was {when[rung]}, with "
        f"**{percent(worst[rung])}**."
    )


def _source(market: Market, since: str) -> str:
    return market.source_line("asset_classes", "us_market", first=since, last="2025")


def _bars(
    market: Market, rates: dict[str, float], worst: pd.Series, rung: str, since: str
) -> Picture:
    rows = pd.DataFrame(
        [(RUNGS[name][0], rates[name], name == rung) for name in RUNGS],
        columns=["name", "value", "picked"],
    )
    said = "; ".join(f"{row.name} {row.value:.1%}" for row in rows.itertuples(index=False))
    table = rows[["name", "value"]].assign(worst=[float(worst[name]) for name in RUNGS])
    return Picture(
        named_bars(rows, FINE_PERCENT, f"Bars, growth a year: {said}.", kind="bonds"),
        table.set_axis(["Lent to", "A year", "Worst year"], axis=1),
        _source(market, since),
        LEAVES_OUT,
        {"A year": "fine_percent", "Worst year": "fine_percent"},
        heading="Growth a year, from the safest borrower down",
    )


def _years(market: Market, yearly: pd.DataFrame, rung: str) -> Picture:
    rows = pd.DataFrame(
        {
            "date": pd.to_datetime(yearly.index.astype(str) + "-12-31"),
            "line_0": yearly[rung].to_numpy(),
            "line_1": yearly["bills"].to_numpy(),
        }
    )
    text = (
        f"Two lines of yearly returns. {RUNGS[rung][0]} swing from {np.min(rows['line_0']):.0%} to "
        f"{np.max(rows['line_0']):.0%}, bills from {np.min(rows['line_1']):.0%} to "
        f"{np.max(rows['line_1']):.0%}."
    )
    return Picture(
        lines_chart(rows, ("Your pick", "US bills"), ("bonds", "cash"), PERCENT, text),
        yearly[[rung]].rename(columns={rung: "return"}).rename_axis("year").reset_index(),
        _source(market, f"{yearly.index[0]}"),
        LEAVES_OUT,
        {"year": "year", "return": "fine_percent"},
        heading=f"{RUNGS[rung][0]}: every year",
    )


EXPERIMENT = Experiment(
    name="lending-ladder",
    title="What do weaker borrowers pay?",
    question="What did the interest for more risk bring, and what did its worst year take?",
    controls=(
        Choice("rung", "Look at", "baa", {name: said for name, (said, _) in RUNGS.items()}),
        Choice("since", "From", "1928", SINCE),
        Switch("real", "Rise of prices taken out", False),
    ),
    figures={
        f"{rung}_{figure}": f"{said.lower()}: {what}"
        for rung, (said, _) in RUNGS.items()
        for figure, what in (
            ("rate", "growth a year"),
            ("worst", "worst calendar year"),
            ("deepest", "deepest fall below an earlier year's end"),
            ("losing", "share of losing years"),
        )
    }
    | {
        "rate": "growth a year of the rung looked at",
        "worst": "its worst calendar year",
        "worst_year": "when that was",
        "deepest": "its deepest fall below an earlier year's end",
    },
    run=run,
)
EXPERIMENTS = (EXPERIMENT,)
