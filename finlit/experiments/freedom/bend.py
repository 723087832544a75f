"""Spending that bends: less in lean years, or a little pay at first."""

from __future__ import annotations

import pandas as pd

from finlit.charts.base import PERCENT
from finlit.charts.lines import named_bars
from finlit.experiments.freedom.retirement_mix import MIX, STOCKS, mixed, source_line
from finlit.experiments.kit import Number, Outcome, Picture, experiment, outcome
from finlit.market import Market
from finlit.numbers import withdrawals
from finlit.numbers.freedom import lasted
from finlit.words.wording import percent, rate, share, years


@experiment(
    "bend-a-little",
    title="Bend a little",
    question="What if you take less in bad years, or earn a little at first?",
    cut=Number("Less in lean years by", 0.2, low=0.0, high=0.5, step=0.05, unit="percent"),
    earned=Number(
        "Earned in the first ten years", 0.2, low=0.0, high=1.0, step=0.1, unit="percent"
    ),
    withdrawal=Number("Taken out a year", 0.04, low=0.03, high=0.06, step=0.005, unit="percent"),
    span=Number("For how long", 50, low=20, high=60, step=10, unit="years"),
    stocks=STOCKS,
)
def bend_a_little(
    market: Market, *, cut: float, earned: float, withdrawal: float, span: int, stocks: float
) -> Outcome:
    _, returns = mixed(market, stocks)
    ways = {
        "Never bend": {"cut": 0.0, "earned": 0.0},
        "Cut in lean years": {"cut": cut, "earned": 0.0},
        "Earn a little at first": {"cut": 0.0, "earned": earned},
        "Both": {"cut": cut, "earned": earned},
    }
    good = {}
    for name, way in ways.items():
        left, lean = withdrawals.bent(
            returns, span, withdrawal, cut=way["cut"], earned=way["earned"]
        )
        good[name] = float(lasted(left).mean())
    lean_share = float(lean.mean())
    answer = (
        f"Taking out {rate(withdrawal)} for {years(span)} without ever bending lasted from "
        f"{share(good['Never bend'])} start years. With {percent(cut)} less in lean years and "
        f"{percent(earned)} of spending earned for ten years it was **{share(good['Both'])}**."
    )
    bars = pd.DataFrame(
        {"name": list(good), "value": list(good.values()), "picked": [False, False, False, True]}
    )
    text = "Bars, share of start years from which it lasted. " + "; ".join(
        f"{name}: {value:.0%}" for name, value in good.items()
    )
    return outcome(
        answer,
        {
            "fixed": (good["Never bend"], "share of start years from which a fixed amount lasted"),
            "cutting": (good["Cut in lean years"], "the same with less taken out in lean years"),
            "earning": (
                good["Earn a little at first"],
                "the same with some pay in the first ten years",
            ),
            "both": (good["Both"], "the same with both"),
            "lean_share": (lean_share, "share of years that were lean, with both"),
        },
        Picture(
            named_bars(bars, PERCENT, f"{text}.", kind="growth"),
            bars[["name", "value"]].rename(columns={"name": "way", "value": "lasted"}),
            source_line(market),
            f"{MIX} A lean year begins with less than the first sum, after inflation. Whether "
            "one finds such work, and can do with less, is not in the data.",
            {"lasted": "percent"},
            heading="From how many start years did it last?",
        ),
        note=f"With both, {share(lean_share)} years were lean.",
    )
