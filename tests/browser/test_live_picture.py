"""What is dragged moves: mouse, finger and keys on a live picture, and its sentence meanwhile."""

from __future__ import annotations

import re
from html import unescape

import pytest
from playwright.sync_api import Locator, Page, WebSocket, expect

from finlit.experiments import EXPERIMENTS
from finlit.experiments.kit import Number
from finlit.lessons import ExperimentBlock
from finlit.lessons.screens import core_path
from finlit.market import built_in
from finlit.web.lesson.lesson_path import address
from finlit.web.live_picture.packing import words
from finlit.web.live_picture.steps import stops
from finlit.web.shared import content
from tests.browser.conftest import PageAt
from tests.browser.pages import settle, well_made

LESSON = content.lesson("compounding")
SCREEN, BLOCK, KNOB = next(
    (screen, block, control)
    for screen in core_path(LESSON.parts)
    for block in screen.blocks
    if isinstance(block, ExperimentBlock)
    for control in EXPERIMENTS[block.use].controls
    if control.name == block.show[0] and isinstance(control, Number)
)
STOPS = stops(KNOB)
START = EXPERIMENTS[BLOCK.use].complete(BLOCK.values)
WHERE = "&".join(f"{name}={value}" for name, value in address(SCREEN).items())
PATH = f"/{LESSON.slug}?{WHERE}&view=teacher"


def sentence(value: float) -> str:
    """What the server itself answers at this value of the knob."""
    outcome = EXPERIMENTS[BLOCK.use].outcome(built_in(), START | {KNOB.name: value})
    return unescape(re.sub("<[^>]*>", "", words(outcome.answer)))


