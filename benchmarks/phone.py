"""How long a lesson is on a phone: screens, words and targets, at 390 by 664.

    python benchmarks/phone.py [--root FOLDER] [LESSON ...]

Walks the core path of each lesson, guesses on the way, and prints a table: screens of 604 px and
words up to the first thing to do; screens of the core path without its questions; of how many
experiments the first control and its picture fit on one screen; targets smaller than 44 px.
`--root` measures another checkout, such as an older one, with the same rules.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

HERE = Path(__file__).resolve().parents[1]
WIDTH, HEIGHT, SCREEN = 390, 664, 604
MOST_SCREENS = 60
DRAWN = '[data-testid="stApp"][data-test-script-state="notRunning"]'

# What stands on the page now. Live pictures draw in a shadow root of their own.
LOOK = """() => {
  const main = document.querySelector('[data-testid="stMainBlockContainer"]')
  const box = (each) => each.getBoundingClientRect()
  const top = box(main).top + parseFloat(getComputedStyle(main).paddingTop)
  const shown = (each) => box(each).width > 0 && box(each).height > 0
    && (!each.checkVisibility || each.checkVisibility({ visibilityProperty: true }))
  const deep = (root, what) => [...root.querySelectorAll(what)].concat(
    ...[...root.querySelectorAll('*')].filter((each) => each.shadowRoot)
      .map((each) => deep(each.shadowRoot, what)))
  const bottom = Math.max(top, ...[...main.querySelectorAll('[data-testid="stElementContainer"]')]
    .filter(shown).map((each) => box(each).bottom))
  const asked = [...main.querySelectorAll('[class*="st-key-question-"]')].filter(shown)
    .reduce((sum, each) => sum + box(each).height, 0)
  const todo = deep(main, 'input, select, [role="slider"], [role="radio"]').filter(shown)
    .map((each) => box(each).top)
  const first = todo.length ? Math.min(...todo) : null
  const words = [...main.querySelectorAll('[data-testid="stMarkdown"], h1, h2')].filter(shown)
    .filter((each) => first === null || box(each).top < first)
    .map((each) => each.innerText).join(' ').split(/\\s+/).filter(Boolean).length
  const spans = [...main.querySelectorAll('[class*="st-key-experiment-"]')].filter(shown)
    .filter((each) => !each.parentElement.closest('[class*="st-key-experiment-"]'))
    .map((each) => {
      const control = deep(each, 'input, select, [role="slider"]').filter(shown)[0]
      const picture = deep(each, 'svg.marks, canvas.marks, .vega-embed, [role="graphics-document"]')
        .filter(shown)[0]
      if (!control || !picture) return null
      const ends = [box(control), box(picture)]
      return Math.max(...ends.map((e) => e.bottom)) - Math.min(...ends.map((e) => e.top))
    }).filter((each) => each !== null)
  const hit = 'button, [role="button"], summary, a, label[data-testid="stRadioOption"], select, '
    + 'input[type="range"], input[type="text"], input[type="number"]'
  const small = deep(document, hit).filter(shown)
    .filter((each) => !each.closest('p, li, td, [data-testid="stCaptionContainer"]'))
    .filter((each) => Math.min(box(each).height, box(each).width) < 43.5)
    .map((each) => (each.innerText || each.getAttribute('aria-label') || each.dataset.testid
      || each.className || each.tagName).trim().split('\\n')[0].slice(0, 40))
  return { height: bottom - top - asked, only_asks: asked > 0 && bottom - top - asked < 200,
    first: first === null ? null : first - top, words, spans, small: [...new Set(small)] }
}"""


@dataclass
class Walk:
    """What was met on the way."""

    heights: list[float] = field(default_factory=list)
    before: float = 0.0
    words: int = 0
    found: bool = False
    spans: list[float] = field(default_factory=list)
    small: set[str] = field(default_factory=set)

    @property
    def screens(self) -> float:
        """Screens of the core path without questions; each page is one at least."""
        return sum(max(1.0, height / SCREEN) for height in self.heights)

    def take(self, seen: dict[str, Any]) -> None:
        """Add a page as it stood before anything was done on it."""
        self.spans += seen["spans"]
        self.small |= set(seen["small"])
        if not self.found:
            self.words += seen["words"]
            self.found = seen["first"] is not None
            self.before += (seen["first"] if self.found else max(SCREEN, seen["height"])) / SCREEN


def walk(browser: Browser, address: str, lesson: Any, predictions: dict[str, Any]) -> Walk:
    """Go along the core path of a lesson as one who guesses the middle each time."""
    context = browser.new_context(
        viewport={"width": WIDTH, "height": HEIGHT}, is_mobile=True, has_touch=True
    )
    page = context.new_page()
    page.goto(f"{address}/{lesson.slug}")
    met = Walk()
    for _ in range(MOST_SCREENS):
        settle(page)
        seen = page.evaluate(LOOK)
        met.take(seen)
        while lock(page, predictions):
            settle(page)
        seen = page.evaluate(LOOK)
        if not seen["only_asks"]:
            met.heights.append(seen["height"])
        if not onward(page):
            break
    context.close()
    return met


def settle(page: Page) -> None:
    page.wait_for_selector(DRAWN)
    page.wait_for_selector('[data-testid="stMain"] h2')
    page.wait_for_timeout(700)
    page.wait_for_selector(DRAWN)


def lock(page: Page, predictions: dict[str, Any]) -> bool:
    """Make the first open guess of a page; False where there is none."""
    for box in page.locator('[class*="st-key-predict-"]').all():
        button = box.get_by_role("button", name="Lock in my prediction")
        name = re.search(r"st-key-predict-([\w-]+)", box.get_attribute("class") or "")
        if not button.count() or name is None:
            continue
        block = predictions[name[1]]
        if block.kind == "choice":
            box.locator('[role="radiogroup"] label').first.click()
        else:
            scale = 100 if block.unit == "percent" else 1
            box.get_by_role("textbox").fill(f"{(block.low + block.high) / 2 * scale:.0f}")
            page.wait_for_timeout(700)
        button.click()
        button.wait_for(state="detached")
        return True
    return False


def onward(page: Page) -> bool:
    """Press Next, or the way past an extra; False at the end."""
    button = page.locator(".st-key-skip button, .st-key-next button")
    if not button.count():
        return False
    label = button.last.inner_text()
    button.last.click()
    page.wait_for_timeout(500)
    return label not in ("I'm done", "See what you found")


@contextmanager
def served(root: Path) -> Iterator[str]:
    """The app of a checkout, on a free port."""
    process = subprocess.Popen(
        [sys.executable, "-m", "finlit", "serve", "--port", "0"],
        cwd=root,
        env=dict(os.environ, PYTHONPATH=str(root), PYTHONUNBUFFERED="1"),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert process.stdout is not None
    try:
        for line in process.stdout:
            if found := re.search(r"http://[\w.]+:\d+", line):
                yield found.group()
                return
        raise RuntimeError("The server ended before it answered.")
    finally:
        process.terminate()
        process.wait()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("lessons", nargs="*")
    parser.add_argument("--root", type=Path, default=HERE)
    parser.add_argument("--browser", default="/usr/bin/chromium")
    given = parser.parse_args()
    sys.path.insert(0, str(given.root))
    from finlit.lessons import Predict, load_course

    course = load_course(given.root / "lessons")
    print("| Lesson | To the first thing to do | Core path | Control and picture | Under 44 px |")
    print("|---|---|---|---|---|")
    with served(given.root) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=given.browser)
        for lesson in course.lessons:
            if given.lessons and lesson.slug not in given.lessons:
                continue
            predictions = {block.id: block for block in lesson.of_kind(Predict)}
            met = walk(browser, address, lesson, predictions)
            fit = sum(span <= SCREEN for span in met.spans)
            print(
                f"| {lesson.slug} | {met.before:.1f} screens, {met.words} words "
                f"| {met.screens:.1f} screens | {fit} of {len(met.spans)} on one screen "
                f"| {len(met.small)}: {', '.join(sorted(met.small))} |",
                flush=True,
            )
        browser.close()


if __name__ == "__main__":
    main()
