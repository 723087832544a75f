"""The gate: hosts, origins, metrics; no name is looked up in any request, refused ones too."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from finlit.server import compression, gate
from tests import watched
from tests.server import Running, started

STREAM = "/_stcore/stream"


async def _through(
    kind: str, headers: dict[str, str], path: str = "/", **sent: Any
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """What the gate sends to the client, and the scopes that it lets through."""
    out: list[dict[str, Any]] = []
    inside: list[dict[str, Any]] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        inside.append(scope)

    async def send(message: Any) -> None:
        out.append(message)

    async def receive() -> dict[str, Any]:
        return {}

    raw = [(name.lower().encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": kind, "method": "GET", "path": path, "headers": raw}
    await gate.Gate(app)(scope, receive, send)
    return out, inside


def passes(kind: str, headers: dict[str, str], path: str = "/") -> bool:
    return bool(asyncio.run(_through(kind, headers, path))[1])


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({"Host": "10.0.0.5:8501", "Origin": "http://10.0.0.5:8501"}, True),
        ({"Host": "10.0.0.5:8501"}, True),
        ({"Host": "10.0.0.5:8501", "Origin": "http://elsewhere.example"}, False),
        ({"Host": "10.0.0.5:8501", "Origin": "http://10.0.0.5:9000"}, False),
        ({"Host": "10.0.0.5:8501", "Origin": "null"}, False),
        ({"Host": "", "Origin": ""}, False),
        ({"Host": "name:port", "Origin": "http://name:port"}, False),
    ],
)
def test_a_page_connection_comes_from_the_host_it_asks_for(
    headers: dict[str, str], expected: bool
) -> None:
    assert passes("websocket", headers) is expected


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("money.school.example", True),
        ("MONEY.school.example.:443", True),
        ("a.district.example", True),
        ("district.example", False),
        ("other.example", False),
        ("money.school.example@other.example", False),
        ("127.0.0.1:8501", True),
        ("[::1]:8501", True),
        ("", False),
    ],
)
def test_named_hosts_are_answered_and_no_others(
    host: str, expected: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FINLIT_HOSTS", "money.school.example, *.district.example")
    assert passes("http", {"Host": host}) is expected
    assert passes("websocket", {"Host": host}) is expected


def test_a_proxy_may_give_the_server_another_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FINLIT_HOSTS", "money.school.example")
    headers = {"Host": "127.0.0.1:8501", "Origin": "https://money.school.example"}
    _, inside = asyncio.run(_through("websocket", headers))
    assert dict(inside[0]["headers"])[b"host"] == b"money.school.example", "as Streamlit compares"
    headers["Origin"] = "https://other.example"
    assert not passes("websocket", headers)


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/_stcore/metrics/"])
def test_metrics_are_open_where_a_setting_says_so(
    path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    headers = {"Host": "localhost"}
    out, inside = asyncio.run(_through("http", headers, path))
    assert (out[0]["status"], inside) == (404, [])
    monkeypatch.setenv("FINLIT_METRICS", "on")
    assert passes("http", headers, path)


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with started(["-m", "tests.watched", "--port", "0"], tmp_path_factory.mktemp("gate")) as it:
        yield it


def test_no_name_is_looked_up_for_any_request(fresh: Running) -> None:
    stream = fresh.address.replace("http:", "ws:") + STREAM
    with pytest.raises(InvalidStatus, match="403"):
        connect(stream, origin="http://elsewhere.example", proxy=None).close()  # type: ignore[arg-type]
    with connect(stream, origin=fresh.address, proxy=None):  # type: ignore[arg-type]
        pass
    for path in ("/", "/_stcore/health", "/_stcore/host-config", "/_stcore/metrics", "/nowhere"):
        fresh.fetch(path, {"Origin": "http://elsewhere.example", "Host": "elsewhere.example"})
    assert fresh.log().count("another origin") == 1
    assert watched.MARK not in fresh.log()


def test_streamlit_run_looks_nothing_up_at_its_start(tmp_path: Path, root: Path) -> None:
    command = ["-m", "tests.watched", "streamlit", "run", str(root / "app.py")]
    with started([*command, "--server.port", "0"], tmp_path) as running:
        assert watched.MARK not in running.log()


def test_one_compressed_copy_is_kept_for_a_file_however_it_is_asked_for() -> None:
    async def app(scope: Any, receive: Any, send: Any) -> None:
        start = {"type": "http.response.start", "status": 200}
        headers = [(b"content-type", b"text/css"), (b"content-length", b"4000")]
        await send({**start, "headers": headers})
        await send({"type": "http.response.body", "body": b"a" * 4000})

    async def encodings(paths: list[str]) -> tuple[list[bool], int]:
        squeeze = compression.Compression(app)
        packed = []
        for path in paths:
            sent: list[dict[str, Any]] = []

            async def send(message: Any, sent: list[dict[str, Any]] = sent) -> None:
                sent.append(message)

            headers = [(b"accept-encoding", b"gzip")]
            scope = {"type": "http", "method": "GET", "path": path, "headers": headers}
            await squeeze(scope, None, send)  # type: ignore[arg-type]
            packed.append(b"content-encoding" in dict(sent[0]["headers"]))
        return packed, len(squeeze._kept)

    file = min(compression.static_paths())
    others = [file.replace("/static/", f"/static{'/' * n}./", 1) for n in range(1, 20)]
    packed, kept = asyncio.run(encodings([file, file, *others]))
    assert packed == [True, True] + [False] * 19
    assert kept == 1
