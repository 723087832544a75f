"""What stands around the pages: shell, headers, compression, health, start and stop."""

from __future__ import annotations

import gzip
import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from streamlit.runtime import runtime, runtime_util

from finlit.server import document, serve, warmup
from tests.server import Running, started


def script_of(server: Running) -> str:
    """The address of the shell's main script, a large static file."""
    _, _, page = server.fetch("/")
    found = re.search(rb'src="\.(/static/js/[^"]+)"', page)
    assert found
    return found.group(1).decode()


def test_health_names_the_app(server: Running) -> None:
    status, headers, body = server.fetch("/health")
    assert (status, body) == (200, b'{"app":"finlit","status":"ok"}')
    assert headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", ["/", "/some-page"])
def test_the_shell_is_ours(server: Running, path: str) -> None:
    status, headers, body = server.fetch(path, {"Accept-Encoding": "gzip"})
    assert status == 200
    assert int(headers["content-length"]) == len(body)
    text = body.decode("utf-8")
    assert f'<html lang="{document.LANGUAGE}">' in text
    assert f"<title>{document.TITLE}</title>" in text
    assert document.NO_SCRIPT in text
    assert "Streamlit" not in re.sub(r"Streamlit\w+\.", "", text), "named in a file name at most"


def test_the_shell_has_no_script_of_its_own(server: Running) -> None:
    """The content policy would refuse one, and the console would show an error."""
    _, _, body = server.fetch("/")
    assert re.findall(rb"<script(?![^>]*\bsrc=)[^>]*>", body) == []


@pytest.mark.parametrize("path", ["/", "/health", "/_stcore/health"])
def test_every_answer_has_the_security_headers(server: Running, path: str) -> None:
    _, headers, _ = server.fetch(path)
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'self'; ")
    assert "unsafe-eval" not in policy
    assert "http:" not in policy
    assert "https:" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


def test_scripts_are_sent_compressed_and_whole(server: Running) -> None:
    path = script_of(server)
    _, plain_headers, plain = server.fetch(path)
    assert "content-encoding" not in plain_headers
    for _ in range(2):  # made the first time, kept the second
        _, headers, packed = server.fetch(path, {"Accept-Encoding": "gzip"})
        assert headers["content-encoding"] == "gzip"
        assert headers["vary"] == "Accept-Encoding"
        assert "immutable" in headers["cache-control"]
        assert gzip.decompress(packed) == plain
        assert len(packed) < len(plain) / 2


def test_part_of_a_script_is_sent_as_it_is(server: Running) -> None:
    headers = {"Accept-Encoding": "gzip", "Range": "bytes=0-99"}
    status, answered, part = server.fetch(script_of(server), headers)
    assert (status, len(part)) == (206, 100)
    assert "content-encoding" not in answered


def test_a_missing_script_leaves_nothing_kept(server: Running) -> None:
    """Streamlit answers an unknown path with its shell; that must not pass for a script."""
    _, headers, body = server.fetch("/static/js/missing.js", {"Accept-Encoding": "gzip"})
    assert headers["content-type"].startswith("text/html")
    assert b"<title>" in body


def test_the_warm_up_loads_what_the_first_page_needs(tmp_path: Path) -> None:
    """In a process of its own, for here much is loaded already; nothing is complained about."""
    program = (
        "import sys; from finlit.server import warmup; warmup.warm_up()\n"
        "ours = {'finlit', 'altair', 'sqlalchemy'}\n"
        "print(*(name for name in sys.modules if name.split('.')[0] in ours))\n"
        "warmup.warm_up_class()\n"
        "assert 'finlit.web.teacher.class_page' in sys.modules and 'sqlalchemy' in sys.modules\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env=dict(os.environ, PYTHONPATH=str(serve.ROOT)),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    loaded = set(done.stdout.split())
    assert {"altair", "finlit.experiments.dips.dip_race", "finlit.web.shared.content"} <= loaded
    assert "sqlalchemy" not in loaded, "the libraries of a class come later"
    assert "finlit.web.main" not in loaded
    assert "Traceback" not in done.stderr


def test_a_failed_warm_up_is_told_and_the_app_goes_on(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(warmup, "HEAVY", ("no_such_module",))
    warmup.warm_up()
    assert "No module named 'no_such_module'" in caplog.text


def test_streamlit_still_reads_the_pause_between_messages_where_it_is_set() -> None:
    """It has no setting of its own; a new version may move it."""
    assert runtime_util.MESSAGE_FLUSH_INTERVAL_SECS == 0.005
    assert "MESSAGE_FLUSH_INTERVAL_SECS" in runtime.Runtime._loop_coroutine.__code__.co_names


def test_the_listener_sends_small_answers_at_once() -> None:
    """asyncio sets TCP_NODELAY only on sockets that name their protocol."""
    listener = serve.listen("127.0.0.1", 0)
    with listener:
        assert listener.proto == socket.IPPROTO_TCP


def test_without_a_port_the_next_free_one_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    with serve.listen("127.0.0.1", 0) as busy:
        taken = busy.getsockname()[1]
        monkeypatch.setattr(serve, "PORT", taken)
        with serve.listen("127.0.0.1", None) as free:
            assert taken < free.getsockname()[1] < taken + serve.PORTS_TRIED


def test_a_port_asked_for_by_number_is_not_exchanged() -> None:
    with serve.listen("127.0.0.1", 0) as busy, pytest.raises(serve.PortTakenError, match="--port"):
        serve.listen("127.0.0.1", busy.getsockname()[1])


@pytest.mark.skipif(os.name == "nt", reason="Windows ends a process without a signal")
def test_a_stop_signal_ends_the_server_quietly(tmp_path: Path) -> None:
    with started(["-m", "finlit", "--port", "0"], tmp_path) as running:
        code = running.stop()
    assert code in {0, -signal.SIGTERM}
    assert "Traceback" not in running.log()
