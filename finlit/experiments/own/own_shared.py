"""What experiments on a learner's own series share: amounts in its currency, kinds, small print."""

from __future__ import annotations

import pandas as pd

from finlit.experiments.kit import Choice, ControlValueError, Month, Number
from finlit.numbers.series import OwnSeries, months

SIGNS = {"USD": "\\$", "EUR": "€", "GBP": "£", "JPY": "¥"}
KIND_NAMES = {"total_return": "With dividends", "price": "Price alone"}
LEAST_MONTHS = 24
NO_FEES = "No fees, no taxes, no inflation."


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


def monthly_levels(series: OwnSeries, kind: str | None) -> pd.Series:
    """Month-end levels of a kind. ControlValueError where there are too few for monthly saving."""
    if series.frequency in ("quarterly", "annual"):
        raise ControlValueError(
            f"{series.name} has fewer than twelve prices a year, too few for this"
        )
    levels = months(series.levels(kind or series.kinds[0]))
    if len(levels) < LEAST_MONTHS:
        raise ControlValueError(
            f"{series.name} spans {len(levels)} months. This needs at least {LEAST_MONTHS}"
        )
    return levels


def source_line(
    series: OwnSeries, first: pd.Timestamp, last: pd.Timestamp, form: str = "%Y-%m-%d"
) -> str:
    return f"Source: {series.source}. {first:{form}} to {last:{form}}."


def kind_note(series: OwnSeries, kind: str | None) -> str:
    used = kind or series.kinds[0]
    return "Dividends are put back in." if used == "total_return" else "Dividends are left out."


def small_print(series: OwnSeries, kind: str | None, *more: str) -> str:
    return " ".join([kind_note(series, kind), *more, NO_FEES, *series.notes])


def ending(series: OwnSeries) -> str:
    """What became of it after the last price, "" for what is still there."""
    if series.worthless_on is None:
        return ""
    return f"In {series.worthless_on:%B %Y} it was final that the shares were worthless."
