"""A lesson's sheet, opened from the lesson and printed on A4 and Letter."""

from __future__ import annotations

from io import BytesIO

from playwright.sync_api import expect
from pypdf import PdfReader

from finlit.lessons import load_course
from tests.browser.conftest import PageAt
from tests.conftest import ROOT

LESSON = load_course(ROOT / "lessons").lessons[0]
# A pupil's sheet is handed out as three or four sheets of paper, printed on both sides.
MOST_PAGES = 8


def test_the_pupils_sheet_prints_on_both_papers(page_at: PageAt) -> None:
    lesson_page = page_at(1280, f"/{LESSON.slug}")
    lesson_page.get_by_role("button", name="Parts").click()
    link = lesson_page.get_by_role("link", name="The sheet to print")
    address = link.evaluate("(link) => link.href")
    sheet = lesson_page.context.new_page()
    refused: list[str] = []
    sheet.on("console", lambda message: refused.append(message.text))
    sheet.goto(address)
    expect(sheet.get_by_role("heading", name=LESSON.title, level=1)).to_be_visible()
    assert sheet.title() == f"{LESSON.title}: pupils' sheet"
    for paper in ("A4", "Letter"):
        pages = PdfReader(BytesIO(sheet.pdf(format=paper))).pages
        assert 3 <= len(pages) <= MOST_PAGES
        words = "\n".join(page.extract_text() for page in pages)
        assert "Predict" in pages[0].extract_text()
        assert "See what happened" in pages[1].extract_text()
        assert "To print this page" not in words
        assert "Sources" in words
    wide = sheet.evaluate("() => document.documentElement.scrollWidth > window.innerWidth")
    assert not wide
    assert not refused


def test_no_address_gives_the_key(page_at: PageAt) -> None:
    page = page_at(1280, f"/{LESSON.slug}")
    base = page.url.rpartition(f"/{LESSON.slug}")[0]
    for path in (f"/print/{LESSON.slug}", f"/print/{LESSON.slug}?key=1&view=teacher"):
        answer = page.request.get(base + path)
        assert answer.ok
        assert "Answer key" not in answer.text()
    for path in (f"/print/{LESSON.slug}/key", "/print/no-such-lesson"):
        assert "Answer key" not in page.request.get(base + path).text()
