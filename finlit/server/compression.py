"""Gzip for Streamlit's own scripts and styles, done once per process and kept.

Streamlit sends these files (some 3.8 MB for a first page with a chart) as they are. Their names
carry a hash, so a file always holds the same bytes and the compressed copy can be kept: one a file
of Streamlit's folder, and none for another way to write its address. What pages make themselves,
such as a CSV download, Streamlit compresses on its own.
"""

from __future__ import annotations

import asyncio
import gzip
from functools import cache
from pathlib import Path

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import file_util

from finlit.server.exchange import Answer, hold, media_type

LEVEL = 6
MINIMUM_BYTES = 1000
COMPRESSIBLE = {
    "application/javascript",
    "application/json",
    "image/svg+xml",
    "text/css",
    "text/javascript",
}


def _is_worth_it(answer: Answer) -> bool:
    return (
        answer.status == 200
        and media_type(answer) in COMPRESSIBLE
        and int(answer.headers.get("content-length", 0)) >= MINIMUM_BYTES
    )


@cache
def static_paths() -> frozenset[str]:
    """The address of every script, style and picture that Streamlit brings along."""
    root = Path(file_util.get_static_dir())
    found = (file.relative_to(root) for file in root.glob("static/**/*") if file.is_file())
    return frozenset(f"/{file.as_posix()}" for file in found)


def _takes_gzip(scope: Scope) -> bool:
    if scope["type"] != "http" or scope["method"] != "GET" or scope["path"] not in static_paths():
        return False
    headers = Headers(scope=scope)
    return "gzip" in headers.get("accept-encoding", "") and "range" not in headers


class Compression:
    """Answers for static text files with a kept gzip copy where the browser takes one."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._kept: dict[str, Answer] = {}
        self._lock = asyncio.Lock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not _takes_gzip(scope):
            await self._app(scope, receive, send)
            return
        path = scope["path"]
        if path not in self._kept:
            fresh = await hold(self._app, scope, receive, send, _is_worth_it)
            if fresh is None:
                return
            async with self._lock:  # a class that opens at once compresses each file once
                if path not in self._kept:
                    self._kept[path] = await _compressed(fresh)
        await self._kept[path].send(send)


async def _compressed(answer: Answer) -> Answer:
    answer.replace_body(await asyncio.to_thread(gzip.compress, answer.body, LEVEL))
    answer.headers["Content-Encoding"] = "gzip"
    answer.headers.add_vary_header("Accept-Encoding")
    return answer
