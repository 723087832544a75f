"""The HTML shell that every page arrives in.

Streamlit sends one fixed index.html, titled "Streamlit". Here it gets our title, language and
description, style sheet and the script that tells of a blocked connection, and loses its one
inline script, which the content policy would refuse. Other HTML, such as a sheet to print, stays
as it is.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from starlette.types import ASGIApp, Receive, Scope, Send

from finlit.server.blocked_socket import TAG
from finlit.server.exchange import Answer, hold, media_type
from finlit.web.live_picture import assets

LANGUAGE = "en"
TITLE = "finlit: try money ideas on real history"
DESCRIPTION = "Personal finance lessons that you try out on real market history since 1871."
NO_SCRIPT = "finlit draws its charts in your browser. Please turn JavaScript on."
STYLE_SHEET = Path(__file__).parents[1] / "web" / "style.css"
STYLE = re.sub(r"/\*.*?\*/\s*", "", STYLE_SHEET.read_text(encoding="utf-8"), flags=re.DOTALL)
SHELL = b'<div id="root">'

_EDITS = (
    (r"<!--.*?-->\s*", ""),
    (r'<html lang="[^"]*">', f'<html lang="{LANGUAGE}">'),
    (
        r"<title>.*?</title>",
        f'<title>{TITLE}</title>\n    <meta name="description" content="{DESCRIPTION}" />',
    ),
    (r"<script>.*?</script>\s*", ""),
    (r'<link rel="service-desc"[^>]*>\s*', ""),
    (r"<noscript>.*?</noscript>", f"<noscript><p>{NO_SCRIPT}</p></noscript>"),
    (r"<head>", f"<head>\n    {TAG}"),
    (r"</head>", f"<style>{STYLE}</style></head>"),
)


def _preloads() -> str:
    """The scripts of live pictures, wanted on most pages: fetched beside Streamlit's own."""
    folder = f"{assets.root()}{assets.address()}"
    links = (f'<link rel="modulepreload" href="{folder}{name}" />' for name in assets.SENT)
    return "".join(f"\n    {link}" for link in links)


@lru_cache(maxsize=4)
def dressed(html: bytes) -> bytes:
    """Streamlit's shell with our words in it."""
    text = html.decode("utf-8")
    for pattern, replacement in _EDITS:
        text = re.sub(pattern, replacement, text, flags=re.DOTALL)
    return text.replace("</head>", f"{_preloads()}\n  </head>", 1).encode("utf-8")


def _is_page(answer: Answer) -> bool:
    return answer.status == 200 and media_type(answer) == "text/html"


class Document:
    """Dresses HTML answers; every other answer passes through untouched."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "GET":
            await self._app(scope, receive, send)
            return
        page = await hold(self._app, scope, receive, send, _is_page)
        if page is not None:
            body = page.plain_body()
            if SHELL in body:
                page.replace_body(dressed(body))
            await page.send(send)
