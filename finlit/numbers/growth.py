"""Growth of savings: at a constant rate with contributions, fees and inflation, and in history.

Rates are decimals a year and mean growth over a year: money that grows 10 % a year is 1.1 times as
much after twelve months, whatever the months in between did. That is how markets and the yields of
savings accounts are told. Only a `nominal` rate is paid as rate / periods each period (10 % is
10 % / 12 a month, 10.47 % in a year), as credit cards and some published figures have it. Amounts
are nominal unless the name begins with `real_`. Everything broadcasts.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]


def period_rate(annual_rate: ArrayLike, periods_a_year: int, nominal: bool = False) -> Floats:
    """Rate of one period: (1 + rate)^(1 / periods) - 1, or rate / periods for a `nominal` rate.

    >>> float(round(12 * period_rate(0.1, 12), 4)), float(round(12 * period_rate(0.1, 12, True), 4))
    (0.0957, 0.1)
    """
    rate = np.asarray(annual_rate, float)
    return rate / periods_a_year if nominal else np.expm1(np.log1p(rate) / periods_a_year)


def annuity_factor(rate: ArrayLike, periods: ArrayLike, at_start: bool = False) -> Floats:
    """Value of 1 paid each period, after the last: ((1 + i)^n - 1) / i, or n when i is 0.

    `rate` is per period. Paid at each period's end (an ordinary annuity), or at its start, which
    earns one period more: times (1 + i).
    """
    i, n = np.broadcast_arrays(np.asarray(rate, float), np.asarray(periods, float))
    flat = i == 0
    factor = np.where(flat, n, np.expm1(n * np.log1p(i)) / np.where(flat, 1, i))
    return factor * (1 + i) if at_start else factor


def future_value(
    contribution: ArrayLike,
    annual_rate: ArrayLike,
    years: ArrayLike,
    *,
    start: ArrayLike = 0.0,
    annual_fee: ArrayLike = 0.0,
    at_start: bool = False,
    periods_a_year: int = 12,
    nominal: bool = False,
) -> Floats:
    """Dollars after `years` of a `contribution` each period and `start` dollars at the beginning.

    FV = start (1 + i)^n + contribution * ((1 + i)^n - 1) / i, with i the `period_rate` of rate less
    fee and n = years * periods. The fee is a share of the balance a year, taken as it goes. Give an
    array of years for a whole path. Source of the equation: numpy-financial `fv`, with money put in
    counted as positive.
    """
    net = np.asarray(annual_rate, float) - np.asarray(annual_fee, float)
    i = period_rate(net, periods_a_year, nominal)
    n = np.asarray(years, float) * periods_a_year
    grown = np.asarray(start, float) * (1 + i) ** n
    return grown + np.asarray(contribution, float) * annuity_factor(i, n, at_start)


def simple_interest(
    contribution: ArrayLike, annual_rate: ArrayLike, years: ArrayLike, start: ArrayLike = 0.0
) -> Floats:
    """Interest on the money paid in alone, none on interest, paid in at each month's end.

    start * i n + contribution * i n (n - 1) / 2, with i = rate / 12 and n = 12 years. What future
    value holds beyond this and the money paid in is interest on interest. In the first year that
    can be a few cents less than nothing, for a rate that grows over the year pays a little less
    than a twelfth in its first months.
    """
    i, n = np.asarray(annual_rate, float) / 12, np.asarray(years, float) * 12
    return i * n * (np.asarray(start, float) + np.asarray(contribution, float) * (n - 1) / 2)


def real_value(amount: ArrayLike, annual_inflation: ArrayLike, years: ArrayLike) -> Floats:
    """Today's money worth of `amount` dollars in `years` years: amount / (1 + inflation)^years."""
    prices = (1 + np.asarray(annual_inflation, float)) ** np.asarray(years, float)
    return np.asarray(amount, float) / prices


