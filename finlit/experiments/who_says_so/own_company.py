"""Savings in the stock of one's own employer, over all large employers of a January."""

from __future__ import annotations

import numpy as np
import pandas as pd

from finlit.experiments.diversification.random_stocks import (
    FIRST_START,
    LAST_START,
    TREATMENTS,
    ten_years,
)
from finlit.experiments.kit import Choice, Number, Outcome, Picture, experiment
from finlit.experiments.who_says_so.charts.hundred import hundred_chart, spread_chart
from finlit.market import Market
from finlit.numbers import risky_share
from finlit.numbers.index_members import Holdings
from finlit.numbers.returns import Floats
from finlit.words.wording import money, percent
from finlit.words.wording import share as of_hundred

SAVINGS = 10_000.0
GROUPS = ("A quarter or more behind", "Behind by less", "Level or ahead", "A third or more ahead")
KINDS = ("loss", "dip", "index", "growth")
SHARES = np.round(np.arange(0, 1.0001, 0.05), 2)
LEAVES_OUT = (
    "Prices alone, without dividends. Large US companies only. The job itself, which may end with "
    "the company, is not counted."
)


@experiment(
    "own-company",
    title="Savings in your own company",
    question="What did employees have who trusted their own company?",
    own=Number("Savings in own company", 0.5, low=0, high=1, step=0.05, unit="percent"),
    start=Number("From January of", 2000, low=FIRST_START, high=LAST_START, step=1, unit="year"),
    leavers=Choice("Companies that leave the index", "index", TREATMENTS),
    figures={
        "companies": "companies counted, one employee each",
        "behind": "share of employees behind all in the index",
        "far_behind": "share a quarter or more behind all in the index",
        "far_ahead": "share a third or more ahead of all in the index",
        "lost_half": "share that lost more than half of their savings",
        "index_end": "dollars that 10,000 in the index became",
        "low_end": "dollars, one in ten had less",
        "middle_end": "dollars of the middle one",
        "high_end": "dollars, one in ten had more",
        "worst_end": "dollars of the worst one",
        "low": "one in ten had less than this multiple of the index's end",
        "high": "one in ten had more than this multiple of the index's end",
    },
)
def own_company(market: Market, *, own: float, start: int, leavers: str) -> Outcome:
    held = ten_years(market, start, leavers, True)
    ratio = risky_share.beside_index(held.growth, held.index_growth, own)
    index_end = SAVINGS * held.index_growth
    low, middle, high = (float(x) for x in np.percentile(ratio, [10, 50, 90]))
    counts = risky_share.groups(ratio)
    figures = {
        "companies": float(len(ratio)),
        "behind": float((ratio < 1).mean()),
        "far_behind": float((ratio < risky_share.BORDERS[0]).mean()),
        "far_ahead": float((ratio >= risky_share.BORDERS[2]).mean()),
        "lost_half": float((ratio * held.index_growth < 0.5).mean()),
        "index_end": index_end,
        "low_end": low * index_end,
        "middle_end": middle * index_end,
        "high_end": high * index_end,
        "worst_end": float(ratio.min()) * index_end,
        "low": low,
        "high": high,
    }
    answer = (
        f"{percent(own)} of {money(SAVINGS)} in the own company in January {start}, the rest in "
        f"the index. Ten years on, one employee in ten had less than "
        f"**{money(figures['low_end'])}** and one in ten more than "
        f"**{money(figures['high_end'])}**. All in the index: {money(index_end)}."
    )
    note = (
        f"{of_hundred(figures['behind'])} ended behind a colleague with all savings in the index. "
        f"The worst one had {money(figures['worst_end'])}."
        if own
        else "Nobody holds the own company, so all end with the index."
    )
    return Outcome(
        answer, figures, (_people(market, held, counts), _spread(market, held, own)), note
    )


def _source(market: Market, held: Holdings) -> str:
    first, last = (f"{held.weeks[end]:%Y-%m-%d}" for end in (0, -1))
    return market.source_line("members", "sp500_daily", first=first, last=last)


def _people(market: Market, held: Holdings, counts: np.ndarray) -> Picture:
    table = pd.DataFrame({"Beside all in the index": GROUPS, "Employees": counts})
    return Picture(
        hundred_chart(risky_share.of_hundred(counts).tolist(), GROUPS, KINDS),
        table,
        _source(market, held),
        f"One employee for each of {len(held.codes)} companies, drawn as a hundred. {LEAVES_OUT}",
        heading="A hundred employees ten years later, beside all in the index",
    )


def _spread(market: Market, held: Holdings, own: float) -> Picture:
    found = pd.DataFrame(
        [np.percentile(_ratio(held, each), [10, 50, 90]) for each in SHARES],
        columns=["low", "middle", "high"],
    )
    found.insert(0, "share", SHARES)
    at_own = found["share"].round(2) == round(own, 2)
    full = found.iloc[-1]
    text = (
        f"A band that widens from the index's own end to {full['low']:.0%} and {full['high']:.0%} "
        f"of it with everything in the own company; the middle line ends at {full['middle']:.0%}."
    )
    return Picture(
        spread_chart(found.assign(picked=found["share"].where(at_own)), text),
        found,
        _source(market, held),
        f"100% is what all savings in the index came to. {LEAVES_OUT}",
        dict.fromkeys(("share", "low", "middle", "high"), "percent"),
        heading="The more in one stock, the wider it spreads",
    )


def _ratio(held: Holdings, own: float) -> Floats:
    return risky_share.beside_index(held.growth, held.index_growth, own)
