"""Nothing leaves this machine: not from the browser, not from the server."""

from __future__ import annotations

import pytest

from finlit.lessons import load_course
from tests import watched
from tests.browser.conftest import PageAt, Watch
from tests.conftest import ROOT
from tests.server import Running

# Every page of the menu but the lessons.
PAGES = (
    *("/", "/the-argument", "/blind-dip", "/your-data", "/your-work", "/join", "/class"),
    *("/for-teachers", "/data-and-methods", "/glossary", "/privacy"),
)


def test_no_request_leaves_for_another_host_while_all_pages_are_opened(
    page_at: PageAt, server: Running
) -> None:
    """`page_at` itself fails the test for what the browser asks another host."""
    # The walks through every part of every lesson are watched in the browser in the same way.
    lessons = [f"/{lesson.slug}" for lesson in load_course(ROOT / "lessons").lessons][::4]
    assert len(lessons) >= 3
    for path in [*PAGES, *lessons]:
        page_at(1280, path).context.close()
    assert watched.MARK not in server.log()


def test_the_watch_over_the_server_sees_a_call(capsys: pytest.CaptureFixture[str]) -> None:
    watched.watch("socket.connect", (None, ("127.0.0.1", 8501)))
    watched.watch("socket.getaddrinfo", ("localhost", 8501))
    watched.watch("open", ("example.org",))
    assert capsys.readouterr().err == ""
    watched.watch("socket.connect", (None, ("192.0.2.1", 443)))
    watched.watch("socket.getaddrinfo", (b"example.org", 443))
    assert capsys.readouterr().err == (
        f"{watched.MARK} socket.connect 192.0.2.1\n"
        f"{watched.MARK} socket.getaddrinfo b'example.org'\n"
    )


def test_the_watch_over_a_page_sees_a_call() -> None:
    watch = Watch("http://127.0.0.1:8501")
    for url in ("http://127.0.0.1:8501/x", "ws://127.0.0.1:8501/s", "data:,x", "blob:x"):
        watch.note(url)
    assert watch.outside == []
    watch.note("https://example.org/font.woff2")
    assert watch.outside == ["https://example.org/font.woff2"]
