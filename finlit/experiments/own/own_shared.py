"""What experiments on a learner's own series share: amounts in its currency, and controls."""

from __future__ import annotations

import pandas as pd

from finlit.experiments.kit import Choice, Month, Number
from finlit.experiments.kit.history import LEAST_MONTHS
from finlit.numbers.series import OwnSeries

SIGNS = {"USD": "\\$", "EUR": "€", "GBP": "£", "JPY": "¥"}
KIND_NAMES = {"total_return": "With dividends", "price": "Price alone"}


def amount(value: float, currency: str) -> str:
    """ "€1,234" or "1,234 SEK", safe in Markdown; cents where it is small."""
    digits = 2 if abs(value) < 20 and value != 0 else 0
    text = f"{value:,.{digits}f}"
    if currency in SIGNS:
        return f"{SIGNS[currency]}{text}"
    return f"{text} {currency}".strip()


def in_currency(currency: str) -> str:
    """ " in EUR" for a label, "" when the currency is not known."""
    return f" in {currency}" if currency else ""


def kind_control(series: OwnSeries) -> Choice | None:
    """A choice of the kind, where there is one."""
    if len(series.kinds) < 2:
        return None
    options = {kind: KIND_NAMES[kind] for kind in series.kinds}
    return Choice("Counted", series.kinds[0], options)


def monthly_control(series: OwnSeries) -> Number:
    unit = "money" if series.currency == "USD" else "count"
    label = "Saved each month" + ("" if unit == "money" else in_currency(series.currency))
    return Number(label, 100, low=10, high=1000, step=10, unit=unit)


def start_control(series: OwnSeries, months_kept: int = LEAST_MONTHS) -> Month:
    """A first month that leaves so many to follow."""
    latest = max(series.last - pd.DateOffset(months=months_kept), series.first)
    first = f"{series.first:%Y-%m}"
    return Month("Begin in", first, low=first, high=f"{latest:%Y-%m}")
