"""What a learner's hands do on a page: guess, answer, vote, move a control."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from finlit.lessons import Content, Predict
from tests.browser.pages import settle
from tests.predictions import typed_guess


def lock(page: Page, block: Predict) -> None:
    """Make a guess and lock it in."""
    box = page.locator(f".st-key-predict-{block.id}")
    if block.kind == "choice":
        box.locator('[role="radiogroup"] label').first.click()
        box.get_by_role("button", name="Lock in my prediction").click()
    else:
        box.get_by_role("textbox").fill(typed_guess(block))
        box.get_by_role("textbox").press("Enter")
    expect(box.get_by_text("What came out")).to_be_visible()
    expect(page.locator(f".st-key-beside-{block.id}")).to_be_focused()
    settle(page)


def answer(page: Page, lesson: Content, question_id: str) -> None:
    """Answer a question, rightly or not, and see a reason."""
    question = lesson.quiz[question_id]
    box = page.locator(f".st-key-question-{question_id}")
    if question.kind == "choice":
        box.locator('[role="radiogroup"] label').first.click()
    else:
        box.get_by_role("textbox").fill("12")
    box.get_by_role("button", name="Check").click()
    expect(box.locator('[data-testid="stAlert"]')).to_be_visible()


def move(panel: Locator) -> None:
    """Move the first control of an experiment: another option, the other side of a switch, or one
    step of a slider."""
    control = panel.locator(".control").first
    if control.get_by_role("switch").count():
        control.get_by_role("switch").click()
    elif control.get_by_role("slider").count():
        thumb = control.get_by_role("slider")
        at_end = thumb.input_value() == thumb.get_attribute("max")
        thumb.press("ArrowLeft" if at_end else "ArrowRight")
    elif control.get_by_role("radio").count():
        control.locator("input:not(:checked)").first.click()
    else:
        box = control.get_by_role("combobox")
        values = box.locator("option").evaluate_all("options => options.map(each => each.value)")
        box.select_option(next(value for value in values if value != box.input_value()))


def unfold(panel: Locator) -> None:
    """Open the fold of further controls, which is shut on a phone."""
    more = panel.locator(".more:not(.behind)")
    if more.get_attribute("open") is None:
        more.locator("summary").click()
