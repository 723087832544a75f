"""Lending to safer and to weaker borrowers: what the interest for risk brought, and its worst."""

from __future__ import annotations

import numpy as np
import pandas as pd

from finlit.charts.base import FINE_PERCENT, PERCENT
from finlit.charts.lines import lines_chart, named_bars
from finlit.experiments.kit import Choice, Outcome, Picture, Switch, experiment
from finlit.market import Market
from finlit.market.cache import cached
from finlit.numbers.returns import cagr, drawdown, fill_unpublished_cpi
from finlit.words.wording import percent

RUNGS = {
    "bills": ("US bills of three months", "bills_return"),
    "treasury": ("US bonds of ten years", "treasury_10y_return"),
    "baa": ("Weaker companies' bonds", "corporate_baa_return"),
    "junk": ("Junk bonds", "junk_return"),
    "stocks": ("Stocks", "sp500_return"),
}
SINCE = {
    "1928": "Since 1928",
    "1946": "Since 1946",
    "1980": "1980 to 2023, with junk bonds",
    "2000": "Since 2000",
}
# Junk bonds are known for these years alone; the others are told over the same ones beside them.
JUNK, JUNK_YEARS = "1980", (1980, 2023)
LEAVES_OUT = (
    "Whole calendar years, interest and dividends put back in, no costs. The weaker companies are "
    "of grade Baa, the last one above junk. Our junk bonds are known from 1980 to 2023."
)


@cached(16)
def returns(market: Market, since: str, real: bool) -> pd.DataFrame:
    """Yearly returns by rung, prices in shops taken out if `real`; junk bonds in their years."""
    table = market.table("asset_classes").join(market.table("junk_bonds"))
    found = pd.DataFrame({name: table[column] for name, (_, column) in RUNGS.items()})
    found = found.loc[slice(*JUNK_YEARS)] if since == JUNK else found.drop(columns="junk")
    if real:
        cpi = fill_unpublished_cpi(market.table("us_market")["cpi"])
        december = cpi[cpi.index.month == 12]
        rise = december.pct_change().set_axis(december.index.year)
        found = (1 + found).div(1 + rise.reindex(found.index), axis=0) - 1
    return found.loc[int(since) :]


@experiment(
    "lending-ladder",
    title="What do weaker borrowers pay?",
    question="What did the interest for more risk bring, and what did its worst year take?",
    rung=Choice("Look at", "baa", {name: said for name, (said, _) in RUNGS.items()}),
    since=Choice("From", "1928", SINCE),
    real=Switch("Rise of prices taken out", False),
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
)
def lending_ladder(market: Market, *, rung: str, since: str, real: bool) -> Outcome:
    moved = rung == "junk" and since != JUNK
    yearly = returns(market, JUNK if moved else since, real)
    growth = (1 + yearly).cumprod()
    rates = {str(name): float(cagr(growth[name].iloc[-1], len(growth))) for name in yearly}
    worst, when = yearly.min(), yearly.idxmin()
    paths = pd.concat(
        [pd.DataFrame(1.0, index=[yearly.index[0] - 1], columns=growth.columns), growth]
    )
    deepest = pd.Series(drawdown(paths.to_numpy()).min(axis=0), index=growth.columns)
    losing = (yearly < 0).mean()
    figures: dict[str, float | str] = {}
    for each in RUNGS:
        for name, values in (("worst", worst), ("deepest", deepest), ("losing", losing)):
            figures[f"{each}_{name}"] = float(values.get(each, float("nan")))
        figures[f"{each}_rate"] = rates.get(each, float("nan"))
    figures |= {
        "rate": rates[rung],
        "worst": float(worst[rung]),
        "worst_year": float(when[rung]),
        "deepest": float(deepest[rung]),
    }
    note = (
        f"At worst it stood {percent(-deepest[rung])} below an earlier year's end. "
        f"{percent(losing[rung])} of the years were losing years."
        if deepest[rung] < 0
        else "No year lost."
    )
    if moved:
        note += " Junk bonds are known from 1980 to 2023, so all are told over those years."
    pictures = (_bars(market, yearly, rates, rung), _years(market, yearly, rung))
    return Outcome(_answer(yearly, rates, rung), figures, pictures, note)


def _span(yearly: pd.DataFrame) -> str:
    return f"from {yearly.index[0]} to {yearly.index[-1]}"


def _answer(yearly: pd.DataFrame, rates: dict[str, float], rung: str) -> str:
    more = rates[rung] - rates["bills"]
    beside = f", {abs(more) * 100:.1f} points {'more' if more > 0 else 'less'} than bills"
    return (
        f"{RUNGS[rung][0]} grew **{percent(rates[rung], 1)} a year** {_span(yearly)}"
        f"{beside if rung != 'bills' else ''}. The lowest year was "
        f"{yearly[rung].idxmin()}, with **{percent(yearly[rung].min())}**."
    )


def _source(market: Market, yearly: pd.DataFrame) -> str:
    tables = ("asset_classes", "us_market", *(["junk_bonds"] if "junk" in yearly else []))
    return market.source_line(*tables, first=f"{yearly.index[0]}", last=f"{yearly.index[-1]}")


def _bars(market: Market, yearly: pd.DataFrame, rates: dict[str, float], rung: str) -> Picture:
    rows = pd.DataFrame(
        [(RUNGS[name][0], rates[name], name == rung) for name in rates],
        columns=["name", "value", "picked"],
    )
    said = "; ".join(f"{row.name} {row.value:.1%}" for row in rows.itertuples(index=False))
    table = rows[["name", "value"]].assign(worst=[float(yearly[name].min()) for name in rates])
    return Picture(
        named_bars(rows, FINE_PERCENT, f"Bars, growth a year: {said}.", kind="bonds"),
        table.set_axis(["Lent to", "A year", "Worst year"], axis=1),
        _source(market, yearly),
        LEAVES_OUT,
        {"A year": "fine_percent", "Worst year": "fine_percent"},
        heading=f"Growth a year {_span(yearly)}, from the safest borrower down",
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
        _source(market, yearly),
        LEAVES_OUT,
        {"year": "year", "return": "fine_percent"},
        heading=f"{RUNGS[rung][0]}: every year",
    )
