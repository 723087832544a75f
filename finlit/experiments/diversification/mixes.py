"""A mix of stocks, bonds, cash and gold: what it gave up and what it spared."""

from __future__ import annotations

import numpy as np
import pandas as pd

from finlit.experiments.diversification.charts.mixes import (
    MEASURES,
    YOURS,
    growth_lines_chart,
    measures_chart,
)
from finlit.experiments.kit import (
    Choice,
    Control,
    ControlValueError,
    Number,
    Outcome,
    Picture,
    Switch,
    experiment,
)
from finlit.market import Market
from finlit.market.views import ASSETS, annual_returns
from finlit.numbers.portfolio import measures, mix_levels, mix_returns, shares
from finlit.numbers.returns import Floats
from finlit.words.wording import money, percent

NAMES = ("All US stocks", "All bonds", "All cash", "All gold")
SINCE = {"1972": "1972, when gold was free", "1928": "1928"}
MONEY = 100.0
LEAVES_OUT = (
    "Left out: fees, taxes and the cost of buying and selling. The mix is set back to its "
    "shares at each year's end. Years are counted whole: within a year it fell deeper."
)
PEG = " Until 1971 governments held the price of gold, so its early years say little."

PART_LABELS = ("US stocks", "Government bonds", "Cash in bills", "Gold")
PARTS: dict[str, Control] = {
    name: Number(f"{label}: parts", parts, low=0, high=10, step=1)
    for name, label, parts in zip(ASSETS, PART_LABELS, (6, 3, 0, 1), strict=True)
}
WHEN: dict[str, Control] = {
    "since": Choice("History since", "1972", SINCE),
    "real": Switch("Take out the rise of prices", True),
}


def weights(stocks: float, bonds: float, bills: float, gold: float) -> Floats:
    """Shares of the four from the parts set; ControlValueError when nothing is set."""
    parts = [stocks, bonds, bills, gold]
    if not any(parts):
        raise ControlValueError("A mix needs at least one part above 0")
    return shares(parts)


def in_words(mix: Floats) -> str:
    """ "60% US stocks, 40% government bonds"."""
    named = zip(mix, ASSETS.values(), strict=True)
    return ", ".join(f"{percent(part)} {name}" for part, (name, _) in named if part > 0)


def measure_rows(found: dict[str, Floats], beside: dict[str, Floats]) -> pd.DataFrame:
    """A row a measure: the mix, and what it is set beside."""
    keys = ("cagr", "volatility", "worst", "deepest_fall")
    return pd.DataFrame(
        {
            "measure": MEASURES,
            "mix": [float(found[key]) for key in keys],
            "beside": [float(beside[key]) for key in keys],
        }
    )


def source_line(market: Market, years: Floats, real: bool) -> str:
    """Publishers of the returns, and of consumer prices where they were used."""
    names = ("asset_classes", "us_market") if real else ("asset_classes",)
    return market.source_line(*names, first=str(years[0]), last=str(years[-1]))


@experiment(
    "mix",
    title="Your own mix",
    question="What does a mix give up, and what does it spare you?",
    **PARTS,
    **WHEN,
    figures={
        "cagr": "growth of the mix a year",
        "volatility": "swings of the mix from year to year",
        "worst": "worst calendar year of the mix",
        "worst_year": "which year that was",
        "deepest_fall": "deepest fall of the mix between ends of years",
        "final": "what 100 dollars in the mix became",
        "stocks_cagr": "growth of US stocks a year",
        "stocks_volatility": "swings of US stocks from year to year",
        "stocks_worst": "worst calendar year of US stocks",
        "stocks_worst_year": "which year that was",
        "stocks_deepest_fall": "deepest fall of US stocks between ends of years",
        "stocks_final": "what 100 dollars in US stocks became",
        "stocks_with_bonds": "correlation of the years of US stocks and government bonds",
        "stocks_with_gold": "correlation of the years of US stocks and gold",
    },
)
def run_mix(
    market: Market,
    *,
    stocks: float,
    bonds: float,
    bills: float,
    gold: float,
    since: str,
    real: bool,
) -> Outcome:
    mix = weights(stocks, bonds, bills, gold)
    years, returns = annual_returns(market, int(since), real)
    own = mix_returns(returns, mix)
    figures = _figures(years, returns, own)
    answer = (
        f"{in_words(mix)}: the worst year was {figures['worst_year']:.0f}, with "
        f"**{percent(figures['worst'])}**. All in stocks, it was "
        f"{figures['stocks_worst_year']:.0f}, with {percent(figures['stocks_worst'])}. The mix "
        f"grew **{percent(figures['cagr'], 1)}** a year, stocks alone "
        f"{percent(figures['stocks_cagr'], 1)}{', after the rise of prices' if real else ''}."
    )
    source = source_line(market, years, real)
    note = LEAVES_OUT + (PEG if since == "1928" else "")
    unit = "in the money of the start" if real else "in the money of each year"
    pictures = (
        _measures_picture(own, returns[:, 0], source, note),
        _growth_picture(years, own, returns[:, 0], source, note, unit),
    )
    return Outcome(answer, figures, pictures)


def _measures_picture(own: Floats, all_stocks: Floats, source: str, note: str) -> Picture:
    rows = measure_rows(measures(own), measures(all_stocks))
    return Picture(
        measures_chart(rows, NAMES[0], "index"),
        rows.set_axis(["Measure", YOURS, NAMES[0]], axis=1),
        source,
        note,
        {YOURS: "fine_percent", NAMES[0]: "fine_percent"},
    )


def _growth_picture(
    years: Floats, own: Floats, all_stocks: Floats, source: str, note: str, unit: str
) -> Picture:
    levels = pd.DataFrame(
        {
            "year": np.r_[years[0] - 1, years],
            "line_0": MONEY * mix_levels(own),
            "line_1": MONEY * mix_levels(all_stocks),
        }
    )
    return Picture(
        growth_lines_chart(levels, (YOURS, NAMES[0]), ("you", "index")),
        levels.set_axis(["End of", YOURS, NAMES[0]], axis=1),
        source,
        f"Each step up this scale multiplies the money. {note}",
        {"End of": "year", YOURS: "money", NAMES[0]: "money"},
        heading=f"What {money(MONEY)} became, {unit}",
    )


def _figures(years: Floats, returns: Floats, own: Floats) -> dict[str, float]:
    """The measures of the mix and of stocks alone, and what moves with stocks."""
    figures: dict[str, float] = {}
    for prefix, one in (("", own), ("stocks_", returns[:, 0])):
        found = measures(one)
        figures |= {
            f"{prefix}cagr": float(found["cagr"]),
            f"{prefix}volatility": float(found["volatility"]),
            f"{prefix}worst": float(found["worst"]),
            f"{prefix}worst_year": float(years[one.argmin()]),
            f"{prefix}deepest_fall": float(found["deepest_fall"]),
            f"{prefix}final": MONEY * float(found["final"]),
        }
    for name, column in (("bonds", 1), ("gold", 3)):
        alike = np.corrcoef(returns[:, 0], returns[:, column])[0, 1]
        figures[f"stocks_with_{name}"] = float(alike)
    return figures
