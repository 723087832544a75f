"""What a learner's browser sees: from the slider to the painted chart, and from nothing to it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

from playwright.sync_api import Browser, CDPSession, Page

from benchmarks.session import Place

MOVES = 30
PAUSE_MS = 300
DRAG_SECONDS = 2.0
# How long a worker may take for the frames of one control, and how the page says that it has them.
FRAMES_MS = 120_000
READY = ".live .control[data-ready]"
DRAG_PAUSE_MS = 16
SLOW_LINE = {"latency": 80, "downloadThroughput": 5e6 / 8, "uploadThroughput": 5e6 / 8}

# `watched(slider)` begins to wait for the next paint of the first chart below a slider; `painted`
# is then how many milliseconds passed since a key was pressed or a pointer moved.
WATCH = Path(__file__).with_name("watch.js").read_text(encoding="utf-8")
SLIDER = '[data-testid="stSlider"] input, .live .track input'
FIRST_CHART = '[data-testid="stVegaLiteChart"] svg path[d], .live svg path[d]'


@dataclass(frozen=True)
class Paints:
    """Moves of one slider: milliseconds to the painted chart, bytes over the socket."""

    median_ms: float
    p95_ms: float
    median_bytes: float


@dataclass(frozen=True)
class Drag:
    """Two seconds of dragging: frames a second, longest task, the socket's messages and bytes."""

    frames_a_second: float
    longest_task_ms: float
    messages: int
    received_bytes: int


@contextmanager
def opened(browser: Browser, address: str, place: Place, slowed: int) -> Iterator[Page]:
    """A page with its first chart painted, the processor slowed so many times."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.add_init_script(WATCH)
    page.goto(address + place.path())
    page.wait_for_selector(FIRST_CHART)
    page.wait_for_timeout(3 * PAUSE_MS)
    _devtools(page).send("Emulation.setCPUThrottlingRate", {"rate": slowed})
    yield page
    page.close()


def _devtools(page: Page) -> CDPSession:
    return page.context.new_cdp_session(page)


def slider_to_paint(browser: Browser, address: str, place: Place, slowed: int = 1) -> Paints:
    """Press an arrow key on the slider again and again and watch the chart below it."""
    received = 0

    def count(frame: str | bytes) -> None:
        nonlocal received
        received += len(frame)

    with opened(browser, address, place, slowed) as page:
        page.on("websocket", lambda socket: socket.on("framereceived", count))
        page.reload()
        page.wait_for_selector(FIRST_CHART)
        slider = page.locator(SLIDER).first
        slider.focus()
        took, sizes = [], []
        for move in range(MOVES + 1):
            page.wait_for_timeout(PAUSE_MS)
            received = 0
            slider.evaluate("(slider) => window.watched(slider)")
            page.keyboard.press(_key(move))
            took.append(float(page.evaluate("() => window.painted")))
            page.wait_for_timeout(PAUSE_MS)
            sizes.append(received)
    del took[0], sizes[0]  # the first move warms up
    return Paints(median(took), quantiles(took, n=20)[-1], median(sizes))


def _key(move: int) -> str:
    """Up and down again, so that no end of the slider is reached."""
    return "ArrowRight" if move // 5 % 2 == 0 else "ArrowLeft"


def thumb_to_paint(browser: Browser, address: str, place: Place, slowed: int) -> Paints:
    """Drag the thumb of a live picture stop by stop: from the pointer's move to the paint."""
    with opened(browser, address, place, slowed) as page:
        slider = _ready(page)
        points = _points(page)
        page.mouse.move(*points[0])
        page.mouse.down()
        page.wait_for_timeout(PAUSE_MS)
        took = []
        for move in range(MOVES + 1):
            slider.evaluate("(slider) => window.watched(slider)")
            page.mouse.move(*points[_there_and_back(move + 1, len(points))])
            took.append(float(page.evaluate("() => window.painted")))
        page.mouse.up()
    del took[0]
    return Paints(median(took), quantiles(took, n=20)[-1], 0)


def _there_and_back(move: int, count: int) -> int:
    place = move % (2 * count - 2)
    return place if place < count else 2 * count - 2 - place


