"""How often a market stood higher after so many years: the US, NASDAQ and Japan side by side."""

from __future__ import annotations

import numpy as np
import pandas as pd

from finlit.charts.base import PERCENT
from finlit.experiments.bubbles.fast_rises import MARKETS
from finlit.experiments.kit import Choice, Number, Outcome, Picture, bars, experiment, outcome
from finlit.market import Market
from finlit.market.views import price_months
from finlit.numbers.returns import Floats, window_growth
from finlit.words.wording import percent, share, years

PLACES = {name: MARKETS[name] for name in ("us", "nasdaq", "japan")}


@experiment(
    "time-by-market",
    title="Time, in other markets",
    question="Does time help everywhere?",
    place=Choice("Market", "us", PLACES),
    span=Number("Years held", 20, low=1, high=30, step=1, unit="years"),
)
def time_by_market(market: Market, *, place: str, span: int) -> Outcome:
    growth = {
        name: window_growth(price.to_numpy(), 12 * span) - 1
        for name, price in price_months(market).items()
    }
    here, starts = growth[place], price_months(market)[place].index
    worst = int(here.argmin())
    figures = {
        "gained": (float((here > 0).mean()), "share of starts after which the price stood higher"),
        "middle": (float(np.median(here)), "middle change of the price"),
        "worst": (float(here[worst]), "worst change of the price"),
        "worst_start": (f"{starts[worst]:%Y-%m}", "month from which that was"),
        "starts": (float(len(here)), "number of starts"),
    }
    answer = (
        f"{PLACES[place]}: after {years(span)} the price stood higher in "
        f"**{share(float((here > 0).mean()))}** cases. The middle case brought "
        f"{_change(float(np.median(here)))}, the worst, from {starts[worst]:%B %Y}, "
        f"**{_change(float(here[worst]))}**."
    )
    return outcome(answer, figures, _markets_picture(market, growth, place, span))


def _markets_picture(market: Market, growth: dict[str, Floats], place: str, span: int) -> Picture:
    table = pd.DataFrame(
        {
            "market": list(PLACES.values()),
            "stood_higher": [float((growth[name] > 0).mean()) for name in PLACES],
            "middle": [float(np.median(growth[name])) for name in PLACES],
            "worst": [float(growth[name].min()) for name in PLACES],
        }
    )
    return Picture(
        bars(
            table["market"],
            table["stood_higher"],
            PERCENT,
            "Bars, share of starts with a higher price",
            picked=PLACES[place],
        ),
        table,
        market.source_line("us_market", "nasdaq_daily", "nikkei_daily"),
        "Prices alone, without dividends, in money of the time, for that is all we hold of "
        "Japan. Dividends help and inflation takes away. Monthly averages, spans overlap.",
        {"stood_higher": "fine_percent", "middle": "percent", "worst": "percent"},
        heading=f"Stood higher {years(span)} later",
    )


def _change(growth: float) -> str:
    return f"a {'gain' if growth >= 0 else 'loss'} of {percent(abs(growth))}"
