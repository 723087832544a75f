"""Who selects, and when: winners picked before, and winners picked when the end was known."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from finlit.charts.base import DOLLARS, TIMES
from finlit.charts.lines import lines_chart, named_bars
from finlit.experiments.kit import Choice, Number, Outcome, Picture, experiment, outcome
from finlit.market import Market
from finlit.market.cache import cached
from finlit.numbers import index_members
from finlit.numbers.index_members import first_week, hold
from finlit.numbers.returns import Floats
from finlit.words.wording import money

STAKE = 100.0
FIRST_START, LAST_START = 2003, 2019
WEEKS = 156
KINDS = {
    "winners": "The best of the three years before",
    "losers": "The worst of the three years before",
    "hindsight": "The best of the three years after",
}
LEAVES_OUT = (
    "Prices alone, without dividends. The same money goes into each stock. A company that leaves "
    "the index is followed to its known end or its last price, and the money goes into the index."
)


@dataclass(frozen=True)
class Around:
    """Members of one January: growth over the three years before and after, and the index after.

    `before` is NaN for a company that was not in the table three years earlier.
    """

    before: Floats
    after: Floats
    codes: pd.Index
    index_after: float

    def end(self, kind: str, count: int) -> float:
        """What a dollar spread over the picked stocks became."""
        ranking = self.after if kind == "hindsight" else self.before
        chosen = index_members.picked(ranking, count, best=kind != "losers")
        return index_members.mean_growth(self.after, chosen)


@cached(32)
def around(market: Market, year: int) -> Around:
    members = market.table("members")
    start = first_week(pd.DatetimeIndex(members.index), year)
    held = hold(
        members,
        market.table("sp500_daily")["close"],
        start,
        start + WEEKS,
        endings=market.table("companies"),
    )
    now, then = members.iloc[start], members.iloc[start - WEEKS]
    before = (now / then).reindex(held.codes).to_numpy(float)
    return Around(before, held.growth, held.codes, held.index_growth)


@cached(64)
def by_start(market: Market, kind: str, count: int) -> pd.DataFrame:
    """A row a January: what a dollar in the picks, in all members and in the index became."""
    rows = []
    for year in range(FIRST_START, LAST_START + 1):
        found = around(market, year)
        rows.append((year, found.end(kind, count), float(found.after.mean()), found.index_after))
    return pd.DataFrame(rows, columns=["year", "picks", "all", "index"])


@experiment(
    "picked-winners",
    title="Who selects, and when?",
    question="What did a list of winners bring, and when was it made?",
    kind=Choice("Pick", "winners", KINDS),
    count=Number("How many companies", 10, low=1, high=50, step=1),
    start=Number("In January of", 2003, low=FIRST_START, high=LAST_START, step=1, unit="year"),
)
def picked_winners(market: Market, *, kind: str, count: int, start: int) -> Outcome:
    table = by_start(market, kind, count)
    mine = table.set_index("year").loc[start]
    ahead = int((table["picks"] > table["index"]).sum())
    who = f"{count} companies" if count > 1 else "one company"
    answer = (
        f"January {start}: {money(STAKE)} in {who}, {KINDS[kind].lower()}. Three years later: "
        f"**{money(STAKE * mine['picks'])}**. All members: {money(STAKE * mine['all'])}, the "
        f"index: {money(STAKE * mine['index'])}. Over {len(table)} start years the picks "
        f"were ahead of the index in **{ahead}**."
    )
    note = (
        "Nobody could have bought this list: it was made three years later."
        if kind == "hindsight"
        else "This list could be made on the day, with nothing but what was known."
    )
    return outcome(
        answer,
        {
            "picks": (
                STAKE * float(mine["picks"]),
                "dollars that 100 in the picks became in three years",
            ),
            "all": (STAKE * float(mine["all"]), "dollars that 100 spread over all members became"),
            "index": (STAKE * float(mine["index"]), "dollars that 100 in the price index became"),
            "ahead": (float(ahead), "start years in which the picks were ahead of the index"),
            "starts": (float(len(table)), "start years"),
            "mean": (
                STAKE * float(table["picks"].mean()),
                "dollars that 100 in the picks became on average over the start years",
            ),
            "mean_index": (
                STAKE * float(table["index"].mean()),
                "dollars that 100 in the index became on average",
            ),
            "lowest": (STAKE * float(table["picks"].min()), "dollars from the worst start year"),
            "lowest_index": (
                STAKE * float(table["index"].min()),
                "dollars of the index from its worst start year",
            ),
        },
        _bars(market, kind, count, start),
        _starts(market, table),
        note=note,
    )


def _source(market: Market) -> str:
    return market.source_line("members", "sp500_daily", over=market.table("members").index)


def _bars(market: Market, kind: str, count: int, start: int) -> Picture:
    found = around(market, start)
    rows = [(KINDS[each], found.end(each, count), each == kind) for each in KINDS]
    rows += [
        ("All members of that January", float(found.after.mean()), False),
        ("The index", found.index_after, False),
    ]
    bars = pd.DataFrame(rows, columns=["name", "value", "picked"])
    bars["value"] *= STAKE
    said = "; ".join(f"{row.name} ${row.value:,.0f}" for row in bars.itertuples(index=False))
    return Picture(
        named_bars(bars, DOLLARS, f"Bars: {said}.", kind="stock"),
        bars[["name", "value"]],
        _source(market),
        LEAVES_OUT,
        {"value": "money"},
        heading=f"What {money(STAKE)} of January {start} became in three years",
    )


def _starts(market: Market, table: pd.DataFrame) -> Picture:
    rows = pd.DataFrame(
        {
            "date": pd.to_datetime(table["year"].astype(str) + "-01-01"),
            "line_0": table["picks"],
            "line_1": table["index"],
        }
    )
    ratio = np.log(table["picks"] / table["index"])
    text = (
        f"Two lines by start year, growth over three years. The picks range from "
        f"{table['picks'].min():.2f} to {table['picks'].max():.2f} times, the index from "
        f"{table['index'].min():.2f} to {table['index'].max():.2f}. The picks are above in "
        f"{int((ratio > 0).sum())} of {len(table)}."
    )
    return Picture(
        lines_chart(rows, ("Your picks", "The index"), ("stock", "index"), TIMES, text),
        table,
        _source(market),
        f"The spans overlap, so they are few separate cases. {LEAVES_OUT}",
        {"year": "year"} | dict.fromkeys(("picks", "all", "index"), "times"),
        heading="Three years later, by start year: what each dollar became",
    )
