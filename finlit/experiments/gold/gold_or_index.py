"""Gold or US stocks, bought once and held: growth, depth, and years under water."""

from __future__ import annotations

import pandas as pd

from finlit.charts.base import PERCENT, SHORT_DOLLARS, thin
from finlit.charts.lines import lines_chart
from finlit.experiments.kit import Choice, Outcome, Picture, Switch, experiment
from finlit.market import Market
from finlit.market.cache import cached
from finlit.numbers.holding import Holding, hold
from finlit.numbers.returns import drawdown, fill_unpublished_cpi, market_indices, real_index
from finlit.words.wording import money, percent, years

STAKE = 10_000.0
STOCKS, GOLD = "US stocks", "Gold"
STARTS = {
    "1929-09": "September 1929, a top of stocks",
    "1966-01": "January 1966, a top of stocks",
    "1971-01": "January 1971, gold set free",
    "1975-01": "January 1975, Americans may own gold again",
    "1980-01": "January 1980, a top of gold",
    "2000-08": "August 2000, a top of stocks",
    "2023-12": "December 2023",
}
COUNTED = {"real": "After inflation", "nominal": "In dollars of the time"}
FREE = "1971-01"
LEAVES_OUT = (
    "Prices are monthly averages. No fees, no taxes, no cost of storing gold. Until 1971 "
    "governments held the price of gold, so it is told from then on."
)


@cached(16)
def levels(market: Market, counted: str, dividends: bool) -> pd.DataFrame:
    """Stocks and gold by month since 1871, in steady or in plain dollars; NaN where not known."""
    us = market.table("us_market")
    name = ("real_" if counted == "real" else "") + ("total_return_index" if dividends else "price")
    stocks = market_indices(us)[name]
    gold = market.table("gold")["usd_per_ounce"].loc[FREE:]
    if counted == "real":
        gold = real_index(gold, fill_unpublished_cpi(us["cpi"]))
    return pd.DataFrame({"stocks": stocks, "gold": gold}).loc[: stocks.index[-1]]


@experiment(
    "gold-or-index",
    title="Gold or an index fund, and then leave it",
    question="What did it come to, and what did it ask of your nerves?",
    start=Choice("Bought in", "1971-01", STARTS),
    counted=Choice("Counted", "real", COUNTED),
    dividends=Switch("Dividends put back in", True),
    figures={
        f"{name}_{figure}": f"{thing}: {what}"
        for name, thing in (("stocks", "US stocks"), ("gold", "gold"))
        for figure, what in (
            ("rate", "growth a year"),
            ("final", "dollars that 10,000 became"),
            ("deepest", "deepest fall from a high on the way"),
            ("lowest", "lowest point below what was paid"),
            ("years_back", "years until it was above what was paid for good"),
            ("longest_wait", "longest time in years from a high to the return to it"),
        )
    },
)
def gold_or_index(market: Market, *, start: str, counted: str, dividends: bool) -> Outcome:
    both = levels(market, counted, dividends).loc[start:]
    stocks = hold(both["stocks"])
    gold = hold(both["gold"]) if start >= FREE else None
    worth = both / both.iloc[0] * STAKE
    table = worth.rename_axis("month").reset_index()
    below = pd.DataFrame({name: drawdown(both[name]) for name in both}, index=both.index)
    return Outcome(
        _answer(pd.Timestamp(start), stocks, gold),
        _figures("stocks", stocks) | _figures("gold", gold),
        (
            _picture(market, table, worth, "{} became", SHORT_DOLLARS, log=True),
            _picture(market, table, below, "below the last high", PERCENT, log=False),
        ),
        _note(stocks, gold),
    )


def _answer(start: pd.Timestamp, stocks: Holding, gold: Holding | None) -> str:
    said = (
        f"{money(STAKE)} put into US stocks in {start:%B %Y} grew **{percent(stocks.rate, 1)} a "
        f"year**, and once stood {percent(-stocks.deepest)} below a high."
    )
    if gold is None:
        return f"{said} Gold had a fixed price then, so there is nothing to set beside it."
    return (
        f"{said} Gold grew **{percent(gold.rate, 1)} a year**, and once stood "
        f"{percent(-gold.deepest)} below a high."
    )


def _note(stocks: Holding, gold: Holding | None) -> str:
    parts = []
    for name, held in ((STOCKS, stocks), (GOLD, gold)):
        if held is None:
            continue
        if held.years_back != held.years_back:
            parts.append(f"{name}: still below what you paid.")
        elif held.years_back == 0:
            parts.append(f"{name}: never below what you paid.")
        else:
            parts.append(f"{name}: above what you paid for good after {years(held.years_back)}.")
        parts.append(f"The longest wait for a new high took {years(held.longest_wait)}.")
    return " ".join(parts)


def _figures(name: str, held: Holding | None) -> dict[str, float | str]:
    nan = float("nan")
    return {
        f"{name}_rate": held.rate if held else nan,
        f"{name}_final": STAKE * held.growth if held else nan,
        f"{name}_deepest": held.deepest if held else nan,
        f"{name}_lowest": held.lowest if held else nan,
        f"{name}_years_back": held.years_back if held else nan,
        f"{name}_longest_wait": held.longest_wait if held else nan,
    }


def _picture(
    market: Market, table: pd.DataFrame, values: pd.DataFrame, what: str, form: str, *, log: bool
) -> Picture:
    rows = values.set_axis(["line_0", "line_1"], axis=1).rename_axis("date").reset_index()
    keep = sorted({*thin(values["stocks"].to_numpy(), 200), *thin(values["gold"].to_numpy(), 200)})
    last = values.iloc[-1]
    heading = f"What {money(STAKE)} became" if log else "How far below the last high"
    said = (lambda x: f"${x:,.0f}") if log else (lambda x: f"{x:.0%}")
    ends = ", ".join(
        f"{label} {said(end)}"
        for label, end in zip((STOCKS, GOLD), last, strict=True)
        if end == end
    )
    text = f"Lines by month, {heading.lower()}. In the last month: {ends}.".replace("\\", "")
    if log:
        text += " The scale is logarithmic: each step up multiplies."
    scale = "Each step up this scale multiplies the money. " if log else ""
    return Picture(
        lines_chart(rows.iloc[keep], (STOCKS, GOLD), ("index", "gold"), form, text, log=log),
        table if log else values.rename_axis("month").reset_index(),
        market.source_line("us_market", "gold", over=pd.DatetimeIndex(table["month"])),
        scale + LEAVES_OUT,
        {"month": "month"} | dict.fromkeys(("stocks", "gold"), "money" if log else "fine_percent"),
        heading=heading,
    )
