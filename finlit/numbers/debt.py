"""Card debt: interest each month on what is owed, and a payment that follows a rule.

Rates are decimals a year; a twelfth is charged each month. Amounts are nominal dollars.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

NEVER_MONTHS = 1200


def pay_off(
    balance: float,
    annual_rate: float,
    *,
    share: float = 0.0,
    floor: float = 0.0,
    interest_too: bool = False,
    most_months: int = NEVER_MONTHS,
) -> pd.DataFrame:
    """Month by month until nothing is owed: columns `interest`, `payment`, `balance`, by `month`.

    Each month: owed = balance * (1 + rate / 12); the payment is the larger of `floor` and
    share * balance (plus the month's interest when `interest_too`), never more than is owed.
    `share` 0 with a `floor` is a fixed payment. No new purchases, no penalty fees. Row 0 is the
    start. A debt that is still there after `most_months` stops there with its last balance above 0.
    """
    rows = [(0.0, 0.0, balance)]
    while rows[-1][2] > 0 and len(rows) <= most_months:
        before = rows[-1][2]
        interest = before * annual_rate / 12
        asked = max(share * before + (interest if interest_too else 0.0), floor)
        payment = min(asked, before + interest)
        after = before + interest - payment
        rows.append((interest, payment, after if after > 0.005 else 0.0))
    table = pd.DataFrame(rows, columns=["interest", "payment", "balance"])
    table.index.name = "month"
    return table


def payoff_months(table: pd.DataFrame) -> float:
    """Months until nothing is owed; NaN when the payments never get there."""
    return float(table.index[-1]) if table["balance"].iloc[-1] == 0 else float("nan")


def fixed_payment(balance: float, annual_rate: float, months: int) -> float:
    """Level payment clearing a debt in `months`: balance * i / (1 - (1 + i)^-n), i = rate / 12."""
    i = annual_rate / 12
    return balance / months if i == 0 else float(balance * i / -np.expm1(-months * np.log1p(i)))
