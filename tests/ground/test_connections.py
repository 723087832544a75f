"""Deadlines and places of connections, at small limits; what a page costs; what is logged."""

from __future__ import annotations

import asyncio
import logging
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import uvicorn
from streamlit.runtime import app_session, websocket_session_manager
from uvicorn.server import ServerState
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from finlit.server import connections, descriptors, visits
from finlit.server.connections import Limits, Room, address_key, protocols
from finlit.server.log import LOGGERS, OnceAMinute
from tests.server import Running, started

GUARD = 60.0  # seconds after which a test that hangs is given up
WHOLE = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"
HALF = b"GET / HTTP/1.1\r\nHost: loc"


async def hello(scope: Any, receive: Any, send: Any) -> None:
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.accept"})
        await receive()
        return
    message = {"more_body": True}
    while message.get("more_body"):
        message = await receive()
        if message["type"] == "http.disconnect":
            return
    await send(
        {"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]}
    )
    await send({"type": "http.response.body", "body": b"hi"})


@asynccontextmanager
async def served(limits: Limits, app: Any = hello) -> AsyncIterator[int]:
    """A server with these limits; its port."""
    requests, pages = protocols(limits)
    config = uvicorn.Config(app, http=requests, ws=pages, lifespan="off", log_config=None)
    config.load()
    state = ServerState()
    made: Callable[[], Any] = lambda: requests(config=config, server_state=state, app_state={})  # type: ignore[call-arg]  # noqa: E731
    server = await asyncio.get_running_loop().create_server(made, "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        for each in list(state.connections):
            each.transport.abort()


def run(scene: Callable[[], Any]) -> Any:
    async def within() -> Any:
        async with asyncio.timeout(GUARD):
            return await scene()

    return asyncio.run(within())


async def spoken(port: int, words: bytes) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(words)
    await writer.drain()
    return reader, writer


@pytest.mark.parametrize(("words", "answer"), [(HALF, b"408"), (b"", b"")])
def test_a_head_that_does_not_end_is_not_waited_for(words: bytes, answer: bytes) -> None:
    async def scene() -> None:
        async with served(Limits(head=0.2)) as port:
            reader, writer = await spoken(port, words)
            assert (await reader.read()).split(b" ")[1:2] == ([answer] if answer else [])
            writer.close()

    run(scene)


def test_bytes_one_by_one_do_not_put_the_deadline_off() -> None:
    async def scene() -> None:
        async with served(Limits(head=0.3)) as port:
            reader, writer = await spoken(port, b"GET / HTTP/1.1\r\n")
            closed = asyncio.create_task(reader.read())
            sent = 0
            while not closed.done():
                writer.write(b"X-Slow: 1\r\n")
                sent += 1
                await asyncio.wait([closed], timeout=0.05)
            assert isinstance(closed.exception(), ConnectionError) or b"408" in closed.result()
            assert sent > 2
            writer.close()

    run(scene)


def test_the_second_head_on_a_connection_has_a_deadline_too() -> None:
    async def scene() -> None:
        async with served(Limits(head=0.2)) as port:
            reader, writer = await spoken(port, WHOLE + HALF)
            said = await reader.read()
            assert said.startswith(b"HTTP/1.1 200")
            assert b"HTTP/1.1 408" in said
            writer.close()

    run(scene)


def test_a_body_that_does_not_end_is_not_waited_for() -> None:
    async def scene() -> None:
        async with served(Limits(request=0.2)) as port:
            words = b"PUT / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nabc"
            reader, writer = await spoken(port, words)
            with pytest.raises((ConnectionError, asyncio.IncompleteReadError)):
                await reader.readexactly(1)
            writer.close()

    run(scene)


def test_an_open_page_has_no_deadline() -> None:
    async def scene() -> None:
        async with (
            served(Limits(head=0.1, request=0.1)) as port,
            connect(f"ws://127.0.0.1:{port}/", proxy=None) as page,
        ):
            reader, writer = await spoken(port, b"")
            await reader.read()  # one that waits is closed meanwhile
            writer.close()
            await (await page.ping())

    run(scene)


def test_where_all_places_are_taken_the_one_that_waits_longest_goes() -> None:
    async def scene() -> None:
        async with served(Limits(most=3)) as port:
            first, one = await spoken(port, HALF)
            others = [await spoken(port, HALF) for _ in range(2)]
            reader, writer = await spoken(port, WHOLE)
            assert (await reader.readuntil(b"hi")).startswith(b"HTTP/1.1 200")
            with pytest.raises((ConnectionError, asyncio.IncompleteReadError)):
                await first.readexactly(1)
            for each in (one, writer, *(other for _, other in others)):
                each.close()

    run(scene)


def test_busy_connections_keep_their_places() -> None:
    async def scene() -> None:
        async with served(Limits(most=2)) as port:
            words = b"PUT / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\n"
            busy = [await spoken(port, words) for _ in range(2)]
            reader, writer = await spoken(port, WHOLE)
            assert (await reader.read()).startswith(b"HTTP/1.1 503")
            writer.close()
            for reader, writer in busy:
                writer.write(b"abc")
                assert (await reader.readuntil(b"hi")).startswith(b"HTTP/1.1 200")
                writer.close()

    run(scene)


class Held:
    """A connection that only knows whether it was put out."""

    def __init__(self) -> None:
        self.is_out = False
        self.transport = SimpleNamespace(abort=lambda: setattr(self, "is_out", True))


def test_no_address_takes_the_places_of_all() -> None:
    room = Room(Limits(most=10, most_of_one=3, proxies={"127.0.0.1"}))
    assert all(room.enter(Held(), "192.0.2.7") for _ in range(3))
    assert not room.enter(Held(), "192.0.2.7")
    assert room.enter(Held(), "192.0.2.8")
    assert all(room.enter(Held(), "127.0.0.1") for _ in range(6)), "a proxy speaks for many"
    assert not room.enter(Held(), "192.0.2.9")
    assert len(room) == 10


def test_a_full_room_dismisses_from_the_address_that_holds_most() -> None:
    room = Room(Limits(most=4, most_of_one=4))
    small, many = Held(), [Held() for _ in range(3)]
    assert room.enter(small, "192.0.2.1")
    room.waits(small)
    for each in many:
        assert room.enter(each, "2001:db8::1")
        room.waits(each)
    room.busy(many[0])
    assert room.enter(Held(), "192.0.2.2")
    assert [each.is_out for each in many] == [False, True, False]
    assert not small.is_out


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3::4", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", ""),
        ("a name", ""),
    ],
)
def test_what_counts_as_one_address(host: str, expected: str) -> None:
    assert address_key(host) == expected


