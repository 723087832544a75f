"""Bad days: why there are no prices, and the one plain sentence for each."""

from __future__ import annotations

from typing import Any

SENTENCES = {
    "off": (
        "Looking up tickers is turned off here. "
        "The built-in data and your own files work as always."
    ),
    "invalid": (
        "That does not look like a ticker. A ticker is short, like AAPL, BRK-B or ^GSPC: "
        "letters, digits, dots and dashes. You can also search by the company's name."
    ),
    "not_found": (
        "Yahoo knows no ticker “{symbol}”. Check the spelling, or search by the company's name."
    ),
    "nothing": (
        "Yahoo knows “{symbol}” but has no prices for it. It may be very new, or gone for years."
    ),
    "rate_limited": (
        "Too many questions went to Yahoo from here, and it asks us to wait. "
        "Try again in a few minutes."
    ),
    "busy": "Many tickers are being looked up here just now. Try again in a minute.",
    "no_network": (
        "The computer that runs finlit cannot reach Yahoo. It may have no internet right now."
    ),
    "blocked": (
        "A web page came back instead of prices. A filter at a school or at work often does that. "
        "Whoever runs the network can let query2.finance.yahoo.com through."
    ),
    "changed": (
        "Yahoo answered in a form that finlit cannot read. The service may have changed. "
        "A newer finlit may know it."
    ),
    "slow": "Yahoo did not answer in time, so we stopped waiting. It may be faster later.",
    "cut_off": "Yahoo's answer broke off in the middle, more than once. Try again later.",
    "failed": "Something went wrong here while looking that up.",
    "down": "Yahoo has trouble on its own side right now. Try again later.",
}
# What may be gone at the next try; the rest would only be a nuisance to ask again.
PASSING = {"slow", "cut_off", "down", "no_network"}


class Trouble(Exception):
    """No prices. `kind` is one of SENTENCES; `str()` is its sentence."""

    def __init__(self, kind: str, symbol: str = "") -> None:
        super().__init__(SENTENCES[kind].format(symbol=symbol))
        self.kind = kind
        self.symbol = symbol


class OutOfTimeError(TimeoutError):
    """The job's time is over."""


def kind_of(error: BaseException, status: int, is_page: bool) -> str:
    """Which trouble an error of yfinance stands for.

    `status`: of the last answer, 0 where none came; `is_page`: whether that was a web page.
    """
    name, message = type(error).__name__, str(error).lower()
    if name == "YFRateLimitError" or status == 429:
        return "rate_limited"
    if isinstance(error, TimeoutError) or "Timeout" in name:
        return "slow"
    if name in {"SSLError", "CertificateVerifyError", "ProxyError", "TooManyRedirects"}:
        return "blocked"
    if name in {"IncompleteRead", "ChunkedEncodingError", "ContentDecodingError"}:
        return "cut_off"
    if name in {"ConnectionError", "DNSError"}:
        # curl: 18 partial file, 52 nothing received, 55 and 56 broken while sending or receiving
        return "cut_off" if getattr(error, "code", 0) in {18, 52, 55, 56, 92} else "no_network"
    if status >= 500 or "currently down" in message:
        return "down"
    if status in {401, 403, 407, 451, 511} or is_page:
        return "blocked"
    if name == "YFPricesMissingError":
        reason = str(getattr(error, "yahoo_reason", "") or "").lower()
        missing = ("no data found", "delisted", "not found")
        return "not_found" if any(word in reason for word in missing) else "nothing"
    if name == "YFTzMissingError" or status == 404 or "invalid isin" in message:
        return "not_found"
    return "cut_off" if name in {"JSONDecodeError", "InvalidJSONError"} else "changed"


def looks_like_a_page(response: Any) -> bool:
    """Whether an answer is a web page and not data."""
    kind = str(response.headers.get("content-type", "")).lower()
    return "html" in kind or response.content[:200].lstrip()[:1] == b"<"
