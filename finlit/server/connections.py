"""Connections that cost nothing to whoever holds them: deadlines, and so many at a time.

A request's head has to arrive within `HEAD_SECONDS`, all of a request and its answer within
`REQUEST_SECONDS`. Where all places are taken, the connection that has waited longest without a
request goes first, of the address that holds the most; a busy one never does.
"""

from __future__ import annotations

import asyncio
import ipaddress
import logging
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

log = logging.getLogger(__name__)

HEAD_SECONDS = 10.0
REQUEST_SECONDS = 300.0
MOST = 4000  # in all, pages included
SHARE_OF_AN_ADDRESS = 0.6  # a school comes from one address, so it may have most
SCHOOL = 600
_TOO_SLOW = b"HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
_FULL = (
    b"HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nRetry-After: 5\r\n"
    b"Content-Type: text/plain\r\nContent-Length: 45\r\n\r\n"
    b"finlit is full just now. Please try again.  \n"
)


@dataclass(frozen=True)
class Limits:
    """Seconds for a head and for a whole request; connections in all and of one address.

    `proxies`: addresses that speak for many, to which the share does not apply.
    """

    head: float = HEAD_SECONDS
    request: float = REQUEST_SECONDS
    most: int = MOST
    most_of_one: int = int(MOST * SHARE_OF_AN_ADDRESS)
    proxies: Collection[str] = ()


@lru_cache(maxsize=4096)
def address_key(host: str) -> str:
    """What counts as one address: an IPv4 address, the /64 of an IPv6 one, "" for none."""
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return ""
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None:
            return str(address.ipv4_mapped)
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)


class Room:
    """The connections that are open, and which of them wait without a request."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._open: dict[Any, str] = {}
        self._of: Counter[str] = Counter()
        self._waiting: dict[Any, str] = {}  # oldest first

    def __len__(self) -> int:
        return len(self._open)

    def enter(self, connection: Any, host: str) -> bool:
        """Take a place; False where there is none, not even one that could be made free."""
        address = address_key(host)
        shares = host not in self.limits.proxies
        if shares and self._of[address] >= self.limits.most_of_one:
            if not self._dismiss(address):
                return False
        elif len(self._open) >= self.limits.most and not self._dismiss(self._busiest()):
            return False
        self._open[connection] = address
        self._of[address] += 1
        return True

    def leave(self, connection: Any) -> None:
        """Give the place back."""
        self.busy(connection)
        address = self._open.pop(connection, None)
        if address is not None:
            self._of[address] -= 1
            if self._of[address] <= 0:
                del self._of[address]

    def waits(self, connection: Any) -> None:
        """It has no request under way, from now on."""
        if connection in self._open:
            self._waiting.setdefault(connection, self._open[connection])

    def busy(self, connection: Any) -> None:
        """A request of it is under way."""
        self._waiting.pop(connection, None)

    def _busiest(self) -> str:
        """Of the addresses with someone waiting, the one that holds the most connections."""
        return max(set(self._waiting.values()), key=self._of.__getitem__, default="")

    def _dismiss(self, address: str) -> bool:
        for connection, whose in self._waiting.items():
            if whose == address:
                self.leave(connection)
                connection.transport.abort()
                return True
        return False


def within(files: int, proxies: str) -> Limits:
    """Limits for a process that can keep `files` connections open; `proxies` parted by commas."""
    most = max(min(MOST, files), 16)
    named = frozenset(each.strip() for each in proxies.split(","))
    of_one = max(int(most * SHARE_OF_AN_ADDRESS), min(most, SCHOOL))
    return Limits(most=most, most_of_one=of_one, proxies=named)


def protocols(limits: Limits) -> tuple[type[asyncio.Protocol], type[asyncio.Protocol]]:
    """uvicorn's two protocols, for requests and for pages, kept within `limits`."""
    room = Room(limits)

    class Requests(H11Protocol):
        """HTTP with deadlines and a place in the room."""

        _alarm: asyncio.TimerHandle | None = None
        _phase: tuple[Any, bool] | None = None

        def connection_made(self, transport: Any) -> None:
            super().connection_made(transport)
            if not room.enter(self, self.client[0] if self.client else ""):
                log.warning("Turned a connection away: all %d places are taken", limits.most)
                transport.write(_FULL)
                transport.close()
                return
            self._look()

        def connection_lost(self, exc: Exception | None) -> None:
            self._still()
            room.leave(self)
            super().connection_lost(exc)

        def data_received(self, data: bytes) -> None:
            super().data_received(data)
            self._look()

        def on_response_complete(self) -> None:
            super().on_response_complete()
            self._look()

        def handle_websocket_upgrade(self, event: h11.Request) -> None:
            self._still()
            room.leave(self)
            super().handle_websocket_upgrade(event)

        def _still(self) -> None:
            if self._alarm is not None:
                self._alarm.cancel()
                self._alarm = None

        def _look(self) -> None:
            """Set the deadline anew where a head has arrived or an answer has gone out."""
            if self.transport.is_closing() or self.transport.get_protocol() is not self:
                self._still()
                return
            is_waiting = self.conn.their_state is h11.IDLE
            phase = (self.cycle, is_waiting)
            if phase == self._phase:
                return
            self._phase = phase
            self._still()
            (room.waits if is_waiting else room.busy)(self)
            seconds = limits.head if is_waiting else limits.request
            self._alarm = self.loop.call_later(seconds, self._too_late, is_waiting)

        def _too_late(self, is_waiting: bool) -> None:
            self._alarm = None
            if is_waiting and self.conn.trailing_data[0]:
                self.transport.write(_TOO_SLOW)
                self.transport.close()
            else:
                self.transport.abort()

    class Pages(WebSocketsSansIOProtocol):
        """A page's connection, with a place in the room."""

        def connection_made(self, transport: Any) -> None:
            super().connection_made(transport)
            if not room.enter(self, self.client[0] if self.client else ""):
                transport.abort()

        def connection_lost(self, exc: Exception | None) -> None:
            room.leave(self)
            super().connection_lost(exc)

    return Requests, Pages
