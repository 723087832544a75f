"""The figures of checks.toml, worked out anew: one function a check, in the order of its labels."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

from finlit.game.deck import deck
from finlit.game.modes import MODES, Mode
from finlit.market import Market
from finlit.numbers import drawdowns, draws, growth, missed_days, monthly_saving, returns
from finlit.verify import companies
from finlit.verify.companies import Figures

FORTY_YEARS = 480
FALLS = [
    ("1929", "1932"),
    ("1973", "1974"),
    ("2000", "2002"),
    ("2007", "2009"),
    ("2020", "2020"),
    ("2022", "2022"),
]
# On monthly averages the bottom of the fall of 2000 comes in February 2003.
MONTHLY_FALLS = [*FALLS[:2], ("2000", "2003"), *FALLS[3:5]]


def compound_interest(market: Market) -> Figures:
    return [float(growth.future_value(0, 0.02, 5, start=100, periods_a_year=1))]


def four_hundred(market: Market) -> Figures:
    return [float(growth.future_value(400, 0.10, 40, nominal=True))]


def rule_of_72(market: Market) -> Figures:
    rates = np.array([0.02, 0.06, 0.08, 0.12, 0.24])
    return np.column_stack([growth.doubling_time(rates), growth.rule_of_72(rates)]).ravel().tolist()


def _early_and_late() -> tuple[np.ndarray, np.ndarray]:
    early = np.where(np.arange(19, 66) <= 26, 2000.0, 0.0)
    return early, 2000 - early


def early_or_late(market: Market) -> Figures:
    return [
        float(growth.grow_payments(payments, rate)[-1])
        for rate in (0.12, 0.07)
        for payments in _early_and_late()
    ]


def early_or_late_even(market: Market) -> Figures:
    return [growth.break_even_rate(*_early_and_late())]


def _real_total_return(market: Market) -> pd.Series:
    return returns.market_indices(market.table("us_market"))["real_total_return_index"]


def _gaining_share(levels: pd.Series, years: int) -> float:
    return float((returns.window_growth(levels, 12 * years) > 1).mean())


def time_in_the_market(market: Market) -> Figures:
    levels = _real_total_return(market).loc["1926-01":"2023-06"]
    return [_gaining_share(levels, years) for years in (1, 5, 10, 15, 20)]


def time_in_the_market_since_1871(market: Market) -> Figures:
    return [_gaining_share(_real_total_return(market).loc[:"2023-06"], 20)]


def lump_sum(market: Market) -> Figures:
    index = returns.market_indices(market.table("us_market"))
    levels = index["total_return_index"].loc["1976-01":"2022-12"].to_numpy()
    at_once, in_parts = (
        monthly_saving.lump_sum(levels, 12),
        monthly_saving.instalments(levels, 12, 3),
    )
    return [float((at_once > in_parts).mean())]


def ten_best_days(market: Market) -> Figures:
    close = market.table("sp500_daily")["close"].loc["2003-12-31":"2023-12-31"]
    daily = missed_days.daily_returns(close).to_numpy()
    best, worst = missed_days.best_days(daily, 10), missed_days.worst_days(daily, 10)
    missed = [best[:0], best, worst, np.concatenate([best, worst])]
    return [10_000 * float(missed_days.growth_without(daily, days)[-1]) for days in missed]


def _dip_race(market: Market, *, signal: str, all_history: bool, late: int = 0) -> pd.Series:
    """The perfect (or late) dip buyer's end value over the steady saver's, by start month."""
    index = returns.market_indices(market.table("us_market"))
    earning = index["real_total_return_index"].to_numpy()
    buys = monthly_saving.bottoms(index[signal].to_numpy(), FORTY_YEARS, all_history=all_history)
    dip = monthly_saving.end_value(monthly_saving.delayed(buys, late), earning)
    steady = monthly_saving.steady(earning, FORTY_YEARS)
    return pd.Series(dip / steady, index=index.index[: len(steady)])


def _in_1920_to_79(race: pd.Series) -> pd.Series:
    return race.loc["1920-01":"1979-12"]


def perfect_dip_buyer(market: Market) -> Figures:
    within = _dip_race(market, signal="real_total_return_index", all_history=False)
    ever = _dip_race(market, signal="real_total_return_index", all_history=True)
    price = _dip_race(market, signal="real_price", all_history=True)
    races = [_in_1920_to_79(within), _in_1920_to_79(ever), _in_1920_to_79(price), within]
    return [float((race < 1).mean()) for race in races]


def perfect_dip_buyer_gap(market: Market) -> Figures:
    race = _dip_race(market, signal="real_total_return_index", all_history=False)
    return [float(_in_1920_to_79(race).median()), float(race.median())]


def late_dip_buyer(market: Market) -> Figures:
    race = _dip_race(market, signal="real_total_return_index", all_history=False, late=2)
    return [float((_in_1920_to_79(race) < 1).mean())]


def _deepest(levels: pd.Series, spans: list[tuple[str, str]]) -> Figures:
    below = pd.Series(returns.drawdown(levels), levels.index)
    return [float(below.loc[first:last].min()) for first, last in spans]


def worst_falls(market: Market) -> Figures:
    return _deepest(market.table("sp500_daily")["close"], FALLS)


def worst_falls_monthly(market: Market) -> Figures:
    return _deepest(market.table("us_market")["price"], MONTHLY_FALLS)


def back_again(market: Market) -> Figures:
    years: list[float] = []
    series = [market.table("sp500_daily")["close"], _real_total_return(market)]
    for low in ("1932-06", "1974-10"):
        for levels in series:
            falls = returns.falls(levels, 0.3).set_index("peak")
            spans = falls[(falls.index < low) & (falls["recovery"] > low)]
            years.append(float(spans["recovery"].iloc[0].year))
    return years


def how_many_stocks(market: Market) -> Figures:
    return (100 * draws.published_volatility([1, 2, 10, 20, 100, 500])).tolist()


def bed_bath(market: Market) -> Figures:
    days = ["2014-01-03", "2021-01-27", "2022-08-17", "2023-01-06", "2023-03-13", "2023-09-29"]
    return market.table("bed_bath")["close"].loc[pd.to_datetime(days)].tolist()


def japan_waits(market: Market) -> Figures:
    close = market.table("nikkei_daily")["close"]
    peak = pd.Timestamp("1989-12-29")
    return [float(close[peak]), f"{drawdowns.back_to_even(close, peak):%Y-%m-%d}"]


def _rates(market: Market, mode: Mode) -> list[float]:
    rates = deck(market).base_rates(mode)
    return [float(rates.falls), rates.rose, rates.halved, rates.left]


def blind_dip_half(market: Market) -> Figures:
    rates = deck(market).base_rates(MODES[0])
    return [*_rates(market, MODES[0]), rates.beat_index, rates.growth, rates.index_growth]


def blind_dip_others(market: Market) -> Figures:
    return [figure for mode in MODES[1:] for figure in _rates(market, mode)]


RECOMPUTED: dict[str, Callable[[Market], Figures]] = {
    "compound-interest-question": compound_interest,
    "four-hundred-a-month": four_hundred,
    "rule-of-72": rule_of_72,
    "early-or-late": early_or_late,
    "early-or-late-even": early_or_late_even,
    "time-in-the-market": time_in_the_market,
    "time-in-the-market-since-1871": time_in_the_market_since_1871,
    "lump-sum-or-instalments": lump_sum,
    "ten-best-days": ten_best_days,
    "perfect-dip-buyer": perfect_dip_buyer,
    "perfect-dip-buyer-gap": perfect_dip_buyer_gap,
    "late-dip-buyer": late_dip_buyer,
    "worst-falls": worst_falls,
    "worst-falls-monthly": worst_falls_monthly,
    "back-again": back_again,
    "how-many-stocks": how_many_stocks,
    "bed-bath-and-beyond": bed_bath,
    "japan-waits": japan_waits,
    "members-and-the-index": companies.members_and_the_index,
    "who-was-asked": companies.who_was_asked,
    "companies-of-today": companies.companies_of_today,
    "falls-by-half": companies.falls_by_half,
    "after-a-fall-by-half": companies.after_a_fall_by_half,
    "after-a-fall-by-half-share": companies.after_a_fall_by_half_share,
    "blind-dip-half": blind_dip_half,
    "blind-dip-others": blind_dip_others,
}
