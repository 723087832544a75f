"""The script that says so where a network blocks the live connection.

It is served by us, so the content policy stays as strict as it is, and stands before Streamlit's
own script, so that it sees the first connection being made.
"""

from __future__ import annotations

from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

ADDRESS = "/blocked-socket.js"
SCRIPT = Path(__file__).with_suffix(".js").read_bytes()
TAG = f'<script src=".{ADDRESS}"></script>'


async def script(request: Request) -> Response:
    """The script, kept by browsers for an hour."""
    headers = {"Cache-Control": "max-age=3600"}
    return Response(SCRIPT, media_type="text/javascript", headers=headers)


routes = [Route(ADDRESS, script)]
