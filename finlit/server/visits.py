"""How many pages are open at once, in all and from one address, and how much visits may upload."""

from __future__ import annotations

import logging
from collections import Counter
from typing import Any

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.runtime import exists, get_instance

from finlit.server.connections import address_key

log = logging.getLogger(__name__)

MOST_PAGES = 1500
MOST_PAGES_OF_ONE = 900  # a school comes from one address
UPLOADS_AT_ONCE = 24
FILES_A_VISIT = 2  # the newest stay
MOST_UPLOADED = 600_000_000  # bytes of all visits
UPLOAD = "/_stcore/upload_file/"
TRY_AGAIN = 1013


class Visits:
    """Counts pages and uploads, and turns away what is more than the server holds."""

    def __init__(
        self, app: ASGIApp, most: int = MOST_PAGES, most_of_one: int = MOST_PAGES_OF_ONE
    ) -> None:
        self._app = app
        self._most, self._most_of_one = most, most_of_one
        self._pages: Counter[str] = Counter()
        self._uploading = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await self._page(scope, receive, send)
        elif scope["type"] == "http" and scope["method"] == "PUT" and UPLOAD in scope["path"]:
            await self._upload(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _page(self, scope: Scope, receive: Receive, send: Send) -> None:
        client = scope.get("client")
        address = address_key(client[0]) if client else ""
        if self._pages.total() >= self._most or self._pages[address] >= self._most_of_one:
            log.warning("Turned a page away: %d are open", self._pages.total())
            await send({"type": "websocket.close", "code": TRY_AGAIN})
            return
        self._pages[address] += 1
        try:
            await self._app(scope, receive, send)
        finally:
            self._pages[address] -= 1
            if self._pages[address] <= 0:
                del self._pages[address]

    async def _upload(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._uploading >= UPLOADS_AT_ONCE or not has_space():
            answer = PlainTextResponse("Too many files at once. Try again in a minute.", 503)
            await answer(scope, receive, send)
            return
        self._uploading += 1
        is_stored = False

        async def watched(message: Message) -> None:
            nonlocal is_stored
            if message["type"] == "http.response.start":
                is_stored = message["status"] < 300
            await send(message)

        try:
            await self._app(scope, receive, watched)
        finally:
            self._uploading -= 1
        if is_stored:
            keep_newest(scope["path"].partition(UPLOAD)[2].partition("/")[0])


def _files() -> Any:
    """Streamlit's keeper of uploaded files; None before it runs."""
    return get_instance().uploaded_file_mgr if exists() else None


def keep_newest(session: str, most: int = FILES_A_VISIT) -> None:
    """Drop all but the newest files of a visit."""
    files = _files()
    if files is not None:
        for file in list(files.file_storage.get(session, ()))[:-most]:
            files.remove_file(session, file)


def has_space(most: int = MOST_UPLOADED) -> bool:
    """Whether another file may come in; files of visits that are over go first."""
    files = _files()
    if files is None or _held(files) < most:
        return True
    for session in list(files.file_storage):
        if not get_instance().is_active_session(session):
            files.remove_session_files(session)
    return _held(files) < most


def _held(files: Any) -> int:
    return sum(
        len(file.data) for kept in list(files.file_storage.values()) for file in list(kept.values())
    )
