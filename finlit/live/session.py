"""yfinance's own web client with a deadline on every call, and a note of what came back."""

from __future__ import annotations

import time
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from curl_cffi.requests import Response, Session

from finlit.live.trouble import OutOfTimeError, looks_like_a_page


@dataclass
class Call:
    """One job's time, and the last answer that it got. `most`: seconds for one request."""

    until: float
    most: float
    status: int = 0
    is_page: bool = False


current: ContextVar[Call] = ContextVar("current")


class DeadlineSession(Session[Response]):
    """A session whose requests end when the job's time does, whatever timeout they ask for.

    `address`: a server asked in place of every host, "" for the hosts themselves.
    """

    def __init__(self, address: str = "") -> None:
        super().__init__(impersonate="chrome")
        self._address = urlsplit(address) if address else None

    def request(self, method: Any, url: str, *args: Any, **options: Any) -> Response:
        call = current.get()
        left = call.until - time.monotonic()
        if left <= 0:
            raise OutOfTimeError
        options["timeout"] = min(left, call.most)
        call.status, call.is_page = 0, False
        answer: Response = super().request(method, self._place(url), *args, **options)
        call.status, call.is_page = answer.status_code, looks_like_a_page(answer)
        return answer

    def _place(self, url: str) -> str:
        if self._address is None:
            return url
        asked = urlsplit(url)
        path = self._address.path.rstrip("/") + asked.path
        return urlunsplit((self._address.scheme, self._address.netloc, path, asked.query, ""))