class Drag:
    """A page with a live picture whose frames are there, and what its socket says meanwhile."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.heard: list[object] = []
        page.on("websocket", self._listen)
        page.reload()
        settle(page)
        self.element = page.locator(".live").first
        self.control = self.element.locator(f'[data-control="{KNOB.name}"]')
        self.slider = self.control.get_by_role("slider")
        self.answer = self.element.locator(".answer")
        self.slider.evaluate("(slider) => slider.scrollIntoView({ block: 'end' })")
        self.slider.focus()
        # On a machine that has never worked them out, a worker has to begin first.
        expect(self.control).to_have_attribute("data-ready", "", timeout=120_000)
        self.heard.clear()

    def _listen(self, socket: WebSocket) -> None:
        socket.on("framesent", lambda frame: self.heard.append(frame))

    def at(self, stop: int) -> tuple[float, float]:
        """Where the thumb stands at a stop, in pixels of the window."""
        box = self.slider.bounding_box()
        assert box is not None
        usable = box["width"] - 26
        return box["x"] + 13 + usable * stop / (len(STOPS) - 1), box["y"] + box["height"] / 2

    def shows(self, stop: int) -> None:
        """Assert that slider, number and sentence stand at a stop."""
        expect(self.answer).to_have_text(sentence(float(STOPS[stop])))
        expect(self.slider).to_have_value(str(stop))
        expect(self.control.locator(".typed")).to_have_value(
            self.slider.get_attribute("aria-valuetext") or ""
        )

    def is_told(self, stop: int) -> None:
        """Wait until the server has answered: the address names the value."""
        text = KNOB.format(STOPS[stop])
        expect(self.page).to_have_url(
            re.compile(rf"{BLOCK.id}\.{KNOB.name}={re.escape(text)}(&|$)")
        )
        settle(self.page)
        self.shows(stop)


def marks(element: Locator) -> str:
    """What the first picture draws."""
    drawn: str = element.locator(".plot svg").first.evaluate("(svg) => svg.outerHTML")
    return drawn


PLACES = (len(STOPS) // 4, len(STOPS) // 2, len(STOPS) * 3 // 4)


@pytest.mark.parametrize("width", [1280, 390])
def test_the_picture_follows_a_mouse_and_the_server_hears_of_it_once(
    page_at: PageAt, width: int
) -> None:
    drag = Drag(page_at(width, PATH))
    mouse = drag.page.mouse
    mouse.move(*drag.at(STOPS.index(START[KNOB.name])))
    mouse.down()
    seen = {marks(drag.element)}
    for stop in PLACES:
        mouse.move(*drag.at(stop), steps=5)
        drag.shows(stop)
        seen.add(marks(drag.element))
    assert len(seen) == len(PLACES) + 1
    assert not drag.heard, "nothing is sent while the thumb is held"
    mouse.up()
    drag.is_told(PLACES[-1])
    assert drag.heard


def test_the_picture_follows_a_finger_and_a_swipe_scrolls(page_at: PageAt) -> None:
    drag = Drag(page_at(390, PATH))
    tools = drag.page.context.new_cdp_session(drag.page)

    def touch(kind: str, *points: tuple[float, float]) -> None:
        tools.send(
            "Input.dispatchTouchEvent",
            {"type": kind, "touchPoints": [{"x": x, "y": y} for x, y in points]},
        )

    start = STOPS.index(START[KNOB.name])
    touch("touchStart", drag.at(start))
    for stop in PLACES:
        touch("touchMove", drag.at(stop))
        drag.shows(stop)
    assert not drag.heard
    touch("touchEnd")
    drag.is_told(PLACES[-1])

    main = drag.page.locator('[data-testid="stMain"]')
    before = main.evaluate("(main) => main.scrollTop")
    x, y = drag.at(PLACES[0])
    touch("touchStart", (x, y))
    for step in range(1, 9):
        touch("touchMove", (x, y - 20 * step))
    touch("touchEnd")
    drag.page.wait_for_function(
        "([main, before]) => main.scrollTop > before + 50", arg=[main.element_handle(), before]
    )
    drag.shows(PLACES[-1])


@pytest.mark.parametrize("width", [1280, 390])
def test_the_picture_follows_arrow_keys_and_steps(page_at: PageAt, width: int) -> None:
    drag = Drag(page_at(width, PATH))
    stop = STOPS.index(START[KNOB.name])
    for _ in range(3):
        drag.slider.press("ArrowLeft")
        stop -= 1
        drag.shows(stop)
    drag.control.get_by_role("button", name="more").click()
    drag.shows(stop + 1)
    drag.is_told(stop + 1)


def test_a_typed_value_counts_and_a_word_is_told(page_at: PageAt) -> None:
    page = page_at(390, PATH)
    control = page.locator(f'[data-control="{KNOB.name}"]').first
    box = control.get_by_role("textbox")
    box.fill("lots")
    box.press("Enter")
    expect(page.locator(".live .trouble").first).to_be_visible()
    shown = KNOB.format(STOPS[3] if KNOB.unit != "percent" else float(STOPS[3]) * 100)
    box.fill(shown)
    box.press("Enter")
    expect(page.locator(".live .answer").first).to_have_text(sentence(float(STOPS[3])))
    expect(page.locator(".live .trouble").first).to_be_hidden()


@pytest.mark.parametrize("width", [1280, 390])
def test_values_are_read_with_a_pointer_and_with_keys(page_at: PageAt, width: int) -> None:
    page = page_at(width, PATH)
    canvas = page.locator(".live .canvas").first
    box = canvas.bounding_box()
    assert box is not None
    if width == 390:
        canvas.tap(position={"x": box["width"] / 2, "y": box["height"] / 2})
    else:
        canvas.hover(position={"x": box["width"] / 2, "y": box["height"] / 2})
    tip = canvas.locator(".tip")
    expect(tip).to_be_visible()
    canvas.focus()
    canvas.press("Home")
    first = tip.inner_text()
    canvas.press("ArrowRight")
    expect(tip).not_to_have_text(first)
    canvas.press("Escape")
    expect(tip).to_be_hidden()


@pytest.mark.parametrize("width", [1280, 390])
def test_reset_brings_the_start_back(page_at: PageAt, width: int) -> None:
    drag = Drag(page_at(width, PATH))
    drag.slider.press("Home")
    drag.is_told(0)
    drag.page.get_by_role("button", name="Reset").first.click()
    drag.shows(STOPS.index(START[KNOB.name]))
    well_made(drag.page)


def test_the_picture_stays_in_view_over_the_knob_on_a_phone(page_at: PageAt) -> None:
    drag = Drag(page_at(390, PATH))
    picture = drag.element.locator(".plot svg").first.bounding_box()
    knob = drag.slider.bounding_box()
    assert picture is not None and knob is not None
    assert picture["y"] >= 0 and knob["y"] + knob["height"] <= 845
    assert picture["y"] + picture["height"] <= knob["y"]
