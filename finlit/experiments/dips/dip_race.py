"""The steady saver against a dip buyer who knows every bottom: every start month since 1871."""

from __future__ import annotations

import pandas as pd

from finlit.experiments.kit import Choice, Number, Outcome, experiment, outcome
from finlit.experiments.kit.comparison import StrategyComparison
from finlit.market import Market
from finlit.market.cache import cached
from finlit.market.views import market_months
from finlit.numbers import monthly_saving
from finlit.numbers.returns import Floats
from finlit.words.wording import share

MONTHS = 480
STEADY, DIP_BUYER = "Steady saver", "Dip buyer"

SIGNALS = {
    "real_total_return_index": "Value with dividends, after inflation",
    "total_return_index": "Value with dividends, in plain dollars",
    "real_price": "Price alone, after inflation",
    "price": "Price alone, in plain dollars",
}
EARNINGS = {
    "real_total_return_index": "Dividends are put back in",
    "real_price": "Dividends are spent",
}
HIGHS = {"window": "since they began to save", "history": "since 1871"}
STARTS = {
    "all": "1871 to 1986, all of them",
    "1920-79": "1920 to 1979",
    "before-1920": "1871 to 1919",
}
_SPANS = {"all": (None, None), "1920-79": ("1920-01", "1979-12"), "before-1920": (None, "1919-12")}
CONTRIBUTIONS = {"real": "Grows with prices in shops", "nominal": "Same dollars every month"}
CASH = {"keeps": "Keeps its worth", "fades": "Loses worth as prices rise"}


@cached(64)
def race(
    market: Market, signal: str, earning: str, high: str, late: int, contribution: str, cash: str
) -> Floats:
    """Dip buyer's end value over the steady saver's, for every start."""
    months = market_months(market)
    level, worth = months[earning].to_numpy(), months["worth"].to_numpy()
    paid = worth if contribution == "nominal" else None
    bottoms = monthly_saving.bottoms(
        months[signal].to_numpy(), MONTHS, all_history=high == "history"
    )
    dip_buyer = monthly_saving.end_value(
        monthly_saving.delayed(bottoms, late), level, paid, worth if cash == "fades" else None
    )
    return dip_buyer / monthly_saving.steady(level, MONTHS, paid)


def dip_buyer_name(late: int) -> str:
    """Who waits for the bottom, in words."""
    if late == 0:
        return "perfect dip buyer"
    return f"dip buyer who comes {late} month{'s' if late > 1 else ''} late"


@experiment(
    "dip-race",
    title="The race: every 40 years since 1871",
    question="How often does a perfect dip buyer beat a steady saver, and by how much?",
    late=Number("Months too late", 0, low=0, high=12, step=1, unit="months"),
    signal=Choice("What tells the dip", "real_total_return_index", SIGNALS),
    earning=Choice("What the money earns", "real_total_return_index", EARNINGS),
    high=Choice("A high is the highest", "window", HIGHS),
    starts=Choice("The 40 years begin in", "all", STARTS),
    contribution=Choice("The monthly amount", "real", CONTRIBUTIONS),
    cash=Choice("Idle cash", "keeps", CASH),
)
def dip_race(
    market: Market,
    *,
    late: int,
    signal: str,
    earning: str,
    high: str,
    starts: str,
    contribution: str,
    cash: str,
) -> Outcome:
    months = market_months(market)
    ratio = pd.Series(
        race(market, signal, earning, high, late, contribution, cash),
        months.index[: len(months) - MONTHS],
    )
    low, top = _SPANS[starts]
    ratio = ratio.loc[low:top]
    found = StrategyComparison(
        STEADY, DIP_BUYER, pd.DatetimeIndex(ratio.index), ratio.to_numpy(), "40-year spans"
    )
    answer = (
        f"The {dip_buyer_name(late)} ended ahead in **{share(found.second_ahead)}** spans of 40 "
        f"years, the steady saver in {share(found.first_ahead)}. In the middle span the dip buyer "
        f"{found.size()} than the steady saver."
    )
    source = market.source_line("us_market", over=months.index)
    idle = "keeps pace with prices" if cash == "keeps" else "earns nothing"
    caveats = f"Prices are monthly averages. Idle cash {idle}. No fees, no taxes."
    overlap = (
        "Spans overlap. All these years hold fewer than four 40-year spans that share no month, so "
        "this is one long story, not hundreds of separate ones."
    )
    pictures = found.histogram(source, caveats), found.by_start(source, overlap)
    return outcome(answer, found.figures(), *pictures)
