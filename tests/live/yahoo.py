"""A local server that speaks Yahoo's format, with bad days of its own. All figures are made up.

with Yahoo() as yahoo:
    yahoo.address               # "http://127.0.0.1:PORT", for FINLIT_YAHOO
    yahoo.asked("AAPL")         # how often its prices were asked for
"""

from __future__ import annotations

import json
import threading
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

DAYS = 3000
LAST = datetime(2026, 11, 20, 14, 30, tzinfo=UTC)
NAMES = {
    "AAPL": ("Apple Inc.", "NasdaqGS", "EQUITY"),
    "KO": ("The Coca-Cola Company", "NYSE", "EQUITY"),
    "BBBY": ("Bed Bath & Beyond, Inc.", "NYSE", "EQUITY"),
    "SPLIT": ("Split Example Corp.", "NasdaqGS", "EQUITY"),
    "NANS": ("Patchy Example Corp.", "NasdaqGS", "EQUITY"),
    "^GSPC": ("S&P 500", "SNP", "INDEX"),
}
FILTER_PAGE = b"<!DOCTYPE html><html><body>This site is blocked by your school.</body></html>"


History = tuple[list[datetime], list[float]]


def trading_days(count: int = DAYS) -> list[datetime]:
    """So many weekdays up to the last one, oldest first."""
    days: list[datetime] = []
    day = LAST
    while len(days) < count:
        if day.weekday() < 5:
            days.append(day)
        day -= timedelta(days=1)
    return days[::-1]


