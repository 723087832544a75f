"""How often a market stood higher after so many years, in its own money and in US dollars."""

from __future__ import annotations

import numpy as np
import pandas as pd

from finlit.charts.base import PERCENT
from finlit.experiments.bubbles.fast_rises import MARKETS
from finlit.experiments.kit import Choice, Number, Outcome, Picture, bars, experiment
from finlit.market import Market
from finlit.market.cache import cached
from finlit.market.views import price_months
from finlit.numbers.returns import window_growth
from finlit.words.wording import percent, share, years

PLACES = {name: MARKETS[name] for name in ("us", "nasdaq", "japan")} | {
    "britain": "Britain since 1984",
    "hong-kong": "Hong Kong since 1986",
    "germany": "Germany since 1987, dividends in",
}
# Table, and the money that it is told in as a column of the exchange rates; "" for US dollars.
TABLES = {
    "us": ("us_market", ""),
    "nasdaq": ("nasdaq_daily", ""),
    "japan": ("nikkei_daily", "yen"),
    "britain": ("ftse_daily", "pound"),
    "hong-kong": ("hang_seng_daily", "hong_kong_dollar"),
    "germany": ("dax_daily", "euro"),
}
MONEY = {"own": "Its own money", "dollars": "US dollars"}


@cached(4)
def months(market: Market, counted: str) -> dict[str, pd.Series]:
    """Averages of each month by place, in the place's own money or in dollars."""
    found = dict(price_months(market))
    for name in ("britain", "hong-kong", "germany"):
        found[name] = market.table(TABLES[name][0])["close"].resample("MS").mean()
    if counted == "dollars":
        rates = market.table("exchange_rates")
        for name, (_, money) in TABLES.items():
            if money:
                found[name] = (found[name] / rates[money]).dropna()
    return found


@experiment(
    "time-by-market",
    title="Time, in other markets",
    question="Does time help everywhere?",
    place=Choice("Market", "us", PLACES),
    span=Number("Years held", 20, low=1, high=30, step=1, unit="years"),
    counted=Choice("Counted in", "own", MONEY),
    figures={
        "gained": "share of starts after which the price stood higher",
        "middle": "middle change of the price",
        "worst": "worst change of the price",
        "worst_start": "month from which that was",
        "starts": "number of starts",
        "own_middle": "middle change in the place's own money",
    },
)
def time_by_market(market: Market, *, place: str, span: int, counted: str) -> Outcome:
    prices = months(market, counted)
    growth = {
        name: window_growth(price.to_numpy(), 12 * span) - 1 for name, price in prices.items()
    }
    here, starts = growth[place], prices[place].index
    worst = int(here.argmin())
    money = TABLES[place][1]
    own = months(market, "own")[place]
    figures: dict[str, float | str] = {
        "gained": float((here > 0).mean()),
        "middle": float(np.median(here)),
        "worst": float(here[worst]),
        "worst_start": f"{starts[worst]:%Y-%m}",
        "starts": float(len(here)),
        "own_middle": float(np.median(window_growth(own.to_numpy(), 12 * span) - 1)),
    }
    what = "money with dividends" if place == "germany" else "the price"
    answer = (
        f"{PLACES[place]}: after {years(span)} {what} stood higher in "
        f"**{share(float((here > 0).mean()))}** cases. The middle case brought "
        f"{_change(float(np.median(here)))}, the worst, from {starts[worst]:%B %Y}, "
        f"**{_change(float(here[worst]))}**."
    )
    note = "In US dollars." if counted == "dollars" and money else ""
    if money:
        note = (
            f"{'In US dollars' if counted == 'dollars' else 'In its own money'}. Whoever lives on "
            "another money meets currency risk too: the rate of exchange moves what the shares "
            "are worth at home."
        )
    return Outcome(answer, figures, (_markets_picture(market, prices, place, span, counted),), note)


def _markets_picture(
    market: Market, prices: dict[str, pd.Series], place: str, span: int, counted: str
) -> Picture:
    growth = {name: window_growth(prices[name].to_numpy(), 12 * span) - 1 for name in PLACES}
    table = pd.DataFrame(
        {
            "market": list(PLACES.values()),
            "stood_higher": [float((growth[name] > 0).mean()) for name in PLACES],
            "middle": [float(np.median(growth[name])) for name in PLACES],
            "worst": [float(growth[name].min()) for name in PLACES],
            "starts": [len(growth[name]) for name in PLACES],
        }
    )
    rates = ["exchange_rates"] if counted == "dollars" else []
    return Picture(
        bars(
            table["market"],
            table["stood_higher"],
            PERCENT,
            "Bars, share of starts that stood higher",
            picked=PLACES[place],
        ),
        table,
        market.source_line(*(table for table, _ in TABLES.values()), *rates),
        f"In {'US dollars' if counted == 'dollars' else 'the money of each place'}, of the time. "
        "Prices alone, without dividends, except Germany, whose index has them in: do not set its "
        "bar beside the others. Each market has years of its own. Dividends help and inflation "
        "takes away. Monthly averages, spans overlap: few 20-year spans share no year.",
        {
            "stood_higher": "fine_percent",
            "middle": "percent",
            "worst": "percent",
            "starts": "count",
        },
        heading=f"Stood higher {years(span)} later",
    )


def _change(growth: float) -> str:
    return f"a {'gain' if growth >= 0 else 'loss'} of {percent(abs(growth))}"
