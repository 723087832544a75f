"""What eats growth: a yearly fee, and rising prices."""

from __future__ import annotations

import numpy as np
import pandas as pd

from finlit.charts.base import thin
from finlit.experiments.compounding.charts.bars import decades_chart, fee_share_chart
from finlit.experiments.compounding.charts.pairs import pair_chart
from finlit.experiments.compounding.charts.prices import buying_chart
from finlit.experiments.compounding.growth_history import COLUMNS
from finlit.experiments.kit import Choice, Month, Number, Outcome, Picture, experiment, outcome
from finlit.market import Market
from finlit.market.cache import cached
from finlit.market.views import us_indices
from finlit.numbers import growth, returns
from finlit.words.wording import money, percent, years
from finlit.words.wording import rate as say_rate

SPAN_YEARS = (10, 20, 30, 40)


@cached(64)
def fee_shares(market: Market, fee: float) -> pd.DataFrame:
    """Share of the end that a fee took in every span of history: columns years, low, middle, high.

    The fund's level loses a twelfth of the fee each month: L_t (1 - fee / 12)^t.
    """
    levels = us_indices(market)[COLUMNS["nominal"]].to_numpy()
    after = levels * (1 - fee / 12) ** np.arange(len(levels))
    rows = []
    for length in SPAN_YEARS:
        taken = 1 - growth.steady_growth(after, 12 * length) / (
            growth.steady_growth(levels, 12 * length)
        )
        rows.append((length, taken.min(), float(np.median(taken)), taken.max()))
    return pd.DataFrame(rows, columns=["years", "low", "middle", "high"])


@experiment(
    "fees",
    title="A small fee, every year",
    question="What does a fee of one percent take?",
    fee=Number("Fee a year", 0.01, low=0.0, high=0.03, step=0.0005, unit="percent"),
    years_long=Number("For how long", 40, low=1, high=60, step=1, unit="years"),
    rate=Number(
        "Growth a year before the fee", 0.07, low=0.0, high=0.15, step=0.005, unit="percent"
    ),
    monthly=Number("Saved each month", 400, low=10, high=1000, step=10, unit="money"),
    figures={
        "without_fee": "dollars at the end without a fee",
        "after_fee": "dollars at the end after the fee",
        "lost": "dollars that the fee cost",
        "lost_share": "the same as a share of the end without a fee",
        "lost_share_of_earned": "the same as a share of all that was earned without a fee",
        "paid_in": "dollars paid in",
        "history_low": "least share of the end that this fee took in any 40 years since 1871",
        "history_middle": "the same in the middle span",
        "history_high": "the same at the most",
    },
)
def fees(market: Market, *, monthly: float, rate: float, fee: float, years_long: int) -> Outcome:
    year = np.arange(years_long + 1)
    frame = pd.DataFrame(
        {
            "year": year,
            "without": growth.future_value(monthly, rate, year),
            "after_fee": growth.future_value(monthly, rate, year, annual_fee=fee),
        }
    )
    without, after = (float(frame[name].iloc[-1]) for name in ("without", "after_fee"))
    paid_in = monthly * 12 * years_long
    lost, earned = without - after, without - paid_in
    least, middle, most = fee_shares(market, fee)[["low", "middle", "high"]].iloc[-1]
    figures = {
        "without_fee": without,
        "after_fee": after,
        "lost": lost,
        "lost_share": lost / without,
        "lost_share_of_earned": lost / earned if earned > 0 else float("nan"),
        "paid_in": paid_in,
        "history_low": float(least),
        "history_middle": float(middle),
        "history_high": float(most),
    }
    note = (
        f"Real markets went up and down, yet over {SPAN_YEARS[-1]} years this fee took between "
        f"{percent(float(least))} and {percent(float(most))} of the end, whatever the start."
    )
    pictures = (_fee_picture(frame), _fee_history_picture(market, fee))
    return Outcome(_fee_answer(figures, fee), figures, pictures, note if fee else "")


def _fee_answer(figures: dict[str, float], fee: float) -> str:
    without, lost = figures["without_fee"], figures["lost"]
    if not fee:
        return f"Without a fee nothing is taken: the end is **{money(without)}**."
    part = percent(lost / without, 0 if lost >= 0.1 * without else 1)
    of_earned = figures["lost_share_of_earned"]
    return (
        f"Without a fee: {money(without)}. With {say_rate(fee)} a year: "
        f"{money(figures['after_fee'])}. The fee cost **{money(lost)}**, or **{part}** of the end"
        + ("." if np.isnan(of_earned) else f" and {percent(of_earned)} of all that was earned.")
    )


def _fee_picture(frame: pd.DataFrame) -> Picture:
    return Picture(
        pair_chart(frame, "fees"),
        frame,
        "Source: arithmetic, fee and growth taken month by month.",
        "No taxes. A fund that costs more could also do better, or worse, than its market.",
        {"year": "number", "without": "money", "after_fee": "money"},
    )