def test_few_files_give_few_places_and_a_sentence_at_the_start() -> None:
    assert connections.within(100_000, "").most == connections.MOST
    small = connections.within(160, "127.0.0.1, 10.0.0.9")
    assert (small.most, small.most_of_one) == (160, 160)
    assert "10.0.0.9" in small.proxies
    assert descriptors.warning(8192) == ""
    assert "ulimit -n 8192" in descriptors.warning(256)
    assert "about 26 pages" in descriptors.warning(256)


def test_the_limit_of_open_files_is_raised_as_far_as_it_may_be() -> None:
    resource = pytest.importorskip("resource")
    program = (
        "import resource; from finlit.server import descriptors\n"
        "resource.setrlimit(resource.RLIMIT_NOFILE, (200, {hard}))\n"
        "print(descriptors.raise_limit(), resource.getrlimit(resource.RLIMIT_NOFILE)[0])"
    )
    for hard, expected in ((900, 900), (200, 200)):
        if resource.getrlimit(resource.RLIMIT_NOFILE)[1] < hard:
            continue
        done = subprocess.run(
            [sys.executable, "-c", program.format(hard=hard)],
            capture_output=True,
            encoding="utf-8",
            check=True,
            cwd=Path(__file__).parents[2],
        )
        assert done.stdout.split() == [str(expected)] * 2


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="counts files in /proc")
def test_a_page_keeps_one_file_open_and_none_after_it_has_closed(tmp_path: Path) -> None:
    with started(["-m", "finlit", "--port", "0"], tmp_path) as running:
        address = running.address.replace("http:", "ws:") + "/_stcore/stream"
        folder = Path(f"/proc/{running.process_id}/fd")

        async def pages(count: int) -> int:
            open_ = [await connect(address, proxy=None) for _ in range(count)]
            files = len(list(folder.iterdir()))
            for page in open_:
                await page.close()
            return files

        asyncio.run(pages(1))
        before = len(list(folder.iterdir()))
        while_open = asyncio.run(pages(20))
        assert while_open - before <= 22
        assert len(list(folder.iterdir())) - before <= 22 - 20


