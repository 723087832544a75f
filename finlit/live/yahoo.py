"""The only place that talks to yfinance."""

from __future__ import annotations

import logging
import warnings
from datetime import date
from functools import cache
from typing import Any

import pandas as pd
import yfinance
from yfinance.data import YfData

from finlit.live import settings
from finlit.live.listing import SYMBOL, Listing, Match
from finlit.live.session import Call, DeadlineSession, current
from finlit.live.trouble import Trouble, kind_of

MOST_MATCHES = 8

log = logging.getLogger(__name__)


@cache
def _session(address: str) -> DeadlineSession:
    """One session a process; yfinance keeps its cookie and crumb in it."""
    yfinance.config.debug.hide_exceptions = False
    warnings.filterwarnings("ignore", module=r"yfinance\b")
    for chatty in ("yfinance", "bs4"):
        logging.getLogger(chatty).setLevel(logging.CRITICAL)
    yfinance.set_tz_cache_location(str(settings.cache_folder() / "yfinance"))
    return DeadlineSession(address)


def history(symbol: str, call: Call, today: date) -> Listing:
    """All daily prices of a ticker. Raises Trouble for whatever goes wrong."""
    if not SYMBOL.fullmatch(symbol):
        raise Trouble("invalid", symbol)
    try:
        return _history(symbol, call, today)
    except Trouble:
        raise
    except Exception as error:
        # Whatever yfinance meets, a learner gets a sentence; the log keeps the rest.
        kind = kind_of(error, call.status, call.is_page)
        log.warning("%s: %s (%s: %s)", symbol, kind, type(error).__name__, error)
        raise Trouble(kind, symbol) from error


def _history(symbol: str, call: Call, today: date) -> Listing:
    current.set(call)
    # yfinance remembers answers of the past by address, bad ones too.
    YfData.cache_get.cache_clear()
    ticker = yfinance.Ticker(symbol, session=_session(settings.yahoo_address()))
    # Told the zone, yfinance asks for the prices alone: one request instead of two. It takes the
    # zone of the dates from the answer.
    ticker._tz = "UTC"
    frame = ticker.history(period="max", auto_adjust=False, actions=True, keepna=True)
    about = ticker.get_history_metadata()
    return _listing(symbol, frame, about, today)


def _listing(symbol: str, frame: pd.DataFrame, about: Any, today: date) -> Listing:
    if frame.empty:
        raise Trouble("nothing", symbol)
    days = pd.DatetimeIndex(frame.index).tz_localize(None).normalize().as_unit("us")
    prices = pd.DataFrame(
        {
            "close": frame["Close"].to_numpy(float),
            "adj_close": frame["Adj Close"].to_numpy(float),
            "dividend": frame["Dividends"].to_numpy(float),
            "split": frame["Stock Splits"].to_numpy(float),
        },
        index=days.rename("date"),
    )
    known = prices["close"] > 0
    below = prices["close"] <= 0
    kept = prices[known & ~prices.index.duplicated(keep="last")].sort_index()
    if len(kept) < 2:
        raise Trouble("nothing", symbol)
    kept = kept.fillna({"dividend": 0.0, "split": 0.0})
    first = about.get("firstTradeDate")
    return Listing(
        symbol=str(about.get("symbol") or symbol),
        name=str(about.get("longName") or about.get("shortName") or ""),
        exchange=str(about.get("fullExchangeName") or about.get("exchangeName") or ""),
        currency=str(about.get("currency") or ""),
        kind=str(about.get("instrumentType") or ""),
        first_trade=first.date() if isinstance(first, pd.Timestamp) else None,
        fetched=today,
        prices=kept,
        missing=int((~known & ~below).sum()),
        below_zero=int(below.sum()),
    )


def search(words: str, call: Call) -> tuple[Match, ...]:
    """Tickers whose symbol or name fits, the best first. Raises Trouble."""
    current.set(call)
    YfData.cache_get.cache_clear()
    try:
        found = yfinance.Search(
            words,
            max_results=MOST_MATCHES,
            news_count=0,
            lists_count=0,
            recommended=0,
            include_cb=False,
            session=_session(settings.yahoo_address()),
        ).quotes
        matches = [
            Match(
                str(quote["symbol"]),
                str(quote.get("longname") or quote.get("shortname") or ""),
                str(quote.get("exchDisp") or quote.get("exchange") or ""),
                str(quote.get("quoteType") or ""),
            )
            for quote in found
        ]
        first: dict[str, Match] = {}
        for match in matches:
            first.setdefault(match.symbol, match)
        return tuple(first.values())
    except Exception as error:
        kind = kind_of(error, call.status, call.is_page)
        log.warning("search: %s (%s: %s)", kind, type(error).__name__, error)
        raise Trouble(kind, words) from error
