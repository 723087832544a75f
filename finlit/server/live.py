"""Addresses of live pictures: the browser's scripts, and frames worked out beforehand.

Both are named by their content, so a browser keeps what is whole for good. The server works out
only what a page has announced.
"""

from __future__ import annotations

import gzip

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from finlit.web.live_picture import assets
from finlit.web.live_picture.feed import FEEDS, Busy

FOR_GOOD = "public, max-age=31536000, immutable"
PACKED = {"Cache-Control": FOR_GOOD, "Content-Encoding": "gzip", "Vary": "Accept-Encoding"}


def _takes_gzip(request: Request) -> bool:
    return "gzip" in request.headers.get("accept-encoding", "")


def _whole(request: Request, body: bytes, kind: str) -> Response:
    if _takes_gzip(request):
        return Response(body, headers=PACKED, media_type=kind)
    plain = gzip.decompress(body)
    return Response(plain, headers={"Cache-Control": FOR_GOOD}, media_type=kind)


async def script(request: Request) -> Response:
    """One of the scripts of the element."""
    name = request.path_params["name"]
    folder = f"{assets.CODE}{request.path_params['mark']}/"
    if folder != assets.address() or name not in assets.SENT:
        return PlainTextResponse("There is no such script.", 404)
    return _whole(request, assets.files()[name], "text/javascript")


async def frames(request: Request) -> Response:
    """The frames of one control, those that are ready at once and the others as they come."""
    try:
        feed = await FEEDS.open(request.path_params["name"])
    except Busy:
        return PlainTextResponse("Too much is being worked out.", 503, {"Retry-After": "10"})
    if feed is None:
        return PlainTextResponse("No page has asked for these frames.", 404)
    if feed.answer is not None:
        return _whole(request, feed.answer, "application/x-ndjson")
    if not _takes_gzip(request):
        return PlainTextResponse("Being worked out; ask again.", 503, {"Retry-After": "10"})
    unfinished = PACKED | {"Cache-Control": "no-store"}
    return StreamingResponse(feed.stream(), headers=unfinished, media_type="application/x-ndjson")


routes = [
    Route("/live/code/{mark}/{name}", script),
    Route("/live/frames/{name}", frames),
]
