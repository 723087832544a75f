"""Numbers in answer sentences: rounded as a person would say them, safe in Markdown.

Streamlit reads `$...$` as a formula, so a dollar sign is written with a backslash before it.
"""

from __future__ import annotations

import math


def money(amount: float, *, cents: bool = False) -> str:
    r"""`\$2,529,632`, or with cents; a loss as `-\$50`; a missing amount as "unknown"."""
    if math.isnan(amount):
        return "unknown"
    sign = "-" if round(amount, 2 if cents else 0) < 0 else ""
    return f"{sign}\\${abs(amount):,.2f}" if cents else f"{sign}\\${abs(amount):,.0f}"


def rough_money(amount: float) -> str:
    r"""`\$2.53 million`, `\$401,000`: three significant figures."""
    if math.isnan(amount):
        return "unknown"
    size = abs(amount)
    sign = "-" if amount < 0 else ""
    if size >= 999_500:
        for name, unit in (("billion", 1e9), ("million", 1e6)):
            if size >= 0.9995 * unit:
                return f"{sign}\\${size / unit:.3g} {name}"
    if size < 1:
        return money(amount, cents=True)
    digits = 3 - len(f"{size:.0f}")
    return money(round(amount, digits))


def percent(rate: float, digits: int = 0) -> str:
    """A decimal as "55%"; -0.386 with one digit as "-38.6%"; a missing rate as "unknown"."""
    if math.isnan(rate):
        return "unknown"
    text = f"{rate * 100:.{digits}f}"
    return f"{'0' if float(text) == 0 else text}%"


def rate(yearly: float) -> str:
    """A rate that somebody chose, as short as it can be said: "10%", "7.5%", "0.05%"."""
    return "unknown" if math.isnan(yearly) else f"{round(yearly * 100, 4):g}%"


def times(ratio: float, digits: int = 2) -> str:
    """A ratio as "1.04 times"."""
    return "unknown" if math.isnan(ratio) else f"{ratio:.{digits}f} times"


def years(length: float) -> str:
    """A length in years as "1 year", "34 years", "7.2 years"."""
    if math.isnan(length):
        return "not yet"
    text = f"{length:.1f}".removesuffix(".0")
    return f"{text} year" if text == "1" else f"{text} years"


def share(fraction: float) -> str:
    """A fraction as people count: "55 of 100"; never "0" or "100" of 100 unless it is so."""
    if math.isnan(fraction):
        return "unknown"
    of_hundred = round(fraction * 100)
    if of_hundred == 0 and fraction > 0:
        return "fewer than 1 of 100"
    if of_hundred == 100 and fraction < 1:
        return "more than 99 of 100"
    return f"{of_hundred} of 100"
