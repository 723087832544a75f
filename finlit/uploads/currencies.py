"""Currencies as cells and headings name them: codes, signs and words."""

from __future__ import annotations

import re
from collections.abc import Iterable

CODES = (
    *("USD", "EUR", "GBP", "GBp", "GBX", "JPY", "CHF", "CAD", "AUD", "NZD", "SEK", "NOK", "DKK"),
    *("PLN", "CZK", "HUF", "INR", "CNY", "CNH", "RMB", "HKD", "SGD", "KRW", "BRL", "MXN", "ZAR"),
    *("ZAc", "ILS", "ILA", "TRY", "RUB", "TWD", "THB", "IDR", "MYR", "PHP", "VND", "PKR", "LKR"),
    *("BDT", "NPR", "AED", "SAR", "EGP", "NGN", "KES", "ARS", "CLP", "COP", "PEN", "UAH", "RON"),
    *("BGN", "ISK", "HRK", "RSD", "KZT", "BTC", "ETH", "USDT"),
)
# Signs that stand for one currency. A bare $ is the US dollar's, as the usual case.
SIGNS = {
    "US$": "USD",
    "HK$": "HKD",
    "NT$": "TWD",
    "S$": "SGD",
    "A$": "AUD",
    "AU$": "AUD",
    "C$": "CAD",
    "CA$": "CAD",
    "NZ$": "NZD",
    "R$": "BRL",
    "MX$": "MXN",
    "$": "USD",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "￥": "JPY",
    "円": "JPY",
    "元": "CNY",
    "₹": "INR",
    "₩": "KRW",
    "원": "KRW",
    "₽": "RUB",
    "₺": "TRY",
    "₪": "ILS",
    "₫": "VND",
    "฿": "THB",
    "₦": "NGN",
    "₴": "UAH",
    "₱": "PHP",
    "₸": "KZT",
    "₿": "BTC",
}
# Words and short forms, each whole, in any case.
WORDS = {
    "rs": "INR",
    "re": "INR",
    "rupees": "INR",
    "rp": "IDR",
    "rm": "MYR",
    "zł": "PLN",
    "zl": "PLN",
    "kč": "CZK",
    "ft": "HUF",
    "руб": "RUB",
    "р": "RUB",
    "грн": "UAH",
    "лв": "BGN",
    "lei": "RON",
    "tl": "TRY",
    "fr": "CHF",
    "sfr": "CHF",
    "kr": "",
    "euro": "EUR",
    "euros": "EUR",
    "dollars": "",
    "dollar": "",
    "pounds": "GBP",
    "pence": "GBp",
    "p": "GBp",
    "yen": "JPY",
    "yuan": "CNY",
    "won": "KRW",
    "francs": "CHF",
    "kronor": "SEK",
}

_CODES = "|".join(sorted(CODES, key=len, reverse=True))
_SIGNS = "|".join(re.escape(sign) for sign in sorted(SIGNS, key=len, reverse=True))
_WORDS = "|".join(sorted(WORDS, key=len, reverse=True))
_EDGE = r"[^\W\d_]"
MARKS = re.compile(
    rf"(?:{_SIGNS}|(?<!{_EDGE})(?:{_CODES})(?!{_EDGE})|(?<!{_EDGE})(?i:{_WORDS})(?!{_EDGE})\.?)"
)
# In a heading a word such as "p" or "fr" may be anything.
_NAMED = re.compile(rf"(?:{_SIGNS}|(?<![^\W_])(?:{_CODES})(?![^\W_]))")


def currency(cells: Iterable[object], heading: str = "") -> str:
    """The currency that the cells or their heading name, as a code; "" for none or several."""
    found = {
        SIGNS.get(mark) or WORDS.get(mark.lower().rstrip("."), mark)
        for cell in cells
        if isinstance(cell, str)
        for mark in MARKS.findall(cell)
    }
    found |= {SIGNS.get(mark, mark) for mark in _NAMED.findall(heading)}
    found.discard("")
    return found.pop() if len(found) == 1 else ""
