"""What a learner's browser sees: from the slider to the painted chart, and from nothing to it."""

from __future__ import annotations

import time
from dataclasses import dataclass
from statistics import median, quantiles

from playwright.sync_api import Browser, Page

from benchmarks.session import Place

MOVES = 30
PAUSE_MS = 300

# The first chart below the slider counts as painted in the frame after its marks have changed.
WATCH = """
(slider) => {
  const isMark = '[class*="mark-line"] path, [class*="mark-area"] path, [class*="mark-rect"] path,'
    + ' [class*="mark-symbol"] path, [class*="mark-rule"].role-mark line'
  const below = [...document.querySelectorAll('[data-testid="stVegaLiteChart"]')].find(
    (chart) => slider.compareDocumentPosition(chart) & Node.DOCUMENT_POSITION_FOLLOWING)
  const marks = () => [...below.querySelectorAll(isMark)].map((mark) => mark.outerHTML).join("")
  const before = marks()
  let pressed = 0
  const note = () => { pressed = performance.now() }
  document.addEventListener("keydown", note, {capture: true, once: true})
  window.painted = new Promise((resolve) => {
    const observer = new MutationObserver(() => {
      const now = marks()
      if (!now || now === before) return
      observer.disconnect()
      requestAnimationFrame(() => {
        const channel = new MessageChannel()
        channel.port1.onmessage = () => resolve(performance.now() - pressed)
        channel.port2.postMessage(0)
      })
    })
    observer.observe(below, {subtree: true, childList: true, attributes: true})
  })
}
"""
FIRST_CHART = '[data-testid="stVegaLiteChart"] svg path[d]'


@dataclass(frozen=True)
class Paints:
    """Moves of one slider: milliseconds to the painted chart, bytes over the socket."""

    median_ms: float
    p95_ms: float
    median_bytes: float


def slider_to_paint(browser: Browser, address: str, place: Place) -> Paints:
    """Press an arrow key on the slider again and again and watch the chart below it."""
    received = 0
    page = browser.new_page(viewport={"width": 1280, "height": 900})

    def count(frame: str | bytes) -> None:
        nonlocal received
        received += len(frame)

    page.on("websocket", lambda socket: socket.on("framereceived", count))
    page.goto(address + place.path())
    page.wait_for_selector(FIRST_CHART)
    labelled = page.locator('[data-testid="stSlider"]', has_text=place.slider)
    slider = labelled.first.locator("input")
    slider.focus()
    took, sizes = [], []
    for move in range(MOVES + 1):
        page.wait_for_timeout(PAUSE_MS)
        received = 0
        slider.evaluate(WATCH)
        page.keyboard.press(_key(page, move))
        took.append(float(page.evaluate("() => window.painted")))
        page.wait_for_timeout(PAUSE_MS)
        sizes.append(received)
    page.close()
    del took[0], sizes[0]  # the first move warms up
    return Paints(median(took), quantiles(took, n=20)[-1], median(sizes))


def _key(page: Page, move: int) -> str:
    """Up and down again, so that no end of the slider is reached."""
    return "ArrowRight" if move // 5 % 2 == 0 else "ArrowLeft"


def until_painted(browser: Browser, address: str, place: Place) -> float:
    """The moment (of `time.perf_counter`) when a fresh browser profile shows the first chart."""
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        page = context.new_page()
        page.goto(address + place.path())
        page.wait_for_selector(FIRST_CHART)
        return time.perf_counter()
