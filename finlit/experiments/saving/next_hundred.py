"""Where the next $100 do most: a card's debt, a match at work, bills, or stocks."""

from __future__ import annotations

import numpy as np
import pandas as pd

from finlit.charts.base import DOLLARS
from finlit.charts.lines import named_bars
from finlit.experiments.kit import Number, Outcome, Picture, experiment, outcome
from finlit.market import Market
from finlit.market.cache import cached
from finlit.market.views import FRENCH
from finlit.numbers import monthly_saving
from finlit.numbers.returns import Floats, window_growth
from finlit.words.wording import money, rate, share, years

AMOUNT = 100.0
LEAVES_OUT = (
    "Dollars of the time, dividends and interest left in. The card's bar counts a debt on which "
    "nothing else is paid. No fees and no taxes, and most plans at work let nobody take the money "
    "out before old age. Spans overlap."
)


@cached(128)
def growth(market: Market, place: str, span: int) -> Floats:
    """Growth in dollars of the time over every span of `span` years."""
    returns = market.table("stocks_and_bills")[FRENCH[place]].to_numpy()
    return window_growth(monthly_saving.levels(returns), 12 * span)


def owed(annual_rate: float, span: int) -> float:
    """Dollars that `AMOUNT` of card debt becomes when nothing is paid: a twelfth each month."""
    return float(AMOUNT * (1 + annual_rate / 12) ** (12 * span))


@experiment(
    "next-hundred",
    title="The next $100",
    question="Where do the next $100 do most?",
    span=Number("For how long", 5, low=1, high=30, step=1, unit="years"),
    card=Number(
        "What the card charges a year", 0.22, low=0.0, high=0.36, step=0.01, unit="percent"
    ),
    match=Number("What the employer adds", 0.5, low=0.0, high=1.0, step=0.25, unit="percent"),
)
def next_hundred(market: Market, *, span: int, card: float, match: float) -> Outcome:
    spared = owed(card, span)
    stocks, bills = (AMOUNT * growth(market, place, span) for place in ("stocks", "bills"))
    low, middle, high = (float(x) for x in np.quantile(stocks, [0.1, 0.5, 0.9]))
    beat, matched_beat = (
        float((stocks > spared).mean()),
        float(((1 + match) * stocks > spared).mean()),
    )
    matched = f", with a match of {rate(match)} in **{share(matched_beat)}**" if match else ""
    answer = (
        f"After {years(span)}, {money(AMOUNT)} paid on a card at {rate(card)} are "
        f"**{money(spared)}** less owed. In stocks they came to {money(middle)} in the middle case "
        f"and beat the card in **{share(beat)}** cases{matched}."
    )
    table = pd.DataFrame(
        {
            "place": [
                f"Card debt at {rate(card)}",
                f"Match of {rate(match)}, in stocks",
                "Stocks, no match",
                "Treasury bills",
            ],
            "one_in_ten_less": [spared, (1 + match) * low, low, float(np.quantile(bills, 0.1))],
            "middle": [spared, (1 + match) * middle, middle, float(np.median(bills))],
            "one_in_ten_more": [spared, (1 + match) * high, high, float(np.quantile(bills, 0.9))],
        }
    )
    if not match:
        table = table.drop(index=1).reset_index(drop=True)
    return outcome(
        answer,
        {
            "card": (spared, "dollars less owed on the card"),
            "stocks_low": (low, "dollars in stocks, one case in ten was lower"),
            "stocks_middle": (middle, "dollars in stocks in the middle case"),
            "stocks_high": (high, "dollars in stocks, one case in ten was higher"),
            "match_low": (
                (1 + match) * low,
                "dollars with the match in stocks, one case in ten was lower",
            ),
            "match_middle": ((1 + match) * middle, "dollars with the match in stocks, middle case"),
            "bills_middle": (
                float(np.median(bills)),
                "dollars in Treasury bills in the middle case",
            ),
            "stocks_beat_card": (beat, "share of spans in which stocks beat the card"),
            "match_beats_card": (
                matched_beat,
                "share of spans in which the match in stocks beat the card",
            ),
        },
        _picture(market, table, span),
    )


def _picture(market: Market, table: pd.DataFrame, span: int) -> Picture:
    bars = pd.DataFrame({"name": table["place"], "value": table["middle"]})
    bars["picked"] = bars["value"] == bars["value"].max()
    text = "; ".join(f"{row.name} ${row.value:,.0f}" for row in bars.itertuples(index=False))
    return Picture(
        named_bars(bars, DOLLARS, f"Bars, middle case: {text}.", kind="growth"),
        table,
        market.source_line("stocks_and_bills"),
        LEAVES_OUT,
        dict.fromkeys(("one_in_ten_less", "middle", "one_in_ten_more"), "money"),
        heading=f"What {money(AMOUNT)} do in {years(span)}, middle case",
    )
