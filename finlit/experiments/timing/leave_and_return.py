"""Selling after a fall and coming back after a rise, beside simply holding, over every span."""

from __future__ import annotations

import numpy as np
import pandas as pd

from finlit.experiments.kit import Choice, Number, Outcome, Picture, bars, experiment, outcome
from finlit.experiments.kit.comparison import StrategyComparison
from finlit.market import Market
from finlit.market.cache import cached
from finlit.market.views import month_ends
from finlit.numbers import market_timing
from finlit.numbers.returns import Floats
from finlit.words.wording import percent, share, years

RISES = (0.1, 0.2, 0.3, 0.4)
SINCE = {"1926": "1926 on", "1950": "1950 on", "1970": "1970 on", "1990": "1990 on"}


@cached(128)
def leaving(
    market: Market, fall: float, span: int, since: str, delay: int = 0
) -> market_timing.Leaving:
    """The rule with each of RISES, for every start, acted on `delay` months after its sign."""
    levels = month_ends(market).loc[since:]
    stocks, bills = levels["stocks"].to_numpy(), levels["bills"].to_numpy()
    return market_timing.leave_and_return(stocks, bills, 12 * span, fall, np.array(RISES), delay)


@experiment(
    "leave-and-return",
    title="Sell after a fall, come back later",
    question="Does it help to step out when it falls?",
    fall=Number("Sell after a fall of", 0.2, low=0.05, high=0.4, step=0.05, unit="percent"),
    rise=Number("Come back after a rise of", 0.1, low=0.1, high=0.4, step=0.1, unit="percent"),
    span=Number("Years", 20, low=5, high=30, step=5, unit="years"),
    since=Choice("Starts from", "1926", SINCE),
)
def leave_and_return(market: Market, *, fall: float, rise: float, span: int, since: str) -> Outcome:
    found = leaving(market, fall, span, since)
    place = int(np.abs(np.array(RISES) - rise).argmin())
    ratio = found.ratio[place]
    starts = month_ends(market).loc[since:].index[: len(ratio)]
    race = StrategyComparison(
        "Holder", "Seller", pd.DatetimeIndex(starts), ratio, f"{span}-year spans"
    )
    deepest, held = float(np.median(found.fall[place])), float(np.median(found.held_fall))
    than = "as" if "same" in race.size() else "than"
    answer = (
        f"Sell after a fall of {percent(fall)}, come back after a rise of {percent(rise)}: the "
        f"seller ended behind in **{share(race.first_ahead)}** spans of {years(span)}, and in the "
        f"middle span {race.size()} {than} the holder. The deepest fall on the way was "
        f"{percent(-deepest)}, the holder's {percent(-held)}."
    )
    late = leaving(market, fall, span, since, 1).ratio[place]
    figures = race.figures() | {
        "late_middle": (
            float(np.median(late)),
            "seller over holder in the middle span, each sign acted on a month later",
        ),
        "late_behind": (
            float((late < 1 - 1e-9).mean()),
            "share of spans in which that seller ended behind",
        ),
        "sales": (float(found.sales[place].mean()), "how often was sold in a span, on average"),
        "fall": (deepest, "deepest fall of the seller, middle span"),
        "held_fall": (held, "deepest fall of the holder, middle span"),
    }
    last = f"{month_ends(market).index[-1]:%Y-%m}"
    source = market.source_line("stocks_and_bills", first=f"{starts[0]:%Y-%m}", last=last)
    caveats = (
        "Looks at month ends alone, and deals at the very price that gave the sign. A month later "
        f"the middle seller's end was {np.median(late):.2f} times the holder's. Dividends count, "
        "and money outside earns what Treasury bills paid. No taxes and no cost of trading. Spans "
        "overlap: only a few crashes are in here."
    )
    rules = _rules(found.ratio, place, source)
    return outcome(answer, figures, race.histogram(source, caveats), rules)


def _rules(ratios: Floats, place: int, source: str) -> Picture:
    table = pd.DataFrame(
        {
            "back_after": RISES,
            "middle": np.median(ratios, axis=1),
            "behind": (ratios < 1 - 1e-9).mean(axis=1),
        }
    )
    return Picture(
        bars(
            [f"Back after a rise of {each:.0%}" for each in RISES],
            (table["middle"] - 1).round(4) + 0.0,
            "+.0%",
            "Bars, the seller's middle gap to the holder",
            picked=np.arange(len(RISES)) == place,
        ),
        table,
        source,
        "The same rule with another figure. Whoever looks back can always find the best one.",
        {"back_after": "percent", "middle": "times", "behind": "fine_percent"},
        heading="The same rule, a little different",
    )
