"""A network that lets pages through and WebSockets not: a plain sentence within ten seconds."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, WebSocketRoute, expect

from tests.browser.conftest import SIZES, PageAt
from tests.browser.pages import is_wider_than_the_screen, serious_violations
from tests.server import Running

BOX = "#finlit-blocked"
REFUSED = """window.WebSocket = class extends EventTarget {
  constructor() { super(); setTimeout(() => {
    const closed = new CloseEvent("close", { code: 1006 });
    this.onerror?.(new Event("error")); this.onclose?.(closed); this.dispatchEvent(closed);
  }, 50); }
  close() {} send() {}
}"""


@contextmanager
def blocked(browser: Browser, server: Running, how: str, width: int, scheme: str) -> Iterator[Page]:
    """A lesson behind such a network: sockets are refused, or accepted and never answered."""
    context = browser.new_context(color_scheme=scheme, reduced_motion="reduce", **SIZES[width])
    page = context.new_page()
    if how == "refused":
        page.add_init_script(REFUSED)
    else:

        def swallow(socket: WebSocketRoute) -> None:
            socket.on_message(lambda message: None)

        page.route_web_socket("**/_stcore/stream", swallow)
    page.goto(f"{server.address}/compounding")
    yield page
    context.close()


@pytest.mark.parametrize(
    ("how", "width", "scheme"), [("refused", 1280, "light"), ("swallowed", 390, "dark")]
)
def test_a_blocked_connection_is_told_with_whom_to_ask(
    browser: Browser, server: Running, how: str, width: int, scheme: str
) -> None:
    with blocked(browser, server, how, width, scheme) as page:
        box = page.locator(BOX)
        expect(box).to_be_visible(timeout=10_000)
        host = server.address.removeprefix("http://")
        for words in (
            "The live connection is blocked",
            "show this page to your teacher",
            "please let WebSocket connections",
            f"ws://{host}/_stcore/stream",
        ):
            expect(box).to_contain_text(words)
        assert serious_violations(page) == []
        assert not is_wider_than_the_screen(page)


def test_nothing_is_said_where_the_connection_works(page_at: PageAt) -> None:
    page = page_at(1280, "/compounding")
    # A timer set now ends after the one that the page set before it was drawn.
    page.evaluate("() => new Promise((done) => setTimeout(done, 6500))")
    assert page.locator(BOX).count() == 0
