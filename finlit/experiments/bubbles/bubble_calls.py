"""Six fast rises without a name: call the bubbles, then open what came and count."""

from __future__ import annotations

import numpy as np
import pandas as pd

from finlit.experiments.bubbles.charts.panels import AFTER, BEFORE, panels_chart
from finlit.experiments.bubbles.manias import TABLES, Moment, place_of
from finlit.experiments.kit import Number, Outcome, Picture, Switch, experiment, outcome
from finlit.market import Market
from finlit.market.cache import cached
from finlit.market.views import month_prices
from finlit.words.wording import percent

YEARS_BEFORE, YEARS_AFTER = 3, 5
# An opened chart is drawn every second month: all six fit into few rows.
EVERY = 2
# In an order that tells nothing. Each price had risen by half or more in three years.
CHARTS = {
    "a": Moment("japan", "1986-08", "Japan 1986"),
    "b": Moment("nasdaq", "1999-12", "NASDAQ 1999"),
    "c": Moment("gold", "1974-12", "Gold 1974"),
    "d": Moment("us", "1928-06", "US 1928"),
    "e": Moment("bitcoin", "2017-06", "Bitcoin 2017"),
    "f": Moment("gold", "1980-01", "Gold 1980"),
}


@cached(4)
def paths(market: Market) -> dict[str, tuple[pd.Series, pd.Series]]:
    """By letter: prices of the years before and after, the moment at 100 in both."""
    found = {}
    for letter, moment in CHARTS.items():
        prices = month_prices(market)[moment.market]
        at = place_of(prices, moment)
        level = 100 * prices / prices.iloc[at]
        before = level.iloc[at - 12 * YEARS_BEFORE : at + 1]
        found[letter] = (before, level.iloc[at : at + 12 * YEARS_AFTER + 1])
    return found


def lowest(market: Market) -> dict[str, float]:
    """By letter: the deepest point below the moment in the years after (-0.5: half was lost)."""
    return {letter: float(after.min()) / 100 - 1 for letter, (_, after) in paths(market).items()}


@experiment(
    "call-the-bubbles",
    title="Call the bubbles",
    question="Six fast rises without a name: which will lose half?",
    call_a=Switch("A"),
    call_b=Switch("B"),
    call_c=Switch("C"),
    call_d=Switch("D"),
    call_e=Switch("E"),
    call_f=Switch("F"),
    fall=Number("A bubble is a fall of", 0.5, low=0.2, high=0.7, step=0.1, unit="percent"),
    later=Switch("Open what came"),
)
def call_the_bubbles(market: Market, *, fall: float, later: bool, **calls: bool) -> Outcome:
    called = {letter for letter in CHARTS if calls[f"call_{letter}"]}
    fell = {letter for letter, low in lowest(market).items() if low <= -fall}
    right, false, missed = len(called & fell), len(called - fell), len(fell - called)
    if not later:
        answer = (
            f"You call **{len(called)}** of {len(CHARTS)} a bubble: a fall of {percent(fall)} or "
            f"more within {YEARS_AFTER} years. Open what came when you are done."
        )
    else:
        answer = (
            f"**{len(fell)}** of {len(CHARTS)} fell by {percent(fall)} or more within "
            f"{YEARS_AFTER} years. You called {len(called)}: **{right}** of them fell, "
            f"**{false}** did not. And {missed} fell that you had not called."
        )
    nan = float("nan")
    figures = {
        "called": (float(len(called)), "charts that you call a bubble"),
        "fell": (
            float(len(fell)) if later else nan,
            "charts that fell so far; unknown until opened",
        ),
        "right": (float(right) if later else nan, "charts called that fell; unknown until opened"),
        "false_alarms": (
            float(false) if later else nan,
            "charts called that did not fall; unknown until opened",
        ),
        "missed": (
            float(missed) if later else nan,
            "charts that fell and were not called; unknown until opened",
        ),
    }
    return outcome(answer, figures, _picture(market, later, fell))


def _picture(market: Market, later: bool, fell: set[str]) -> Picture:
    rows = [
        _panel(letter, place, *paths(market)[letter], later) for place, letter in enumerate(CHARTS)
    ]
    low = lowest(market)
    if later:
        table = pd.DataFrame(
            {
                "chart": [letter.upper() for letter in CHARTS],
                "what": [moment.said for moment in CHARTS.values()],
                "deepest_fall": [low[letter] for letter in CHARTS],
                "five_years_later": [
                    float(after.iloc[-1]) / 100 - 1 for _, after in paths(market).values()
                ],
            }
        )
        source = market.source_line(*dict.fromkeys(TABLES[each.market] for each in CHARTS.values()))
        told = ", ".join(f"{each.said} {low[letter]:.0%}" for letter, each in CHARTS.items())
        text = f"Six small charts, before and after. Deepest falls: {told}."
    else:
        table = pd.DataFrame(
            {
                "chart": [letter.upper() for letter in CHARTS],
                "times_as_high": [100 / float(b.iloc[0]) for b, _ in paths(market).values()],
            }
        )
        source = "Source: told when you open what came."
        text = "Six small charts of prices that rise, each up to a moment that stands at 100."
    return Picture(
        panels_chart(pd.concat(rows, ignore_index=True), text),
        table,
        source,
        "Six that we picked, so that some fell and some did not. Each chart has a scale of its "
        "own. Prices alone, without dividends, in money of the time, monthly averages.",
        {"times_as_high": "times", "deepest_fall": "percent", "five_years_later": "percent"},
        heading=f"{YEARS_BEFORE} years before the moment"
        + (f", {YEARS_AFTER} years after" if later else ""),
    )


def _panel(
    letter: str, place: int, before: pd.Series, after: pd.Series, later: bool
) -> pd.DataFrame:
    """One chart's rows; the scales of a closed one give nothing away of what came."""
    shown = pd.concat([before, after]) if later else before
    low, high = float(shown.min()), float(shown.max())
    parts = [(BEFORE, before, 0)] + ([(AFTER, after, len(before) - 1)] if later else [])
    span = len(shown) - (2 if later else 1)
    frames = []
    for part, values, first in parts:
        keep = np.unique(
            np.append(np.arange(0, len(values), EVERY if later else 1), len(values) - 1)
        )
        frames.append(
            pd.DataFrame(
                {
                    "panel": letter.upper(),
                    "place": place,
                    "x": ((first + keep) / span).round(4),
                    "y": ((values.to_numpy()[keep] - low) / (high - low)).round(4),
                    "part": part,
                    "label": "",
                }
            )
        )
    frame = pd.concat(frames, ignore_index=True)
    said = CHARTS[letter].said
    frame.loc[0, "label"] = f"{letter.upper()}: {said}" if later else letter.upper()
    return frame
