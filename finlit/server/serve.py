"""Start the web server with the settings that `streamlit run` leaves out."""

from __future__ import annotations

import asyncio
import os
import socket
import sys
import webbrowser
from pathlib import Path

import uvicorn

from finlit.server import connections, descriptors, settings

ROOT = Path(__file__).resolve().parents[2]
HOST = "127.0.0.1"
PORT = 8501
PORTS_TRIED = 20
BACKLOG = 2048
# asyncio takes as many connections in one go as its own backlog says, before any is looked at; few,
# so that places are counted in time, and open files do not run out meanwhile.
ACCEPTED_AT_ONCE = 8
MOST_MESSAGE = 10_000_000  # bytes from a page: a browser keeps some 5 million letters


class PortTakenError(Exception):
    """No port to listen on."""


def listen(host: str, port: int | None) -> socket.socket:
    """A listening socket on `port`; 0 takes any free port, None the first free one from `PORT`."""
    candidates = range(PORT, PORT + PORTS_TRIED) if port is None else (port,)
    for candidate in candidates:
        try:
            return _bound(host, candidate)
        except OSError:
            continue
    raise PortTakenError(f"Port {candidates[0]} is taken. Choose another one: --port 8600")


def _bound(host: str, port: int) -> socket.socket:
    # asyncio sets TCP_NODELAY only where the protocol is named; without it, answers to a new
    # session wait some 40 ms.
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if os.name != "nt":  # there it would let two servers share a port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(BACKLOG)
    except OSError:
        listener.close()
        raise
    return listener


class _Server(uvicorn.Server):
    """Says where it is once it answers, and opens the browser there if asked to."""

    def __init__(self, config: uvicorn.Config, address: str, open_browser: bool) -> None:
        super().__init__(config)
        self._address = address
        self._open_browser = open_browser

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        for each in sockets or []:
            each.listen(BACKLOG)  # the system's own line is as long as ever
        if self.started:
            print(f"finlit is at {self._address}  (stop it with Ctrl-C)", flush=True)
            if self._open_browser:
                await asyncio.to_thread(webbrowser.open, self._address)


def serve(host: str = HOST, port: int | None = None, open_browser: bool = False) -> int:
    """Serve the app until stopped; return the exit code.

    Settings are read from the project's own folder, whatever the folder of start.
    """
    os.chdir(ROOT)
    if str(ROOT) not in sys.path:
        sys.path.insert(0, str(ROOT))
    try:
        listener = listen(host, port)
    except PortTakenError as problem:
        print(problem, file=sys.stderr)
        return 1
    shown = "127.0.0.1" if host in {"0.0.0.0", "::"} else host
    actual = listener.getsockname()[1]
    if port is None and actual != PORT:
        print(f"Port {PORT} is taken, so this is {actual}. Progress is kept per address.")
    limit = descriptors.raise_limit()
    if warning := descriptors.warning(limit):
        print(warning, file=sys.stderr)
    requests, pages = connections.protocols(
        connections.within(limit - descriptors.OWN, settings.trusted_proxies())
    )
    config = uvicorn.Config(
        "app:app",
        backlog=ACCEPTED_AT_ONCE,
        http=requests,
        ws=pages,
        ws_max_size=MOST_MESSAGE,
        ws_per_message_deflate=False,
        # Whose word is taken for the address that a visitor comes from.
        forwarded_allow_ips=settings.trusted_proxies(),
        lifespan="on",
        log_level="warning",
        access_log=False,
        timeout_graceful_shutdown=2,
    )
    server = _Server(config, f"http://{shown}:{actual}", open_browser)
    try:
        server.run(sockets=[listener])
    except KeyboardInterrupt:
        pass
    finally:
        listener.close()
    return 0 if server.started else 1
