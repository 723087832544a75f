"""The pages beside the lessons: readable for everyone, in light and dark, wide and narrow."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PageAt
from tests.browser.pages import well_made


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/", "/data-and-methods", "/glossary", "/your-work", "/privacy"])
@pytest.mark.parametrize("width", [1280, 390])
def test_the_other_pages_are_well_made(page_at: PageAt, width: int, path: str, scheme: str) -> None:
    page = page_at(width, path, color_scheme=scheme)
    expect(page.locator("h1")).to_be_visible()
    well_made(page)
