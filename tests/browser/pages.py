"""What tests do with a page: open it, wait for it, look at it as a screen reader would."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

DRAWN = '[data-testid="stApp"][data-test-script-state="notRunning"]'
BAD = {"serious", "critical"}
# Tests that still run and are told, and whose failing is to be explained and mended.
UNEXPLAINED = "seen failing on a busy machine since lessons are rows of screens; to be explained"


def open_page(page: Page, url: str) -> None:
    """Go to `url` and wait until the page has been drawn and every chart has its marks."""
    page.goto(url)
    settle(page)


def settle(page: Page) -> None:
    """Wait until the page's script has ended and no chart is still empty.

    After a click, wait for what the click brings instead: the run may not have begun yet.
    """
    page.wait_for_selector(DRAWN)
    page.wait_for_selector('[data-testid="stMain"] h1')
    page.wait_for_function(
        """() => !document.querySelector('[data-testid="stSkeleton"]') &&
            [...document.querySelectorAll('[data-testid="stVegaLiteChart"]')]
                .every((chart) => chart.querySelector('svg, canvas')) &&
            [...document.querySelectorAll('[class*="st-key-live-"]')]
                .every((box) => [...box.querySelectorAll('*')].some((each) =>
                    each.shadowRoot && each.shadowRoot.querySelector('.live[data-heard]')))"""
    )


def serious_violations(page: Page) -> list[str]:
    """What axe-core calls serious or critical: the rule, and each element with what is wrong."""
    found: list[dict[str, Any]] = Axe().run(page).response["violations"]
    return [
        f"{each['id']}: "
        + ", ".join(f"{node['html'][:200]} ({node['failureSummary']})" for node in each["nodes"])
        for each in found
        if each["impact"] in BAD
    ]


def is_wider_than_the_screen(page: Page) -> bool:
    """Whether the page has to be scrolled sideways."""
    return bool(
        page.evaluate(
            """() => [document.documentElement, document.querySelector('[data-testid="stMain"]')]
                .some((box) => box && box.scrollWidth > box.clientWidth)"""
        )
    )


def well_made(page: Page) -> None:
    """Assert that a page is readable for everyone, and no wider than the screen."""
    violations = serious_violations(page)
    assert not violations, f"{page.url}: {violations}"
    assert not is_wider_than_the_screen(page), f"{page.url} is wider than the screen"
