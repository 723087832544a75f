"""Growth at a constant rate, and the list of all experiments about compounding."""

from __future__ import annotations

import numpy as np
import pandas as pd

from finlit.experiments.compounding.charts.growth import growth_chart
from finlit.experiments.kit import Number, Outcome, Picture, Switch, experiment
from finlit.market import Market
from finlit.market.cache import cached
from finlit.numbers import growth, returns
from finlit.words.wording import money, percent, years
from finlit.words.wording import rate as say_rate

ARITHMETIC = (
    "Source: arithmetic. The rate is the growth over a whole year. Money is paid in at each "
    "month's end."
)
LEAVES_OUT = (
    "No market pays the same rate every year. No taxes and no fees are taken, and the monthly "
    "amount never changes."
)


@cached(4)
def inflation_since(market: Market) -> dict[int, float]:
    """US inflation a year from January of 1871, 1913 and 1926 to the last month known."""
    prices = returns.fill_unpublished_cpi(market.table("us_market")["cpi"]).dropna()
    found = {}
    for year in (1871, 1913, 1926):
        span = prices.loc[f"{year}-01" :]
        found[year] = float(returns.cagr(span.iloc[-1] / span.iloc[0], (len(span) - 1) / 12))
    return found


def _by_year(
    start: float, monthly: float, rate: float, length: int, inflation: float
) -> pd.DataFrame:
    year = np.arange(length + 1)
    paid_in = start + monthly * 12.0 * year
    balance = growth.future_value(monthly, rate, year, start=start)
    simple = paid_in + growth.simple_interest(monthly, rate, year, start)
    return pd.DataFrame(
        {
            "year": year,
            "paid_in": paid_in,
            "with_simple": np.minimum(simple, balance),
            "balance": balance,
            "real_balance": growth.real_value(balance, inflation, year),
        }
    )


@experiment(
    "growth",
    title="Money that grows at a steady rate",
    question="What becomes of a little each month?",
    monthly=Number("Saved each month", 400, low=0, high=1000, step=10, unit="money"),
    rate=Number("Interest a year", 0.10, low=0.0, high=0.15, step=0.005, unit="percent"),
    years_long=Number("For how long", 40, low=1, high=50, step=1, unit="years"),
    inflation=Number(
        "Prices rise by, a year",
        0.03,
        low=0.0,
        high=0.10,
        step=0.005,
        unit="percent",
        help="Inflation. It turns dollars of the future into what they buy today.",
    ),
    start=Number("Put in once, at the start", 0, low=0, high=20_000, step=100, unit="money"),
    log=Switch(
        "Scale on which each step multiplies",
        help="A logarithmic scale. Growth at a steady rate becomes a straight line on it.",
    ),
    figures={
        "final_balance": "dollars at the end",
        "paid_in": "dollars put in",
        "earned": "dollars earned",
        "simple_interest": "interest on the dollars put in alone",
        "interest_on_interest": "interest that earlier interest earned",
        "interest_on_interest_share": "interest on interest as a share of the end balance",
        "times_paid_in": "end balance as a multiple of the dollars put in",
        "real_final_balance": "what the end balance buys, in today's dollars",
        "real_paid_in": "what the dollars put in were worth, in today's dollars",
        "straight_guess": "the common guess: dollars put in, plus the rate once",
        "inflation_since_1871": "US inflation a year since 1871 (before 1913 an estimate)",
        "inflation_since_1913": "US inflation a year since 1913",
        "inflation_since_1926": "US inflation a year since 1926",
    },
)
def run_growth(
    market: Market,
    *,
    monthly: float,
    rate: float,
    years_long: int,
    inflation: float,
    start: float,
    log: bool,
) -> Outcome:
    frame = _by_year(start, monthly, rate, years_long, inflation)
    last, past = frame.iloc[-1], inflation_since(market)
    parts = ((start, f"{money(start)} once"), (monthly, f"{money(monthly)} a month"))
    put_in = " and ".join(text for amount, text in parts if amount) or "Nothing"
    answer = (
        f"{put_in} at {say_rate(rate)} for {years(years_long)} becomes "
        f"**{money(last['balance'])}**. You put in {money(last['paid_in'])}. If prices rise "
        f"{say_rate(inflation)} a year, it will buy what **{money(last['real_balance'])}** "
        "buys today."
    )
    note = (
        f"How fast do prices rise? In the US, {percent(past[1871], 1)} a year since 1871, "
        f"{percent(past[1913], 1)} since 1913 and {percent(past[1926], 1)} since 1926. "
        "Nobody knows what comes next."
    )
    figures = _figures(last) | {
        "real_paid_in": start + float(growth.real_paid_in(monthly, inflation, years_long)),
        "straight_guess": last["paid_in"] * (1 + rate),
        **{f"inflation_since_{year}": found for year, found in past.items()},
    }
    picture = _growth_picture(frame, log and bool(monthly or start))
    return Outcome(answer, figures, (picture,), note)


def _figures(last: pd.Series) -> dict[str, float]:
    """What the last year's row says of what was earned."""
    balance, paid_in = last["balance"], last["paid_in"]
    earned, simple = balance - paid_in, last["with_simple"] - paid_in
    return {
        "final_balance": balance,
        "paid_in": paid_in,
        "earned": earned,
        "simple_interest": simple,
        "interest_on_interest": earned - simple,
        "interest_on_interest_share": (earned - simple) / balance if earned else 0.0,
        "times_paid_in": balance / paid_in if paid_in else float("nan"),
        "real_final_balance": last["real_balance"],
    }


def _growth_picture(frame: pd.DataFrame, log: bool) -> Picture:
    return Picture(
        growth_chart(frame, log=log),
        frame,
        ARITHMETIC,
        LEAVES_OUT + (" Each step up this scale multiplies the money." if log else ""),
        {"year": "number"} | dict.fromkeys(frame.columns[1:], "money"),
    )