def test_a_sleeping_loop_wakes_when_it_is_run() -> None:
    async def answer() -> int:
        await asyncio.sleep(0)
        return await asyncio.to_thread(lambda: 42)

    loop = descriptors.SleepingLoop()
    loop.call_soon(lambda: None)
    assert loop.run_until_complete(answer()) == 42
    assert loop.run_until_complete(answer()) == 42
    loop.run_until_complete(loop.shutdown_default_executor())
    app_session._close_script_event_loop(loop)
    assert loop.is_closed()
    unused = descriptors.SleepingLoop()
    app_session._close_script_event_loop(unused)
    assert unused.is_closed()


def test_streamlit_still_makes_its_sessions_where_ours_are_put(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(websocket_session_manager, "AppSession", app_session.AppSession)
    descriptors.give_pages_sleeping_loops()
    connect_session = websocket_session_manager.WebsocketSessionManager.connect_session
    assert "AppSession" in connect_session.__code__.co_names
    assert websocket_session_manager.AppSession is descriptors.LeanSession


def test_a_fault_that_repeats_is_told_once_a_minute(caplog: pytest.LogCaptureFixture) -> None:
    now = [0.0]
    once = OnceAMinute(clock=lambda: now[0])
    logger = logging.getLogger("finlit.tests.repeats")
    logger.addFilter(once)
    try:
        for number in range(500):
            logger.warning("Fault %d", number)
        logger.warning("Another one")
        now[0] = 61.0
        logger.warning("Fault %d", 500)
    finally:
        logger.removeFilter(once)
    assert caplog.messages == ["Fault 0", "Another one", "Fault 500 (499 more like this before)"]


def test_bad_requests_hardly_fill_the_log(server: Running) -> None:
    async def scene() -> None:
        port = int(server.address.rpartition(":")[2])
        for _ in range(60):
            reader, writer = await spoken(port, b"no request\r\n\r\n")
            assert b"400" in await reader.read()
            writer.close()

    before = len(server.log())
    run(scene)
    server.fetch("/health")
    assert len(server.log()) - before < 400
    assert "uvicorn.error" in LOGGERS


def test_pages_beyond_the_most_are_turned_away_until_one_closes() -> None:
    async def scene() -> None:
        app = visits.Visits(hello, most=5, most_of_one=2)
        async with served(Limits(), app) as port:
            address = f"ws://127.0.0.1:{port}/"
            pages = [await connect(address, proxy=None) for _ in range(2)]
            with pytest.raises(InvalidStatus, match="403"):
                await connect(address, proxy=None)
            await pages[0].close()
            while app._pages.total() == 2:
                await asyncio.sleep(0)
            async with connect(address, proxy=None):
                pass
            await pages[1].close()

    run(scene)


def test_a_visit_keeps_its_newest_files_and_the_server_so_many(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
    from streamlit.runtime.uploaded_file_manager import UploadedFileRec

    files = MemoryUploadedFileManager("/upload")
    runtime = SimpleNamespace(
        uploaded_file_mgr=files, is_active_session=lambda session: session == "here"
    )
    monkeypatch.setattr(visits, "exists", lambda: True)
    monkeypatch.setattr(visits, "get_instance", lambda: runtime)
    for session in ("here", "gone"):
        for name in ("a", "b", "c"):
            files.add_file(session, UploadedFileRec(name, f"{name}.csv", "text/csv", b"12345"))
        visits.keep_newest(session, 2)
    assert list(files.file_storage["here"]) == ["b", "c"]
    assert visits.has_space(most=21)
    assert visits.has_space(most=20), "files of a visit that is over make space"
    assert list(files.file_storage) == ["here"]
    assert not visits.has_space(most=10)
