"""Two ways into work, year by year: learning a trade for pay, or studying first; and raises.

Pay is a 1-D array, one number a year from the first year on, in dollars of one year's worth.
Totals are what has come in by the end of each year, loan payments taken off.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from finlit.numbers.returns import Floats


def trade_pay(full: float, shares: Floats, years: int, climb: int = 0) -> Floats:
    """Pay of an apprentice, who gets `shares` of `full` in each year of training, and `full` after.

    With `climb` the pay goes on from the last share in even steps and is full `climb` years after
    training: the same first and last pay, a slower way up.
    """
    pay = np.full(years, full)
    trained = len(shares)
    pay[:trained] = full * shares
    if climb:
        steps = np.arange(1, climb + 1) / (climb + 1)
        pay[trained : trained + climb] = full * (shares[-1] + (1 - shares[-1]) * steps)
    return pay


def study_pay(
    early: float, later: float, years: int, studied: int, flat: int, reached: int
) -> Floats:
    """Nothing for `studied` years, then `early` until year `flat`, from year `reached` on `later`.

    Between the two it rises in a straight line. Years count from 0; studied <= flat < reached.
    """
    year = np.arange(years)
    pay: Floats = np.interp(year, [flat, reached], [early, later])
    pay[:studied] = 0.0
    return pay


def debt_after(cost: float, studied: int, rate: float) -> float:
    """What is owed after `studied` years in which `cost` is borrowed at the start of each year.

    Sum over the years k = 0 ... studied - 1 of cost * (1 + rate)^(studied - k).
    """
    return float(cost * ((1 + rate) ** np.arange(1, studied + 1)).sum())


def repayments(debt: float, rate: float, studied: int, over: int, years: int) -> Floats:
    """Equal payments for `over` years after `studied`: debt * rate / (1 - (1 + rate)^-over)."""
    each = debt / over if rate == 0 else -debt * rate / np.expm1(-over * np.log1p(rate))
    paid = np.zeros(years)
    paid[studied : studied + over] = each
    return paid


def totals(pay: Floats, growth: float = 0.0) -> Floats:
    """What all pay up to the end of each year comes to, earlier money growing at `growth` a year.

    T_t = T_{t-1} * (1 + growth) + pay_t.
    """
    year = np.arange(len(pay))
    scaled: Floats = np.cumsum(pay * (1 + growth) ** -year) * (1 + growth) ** year
    return scaled


def years_to_overtake(first: Floats, second: Floats) -> float:
    """Years after which `second` is above `first` and stays so to the end; NaN if it never is."""
    ahead = second > first
    if not ahead[-1]:
        return float("nan")
    behind = np.flatnonzero(~ahead)
    return float(behind[-1] + 2) if len(behind) else 1.0


@dataclass(frozen=True)
class Path:
    """By year from 0: dollars a month of `income` and `spending`, and dollars of `cash` so far."""

    income: Floats
    spending: Floats
    cash: Floats

    @property
    def cushion(self) -> Floats:
        """Months that the cash would pay for: cash / spending."""
        return self.cash / self.spending


def keep_raises(monthly: float, raise_rate: float, kept: float, years: int) -> Path:
    """Someone who spends all of `monthly` dollars at first and gets `raise_rate` more each year.

    The share `kept` of what each raise brings is put away, the rest is spent:
    income_k = monthly (1 + raise_rate)^k, spending_k = income_k - kept (income_k - monthly).
    Cash earns nothing beyond rising prices; cash_k counts the years before k.
    """
    income: Floats = monthly * (1 + raise_rate) ** np.arange(years + 1.0)
    put_away = kept * (income - monthly)
    cash = np.concatenate(([0.0], np.cumsum(12 * put_away[:-1])))
    return Path(income, income - put_away, cash)
