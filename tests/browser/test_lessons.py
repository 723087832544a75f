"""A learner walks every lesson from claim to talk, on a laptop and on a phone."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from playwright.sync_api import Locator, Page, expect

from finlit.lessons import Lesson, Predict, Questions, load_course
from finlit.lessons.screens import Screen, core_path, screens
from tests.browser.conftest import PageAt
from tests.browser.pages import settle, well_made
from tests.browser.walking import answer, lock
from tests.conftest import ROOT

LESSONS = load_course(ROOT / "lessons").lessons
FIRST = LESSONS[0]


def next_button(page: Page) -> Locator:
    return page.locator(".st-key-next").get_by_role("button")


def walk(page: Page, lesson: Lesson, screens: Sequence[Screen], *, every: int) -> None:
    """Do what each screen asks and go on; look closely at one of `every` screens."""
    for number, screen in enumerate(screens):
        expect(page.locator("h2").filter(has_text=screen.part.title).first).to_be_visible()
        place = page.locator(".finlit-line")
        expect(place).to_have_attribute("aria-label", f"Screen {number + 1} of {len(screens)}")
        settle(page)
        for block in screen.blocks:
            if isinstance(block, Predict):
                lock(page, block)
            if isinstance(block, Questions):
                answer(page, lesson, block.ask[0])
        if number % every == 0:
            well_made(page)
        next_button(page).click()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.slug)
def test_a_learner_walks_the_whole_lesson(
    page_at: PageAt, lesson: Lesson, width: int, scheme: str
) -> None:
    page = page_at(width, f"/{lesson.slug}", color_scheme=scheme)
    # The same blocks, larger: a look at some of them will do.
    walk(page, lesson, core_path(lesson.parts), every=2 if width == 390 else 6)
    expect(page.get_by_text("What you predicted")).to_be_visible()
    expect(page.get_by_text("You have finished this lesson")).to_be_visible()
    settle(page)
    well_made(page)
    if width == 390:
        for part in lesson.parts:
            if not part.core:
                page.locator(f".st-key-extra-{lesson.slug}-{part.id} button").click()
                walk(page, lesson, screens(part), every=4)
                expect(page.get_by_role("heading", name="What you found")).to_be_visible()
                settle(page)
        page.goto(page.url.split(f"/{lesson.slug}")[0])
        expect(page.locator(f".st-key-start-{lesson.slug}")).to_contain_text("100% done")


def test_a_reload_loses_nothing_and_erasing_forgets_all(page_at: PageAt) -> None:
    part, block = next(
        (part, block) for part, block in FIRST.blocks() if isinstance(block, Predict)
    )
    page = page_at(390, f"/{FIRST.slug}?part={part.id}")
    lock(page, block)
    page.reload()
    expect(page.get_by_text("What came out").first).to_be_visible()
    page.goto(page.url.split(f"/{FIRST.slug}")[0] + "/your-work")
    expect(page.get_by_text("Kept so far: 1 prediction,")).to_be_visible()
    page.get_by_text("Yes, forget my predictions and answers").click()
    page.get_by_role("button", name="Erase my work").click()
    expect(page.get_by_text("Nothing is kept yet")).to_be_visible()
    settle(page)
    assert page.evaluate("localStorage.getItem('finlit.log')") is None


def test_a_second_tab_sees_what_the_first_did(page_at: PageAt) -> None:
    part, block = next(
        (part, block) for part, block in FIRST.blocks() if isinstance(block, Predict)
    )
    page = page_at(1280, f"/{FIRST.slug}?part={part.id}")
    other = page.context.new_page()
    other.goto(page.url)
    expect(other.get_by_role("button", name="Lock in my prediction").first).to_be_visible()
    lock(page, block)
    expect(other.get_by_text("What came out").first).to_be_visible()
