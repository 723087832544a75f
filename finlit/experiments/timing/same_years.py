"""All at once or in parts, counted three ways over the same years: what smooth prices add."""

from __future__ import annotations

import numpy as np
import pandas as pd

from finlit.charts.base import PERCENT
from finlit.charts.lines import named_bars
from finlit.experiments.kit import Choice, Number, Outcome, Picture, bars, experiment, outcome
from finlit.market import Market
from finlit.market.cache import cached
from finlit.market.views import market_months, month_ends
from finlit.numbers import market_timing, monthly_saving
from finlit.words.wording import percent, share

HOLD = 12
SINCE = {"1976": "1976 to 2022", "1950": "1950 to 2025", "1926": "1926 to 2025"}
LAST = {"1976": "2022-12", "1950": "2025-12", "1926": "2025-12"}
WAYS = {
    "averages": "Monthly averages",
    "ends": "Month ends",
    "bills": "Month ends, waiting cash earns interest",
}
SHUFFLES, SEED = 10, 1926


@cached(64)
def ratios(market: Market, way: str, since: str, parts: int) -> np.ndarray:
    """Parts over all at once after a year, for every start."""
    if way == "averages":
        stocks = market_months(market)["total_return_index"]
        stocks = stocks.loc["1926-06" if since == "1926" else since : LAST[since]]
        cash = None
    else:
        levels = month_ends(market).loc[since : LAST[since]]
        stocks, cash = levels["stocks"], levels["bills"].to_numpy() if way == "bills" else None
    earning = stocks.to_numpy()
    ratio: np.ndarray = monthly_saving.instalments(
        earning, HOLD, parts, cash
    ) / monthly_saving.lump_sum(earning, HOLD)
    return ratio


@cached(2)
def same_ways(market: Market) -> dict[str, float]:
    """Share of months that go the way of the month before: real days, and the days shuffled."""
    close = market.table("sp500_daily")["close"]
    month = close.index.year * 12 + close.index.month
    firsts = np.flatnonzero(np.append(True, np.diff(month) > 0))
    steps = np.diff(np.log(close.to_numpy()))
    draws = np.random.default_rng(SEED)
    found = {
        how: market_timing.same_way(market_timing.monthly(close.to_numpy(), firsts, how))
        for how in ("averages", "ends")
    }
    mixed: dict[str, list[float]] = {"averages": [], "ends": []}
    for _ in range(SHUFFLES):
        order = np.argsort(draws.random(len(steps)))
        daily = np.exp(np.append(0.0, np.cumsum(steps[order])))
        for how, shares in mixed.items():
            shares.append(market_timing.same_way(market_timing.monthly(daily, firsts, how)))
    return found | {f"shuffled_{how}": float(np.mean(shares)) for how, shares in mixed.items()}


@experiment(
    "same-years",
    title="The same years, counted three ways",
    question="How much of the answer comes from the prices that we take?",
    way=Choice("How it is counted", "averages", WAYS),
    since=Choice("Years", "1976", SINCE),
    parts=Number("Monthly parts", 3, low=2, high=12, step=1),
)
def same_years(market: Market, *, way: str, since: str, parts: int) -> Outcome:
    found = {each: ratios(market, each, since, parts) for each in WAYS}
    ahead = {each: float((ratio < 1 - 1e-9).mean()) for each, ratio in found.items()}
    middle = {each: float(np.median(ratio)) for each, ratio in found.items()}
    ways = same_ways(market)
    answer = (
        f"{WAYS[way]}, {SINCE[since]}: all at once was ahead of {parts} parts in "
        f"**{share(ahead[way])}** starts, and in the middle case the parts had "
        f"**{percent(1 - middle[way], 1)}** less. The same years give {share(ahead['averages'])} "
        f"on averages, {share(ahead['ends'])} on month ends and {share(ahead['bills'])} when the "
        "cash earns interest."
    )
    figures = {
        "ahead": (ahead[way], "share of starts with all at once ahead, counted as chosen"),
        "gap": (1 - middle[way], "how much less the parts had in the middle case"),
        "averages": (ahead["averages"], "the share on monthly averages"),
        "ends": (ahead["ends"], "the share on month ends"),
        "bills": (ahead["bills"], "the share on month ends with interest on the cash"),
        "follow_averages": (
            ways["averages"],
            "share of months that go the way of the month before, on averages",
        ),
        "follow_ends": (ways["ends"], "the same on month ends"),
        "shuffled_averages": (ways["shuffled_averages"], "the same on averages of shuffled days"),
        "shuffled_ends": (ways["shuffled_ends"], "the same on month ends of shuffled days"),
    }
    return outcome(
        answer,
        figures,
        _shares_picture(market, ahead, middle, way, since),
        _smooth_picture(market, ways),
    )


def _shares_picture(
    market: Market, ahead: dict[str, float], middle: dict[str, float], way: str, since: str
) -> Picture:
    table = pd.DataFrame(
        {
            "counted": list(WAYS.values()),
            "all_at_once_ahead": list(ahead.values()),
            "parts_over_all_at_once": list(middle.values()),
        }
    )
    return Picture(
        bars(
            table["counted"],
            table["all_at_once_ahead"],
            PERCENT,
            "Bars, share of starts with all at once ahead",
            picked=[each == way for each in WAYS],
        ),
        table,
        market.source_line("us_market", "stocks_and_bills", first=since, last=LAST[since]),
        "After one year, dividends counted. Averages are of the S&P index, month ends of all US "
        "stocks, so a little of the gap comes from that. No fees, no taxes. Starts overlap.",
        {"all_at_once_ahead": "fine_percent", "parts_over_all_at_once": "times"},
        heading="All at once was ahead",
    )


def _smooth_picture(market: Market, ways: dict[str, float]) -> Picture:
    names = {
        "averages": "Monthly averages",
        "ends": "Month ends",
        "shuffled_averages": "Days shuffled, monthly averages",
        "shuffled_ends": "Days shuffled, month ends",
    }
    table = pd.DataFrame(
        {"counted": list(names.values()), "same_way": [ways[each] for each in names]}
    )
    bars = table.set_axis(["name", "value"], axis=1).assign(
        picked=["averages" in each for each in names]
    )
    said = "; ".join(f"{row.name} {row.value:.0%}" for row in bars.itertuples(index=False))
    return Picture(
        named_bars(bars, PERCENT, f"Bars, months that go the way of the month before: {said}."),
        table,
        market.source_line("sp500_daily"),
        f"Price alone. The shuffled days are the real ones in another order, drawn {SHUFFLES} "
        "times: any habit between months is gone from them. Averages still seem to have one.",
        {"same_way": "fine_percent"},
        heading="A month goes the way of the month before",
    )
