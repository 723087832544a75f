"""How much of your money may sit in something that can go to zero? Told with Bitcoin."""

from __future__ import annotations

import numpy as np
import pandas as pd

from finlit.charts.base import PERCENT, SHORT_DOLLARS, thin
from finlit.charts.lines import lines_chart
from finlit.experiments.kit import Choice, Number, Outcome, Picture, experiment, outcome
from finlit.market import Market
from finlit.market.cache import cached
from finlit.numbers import risky_share
from finlit.numbers.returns import Floats, cagr, drawdown, falls, years_between
from finlit.words.wording import money, percent, years

STAKE = 10_000.0
STEADY_RATE = 0.07
LINES = ("With the coin", "All in stocks")
STARTS = {
    "2011-01": "January 2011",
    "2013-12": "December 2013, soon after a top",
    "2015-01": "January 2015, near a bottom",
    "2017-12": "December 2017, soon after a top",
    "2021-11": "November 2021, soon after a top",
}
RULES = {"alone": "Leave it alone", "yearly": "Set it back every year"}
FATES = {"history": "What Bitcoin did", "zero": "It goes to zero"}
ONE_COIN = (
    "One coin, the one that everybody knows because it rose. Others went to zero and are not in "
    "our tables."
)


@cached(4)
def month_ends(market: Market) -> pd.DataFrame:
    """Bitcoin's price and a fund of large US companies with dividends, at each month's end."""
    both = pd.DataFrame(
        {
            "coin": market.table("bitcoin_daily")["close"].resample("ME").last(),
            "stocks": market.table("spy_daily")["close"].resample("ME").last(),
        }
    ).dropna()
    whole = both.index <= min(market.table(t).index[-1] for t in ("bitcoin_daily", "spy_daily"))
    return both[whole]


@experiment(
    "position-size",
    title="How big a part?",
    question="What does a part in something that can go to zero do to all your money?",
    share=Number("Part in the coin", 0.05, low=0.01, high=0.5, step=0.01, unit="percent"),
    fate=Choice("What happens to it", "history", FATES),
    start=Choice("Bought in", "2017-12", STARTS),
    rule=Choice("Later on", "alone", RULES),
)
def position_size(market: Market, *, share: float, fate: str, start: str, rule: str) -> Outcome:
    prices = month_ends(market).loc[start:]
    stocks = prices["stocks"].to_numpy()
    mix = _mix(prices["coin"].to_numpy(), stocks, share, fate, rule)
    table = pd.DataFrame(
        {"month": prices.index, "with_coin": STAKE * mix, "stocks": STAKE * stocks / stocks[0]}
    )
    worth, alone = (float(table[name].iloc[-1]) for name in ("with_coin", "stocks"))
    deepest, alone_deepest = float(drawdown(mix).min()), float(drawdown(stocks).min())
    wait = risky_share.years_to_make_good(share, STEADY_RATE)
    answer = (
        f"{percent(share)} in the coin from {prices.index[0]:%B %Y}: {money(STAKE)} became "
        f"**{money(worth)}**. All in the stock fund it was {money(alone)}. The deepest "
        f"fall on the way was **{percent(-deepest)}**, with the fund alone "
        f"{percent(-alone_deepest)}."
    )
    note = (
        f"If the coin goes to zero, {percent(share)} of your money is gone. At "
        f"{percent(STEADY_RATE)} a year the rest needs {years(round(wait, 1))} to make that good."
    )
    figures = {
        "final": (worth, "dollars that 10,000 became with a part in the coin"),
        "stocks_final": (alone, "dollars that 10,000 became, all in the stock fund"),
        "ratio": (worth / alone, "the first over the second"),
        "deepest": (deepest, "deepest fall of all the money on the way"),
        "stocks_deepest": (alone_deepest, "deepest fall of the stock fund alone"),
        "lost_if_zero": (share, "share of all money lost when the coin goes to zero"),
        "years_to_make_good": (wait, "years at 7 % until the rest makes that good"),
    }
    last = f"{prices.index[-1]:%Y-%m}"
    source = market.source_line("bitcoin_daily", "spy_daily", first=start, last=last)
    return outcome(answer, figures, _share_picture(table, source), note=note)


def _mix(coin: Floats, stocks: Floats, share: float, fate: str, rule: str) -> Floats:
    """Growth of a dollar with a part in the coin, or in one that is worth nothing after a month."""
    if fate == "zero":
        gone = np.where(np.arange(len(coin)) > 0, 0.0, 1.0)
        return risky_share.mixed(gone, stocks, share, yearly=False)
    return risky_share.mixed(coin, stocks, share, yearly=rule == "yearly")


