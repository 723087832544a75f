"""Who may speak to the app at all: the host that is asked for, and the origin of a page connection.

Streamlit compares them as well, but before it refuses a page of another origin it asks an outside
service for its own address, and everybody waits meanwhile. So that comparison never gets there.
"""

from __future__ import annotations

import logging
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from finlit.server import settings

log = logging.getLogger(__name__)

METRICS = "/_stcore/metrics"
POLICY_VIOLATION = 1008
LOOPBACK = {"localhost", "127.0.0.1", "::1"}


def host_name(host: str) -> str:
    """The name in a Host header or an origin's "name:port", in small letters; "" for none."""
    try:
        parts = urlsplit(f"//{host}")
        _ = parts.port  # raises where it is no number
    except ValueError:
        return ""
    is_bare = not (parts.username or parts.password or parts.path or parts.query or parts.fragment)
    return (parts.hostname or "").rstrip(".") if is_bare else ""


def is_answered(name: str, hosts: tuple[str, ...]) -> bool:
    """Whether a host of this name is answered: any is, where no names are set; this machine's own
    is always, for health checks and for proxies that ask by it."""
    if not name or not hosts or name in LOOPBACK:
        return bool(name)
    return any(name.endswith(each[1:]) if each.startswith("*.") else name == each for each in hosts)


class Gate:
    """Refuses foreign hosts, page connections of other origins, and metrics that are not open."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._hosts = settings.hosts()
        self._metrics_are_open = settings.metrics_are_open()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await self._connection(scope, receive, send)
        elif scope["type"] == "http":
            await self._request(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _request(self, scope: Scope, receive: Receive, send: Send) -> None:
        host = Headers(scope=scope).get("host", "")
        if not is_answered(host_name(host), self._hosts):
            answer = PlainTextResponse("This server does not go by that name.", 421)
            await answer(scope, receive, send)
        elif scope["path"].rstrip("/").endswith(METRICS) and not self._metrics_are_open:
            await PlainTextResponse("Not open.", 404)(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _connection(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = Headers(scope=scope)
        host, origin = headers.get("host", ""), headers.get("origin")
        theirs = host if origin is None else _place(origin)
        may_differ = bool(self._hosts) and is_answered(host_name(theirs), self._hosts)
        if not is_answered(host_name(host), self._hosts) or not (theirs == host or may_differ):
            log.warning(
                "Refused a page connection of another origin. Behind a proxy, pass the Host "
                "header on or name the host in FINLIT_HOSTS"
            )
            await send({"type": "websocket.close", "code": POLICY_VIOLATION})
            return
        if theirs != host:  # a proxy gave the server another name; Streamlit has to see one
            raw = [(name, value) for name, value in scope["headers"] if name != b"host"]
            scope = {**scope, "headers": [*raw, (b"host", theirs.encode("latin-1"))]}
        await self._app(scope, receive, send)


def _place(origin: str) -> str:
    """Name and port of an origin, "" for one that has none."""
    try:
        return urlsplit(origin).netloc
    except ValueError:
        return ""
