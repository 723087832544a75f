"""What Yahoo tells about one ticker."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

import pandas as pd

from finlit.live.checks import Checked, check
from finlit.numbers import price_checks
from finlit.numbers.series import OwnSeries

# What a ticker can look like.
SYMBOL = re.compile(r"[A-Z0-9^][A-Z0-9.^=&-]{0,19}")

# Minor units in which some exchanges quote, in plain words.
CURRENCY_WORDS = {
    "USD": "US dollars",
    "EUR": "euros",
    "GBP": "British pounds",
    "GBp": "British pence",
    "JPY": "Japanese yen",
    "CHF": "Swiss francs",
    "CAD": "Canadian dollars",
    "AUD": "Australian dollars",
    "CNY": "Chinese yuan",
    "HKD": "Hong Kong dollars",
    "INR": "Indian rupees",
    "KRW": "Korean won",
    "SEK": "Swedish kronor",
    "ZAc": "South African cents",
    "ILA": "Israeli agorot",
}
KIND_WORDS = {
    "EQUITY": "shares of a company",
    "ETF": "a fund traded like a share",
    "MUTUALFUND": "a fund",
    "INDEX": "an index",
    "CRYPTOCURRENCY": "a cryptocurrency",
    "CURRENCY": "an exchange rate",
    "FUTURE": "a futures contract",
}


# What follows a company's name in law and not in speech.
_LEGAL = re.compile(
    r",? (Inc|Incorporated|Corp|Corporation|Ltd|Limited|plc|PLC|S\.A|SE|AG|N\.V)\.?$"
)


@dataclass(frozen=True)
class Match:
    """One answer of a search."""

    symbol: str
    name: str
    exchange: str
    kind: str


@dataclass(frozen=True, eq=False)
class Listing:
    """One ticker's history. `prices`: by date `close` (splits taken out), `adj_close` (dividends
    too), `dividend` (money a share that day, 0 on most) and `split` (new shares for an old one, 0
    on most). `currency` is a code, "" unknown. `missing`: days that came without a price;
    `below_zero`: days with one of 0 or less, which are left out as well.
    """

    symbol: str
    name: str
    exchange: str
    currency: str
    kind: str
    first_trade: date | None
    fetched: date
    prices: pd.DataFrame = field(repr=False)
    missing: int = 0
    below_zero: int = 0

    @property
    def currency_words(self) -> str:
        return CURRENCY_WORDS.get(self.currency, self.currency or "a currency that is not named")

    @property
    def kind_words(self) -> str:
        return KIND_WORDS.get(self.kind, self.kind.lower() or "something that is not named")

    @property
    def dividends(self) -> pd.Series:
        paid = self.prices["dividend"]
        return paid[paid > 0]

    @property
    def splits(self) -> pd.Series:
        ratio = self.prices["split"]
        return ratio[ratio > 0]

    def checked(self, *, older: bool = False) -> Checked:
        """What of it can be used, see `checks`; `older`: also what may be something else."""
        return check(self, older=older)

    def series(self, *, older: bool = False) -> OwnSeries:
        """With dividends where they can be trusted, and without. An index, a currency, a coin and
        a future have a price alone."""
        checked = self.checked(older=older)
        name = _LEGAL.sub("", self.name).strip()
        gap = price_checks.gap_note(checked.price)
        return OwnSeries(
            f"{name} ({self.symbol})" if name else self.symbol,
            checked.price,
            checked.total_return,
            self.currency,
            f"Yahoo Finance, {self.symbol}, fetched {self.fetched}",
            (*checked.told, gap) if gap else checked.told,
        )
