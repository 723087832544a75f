"""Three pupils answer through ten outages, a frozen server and a killed one, with double clicks.

What a page calls handed in is in the class's database at that moment, and at the end each answer
is there once.
"""

from __future__ import annotations

import os
import random
import signal
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, Locator, expect

from benchmarks.classroom import free_port, serving
from benchmarks.outages import plain
from finlit.classroom import assignments, classes, events
from finlit.classroom.model import Assignment, Class
from finlit.classroom.store.store import opened
from finlit.lessons import Questions, load_course
from finlit.web.shared import content
from tests.browser.conftest import SIZES
from tests.browser.pages import open_page
from tests.conftest import ROOT
from tests.server import Running

pytestmark = pytest.mark.skipif(os.name == "nt", reason="nothing freezes a process there")

LESSON, PART, ASKED = next(
    (lesson, part, asked)
    for lesson in load_course(ROOT / "lessons").lessons
    for part in lesson.parts
    for block in part.blocks
    if isinstance(block, Questions)
    and len(asked := [id_ for id_ in block.ask if lesson.quiz[id_].kind == "choice"]) > 2
)
SECONDS = ((1, 4, 9), (2, 6, 20), (3, 5, 12), (1,))  # ten outages, some at the same time
ONCE, TWICE = 1, 2


def words(id_: str, place: str) -> str:
    """The letters of a choice, as a page fills it in."""
    return plain(content.filled(LESSON.slug, LESSON.quiz[id_].choices[int(place)].text))


class Served:
    """The app on a port of its own, which can be killed and started again."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._port = folder, free_port()
        self._stack = ExitStack()
        self.running: Running = self._stack.enter_context(serving(folder, self._port))

    def kill(self) -> None:
        os.kill(self.running.process_id, signal.SIGKILL)
        self._stack.close()
        self.running = self._stack.enter_context(serving(self._folder, self._port))

    def close(self) -> None:
        self._stack.close()


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    place = Served(tmp_path)
    yield place
    place.close()


class Pupil:
    """A pupil's page, and what it has shown as handed in, by question, in order."""

    def __init__(self, browser: Browser, address: str, class_: Class, made: Assignment) -> None:
        self.context = browser.new_context(reduced_motion="reduce", **SIZES[390])
        self.page = self.context.new_page()
        self.class_id = class_.id
        self.shown: dict[str, list[str]] = {id_: [] for id_ in ASKED}
        self.wanted: dict[str, str] = {}
        open_page(self.page, f"{address}/join?code={class_.code}")
        self.page.get_by_role("button", name="Join", exact=True).click()
        expect(self.page.get_by_text("Write this down now.")).to_be_visible()
        who = self.page.evaluate("JSON.parse(localStorage.getItem('finlit.class')).member")
        self.member = str(who)
        self.page.locator(f".st-key-start-list-{made.id} button").click()
        expect(self.box(ASKED[0])).to_be_visible()

    def box(self, id_: str) -> Locator:
        return self.page.locator(f".st-key-question-{id_}")

    def click(self, id_: str, times: int) -> None:
        """Choose, and click once or twice; a page that has lost its line may not let one."""
        choice = self.wanted[id_]
        text = words(id_, choice)
        with suppress(Error):
            for label in self.box(id_).get_by_role("radiogroup").locator("label").all():
                if plain(label.inner_text()) == text:
                    label.click(timeout=1000)
            self.box(id_).get_by_role("button").first.click(click_count=times, timeout=1000)

    def answer(self, chance: random.Random, count: int) -> None:
        """Answer some questions anew, at once."""
        for id_ in chance.sample(ASKED, count):
            last = self.shown[id_][-1:]
            places = [str(n) for n in range(len(LESSON.quiz[id_].choices)) if [str(n)] != last]
            self.wanted[id_] = self.wanted.get(id_) or chance.choice(places)
            self.click(id_, chance.choice([ONCE, TWICE]))

    def look(self) -> None:
        """Wait until all that was clicked is shown as handed in, clicking again what is not, and
        see each time that it is in the database."""
        for id_ in list(self.wanted):
            said = self._said(id_)
            for _ in range(8):
                with suppress(AssertionError):
                    expect(self.box(id_).get_by_text("Handed in:")).to_contain_text(
                        said, timeout=4000
                    )
                    break
                self.click(id_, ONCE)
            else:
                raise AssertionError(f"{id_} was never handed in")
            self.shown[id_].append(self.wanted.pop(id_))
            assert self.kept(id_)[-1:] == self.shown[id_][-1:]

    def _said(self, id_: str) -> str:
        """The words of the choice as the page has them."""
        text = words(id_, self.wanted[id_])
        labels = self.box(id_).get_by_role("radiogroup").locator("label").all_inner_texts()
        return next(label.strip() for label in labels if plain(label) == text)

    def kept(self, id_: str) -> list[str]:
        """The places of the choices that the class's database has, oldest first."""
        choices = [choice.id for choice in LESSON.quiz[id_].choices]
        return [
            str(choices.index(each.event.payload["value"]))
            for each in events.of_class(opened(), self.class_id)
            if each.member_id == self.member and each.event.content == f"{LESSON.slug}/{id_}"
        ]


def test_answers_through_outages(browser: Browser, served: Served) -> None:
    chance = random.Random(7)
    now = datetime.now(UTC)
    class_, _ = classes.make(opened(), now)
    made = assignments.make(opened(), class_.id, LESSON.slug, now, parts=[PART.id], answers="later")
    pupils = [Pupil(browser, served.running.address, class_, made) for _ in range(3)]
    for outages in SECONDS:
        out = list(zip(pupils, outages, strict=False))
        for pupil, _ in out:
            pupil.context.set_offline(True)
            pupil.answer(chance, 2)
        gone = 0
        for pupil, seconds in sorted(out, key=lambda each: each[1]):
            pupil.page.wait_for_timeout(1000 * (seconds - gone))  # this long the line is out
            gone = seconds
            pupil.context.set_offline(False)
        for pupil in pupils:
            pupil.look()

    os.kill(served.running.process_id, signal.SIGSTOP)
    for pupil in pupils:
        pupil.answer(chance, 3)
    os.kill(served.running.process_id, signal.SIGCONT)
    for pupil in pupils:
        pupil.look()

    for pupil in pupils:
        pupil.answer(chance, 2)
    served.kill()
    for pupil in pupils:
        pupil.look()
        assert {id_: pupil.kept(id_) for id_ in ASKED} == pupil.shown
        pupil.context.close()