def _share_picture(table: pd.DataFrame, source: str) -> Picture:
    worth, alone = table["with_coin"].to_numpy(), table["stocks"].to_numpy()
    keep = sorted({*thin(worth, 200), *thin(alone, 200)})
    rows = pd.DataFrame({"date": table["month"], "line_0": worth, "line_1": alone}).iloc[keep]
    text = (
        f"Two lines by month. With the coin ${worth[-1]:,.0f} at the end, all in the stock fund "
        f"${alone[-1]:,.0f}."
    )
    return Picture(
        lines_chart(rows, LINES, ("you", "index"), SHORT_DOLLARS, text),
        table,
        source,
        f"Month ends. The stock fund has its dividends put back in. No taxes, no trading costs. "
        f"{ONE_COIN}",
        {"month": "month", "with_coin": "money", "stocks": "money"},
    )


@experiment(
    "bitcoin-falls",
    title="The rise and the falls",
    question="How fast did it rise, and how deep did it fall?",
    start=Choice("Followed from", "2011-01", STARTS),
    depth=Number("A fall counts from", 0.5, low=0.2, high=0.9, step=0.1, unit="percent"),
)
def bitcoin_falls(market: Market, *, start: str, depth: float) -> Outcome:
    # From the month's last day, as in the other experiment under the same name of a start.
    first = pd.Timestamp(start) + pd.offsets.MonthEnd(0)
    close = market.table("bitcoin_daily")["close"].loc[first:]
    found = falls(close, depth)
    growth = float(close.iloc[-1] / close.iloc[0])
    rate = float(cagr(growth, years_between(close.index[0], close.index[-1])))
    back = found["years_to_recover"].dropna()
    deepest = float(drawdown(close).min())
    count = len(found)
    often = f"{count} times" if count > 1 else "once" if count else "never"
    answer = (
        f"From {close.index[0]:%B %d, %Y} to {close.index[-1]:%B %d, %Y} Bitcoin grew "
        f"**{percent(rate)} a year**. On the way it fell by "
        f"{percent(depth)} or more **{often}**, the deepest time by {percent(-deepest)}."
    )
    return outcome(
        answer,
        {
            "rate": (rate, "growth a year"),
            "growth": (growth, "last price over first"),
            "falls": (float(count), "number of falls of that size"),
            "deepest": (deepest, "deepest fall from a high"),
            "longest_years": (
                float(back.max()) if len(back) else float("nan"),
                "longest time in years from such a top to the return to it",
            ),
        },
        *_falls_pictures(market, close, depth, found),
    )


def _falls_pictures(
    market: Market, close: pd.Series, depth: float, found: pd.DataFrame
) -> tuple[Picture, Picture]:
    """The price, and how far it stood below its last high."""
    below = pd.Series(drawdown(close), close.index)
    prices, depths = (
        close.iloc[thin(close.to_numpy(), 240)],
        below.iloc[thin(below.to_numpy(), 240)],
    )
    source = market.source_line("bitcoin_daily", first=f"{close.index[0]:%Y-%m-%d}")
    formats = {"peak": "date", "trough": "date", "recovery": "date", "fall": "fine_percent"}
    rise = pd.DataFrame({"date": prices.index, "line_0": prices.to_numpy()})
    fall = pd.DataFrame({"date": depths.index, "line_0": depths.to_numpy(), "line_1": -depth})
    return (
        Picture(
            lines_chart(
                rise,
                ("Price of a coin",),
                ("stock",),
                SHORT_DOLLARS,
                f"A line by day, from ${close.iloc[0]:,.2f} to ${close.iloc[-1]:,.0f}. The scale "
                "is logarithmic: each step up multiplies.",
                log=True,
            ),
            close.groupby(close.index.year).last().rename_axis("year").reset_index(),
            source,
            f"Each step up this scale multiplies the price. Daily closes. {ONE_COIN}",
            {"close": "cents"},
            heading="The rise",
        ),
        Picture(
            lines_chart(
                fall,
                ("Below the last high", "Your line"),
                ("loss", "muted"),
                PERCENT,
                f"A line by day that hangs from zero, {len(found)} times to {-depth:.0%} or lower, "
                f"at the lowest {below.min():.0%}.",
            ),
            found[["peak", "trough", "recovery", "fall", "years_to_recover"]],
            source,
            "Daily closes. The table lists each fall.",
            formats | {"years_to_recover": "years"},
            heading="The falls",
        ),
    )