def _ready(page: Page):  # type: ignore[no-untyped-def]
    """The slider of a live picture, once all its frames are there."""
    slider = page.locator(".live .track input").first
    slider.focus()
    page.wait_for_selector(READY, state="attached", timeout=FRAMES_MS)
    page.wait_for_timeout(PAUSE_MS)
    return slider


def _points(page: Page) -> list[tuple[float, float]]:
    """The middle of each stop of the first slider, from left to right."""
    slider = page.locator(".live .track input").first
    # Amid the window, clear of the bar at its end, and with the picture in view.
    slider.evaluate("(slider) => slider.scrollIntoView({ block: 'center' })")
    box = slider.bounding_box()
    assert box is not None
    last = int(slider.get_attribute("max") or 0)
    usable = box["width"] - 26
    y = box["y"] + box["height"] / 2
    return [(box["x"] + 13 + usable * stop / last, y) for stop in range(last + 1)]


def two_seconds(browser: Browser, address: str, place: Place, slowed: int = 1) -> Drag:
    """Drag to and fro for two seconds, and count."""
    sizes: list[int] = []
    with opened(browser, address, place, slowed) as page:
        page.on(
            "websocket",
            lambda socket: socket.on("framereceived", lambda frame: sizes.append(len(frame))),
        )
        slider = _ready(page)
        points = _points(page)
        page.mouse.move(*points[0])
        page.mouse.down()
        page.wait_for_timeout(PAUSE_MS)
        slider.evaluate("(slider) => window.counted(slider)")
        sizes.clear()
        begun, move = time.perf_counter(), 0
        while time.perf_counter() - begun < DRAG_SECONDS:
            move += 1
            page.mouse.move(*points[_there_and_back(move, len(points))])
            page.wait_for_timeout(DRAG_PAUSE_MS)
        seconds = time.perf_counter() - begun
        frames, longest = page.evaluate("() => [window.frames_drawn, window.longest_task]")
        heard = list(sizes)
        page.mouse.up()
    return Drag(frames / seconds, longest, len(heard), sum(heard))


def release_to_settled(browser: Browser, address: str, place: Place) -> Paints:
    """From letting go of the thumb until the server's answer is on the page."""
    with opened(browser, address, place, 1) as page:
        slider = _ready(page)
        points = _points(page)
        took = []
        for move in range(MOVES + 1):
            page.mouse.move(*points[_there_and_back(move, len(points))])
            page.mouse.down()
            page.mouse.move(*points[_there_and_back(move + 1, len(points))])
            page.wait_for_timeout(PAUSE_MS)
            slider.evaluate("(slider) => window.heard(slider)")
            page.mouse.up()
            took.append(float(page.evaluate("() => window.settled")))
            page.wait_for_timeout(PAUSE_MS)
    del took[0]
    return Paints(median(took), quantiles(took, n=20)[-1], 0)


def until_painted(browser: Browser, address: str, place: Place) -> float:
    """The moment (of `time.perf_counter`) when a fresh browser profile shows the first chart."""
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        page = context.new_page()
        page.goto(address + place.path())
        page.wait_for_selector(FIRST_CHART)
        return time.perf_counter()


def over_a_slow_line(browser: Browser, address: str, place: Place) -> tuple[float, int]:
    """Seconds to the first chart over 5 Mbit/s and 80 ms, in a fresh profile, and all bytes."""
    total = 0

    def add(event: dict[str, float]) -> None:
        nonlocal total
        total += int(event["encodedDataLength"])

    def read(frame: str | bytes) -> None:
        nonlocal total
        total += len(frame)

    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        page = context.new_page()
        tools = context.new_cdp_session(page)
        tools.send("Network.enable")
        tools.send("Network.emulateNetworkConditions", {"offline": False, **SLOW_LINE})
        tools.on("Network.loadingFinished", add)
        page.on("websocket", lambda socket: socket.on("framereceived", read))
        begun = time.perf_counter()
        page.goto(address + place.path())
        page.wait_for_selector(FIRST_CHART)
        return time.perf_counter() - begun, total
