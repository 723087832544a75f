"""A figure that was right once: how far off it is some months later."""

from __future__ import annotations

import numpy as np
import pandas as pd

from finlit.charts.base import PERCENT, thin
from finlit.charts.lines import lines_chart
from finlit.experiments.kit import Choice, Number, Outcome, Picture, experiment, outcome
from finlit.market import Market
from finlit.market.cache import cached
from finlit.numbers import returns
from finlit.numbers.returns import fill_unpublished_cpi
from finlit.words.wording import money, percent, rate, share, years

# name -> (what is said about it, table)
FIGURES = {
    "gold": ("The price of gold", "gold"),
    "bitcoin": ("The price of a bitcoin", "bitcoin_daily"),
    "stocks": ("The level of the S&P 500", "us_market"),
    "shops": ("What a full cart costs in shops", "us_market"),
}


@cached(8)
def monthly(market: Market, what: str) -> pd.Series:
    """The figure by month, the average of the month, known months only."""
    if what == "gold":
        return market.table("gold")["usd_per_ounce"].dropna()
    if what == "bitcoin":
        return market.table("bitcoin_daily")["close"].resample("MS").mean().dropna()
    us = market.table("us_market")
    if what == "shops":
        return fill_unpublished_cpi(us["cpi"]).dropna()
    return us["price"].dropna()


@experiment(
    "stale-figure",
    title="Right once, and now?",
    question="How far off is a figure that is some months old?",
    what=Choice("The figure", "gold", {key: said for key, (said, _) in FIGURES.items()}),
    months=Number("How old", 24, low=3, high=60, step=3, unit="months"),
    limit=Number("Near enough is within", 0.1, low=0.05, high=0.5, step=0.05, unit="percent"),
)
def stale_figure(market: Market, *, what: str, months: int, limit: float) -> Outcome:
    name, table = FIGURES[what]
    series = monthly(market, what)
    missed = pd.Series(returns.misses(series, months), series.index[months:])
    off, middle = returns.share_off(missed, limit), float(missed.abs().median())
    worst = missed.abs().idxmax()
    old, now = float(series.iloc[-1 - months]), float(series.iloc[-1])
    age = years(months / 12) if months % 12 == 0 else f"{months} months"
    answer = (
        f"{name}, {age} old: off by more than {rate(limit)} in **{share(off)}** months since "
        f"{series.index[months].year}. Half of the time it was off by more than "
        f"**{percent(middle, 1)}**."
    )
    then = f"{series.index[-1 - months]:%B %Y}"
    latest = (
        f"a cart that cost {money(100)} in {then} cost {money(100 * now / old, cents=True)}"
        if what == "shops"
        else f"{_said(what, old)} of {then} had become {_said(what, now)}"
    )
    note = (
        f"By {series.index[-1]:%B %Y}, the last month that we hold, {latest}. The largest miss "
        f"was {percent(missed[worst])}, in {worst:%B %Y}."
    )
    figures = {
        "off_share": (
            off,
            "share of months in which the old figure was off by more than the limit",
        ),
        "middle_miss": (middle, "how far it was off in the middle month, either way"),
        "worst_miss": (float(missed[worst]), "the largest miss"),
        "old": (old, "the figure that many months before the last"),
        "now": (now, "the figure of the last month"),
        "last_miss": (float(missed.iloc[-1]), "how far the second is from the first"),
    }
    return outcome(answer, figures, _picture(market, table, name, missed, limit), note=note)


def _said(what: str, value: float) -> str:
    return f"{value:,.0f} points" if what == "stocks" else money(value)


def _picture(market: Market, table: str, name: str, missed: pd.Series, limit: float) -> Picture:
    values = missed.to_numpy()
    keep = thin(values, 240)
    rows = pd.DataFrame({"date": missed.index[keep], "line_0": values[keep]})
    rows["line_1"], rows["line_2"] = limit, -limit
    text = (
        f"A line by month that swings around zero, from {np.nanmin(values):.0%} to "
        f"{np.nanmax(values):.0%}, between two level lines at plus and minus {limit:.0%}."
    )
    return Picture(
        lines_chart(
            rows,
            ("How far off", "Your limit", "and below"),
            ("stock", "muted", "muted"),
            PERCENT,
            text,
        ),
        pd.DataFrame({"month": missed.index, "off": values}),
        market.source_line(table),
        "Monthly averages. Above zero the true figure is higher than the old one.",
        {"month": "month", "off": "fine_percent"},
        heading=f"{name}: the true figure beside the old one",
    )
