"""One race watched month by month: where the dip buyer waits, and where he buys."""

from __future__ import annotations

import numpy as np
import pandas as pd

from finlit.charts.base import thin
from finlit.charts.gaps import gap_by_year
from finlit.experiments.dips.charts.dip_path import purchases_chart
from finlit.experiments.dips.dip_race import DIP_BUYER, MONTHS, STEADY, dip_buyer_name
from finlit.experiments.kit import Month, Number, Outcome, Picture, experiment, outcome
from finlit.market import Market
from finlit.market.views import market_months
from finlit.numbers import monthly_saving
from finlit.words.wording import money, percent

MONTHLY = 100.0
SIGNAL = "real_total_return_index"


@experiment(
    "dip-path",
    title="Watch one race",
    question="What does a perfect dip buyer do all those years?",
    start=Month("They begin in", "1960-01", low="1871-01", high="1986-03"),
    late=Number("Months too late", 0, low=0, high=12, step=1, unit="months"),
)
def dip_path(market: Market, *, start: str, late: int) -> Outcome:
    table = _race(market, start, late)
    steady, dip = (float(table[name].iloc[-1]) for name in ("steady", "dip"))
    ratio = dip / steady
    purchases = np.flatnonzero(table["bought"])
    waits = _longest_wait(purchases)
    answer = (
        f"{money(MONTHLY)} a month for 40 years from {table['month'].iloc[0]:%B %Y}: the steady "
        f"saver ends with **{money(steady)}**, the {dip_buyer_name(late)} with "
        f"**{money(dip)}**, {percent(abs(ratio - 1), 1)} {'more' if ratio > 1 else 'less'}. "
        f"The dip buyer bought {len(purchases)} times and once sat on cash for "
        f"{waits} months."
    )
    figures = {
        "steady_end": (steady, "the steady saver's money after 40 years, dollars of equal worth"),
        "dip_end": (dip, "the dip buyer's money after 40 years, dollars of equal worth"),
        "ratio": (ratio, "the dip buyer's money over the steady saver's"),
        "paid_in": (MONTHLY * MONTHS, "dollars each put aside"),
        "purchases": (len(purchases), "how often the dip buyer bought"),
        "longest_wait_months": (waits, "most months in a row without a purchase"),
        "most_idle": (
            float(table["idle"].max()),
            "most cash that waited at once, dollars of equal worth",
        ),
    }
    first, last = (f"{table['month'].iloc[end]:%Y-%m}" for end in (0, -1))
    source = market.source_line("us_market", first=first, last=last)
    return outcome(answer, figures, _purchases(table, source), _who_is_ahead(table, source))


def _race(market: Market, start: str, late: int) -> pd.DataFrame:
    """Both savers and the market by month, with the months in which the dip buyer bought."""
    months = market_months(market)
    begin = int(months.index.get_loc(pd.Timestamp(start)))
    window = months.iloc[begin : begin + MONTHS + 1]
    level = window[SIGNAL].to_numpy()
    paid = np.full(MONTHS, MONTHLY)
    perfect = monthly_saving.delayed(monthly_saving.bottoms(level, MONTHS), late)
    steady, _ = monthly_saving.value_path(np.arange(MONTHS), level, paid)
    dip, idle = monthly_saving.value_path(perfect.offset, level, paid)
    bought = np.zeros(MONTHS + 1, bool)
    bought[perfect.offset] = True
    return pd.DataFrame(
        {
            "month": window.index,
            "year": np.arange(MONTHS + 1) / 12,
            "steady": steady,
            "dip": dip,
            "idle": idle,
            "gap": dip / steady - 1,
            "market": level / level[0],
            "bought": bought,
        }
    )


def _purchases(table: pd.DataFrame, source: str) -> Picture:
    path = table["market"].to_numpy()
    keep = np.union1d(thin(path, 200), np.flatnonzero(table["bought"]))
    return Picture(
        purchases_chart(table.iloc[keep]),
        table[["month", "market", "bought"]],
        source,
        "What 1 dollar put in at the start became, with dividends, after inflation. Each "
        "step up this scale multiplies the money.",
        {"month": "month", "market": "times"},
        heading="Where the dip buyer buys",
    )


def _who_is_ahead(table: pd.DataFrame, source: str) -> Picture:
    keep = thin(table["gap"].to_numpy(), 240)
    return Picture(
        gap_by_year(table[["year", "gap"]].iloc[keep], STEADY, DIP_BUYER),
        table[["month", "steady", "dip", "idle", "gap"]],
        source,
        "Dollars of equal worth, dividends put back in, idle cash keeps pace with prices. No fees, "
        "no taxes. Prices are monthly averages.",
        {"month": "month"}
        | dict.fromkeys(("steady", "dip", "idle"), "money")
        | {"gap": "fine_percent"},
        heading="Who is ahead along the way?",
    )


def _longest_wait(offsets: np.ndarray) -> int:
    """Most months in a row without a purchase, those before the first and after the last too."""
    return int(np.diff(np.concatenate([[-1], offsets, [MONTHS]])).max() - 1)