def real_paid_in(contribution: ArrayLike, annual_inflation: ArrayLike, years: ArrayLike) -> Floats:
    """Today's money worth of a fixed `contribution` of dollars at each month's end.

    Sum over months k of contribution / (1 + inflation)^(k / 12): the later dollars are smaller.
    """
    monthly = (1 + np.asarray(annual_inflation, float)) ** (1 / 12) - 1
    months = np.asarray(years, float) * 12
    return (
        np.asarray(contribution, float) * annuity_factor(monthly, months) / (1 + monthly) ** months
    )


def doubling_time(annual_rate: ArrayLike, periods_a_year: int = 1) -> Floats:
    """Years until money doubles: ln 2 / (p ln(1 + rate / p)); infinite at a rate of 0.

    `periods_a_year` is for nominal rates, such as a card's twelfth a month.
    """
    rate = np.asarray(annual_rate, float)
    with np.errstate(divide="ignore"):
        return np.log(2) / (periods_a_year * np.log1p(rate / periods_a_year))


def rule_of_72(annual_rate: ArrayLike) -> Floats:
    """The doubling time as done in the head: 72 / rate in percent."""
    return 0.72 / np.asarray(annual_rate, float)


def grow_payments(payments: ArrayLike, annual_rate: ArrayLike) -> Floats:
    """Balance on each payment date of a row of yearly payments, that day's payment included.

    b_k = b_{k-1} (1 + rate) + p_k. Shape (years,), or rates of shape (m, 1) give (m, years).
    """
    paid = np.asarray(payments, float)
    powers = (1 + np.asarray(annual_rate, float)) ** np.arange(paid.shape[-1])
    return np.cumsum(paid / powers, axis=-1) * powers


def break_even_rate(
    early: ArrayLike, late: ArrayLike, low: float = 0.0, high: float = 0.5
) -> float:
    """Annual rate at which two rows of yearly payments end with the same balance, by halving.

    NaN when the same one is ahead at both `low` and `high`.
    """
    gap = np.asarray(early, float) - np.asarray(late, float)

    def ahead(rate: float) -> bool:
        return bool(grow_payments(gap, rate)[-1] > 0)

    if ahead(low) == ahead(high):
        return float("nan")
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if ahead(middle) == ahead(low) else (low, middle)
    return (low + high) / 2


def equal_rate(growth: ArrayLike, months: int) -> Floats:
    """Growth a year at which 1 at each month's start grows to `growth` in `months`.

    Solves (1 + i) ((1 + i)^n - 1) / i = growth for the monthly i by halving; returns
    (1 + i)^12 - 1. It is the money-weighted return. An index that grows 12 % a year gives 12 %.
    """
    target = np.asarray(growth, float)
    low, high = np.full(target.shape, -0.99 / 12), np.full(target.shape, 3 / 12)
    for _ in range(50):
        middle = (low + high) / 2
        above = annuity_factor(middle, months, at_start=True) > target
        low, high = np.where(above, low, middle), np.where(above, middle, high)
    return np.where(np.isnan(target), np.nan, (1 + (low + high) / 2) ** 12 - 1)


def steady_growth(levels: ArrayLike, months: int) -> Floats:
    """What 1 put in at each of `months` months grew to, for every start: shape (len - months,).

    Bought at levels s .. s + months - 1, valued at level s + months:
    V_s = L_{s+m} * (C_{s+m} - C_s), where C is the running sum of 1 / L. With a real index the
    contribution and the value are in real money.
    """
    return steady_paths(levels, months, months)[:, -1]


def steady_paths(levels: ArrayLike, months: int, step: int = 12) -> Floats:
    """`steady_growth` on the way: value after 0, step, 2 step ... months, one row a start.

    Shape (len - months, months // step + 1). ValueError when the levels are not longer than a span.
    """
    index = np.asarray(levels, float)
    starts = len(index) - months
    if starts < 1:
        raise ValueError(f"{len(index)} months of history hold no span of {months}")
    bought = np.concatenate(([0.0], np.cumsum(1 / index)))
    start = np.arange(starts)[:, None]
    now = start + np.arange(0, months + 1, step)
    return index[now] * (bought[now] - bought[start])
