"""Work goes along to another device, by a file or a QR code, and goes on there."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from finlit.learning.progress import Event, content_id
from finlit.lessons import Lesson, load_course
from tests.browser.conftest import SIZES, PageAt, Watch
from tests.browser.pages import open_page, settle, well_made
from tests.conftest import ROOT
from tests.server import Running

LESSON = load_course(ROOT / "lessons").lessons[0]
# A name that this browser takes for its own computer: a code for "localhost" would lead nowhere.
NAMED = "finlit.test"


def done(lesson: Lesson, when: datetime) -> str:
    """A browser's log in which all parts of a lesson were finished at one time."""
    events = [
        Event(f"{n}", "ann", "done", content_id(lesson, part.id), "v", {}, when.isoformat())
        for n, part in enumerate(lesson.parts)
    ]
    return json.dumps({"learner": "ann", "events": [event.to_dict() for event in events]})


def keep(page: Page, log: str) -> None:
    """Put a log into a browser as if it had been made there."""
    page.evaluate("log => localStorage.setItem('finlit.log', log)", log)
    page.reload()
    settle(page)


@pytest.fixture
def named(browser: Browser, server: Running) -> Iterator[Page]:
    """A page of the app by a name that other devices could use."""
    address = server.address.replace("127.0.0.1", NAMED)
    context = browser.new_context(reduced_motion="reduce", locale="en-US", **SIZES[1280])
    page = context.new_page()
    watch = Watch(address)
    watch.over(page)
    open_page(page, address)
    yield page
    context.close()
    assert not watch.outside


@pytest.mark.parametrize("width", [1280, 390])
def test_a_file_takes_the_work_along(page_at: PageAt, width: int, tmp_path: Path) -> None:
    page = page_at(width, "/your-work")
    keep(page, done(LESSON, datetime.now(UTC)))
    well_made(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Save it as a file").click()
    file = tmp_path / "work.json"
    download.value.save_as(file)
    other = page_at(390, "/your-work")
    other.get_by_text("Bring work from a file").click()
    other.locator('input[type="file"]').set_input_files(file)
    other.get_by_role("button", name="Add them here").click()
    expect(other.get_by_text(f"Done: {len(LESSON.parts)} added")).to_be_visible()
    settle(other)
    other.goto(other.url.split("/your-work")[0])
    expect(other.locator(f".st-key-start-{LESSON.slug}")).to_contain_text("100% done")


def test_a_code_takes_the_work_along_once(named: Page, browser: Browser) -> None:
    keep(named, done(LESSON, datetime.now(UTC)))
    named.goto(named.url + "your-work")
    named.get_by_role("button", name="Show a QR code").click()
    picture = named.get_by_alt_text("A QR code that opens your work")
    expect(picture).to_be_visible()
    seen = Image.open(io.BytesIO(picture.screenshot()))
    (code,) = zxingcpp.read_barcodes(seen)
    context = browser.new_context(locale="en-US", **SIZES[390])
    other = context.new_page()
    open_page(other, code.text)
    other.get_by_role("button", name="Add them here").click()
    expect(other.get_by_text(f"Done: {len(LESSON.parts)} added")).to_be_visible()
    open_page(other, code.text)
    expect(other.get_by_text("used up or older than ten minutes")).to_be_visible()
    context.close()


def test_on_this_computer_alone_a_code_says_that_it_would_lead_nowhere(page_at: PageAt) -> None:
    page = page_at(390, "/your-work")
    keep(page, done(LESSON, datetime.now(UTC)))
    page.get_by_role("button", name="Show a QR code").click()
    expect(page.get_by_text("a phone cannot follow a code")).to_be_visible()


@pytest.mark.parametrize("width", [1280, 390])
def test_a_week_later_the_lesson_comes_back(page_at: PageAt, width: int) -> None:
    page = page_at(width, "/")
    now = datetime.now(UTC)
    keep(page, done(LESSON, now))
    expect(page.get_by_text(f"{LESSON.title} comes back here on")).to_be_visible()
    keep(page, done(LESSON, now - timedelta(days=8)))
    well_made(page)
    page.locator(".st-key-returns").get_by_role("button", name=LESSON.title).click()
    back = LESSON.returns[0]
    expect(page.get_by_role("heading", name=back.title)).to_be_visible()
    settle(page)
    well_made(page)
