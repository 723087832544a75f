"""The pupils' sheet of each lesson, to print: open to all, as it holds no answers.

The teacher's pack has no address of its own: a page hands it to an opened class.
"""

from __future__ import annotations

import asyncio
import threading
from functools import lru_cache

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

_one_at_a_time = threading.Lock()  # a class that prints together draws each sheet once


@lru_cache(maxsize=32)
def _drawn(slug: str) -> str:
    from finlit.printing import pupil_page  # draws charts by a library of its own: on first use
    from finlit.web.shared import content

    return pupil_page(content.lesson(slug))


def _page(slug: str) -> str:
    with _one_at_a_time:
        return _drawn(slug)


async def sheet(request: Request) -> Response:
    """The sheet of the lesson in the address, drawn once in a process's life."""
    slug = request.path_params["slug"]
    from finlit.web.shared import content

    if content.course().lesson(slug) is None:
        return PlainTextResponse("There is no lesson of this name.", 404)
    return HTMLResponse(await asyncio.to_thread(_page, slug))


routes = [Route("/print/{slug}", sheet)]