def _fee_history_picture(market: Market, fee: float) -> Picture:
    shares = fee_shares(market, fee)
    return Picture(
        fee_share_chart(shares),
        shares,
        market.source_line("us_market", last=f"{us_indices(market).index[-1]:%Y-%m}"),
        "The upright line goes from the least to the most in all spans. No taxes. One "
        "country. Prices are averages of each month.",
        {"years": "number"} | dict.fromkeys(("low", "middle", "high"), "fine_percent"),
        heading=f"What {say_rate(fee)} a year took of the end, in all spans since 1871",
    )


@cached(4)
def price_level(market: Market) -> pd.Series:
    return returns.fill_unpublished_cpi(market.table("us_market")["cpi"]).dropna()


@cached(4)
def decades(market: Market) -> pd.DataFrame:
    """Inflation a year by decade, January to January; the last as far as it is known."""
    prices = price_level(market)
    rows = []
    for first in range(1880, prices.index[-1].year + 1, 10):
        span = prices.loc[f"{first}-01" : f"{first + 10}-01"]
        rate = returns.cagr(span.iloc[-1] / span.iloc[0], (len(span) - 1) / 12)
        rows.append((f"{first}s", float(rate)))
    return pd.DataFrame(rows, columns=["decade", "inflation"])


VIEWS = {"buys": "What old dollars buy", "costs": "What the same things cost"}


@experiment(
    "inflation",
    title="What money buys",
    question="What are old dollars worth now?",
    start=Month("From", "1970-01", low="1871-01", high="2025-05"),
    view=Choice("Show", "buys", VIEWS),
    amount=Number("Dollars", 100, low=1, high=10_000, step=1, unit="money"),
)
def inflation(market: Market, *, amount: float, start: str, view: str) -> Outcome:
    prices = price_level(market).loc[start:]
    grown = float(prices.iloc[-1] / prices.iloc[0])
    length = (len(prices) - 1) / 12
    rate = float(returns.cagr(grown, length))
    begin, end = f"{prices.index[0]:%B %Y}", f"{prices.index[-1]:%B %Y}"
    answer = (
        f"{money(amount)} put in a drawer in {begin} buys in {end} what "
        f"**{money(amount / grown, cents=True)}** bought then. What cost {money(amount)} then "
        f"costs **{money(amount * grown)}** now. Prices rose {percent(rate, 1)} a year."
    )
    figures = {
        "buys": (amount / grown, "dollars of the start month that buy what the amount buys now"),
        "costs": (amount * grown, "dollars needed now to buy what the amount bought then"),
        "inflation": (rate, "how fast prices rose a year"),
        "lost_share": (1 - 1 / grown, "share of its buying power that money lost"),
        "halving_years": (
            float(growth.doubling_time(rate)) if rate > 0 else float("inf"),
            "years in which money loses half of what it buys, at that rate",
        ),
        "years": (length, "length in years"),
        "first": (start, "first month"),
        "last": (f"{prices.index[-1]:%Y-%m}", "last month"),
    }
    note = ""
    if rate > 0.001:
        note = (
            f"At {percent(rate, 1)} a year money under a mattress loses half of what it buys in "
            f"about {years(round(float(growth.doubling_time(rate))))}."
        )
    pictures = (_buying_picture(market, prices, amount, view), _decades_picture(market))
    return outcome(answer, figures, *pictures, note=note)


def _buying_picture(market: Market, prices: pd.Series, amount: float, view: str) -> Picture:
    path = prices.iloc[0] / prices if view == "buys" else prices / prices.iloc[0]
    values = amount * path.to_numpy()
    keep = thin(values, 360)
    drawn = pd.DataFrame({"month": prices.index[keep], "dollars": values[keep], "level": amount})
    drawn["last"] = np.where(keep == len(values) - 1, values[keep], np.nan)
    first, last = (f"{prices.index[end]:%Y-%m}" for end in (0, -1))
    yearly = prices.index.month == prices.index[0].month
    table = pd.DataFrame(
        {"month": prices.index[yearly].strftime("%Y-%m"), "dollars": values[yearly]}
    )
    return Picture(
        buying_chart(drawn),
        table,
        market.source_line("us_market", first=first, last=last),
        "An average basket of town families; yours differs. Before 1913 the index is an "
        "estimate. October 2025 was never published: it is set between its neighbors.",
        {"month": "month", "dollars": "cents"},
    )


def _decades_picture(market: Market) -> Picture:
    every, last = decades(market), price_level(market).index[-1]
    return Picture(
        decades_chart(every),
        every,
        market.source_line("us_market", first="1880-01", last=f"{last:%Y-%m}"),
        "From January to January; the last decade is not over.",
        {"inflation": "fine_percent"},
        heading="How fast prices rose a year, by decade",
    )