def closes(symbol: str, count: int = DAYS) -> list[float]:
    """A price that climbs and falls by a fixed rule, different for each ticker."""
    base = 20 + sum(map(ord, symbol)) % 50
    return [
        round(base * (1 + n / 900) * (1 - 0.35 * ((n // 250) % 3 == 2)), 4) for n in range(count)
    ]


def chart(symbol: str, history: History | None = None) -> dict[str, Any]:
    """The answer for a ticker on a good day."""
    days, prices = history or (trading_days(), closes(symbol))
    name, exchange, kind = NAMES.get(symbol, (f"{symbol} Example Corp.", "NasdaqGS", "EQUITY"))
    events: dict[str, Any] = {}
    if kind == "EQUITY":
        stamps = [int(day.timestamp()) for day in days[300::250]]
        events["dividends"] = {str(s): {"amount": 0.5, "date": s} for s in stamps}
    if symbol == "SPLIT":
        stamp = int(days[-100].timestamp())
        events["splits"] = {
            str(stamp): {"date": stamp, "numerator": 4, "denominator": 1, "splitRatio": "4:1"}
        }
    shown: list[float | None] = list(prices)
    if symbol == "NANS":
        shown[10:14] = [None] * 4
        shown[-5] = None
    volumes = [None if price is None else 1000 for price in shown]
    return {
        "meta": {
            "currency": "USD",
            "symbol": symbol,
            "exchangeName": exchange,
            "fullExchangeName": exchange,
            "instrumentType": kind,
            "firstTradeDate": int(days[0].timestamp()),
            "regularMarketTime": int(days[-1].timestamp()),
            "gmtoffset": -18000,
            "timezone": "EST",
            "exchangeTimezoneName": "America/New_York",
            "longName": name,
            "shortName": name,
            "priceHint": 2,
            "dataGranularity": "1d",
            "range": "",
            "validRanges": ["1d", "5d", "1mo", "1y", "10y", "ytd", "max"],
        },
        "timestamp": [int(day.timestamp()) for day in days],
        "events": events,
        "indicators": {
            "quote": [
                {"open": shown, "high": shown, "low": shown, "close": shown, "volume": volumes}
            ],
            "adjclose": [{"adjclose": [None if p is None else round(p * 0.9, 4) for p in shown]}],
        },
    }


class Yahoo:
    """The server. Some tickers have a bad day by name: see `_Handler.bad_days`.

    `histories`: days and closes of tickers that shall not have the made-up ones.
    """

    def __init__(self) -> None:
        self.let_go = threading.Event()
        self.requests: Counter[str] = Counter()
        self.histories: dict[str, History] = {}
        self.is_filtered = False
        self._lock = threading.Lock()
        owner = self

        class Handler(_Handler):
            yahoo = owner

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.02,), daemon=True
        )

    def __enter__(self) -> Yahoo:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.die()

    def die(self) -> None:
        """Answer nobody any more: connections are refused from now on."""
        self.let_go.set()
        self._server.shutdown()
        self._server.server_close()

    def note(self, what: str) -> int:
        """Count a request; returns its number, from 1."""
        with self._lock:
            self.requests[what] += 1
            return self.requests[what]

    def asked(self, symbol: str) -> int:
        """How often this ticker's prices were asked for."""
        return self.requests[f"chart {symbol}"]


class _Handler(BaseHTTPRequestHandler):
    yahoo: Yahoo
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:
        """Keep quiet."""

    def do_POST(self) -> None:
        self.send(200, b"", "text/html")

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        path = unquote(parts.path)
        if self.yahoo.is_filtered:
            self.send(403, FILTER_PAGE, "text/html")
        elif path.startswith("/v8/finance/chart/"):
            self.prices(path.removeprefix("/v8/finance/chart/"))
        elif path == "/v1/finance/search":
            self.search(parse_qs(parts.query)["q"][0])
        elif path == "/v1/test/getcrumb":
            self.yahoo.note("crumb")
            self.send(200, b"crumb", "text/plain")
        else:
            self.yahoo.note("other")
            self.send(200, b"", "text/html")

    def send(self, status: int, body: bytes, kind: str = "application/json") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def result(self, status: int, result: object, error: object = None) -> None:
        self.send(status, json.dumps({"chart": {"result": result, "error": error}}).encode())

    def prices(self, symbol: str) -> None:
        number = self.yahoo.note(f"chart {symbol}")
        bad_day = self.bad_days().get(symbol)
        if bad_day is not None:
            bad_day(number)
        else:
            self.result(200, [chart(symbol, self.yahoo.histories.get(symbol))])

    def bad_days(self) -> dict[str, Callable[[int], None]]:
        return {
            "SLOW": self.slow,
            "HICCUP": self.hiccup,
            "CUT": self.cut,
            "TORN": self.torn,
            "GONE": self.gone,
            "NODATA": self.no_data,
            "LIMIT": lambda number: self.send(429, b"Too Many Requests", "text/plain"),
            "HTML": lambda number: self.send(200, FILTER_PAGE, "text/html"),
            "BLOCK": lambda number: self.send(403, FILTER_PAGE, "text/html"),
            "BUSY": lambda number: self.send(503, b"<html>Busy</html>", "text/html"),
            "BACK": lambda number: self.send(200, b"Will be right back...", "text/plain"),
            "EMPTY": self.empty,
            "NEW": lambda number: self.send(200, b'{"spark": {"data": []}}'),
            "ODD": lambda number: self.result(200, [{"meta": {}, "indicators": {"quote": [7]}}]),
        }

    def slow(self, number: int) -> None:
        """Takes the question and says nothing, like a black hole in the network."""
        self.yahoo.let_go.wait()

    def hiccup(self, number: int) -> None:
        """Bad at first, well again at the second try."""
        if number == 1:
            self.cut(number)
        else:
            self.result(200, [chart("HICCUP")])

    def cut(self, number: int) -> None:
        """Promises more than it sends."""
        body = json.dumps({"chart": {"result": [chart("CUT")], "error": None}}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body[: len(body) // 2])
        self.close_connection = True

    def torn(self, number: int) -> None:
        """Half an answer that calls itself whole."""
        body = json.dumps({"chart": {"result": [chart("TORN")], "error": None}}).encode()
        self.send(200, body[: len(body) // 2])

    def gone(self, number: int) -> None:
        error = {"code": "Not Found", "description": "No data found, symbol may be delisted"}
        self.result(404, None, error)

    def no_data(self, number: int) -> None:
        said = "Data doesn't exist for startDate = 1, endDate = 2"
        self.result(400, None, {"code": "Bad Request", "description": said})

    def empty(self, number: int) -> None:
        known = chart("EMPTY")
        known.pop("timestamp")
        known["indicators"] = {"quote": [{}], "adjclose": [{}]}
        self.result(200, [known])

    def search(self, words: str) -> None:
        self.yahoo.note("search")
        found = [
            {
                "symbol": symbol,
                "shortname": name,
                "longname": name,
                "exchDisp": exchange,
                "quoteType": kind,
            }
            for symbol, (name, exchange, kind) in NAMES.items()
            if words.lower() in name.lower() or words.upper() == symbol
        ]
        self.send(200, json.dumps({"quotes": found, "news": []}).encode())
