"""What can go wrong between a class and its server, done to a server of this machine."""

from __future__ import annotations

import asyncio
import os
import random
import signal
from collections import Counter
from contextlib import ExitStack, suppress
from pathlib import Path

from benchmarks.classroom import free_port, serving
from tests.server import Running


class Line:
    """Forwards connections to a port. Made by `await Line.to(port)`."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._goes = asyncio.Event()
        self._goes.set()
        self._swallows = False
        self._open: set[asyncio.StreamWriter] = set()

    @classmethod
    async def to(cls, port: int) -> Line:
        """A line to this port of this machine; `address` is its other end."""
        line = cls(port)
        line._server = await asyncio.start_server(line._accept, "127.0.0.1", 0)
        line.address = f"http://127.0.0.1:{line._server.sockets[0].getsockname()[1]}"
        return line

    address: str
    _server: asyncio.Server

    async def stall(self, seconds: float) -> None:
        """Nothing goes through for a while; then all of it does."""
        self._goes.clear()
        await asyncio.sleep(seconds)
        self._goes.set()

    async def swallow(self, seconds: float) -> None:
        """What browsers send goes nowhere for a while; then every connection is cut."""
        self._swallows = True
        await asyncio.sleep(seconds)
        self._swallows = False
        for writer in list(self._open):
            writer.transport.abort()

    async def close(self) -> None:
        """Cut everything, and listen no more."""
        self._goes.set()
        self._server.close()
        for writer in list(self._open):
            writer.transport.abort()

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            there, back = await asyncio.open_connection("127.0.0.1", self._port)
        except OSError:
            writer.transport.abort()
            return
        self._open |= {writer, back}
        try:
            await asyncio.gather(self._pump(reader, back, True), self._pump(there, writer, False))
        finally:
            self._open -= {writer, back}

    async def _pump(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, is_from_browser: bool
    ) -> None:
        with suppress(OSError):
            while data := await reader.read(65_536):
                await self._goes.wait()
                if self._swallows and is_from_browser:
                    continue
                writer.write(data)
                await writer.drain()
        writer.transport.abort()


class Place:
    """The server, which can be killed and started again at the same port."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._port = folder, free_port()
        self._stack = ExitStack()
        self.server: Running = self._stack.enter_context(serving(folder, self._port))

    def kill(self) -> None:
        """Kill the server without a warning, and start another one."""
        os.kill(self.server.process_id, signal.SIGKILL)
        self._stack.close()
        self.server = self._stack.enter_context(serving(self._folder, self._port))

    def close(self) -> None:
        """Stop the server."""
        self._stack.close()

    @property
    def port(self) -> int:
        """Where the server listens."""
        return self._port


async def trouble(
    place: Place,
    lines: list[Line],
    faults: Counter[str],
    chance: random.Random,
    longest: float,
) -> None:
    """One fault after another, for ever, of 1 to `longest` seconds; `faults` counts them."""
    while True:
        await asyncio.sleep(chance.uniform(1, 4))
        what = chance.choices(["stall", "swallow", "freeze", "kill"], [5, 5, 3, 1])[0]
        faults[what] += 1
        if what == "stall":
            await chance.choice(lines).stall(chance.uniform(1, longest))
        elif what == "swallow":
            await chance.choice(lines).swallow(chance.uniform(1, longest))
        elif what == "freeze":
            os.kill(place.server.process_id, signal.SIGSTOP)
            await asyncio.sleep(chance.uniform(1, min(longest, 6)))
            os.kill(place.server.process_id, signal.SIGCONT)
        else:
            await asyncio.to_thread(place.kill)
