"""One whole HTTP answer in hand, so that middleware can change its body."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from dataclasses import dataclass

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send


@dataclass
class Answer:
    """Status, headers and body of an HTTP answer."""

    status: int
    headers: MutableHeaders
    body: bytes = b""

    def plain_body(self) -> bytes:
        """The body without gzip, which Streamlit has already put on some pages."""
        is_packed = self.headers.get("content-encoding") == "gzip"
        return gzip.decompress(self.body) if is_packed else self.body

    def replace_body(self, body: bytes) -> None:
        """Put in another body; the headers that described the old one go."""
        self.body = body
        self.headers["Content-Length"] = str(len(body))
        for name in ("etag", "last-modified", "accept-ranges", "content-encoding"):
            if name in self.headers:
                del self.headers[name]

    async def send(self, send: Send) -> None:
        """Send it to the client."""
        start = {
            "type": "http.response.start",
            "status": self.status,
            "headers": list(self.headers.raw),
        }
        await send(start)
        await send({"type": "http.response.body", "body": self.body})


async def hold(
    app: ASGIApp,
    scope: Scope,
    receive: Receive,
    send: Send,
    wanted: Callable[[Answer], bool],
) -> Answer | None:
    """Run `app`; return the answer unsent when `wanted(answer)`, judged before its body is there.

    Any other answer goes to the client as it comes, and None is returned.
    """
    held: Answer | None = None
    parts: list[bytes] = []

    async def take(message: Message) -> None:
        nonlocal held
        if message["type"] == "http.response.start":
            answer = Answer(message["status"], MutableHeaders(raw=list(message["headers"])))
            held = answer if wanted(answer) else None
        if held is None:
            await send(message)
        elif message["type"] == "http.response.body":
            parts.append(message.get("body", b""))

    await app(scope, receive, take)
    if held is not None:
        held.body = b"".join(parts)
    return held


def media_type(answer: Answer) -> str:
    """The content type without its parameters, "" when there is none."""
    return answer.headers.get("content-type", "").partition(";")[0].strip()
