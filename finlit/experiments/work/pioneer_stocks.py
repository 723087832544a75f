"""The same money in the first of a market and in the one that came after, both listed in the US."""

from __future__ import annotations

import pandas as pd

from finlit.experiments.kit import Choice, Outcome, Picture, experiment, outcome
from finlit.experiments.work.charts.firsts import rivals_chart
from finlit.market import Market
from finlit.market.cache import cached
from finlit.numbers import index_members
from finlit.words.wording import money, times

STAKE = 1000.0
# What is gone has no place on a log scale: it is drawn at this many dollars, and told as it is.
EDGE = 50.0
STARTS = {"2000": "2000", "2003": "2003", "2006": "2006", "2010": "2010"}
BESIDE = {
    "rival": "More than the rival",
    "index": "More than the S&P 500",
    "stake": "More than was put in",
}
GONE = {"in": "Count them", "out": "Leave them out"}
# Shares of the old Polaroid ended without value; the company's business was sold on this day.
POLAROID = ("PRDCQ", pd.Timestamp("2002-07-31"), 0.0)


@cached(8)
def grown(market: Market, start: str) -> tuple[pd.DataFrame, float]:
    """By market: first_growth, later_growth, left (one of them left the index); and the index.

    Markets of which both companies were members in the first week. Price alone, as `members.hold`.
    """
    pairs = market.table("pioneer_stocks").reset_index()
    prices = market.table("members")
    codes = sorted(set(pairs["first_code"]) | set(pairs["later_code"]))
    endings = market.table("companies")[["ending_date", "final_value"]]
    code, day, value = POLAROID
    ended = pd.DataFrame({"ending_date": [day], "final_value": [value]}, index=[code])
    held = index_members.hold(
        prices[codes],
        market.table("sp500_daily")["close"],
        index_members.first_week(pd.DatetimeIndex(prices.index), int(start)),
        len(prices) - 1,
        endings=pd.concat([endings, ended]),
    )
    growth = pd.Series(held.growth, held.codes)
    stayed = pd.Series(held.stayed, held.codes)
    pairs = pairs[pairs["first_code"].isin(held.codes) & pairs["later_code"].isin(held.codes)]
    both = pairs["first_code"].map(stayed) & pairs["later_code"].map(stayed)
    return pairs.assign(
        first_growth=pairs["first_code"].map(growth),
        later_growth=pairs["later_code"].map(growth),
        left=~both.astype(bool),
    ).reset_index(drop=True), held.index_growth


@experiment(
    "first-and-after-stocks",
    title="Money in the first, money in the one after",
    question="Who did more for the people who owned the shares?",
    beside=Choice("What is winning", "rival", BESIDE),
    gone=Choice("Companies that left the index", "in", GONE),
    start=Choice("Bought in", "2000", STARTS),
)
def first_and_after_stocks(market: Market, *, start: str, beside: str, gone: str) -> Outcome:
    found, index = grown(market, start)
    if gone == "out":
        found = found[~found["left"]].reset_index(drop=True)
    first, later = found["first_growth"], found["later_growth"]
    bar_first, bar_later = {"rival": (later, first), "index": (index, index), "stake": (1.0, 1.0)}[
        beside
    ]
    ahead, later_ahead = int((first > bar_first).sum()), int((later > bar_later).sum())
    count = len(found)
    said = {
        "rival": "grew more than the rival's",
        "index": f"grew more than the S&P 500 ({times(index)})",
        "stake": "was worth more than at the start",
    }[beside]
    answer = (
        f"From January {start} to November 2022 the money in the first {said} in "
        f"**{ahead} of {count}** markets. Money in the one after did so in **{later_ahead}**."
    )
    middle = (float(first.median()), float(later.median()))
    figures = {
        "first_ahead": (float(ahead), "markets in which the first was ahead"),
        "later_ahead": (float(later_ahead), "markets in which the one after was ahead"),
        "markets": (float(count), "number of markets"),
        "first_median": (STAKE * middle[0], "dollars that $1,000 became in the middle first"),
        "later_median": (STAKE * middle[1], "the same in the middle one after"),
        "index_end": (STAKE * index, "the same in the index"),
    }
    note = (
        f"{money(STAKE)} became {money(STAKE * middle[0])} in the middle first, "
        f"{money(STAKE * middle[1])} in the middle one after, {money(STAKE * index)} in the index."
    )
    return outcome(answer, figures, _picture(market, found, index), note=note)


def _picture(market: Market, found: pd.DataFrame, index: float) -> Picture:
    first, later = STAKE * found["first_growth"], STAKE * found["later_growth"]
    rows = pd.DataFrame(
        {
            "name": found["product"],
            "label": [
                f"{row.product}: ${a:,.0f} and ${b:,.0f}"
                for row, a, b in zip(found.itertuples(), first, later, strict=True)
            ],
            "first": first,
            "later": later,
            "index": STAKE * index,
            "shown_first": first.clip(lower=EDGE),
            "shown_later": later.clip(lower=EDGE),
        }
    )
    table = found[["product", "first", "later"]].assign(first_became=first, later_became=later)
    return Picture(
        rivals_chart(rows),
        table,
        market.source_line("pioneer_stocks", "members"),
        "Markets that we picked, where both rivals were large companies. So firsts that died young "
        "are missing. Each company sells many things. Prices alone, without dividends; what a "
        "company handed out is not adjusted, such as Motorola's phones in 2011. Money of a company "
        "that left the index goes into the index, unless its shares ended in a way that is known. "
        "A log scale: each step to the right is a multiple.",
        {"first_became": "money", "later_became": "money"},
        heading=f"What ${STAKE:,.0f} became: in the first and in the one after",
    )
