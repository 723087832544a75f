"""Controls stand where the page says, also when a component reports while the page is drawn.

The log reports the moment that it is mounted, and then the page's script runs a second time. Here
the same is done at several delays, so that the second run comes before, amid and after the
drawing of the first one's controls.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import SIZES
from tests.server import Running, started

DELAYS = (0, 5, 10, 15, 20, 25, 30, 40, 50, 60)


@pytest.fixture(scope="module")
def reporting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A server of the page that reports."""
    folder = tmp_path_factory.mktemp("reporting")
    arguments = ["-m", "uvicorn", "tests.browser.reporting_app:app", "--port", "0"]
    with started(arguments, folder) as running:
        yield running


@pytest.mark.parametrize("delay", DELAYS)
def test_controls_stand_at_their_start(browser: Browser, reporting: Running, delay: int) -> None:
    context = browser.new_context(**SIZES[1280])
    page = context.new_page()
    page.goto(f"{reporting.address}/?delay={delay}")
    expect(page.get_by_text("Line 119")).to_be_visible()
    expect(page.get_by_role("slider").first).to_have_value("10")
    expect(page.get_by_role("slider").last).to_have_value("40")
    expect(page.get_by_role("radio", name="Right")).to_be_checked()
    expect(page.get_by_label("Start: year")).to_have_value("1950")
    expect(page.get_by_role("switch")).to_be_checked()
    context.close()
