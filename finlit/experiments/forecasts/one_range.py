"""One range for every stretch of history: how often it holds, and what width and misses cost."""

from __future__ import annotations

import numpy as np
import pandas as pd

from finlit.experiments.forecasts.charts.ranges import results_chart
from finlit.experiments.forecasts.honest_ranges import LENGTHS, MARKETS, TABLES, levels
from finlit.experiments.kit import Choice, Number, Outcome, Picture, experiment, outcome
from finlit.market import Market
from finlit.market.cache import cached
from finlit.numbers import forecast_ranges
from finlit.numbers.returns import Floats, window_growth
from finlit.words.wording import share

WHERE = {"all": "All four together", **MARKETS}
CHANCE = 0.8
SHORT_LENGTHS = {years: label for years, label in LENGTHS.items() if years != "20"}
BINS = np.array([*np.arange(0, 400, 10), 400, 420])


@cached(32)
def results(market: Market, where: str, years: int) -> Floats:
    """What 100 became over every span of so many years."""
    names = tuple(TABLES) if where == "all" else (where,)
    spans = [window_growth(levels(market, name, False).to_numpy(), 12 * years) for name in names]
    return 100 * np.concatenate(spans)


@experiment(
    "one-range",
    title="One range for all of history",
    question="How wide must a range be to hold 8 times in 10?",
    low=Number("Low end", 90, low=0, high=100, step=10),
    high=Number("High end", 140, low=100, high=400, step=10),
    years=Choice("How far ahead", "5", SHORT_LENGTHS),
    where=Choice("Market", "all", WHERE),
)
def one_range(market: Market, *, low: int, high: int, where: str, years: str) -> Outcome:
    came = results(market, where, int(years))
    below, above = float((came < low).mean()), float((came > high).mean())
    inside = 1 - below - above
    points = float(forecast_ranges.penalty(low, high, came, CHANCE).mean())
    best_low, best_high = (float(x) for x in np.quantile(came, [0.1, 0.9]))
    best = float(forecast_ranges.penalty(best_low, best_high, came, CHANCE).mean())
    length = "one-year" if years == "1" else f"{years}-year"
    answer = (
        f"From {low} to {high}: **{share(inside)}** of the {length} spans ended inside. The width "
        f"costs {high - low} points, the misses cost {points - high + low:.0f} on average, "
        f"together **{points:.0f}**."
    )
    note = (
        f"Afterwards one can say which range was cheapest: from {best_low:.0f} to "
        f"{best_high:.0f}, at {best:.0f} points. It missed low and high one time in ten each."
    )
    figures = {
        "inside": (inside, "share of spans that ended inside"),
        "below": (below, "share of spans that ended lower"),
        "above": (above, "share of spans that ended higher"),
        "penalty": (points, "points on average: one for each point of width, ten for each outside"),
        "best_low": (float(round(best_low)), "low end of the range with the fewest points"),
        "best_high": (float(round(best_high)), "high end of the range with the fewest points"),
        "best_penalty": (best, "points of that range"),
    }
    return outcome(answer, figures, _picture(market, where, came, low, high, inside), note=note)


def _picture(
    market: Market, where: str, came: Floats, low: int, high: int, inside: float
) -> Picture:
    last = BINS[-2]
    shares = np.histogram(np.minimum(came, last + 10), BINS)[0] / len(came)
    starts, ends = BINS[:-1], BINS[1:]
    held = (starts >= low) & (ends <= high)
    span = [f"{a:.0f} to {b:.0f}" for a, b in zip(starts[:-1], ends[:-1], strict=True)]
    bars = pd.DataFrame(
        {
            "from_": starts.astype(float),
            "to": ends.astype(float),
            "span": [*span, f"more than {last:.0f}"],
            "held": np.where(held, shares, np.nan),
            "missed": np.where(held, np.nan, shares),
        }
    )
    bars = bars[shares > 0]
    edges = pd.DataFrame(
        {
            "edge": [float(low), float(high)],
            "label": [f"{low}", f"{high}"],
            "lift": 1.15 * shares.max(),
        }
    )
    table = pd.DataFrame({"100_became": bars["span"], "share_of_spans": shares[shares > 0]})
    text = (
        f"Histogram of what 100 became. {inside:.0%} lie from {low} to {high}. The middle "
        f"is {np.median(came):.0f}, one in ten is below {np.quantile(came, 0.1):.0f}, one in ten "
        f"above {np.quantile(came, 0.9):.0f}."
    )
    names = tuple(TABLES.values()) if where == "all" else (TABLES[where],)
    return Picture(
        results_chart(pd.concat([bars, edges], ignore_index=True), text),
        table,
        market.source_line(*names),
        "Prices without dividends, in money of the time, monthly averages. All starting months; "
        "spans overlap. The last bar holds all that is above 400.",
        {"share_of_spans": "fine_percent"},
        heading="What 100 became in every span",
    )
