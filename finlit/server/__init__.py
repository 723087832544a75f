"""What stands around the pages: the gate, headers, compression, the HTML shell, warm-up, health,
live pictures and sheets to print.

Nothing that a learner needs lives here: the pages work under any Streamlit server.
"""

from __future__ import annotations

from starlette.middleware import Middleware

from finlit.server.blocked_socket import routes as blocked_socket_routes
from finlit.server.clicks import keep_whole
from finlit.server.compression import Compression
from finlit.server.document import Document
from finlit.server.gate import Gate
from finlit.server.headers import SecurityHeaders
from finlit.server.health import routes as health_routes
from finlit.server.live import routes as live_routes
from finlit.server.paper import routes as paper_routes
from finlit.server.visits import Visits
from finlit.server.warmup import lifespan

keep_whole()
routes = [*health_routes, *live_routes, *paper_routes, *blocked_socket_routes]
middleware = [
    Middleware(Gate),
    Middleware(Visits),
    Middleware(SecurityHeaders),
    Middleware(Compression),
    Middleware(Document),
]

__all__ = ["lifespan", "middleware", "routes"]
