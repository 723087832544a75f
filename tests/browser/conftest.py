"""Pages in a real browser.

    def test_something(page_at):
        page = page_at(390, "/compounding?part=claim")

`page_at(width, path, color_scheme="light")` opens a page of the running app at 1280 or 390 wide
and waits until it has been drawn. When the test ends, a request to another host or an error in
the page fails it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright

from tests.browser import finder
from tests.browser.pages import open_page
from tests.server import Running

SIZES: dict[int, dict[str, object]] = {
    1280: {"viewport": {"width": 1280, "height": 900}},
    390: {
        "viewport": {"width": 390, "height": 844},
        "is_mobile": True,
        "has_touch": True,
        "device_scale_factor": 2,
    },
}
# Opened at its own address, a page is asked for these once below it, to find the app's root.
ROOT_SEARCH = ("/_stcore/health", "/_stcore/host-config")

PageAt = Callable[..., Page]

# Patience for a busy machine; what does not come at all still fails.
expect.set_options(timeout=20_000)

# A name that stands for this computer, where a page must not be opened as "localhost".
SWITCHES = [*finder.switches(), "--host-resolver-rules=MAP finlit.test 127.0.0.1"]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A browser that is on this machine; without one the test is skipped, or fails in CI."""
    with sync_playwright() as playwright:
        path = finder.find(playwright.chromium.executable_path)
        if path is None:
            if os.environ.get("CI"):
                pytest.fail(finder.NONE_FOUND)
            pytest.skip(finder.NONE_FOUND)
        with playwright.chromium.launch(executable_path=path, args=SWITCHES) as launched:
            yield launched


@pytest.fixture
def page_at(browser: Browser, server: Running) -> Iterator[PageAt]:
    """Open pages of the app; see the head of this file."""
    contexts = []
    watch = Watch(server.address)

    def open_at(width: int, path: str = "/", color_scheme: str = "light") -> Page:
        context = browser.new_context(
            color_scheme=color_scheme,
            reduced_motion="reduce",
            locale="en-US",
            **SIZES[width],
        )
        contexts.append(context)
        page = context.new_page()
        watch.over(page)
        open_page(page, server.address + path)
        return page

    yield open_at
    for context in contexts:
        context.close()
    assert not watch.outside, f"requests to another host: {watch.outside}"
    assert not watch.errors, f"errors in the page: {watch.errors}"


class Watch:
    """Notes requests that leave the app's own host, and errors in its pages."""

    def __init__(self, address: str) -> None:
        self._host = urlsplit(address).netloc
        self.outside: list[str] = []
        self.errors: list[str] = []

    def over(self, page: Page) -> None:
        """Watch this page from now on."""
        page.on("request", lambda request: self.note(request.url))
        page.on("websocket", lambda socket: self.note(socket.url))
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", self._read)

    def note(self, url: str) -> None:
        """Remember `url` when it is not the app's own."""
        parts = urlsplit(url)
        if parts.scheme not in {"data", "blob"} and parts.netloc != self._host:
            self.outside.append(url)

    def _read(self, message: ConsoleMessage) -> None:
        where = urlsplit(message.location.get("url", "")).path
        if message.type == "error" and not where.endswith(ROOT_SEARCH):
            self.errors.append(message.text)
