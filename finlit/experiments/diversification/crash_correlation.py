"""Assets that move together: correlations that rise in a crash, and stocks of other countries."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from finlit.experiments.diversification.charts.crash_correlation import crash_chart, together_chart
from finlit.experiments.diversification.charts.mixes import (
    YOURS,
    growth_lines_chart,
    measures_chart,
)
from finlit.experiments.diversification.mixes import MONEY, measure_rows
from finlit.experiments.kit import Choice, Number, Outcome, Picture, experiment
from finlit.market import Market
from finlit.market.cache import cached
from finlit.numbers.portfolio import correlation_with, measures, mix_levels, mix_returns
from finlit.numbers.returns import Floats
from finlit.words.wording import money, percent

HOME = "SPY"
ASSETS = {
    "EFA": "Rich countries",
    "EEM": "Emerging",
    "VNQ": "US property",
    "DBC": "Raw materials",
    "LQD": "Company bonds",
    "GLD": "Gold",
    "TLT": "Government bonds",
}
# DBC, the youngest of these funds, has its first whole month in March 2006.
FIRST, LAST = "2006-02", "2025-12"


@dataclass(frozen=True)
class Crash:
    """A fall of US stocks: months of the top and the bottom, and the 24 months around it."""

    label: str
    top: str
    bottom: str
    begin: str
    end: str


CRASHES = {
    "2008": Crash("2008, the banks", "2007-10", "2009-02", "2007-11", "2009-10"),
    "2020": Crash("2020, the virus", "2019-12", "2020-03", "2019-07", "2021-06"),
    "2022": Crash("2022, interest rates", "2021-12", "2022-09", "2021-07", "2023-06"),
}


@cached(4)
def _monthly(market: Market) -> pd.DataFrame:
    """Monthly returns of the funds; the month that is not over is left out by the dates used."""
    return market.table("funds").pct_change(fill_method=None)


def _outside(months: pd.DataFrame) -> pd.DataFrame:
    """The months that belong to none of the crashes."""
    inside = np.zeros(len(months), bool)
    for when in CRASHES.values():
        span = pd.period_range(when.begin, when.end, freq="M").to_timestamp()
        inside |= months.index.isin(span)
    return months[~inside]


@experiment(
    "crash-correlations",
    title="When everything falls at once",
    question="Does spreading still help when it is needed most?",
    crash=Choice("Which crash", "2008", {key: one.label for key, one in CRASHES.items()}),
    figures={
        f"usual_{code.lower()}": f"correlation of {code} with SPY, months outside the crashes"
        for code in ASSETS
    }
    | {
        f"crash_{code.lower()}": f"correlation of {code} with SPY in the 24 months of the crash"
        for code in ASSETS
    }
    | {
        f"change_{code.lower()}": f"change of {code} from the top of SPY to the bottom, by months"
        for code in (HOME, *ASSETS)
    },
)
def crash_correlations(market: Market, *, crash: str) -> Outcome:
    when = CRASHES[crash]
    names = [HOME, *ASSETS]
    months = _monthly(market)[names].loc[FIRST:LAST].iloc[1:]
    usual = correlation_with(_outside(months), HOME)[list(ASSETS)]
    crashed = correlation_with(months.loc[when.begin : when.end], HOME)[list(ASSETS)]
    levels = market.table("funds")[names]
    change = levels.loc[when.bottom].iloc[0] / levels.loc[when.top].iloc[0] - 1
    rows = pd.DataFrame(
        {"asset": list(ASSETS.values()), "usual": usual.to_numpy(), "crash": crashed.to_numpy()}
    )
    falls = pd.DataFrame({"asset": ["US stocks", *ASSETS.values()], "change": change.to_numpy()})
    lost = int((change[1:] < 0).sum())
    answer = (
        f"While US stocks lost {percent(-float(change[HOME]))}, **{lost} of the {len(ASSETS)}** "
        f"others fell too. The correlation of US stocks with those of other rich countries was "
        f"**{crashed['EFA']:.2f}**, against {usual['EFA']:.2f} outside crashes. With long "
        f"government bonds it was {crashed['TLT']:.2f}."
    )
    span = f"{when.begin} to {when.end}"
    pictures = (
        Picture(
            together_chart(rows),
            rows.set_axis(["Asset", "Other times", "Crash"], axis=1),
            market.source_line("funds", first=FIRST, last=LAST),
            f"The crash is the 24 months of {span}. Other times are the months outside all three "
            "crashes. With 24 months a figure is rough.",
            {"Other times": "number", "Crash": "number"},
            heading="How closely they moved with US stocks",
        ),
        Picture(
            crash_chart(falls),
            falls.set_axis(["Asset", "Change"], axis=1),
            market.source_line("funds", first=when.top, last=when.bottom),
            "Only ends of months count: within the months the falls were deeper. Dividends and "
            "interest are in, and the funds' fees are paid.",
            {"Change": "percent"},
            heading="What they did while US stocks fell",
        ),
    )
    # Two digits: a correlation of 24 months is not known better than that.
    figures = {f"usual_{code.lower()}": round(float(usual[code]), 2) for code in ASSETS}
    figures |= {f"crash_{code.lower()}": round(float(crashed[code]), 2) for code in ASSETS}
    figures |= {f"change_{code.lower()}": float(change[code]) for code in names}
    return Outcome(answer, figures, pictures)


WHERE = {
    "EFA": "Rich countries outside North America",
    "EEM": "Emerging countries",
    "EWJ": "Japan",
    "EWG": "Germany",
}
SPANS = {
    "all": ("2003 to 2025", "2003-04", "2025-12"),
    "early": ("2003 to 2010", "2003-04", "2010-12"),
    "late": ("2011 to 2025", "2010-12", "2025-12"),
}
LEAVES_OUT = (
    "Left out: taxes and the cost of buying and selling. The funds' fees are paid. The shares "
    "are set back every 12 months. All is counted in dollars, at ends of months."
)


@experiment(
    "home-and-abroad",
    title="Stocks of other countries",
    question="Does it help to own other countries too?",
    abroad=Number("Share abroad", 0.3, low=0, high=1, step=0.05, unit="percent"),
    where=Choice("Where", "EFA", WHERE),
    span=Choice("Years", "all", {key: one[0] for key, one in SPANS.items()}),
    figures={
        f"{name}_{key}": f"{what}, {words}"
        for name, words in (
            ("mix", "the mix"),
            ("home", "US stocks alone"),
            ("abroad", "the stocks abroad alone"),
        )
        for key, what in (
            ("cagr", "growth a year"),
            ("volatility", "swings a year, from months"),
            ("worst", "worst 12 months in a row"),
            ("deepest_fall", "deepest fall between ends of months"),
            ("final", "what 100 dollars became"),
        )
    },
)
def home_and_abroad(market: Market, *, abroad: float, where: str, span: str) -> Outcome:
    label, first, last = SPANS[span]
    levels = market.table("funds")[[HOME, where]].loc[first:last]
    returns = levels.pct_change(fill_method=None).iloc[1:].to_numpy()
    own = mix_returns(returns, [1 - abroad, abroad], rebalance_every=12)
    found, home, away = (_measures(one) for one in (own, returns[:, 0], returns[:, 1]))
    answer = (
        f"From {label}, a mix with {percent(abroad)} abroad grew "
        f"**{percent(float(found['cagr']), 1)}** a year. US stocks alone grew "
        f"{percent(float(home['cagr']), 1)}, the ones abroad {percent(float(away['cagr']), 1)}. "
        f"The deepest fall was **{percent(float(found['deepest_fall']))}**, at home "
        f"{percent(float(home['deepest_fall']))}."
    )
    source = market.source_line("funds", first=first, last=last)
    pictures = (
        _measures_picture(found, home, source),
        _growth_picture(levels.index, own, returns, source),
    )
    figures = {}
    for name, measured in (("mix", found), ("home", home), ("abroad", away)):
        for key in ("cagr", "volatility", "worst", "deepest_fall"):
            figures[f"{name}_{key}"] = float(measured[key])
        figures[f"{name}_final"] = MONEY * float(measured["final"])
    return Outcome(answer, figures, pictures)


def _measures(returns: Floats) -> dict[str, Floats]:
    """Measures of monthly returns; the worst twelve months in a row say more than the worst one."""
    grown = mix_levels(returns)
    return measures(returns, 12) | {"worst": (grown[12:] / grown[:-12] - 1).min()}


def _measures_picture(found: dict[str, Floats], home: dict[str, Floats], source: str) -> Picture:
    rows = measure_rows(found, home)
    rows.loc[rows["measure"] == "Worst year", "measure"] = "Worst 12 months"
    return Picture(
        measures_chart(rows, "All US stocks", "index"),
        rows.set_axis(["Measure", YOURS, "All US stocks"], axis=1),
        source,
        LEAVES_OUT,
        {YOURS: "fine_percent", "All US stocks": "fine_percent"},
    )


def _growth_picture(months: pd.DatetimeIndex, own: Floats, returns: Floats, source: str) -> Picture:
    lines = pd.DataFrame(
        {
            "year": np.asarray(months.year + months.month / 12),
            "line_0": MONEY * mix_levels(own),
            "line_1": MONEY * mix_levels(returns[:, 0]),
            "line_2": MONEY * mix_levels(returns[:, 1]),
        }
    )
    names = (YOURS, "US stocks", "Abroad")
    return Picture(
        growth_lines_chart(lines, names, ("you", "index", "stock")),
        lines.iloc[::12].set_axis(["Year", *names], axis=1),
        source,
        f"Each step up this scale multiplies the money. {LEAVES_OUT}",
        {"Year": "year"} | dict.fromkeys(names, "money"),
        heading=f"What {money(MONEY)} became",
    )
