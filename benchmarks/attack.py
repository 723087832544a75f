"""How one's own server stands what a single visitor or a busy class can do to it.

    python benchmarks/attack.py                       every part
    python benchmarks/attack.py class --files 256     a class where few files may be open
    python benchmarks/attack.py --root FOLDER         the same against another checkout

It starts a server of its own on 127.0.0.1, in a folder of its own, speaks to no other, and ends
by itself: every part has a fixed number of connections and of seconds, and sends nothing but what
a browser or a slow line could send. Runs on Linux and macOS.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import random
import re
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.session import Place, Session
from benchmarks.upload import Uploader, long_file
from tests.server import ROOT, Running, started

CLASS = 60
RELOADS = 5
CLASS_SECONDS = 200.0  # then no page is loaded any more
PATIENCE = 30.0  # seconds for one page, as a pupil has
SLOW = 300  # connections whose head does not end
SLOW_SECONDS = 15.0
BAD = 500  # requests that are none
LARGE = (199_000, 12)  # lines and columns of a file just within the bounds
LARGE_SECONDS = 25.0
OTHERS, OTHERS_SECONDS = 15, 2.0  # other visits, and the pause between two runs of each
PLACE = Place("compounding", "part=guess", "")
START = """
import os, resource, runpy, sys
resource.setrlimit(resource.RLIMIT_NOFILE, ({soft}, {hard}))
sys.path.insert(0, {root!r})
os.environ["PYTHONPATH"] = {root!r}
sys.argv = ["finlit", "--port", "0"]
runpy.run_module("finlit", run_name="__main__", alter_sys=True)
"""
STATIC = re.compile(r'(?:src|href)="\.?(/static/[^"]+)"')


@contextlib.contextmanager
def serving(root: Path, soft: int, hard: int) -> Iterator[Running]:
    """The app of a checkout, with so many open files by default and at most."""
    hard = min(hard, resource.getrlimit(resource.RLIMIT_NOFILE)[1])
    with tempfile.TemporaryDirectory() as folder:
        os.environ["FINLIT_DATABASE_URL"] = f"sqlite:///{folder}/classroom.sqlite"
        os.environ["FINLIT_CACHE"] = folder
        code = START.format(soft=min(soft, hard), hard=hard, root=str(root))
        with started(["-c", code], Path(folder)) as running:
            yield running


async def request(address: str, path: str) -> tuple[int, bytes]:
    """Status and body of one GET, on a connection that is kept for a while as browsers do."""
    host, _, port = address.removeprefix("http://").partition(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    try:
        head = f"GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\nAccept-Encoding: gzip\r\n\r\n"
        writer.write(head.encode())
        status = int((await reader.readuntil(b"\r\n")).split()[1])
        headers = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
        length = re.search(r"content-length: (\d+)", headers)
        return status, await reader.readexactly(int(length[1]) if length else 0)
    finally:
        writer.close()


async def pupil(address: str, files: list[str], seen: list[bool]) -> None:
    """Opens a page and reloads it: its scripts over six connections at a time, then the page."""
    six = asyncio.Semaphore(6)

    async def load(path: str) -> bool:
        async with six:
            return (await request(address, path))[0] == 200

    async def whole() -> bool:
        loaded = await asyncio.gather(*(load(path) for path in ["/", *files]))
        async with Session(address, PLACE) as page:
            await page._run(page._request())
            await asyncio.sleep(1.0)
        return all(loaded)

    end = time.perf_counter() + CLASS_SECONDS
    for _ in range(1 + RELOADS):
        try:
            seen.append(time.perf_counter() < end and await asyncio.wait_for(whole(), PATIENCE))
        except (OSError, EOFError, ConnectionError, TimeoutError, ValueError, IndexError):
            seen.append(False)
        except Exception as error:  # the page's socket was refused
            if type(error).__module__.split(".")[0] != "websockets":
                raise
            seen.append(False)


async def a_class(running: Running) -> None:
    """Sixty open a page at once and reload it five times."""
    _, shell = await request(running.address, "/")
    if shell[:2] == b"\x1f\x8b":
        import gzip

        shell = gzip.decompress(shell)
    files = STATIC.findall(shell.decode())
    seen: list[bool] = []
    await asyncio.gather(*(pupil(running.address, files, seen) for _ in range(CLASS)))
    print(f"class: {sum(seen)} of {len(seen)} page loads of {CLASS} pupils were whole")
    if Path("/proc").exists():
        await asyncio.sleep(2)
        open_files = len(list(Path(f"/proc/{running.process_id}/fd").iterdir()))
        print(f"class: {open_files} files open after all have left")


async def slow_heads(running: Running) -> None:
    """Many connections send a head a byte at a time and never end it."""
    host, _, port = running.address.removeprefix("http://").partition(":")
    refused = 0

    async def slow(until: float) -> float:
        nonlocal refused
        begun = time.perf_counter()
        try:
            reader, writer = await asyncio.open_connection(host, int(port))
            writer.write(b"GET / HTTP/1.1\r\n")
            while time.perf_counter() < until and not reader.at_eof():
                writer.write(b"X: 1\r\n")
                await writer.drain()
                await asyncio.sleep(0.5)
            writer.close()
        except OSError:
            refused += 1
        return time.perf_counter() - begun

    until = time.perf_counter() + SLOW_SECONDS
    waiting = [asyncio.create_task(slow(until)) for _ in range(SLOW)]
    await asyncio.sleep(1)
    failed, took = 0, []
    while time.perf_counter() < until - 1:
        begun = time.perf_counter()
        try:
            status, _ = await asyncio.wait_for(request(running.address, "/health"), 5)
            failed += status != 200
        except (OSError, EOFError, TimeoutError, IndexError):
            failed += 1
        took.append(time.perf_counter() - begun)
        await asyncio.sleep(0.5)
    held = await asyncio.gather(*waiting)
    print(
        f"heads: {SLOW} heads without an end were held for {max(held):.0f} s at most; meanwhile "
        f"{failed} of {len(took)} requests failed, the slowest took {max(took):.2f} s"
    )
    for _ in range(BAD):
        with contextlib.suppress(OSError):
            reader, writer = await asyncio.open_connection(host, int(port))
            writer.write(b"no request\r\n\r\n")
            await reader.read()
            writer.close()
    print(f"heads: after {BAD} requests that are none, the log has {len(running.log()):,} letters")


async def large_files(running: Running) -> None:
    """One visitor has the longest file read that may be, again and again; others go on."""
    data = long_file(*LARGE)

    async def other(seed: int, end: float, took: list[float]) -> None:
        chance = random.Random(seed)
        async with Session(running.address, PLACE) as page:
            await page._run(page._request())
            await asyncio.sleep(chance.uniform(0, OTHERS_SECONDS))
            while time.perf_counter() < end:
                took.append((await page._run(page._request())).seconds)
                await asyncio.sleep(OTHERS_SECONDS)

    async def read(end: float, took: list[float], seen: set[str]) -> None:
        while time.perf_counter() < end:
            visit = Uploader(running.address)
            async with visit:
                took.append(await visit.upload(data))
                seen.update(visit.troubles)

    async def others(busy: bool) -> tuple[float, list[float]]:
        end = time.perf_counter() + LARGE_SECONDS
        moves: list[float] = []
        files: list[float] = []
        works = [other(seed, end, moves) for seed in range(OTHERS)]
        if busy:
            works.append(read(end, files, set()))
        await asyncio.gather(*works)
        return sorted(moves)[int(len(moves) * 0.95)], files

    await others(False)
    quiet = [(await others(False))[0]]
    loud, files = await others(True)
    quiet.append((await others(False))[0])
    before = sum(quiet) / 2
    print(
        f"files: others' p95 {1000 * before:.0f} ms quiet, {1000 * loud:.0f} ms while a file of "
        f"{LARGE[0]:,} lines ({len(data) / 1e6:.0f} MB) is read in {max(files):.1f} s: "
        f"{loud / before:.2f} times"
    )


PARTS: dict[str, Callable[[Running], Coroutine[Any, Any, None]]] = {
    "class": a_class,
    "heads": slow_heads,
    "files": large_files,
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("parts", nargs="*", help=f"of {', '.join(PARTS)}; all without any")
    parser.add_argument("--files", type=int, default=1024, help="open files allowed at the start")
    parser.add_argument("--most-files", type=int, default=1 << 20, help="and as far as may be")
    parser.add_argument("--root", type=Path, default=ROOT, help="the checkout to start")
    options = parser.parse_args()
    for name in options.parts or PARTS:
        with serving(options.root.resolve(), options.files, options.most_files) as running:
            asyncio.run(PARTS[name](running))
    return 0


if __name__ == "__main__":
    sys.exit(main())
