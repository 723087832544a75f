"""One address that says whether the server is up."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route


async def health(request: Request) -> Response:
    """Answer `{"app": "finlit", "status": "ok"}`; the warm-up may still be going on."""
    return JSONResponse({"app": "finlit", "status": "ok"}, headers={"Cache-Control": "no-store"})


routes = [Route("/health", health)]
