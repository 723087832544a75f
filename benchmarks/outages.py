"""Answers through outages: is what a page calls handed in really there, once?

    python benchmarks/outages.py                           10,000 answers, some twenty minutes
    python benchmarks/outages.py --answers 300 --pupils 6  a few minutes

Pupils answer through three lines that fail at random for 1 to 20 seconds: nothing goes through, or
what is sent is swallowed and then the line is cut. Meanwhile the server is frozen (SIGSTOP) and
killed (SIGKILL) and started again. Pupils click twice, and on Next before the page has answered.
Each time a page shows "Handed in", the database is asked at once whether it is there. At the end
each pupil's answers in the database must be those that the page showed, each once. The exit code
is 1 otherwise.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import re
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import sqlalchemy as sa  # noqa: E402
from websockets.exceptions import WebSocketException  # noqa: E402

from benchmarks.classroom import LESSON  # noqa: E402
from benchmarks.faults import Line, Place, trouble  # noqa: E402
from benchmarks.visit import Device, Visit  # noqa: E402
from finlit.classroom import assignments, classes  # noqa: E402
from finlit.classroom.store import schema  # noqa: E402
from finlit.classroom.store.store import Store, open_at  # noqa: E402
from finlit.lessons import Lesson, Question, Questions, load_course  # noqa: E402
from finlit.lessons.screens import Screen, screens  # noqa: E402

LOST = (ConnectionError, OSError, WebSocketException, TimeoutError)
LONGEST = 20.0  # seconds that a line is out
PATIENCE = 40.0  # seconds that a pupil waits for an answer before loading the page again
SHOWN = re.compile(r"Handed in: \*\*(.*)\*\*")


@dataclass
class Seen:
    """What came of it. `shown`: by pupil and question, the answers that a page called handed in, in
    order; `false`: those of them that the database did not have at that moment."""

    shown: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    false: list[tuple[str, str, str]] = field(default_factory=list)
    clicks: int = 0
    faults: Counter[str] = field(default_factory=Counter)

    @property
    def answers(self) -> int:
        """How many answers were handed in."""
        return sum(map(len, self.shown.values()))


def asked() -> tuple[Lesson, list[Screen]]:
    """The lesson, and the screens of one part that ask a question with choices each."""
    lesson = load_course(ROOT / "lessons").lesson(LESSON)
    assert isinstance(lesson, Lesson)
    found = [
        [
            screen
            for screen in screens(part)
            if screen.is_questions and _question(lesson, screen).kind == "choice"
        ]
        for part in lesson.parts
    ]
    return lesson, max(found, key=len)


def _question(lesson: Lesson, screen: Screen) -> Question:
    block = screen.blocks[0]
    assert isinstance(block, Questions)
    return lesson.quiz[block.ask[0]]


class Pupil:
    """A pupil with a browser at one question: answers, looks, and clicks again what the page has
    not taken; sometimes goes on to the next screen at once, and comes back."""

    def __init__(
        self, line: Line, store: Store, code: str, assignment: str, seen: Seen, seed: int
    ) -> None:
        self._line, self._store, self._seen = line, store, seen
        self._code, self._assignment = code, assignment
        self._chance = random.Random(seed)
        self._device = Device()
        lesson, places = asked()
        self._screen = places[seed % len(places)]
        self._quiz = _question(lesson, self._screen)
        self._last = ""
        self._open = ""  # the choice that was clicked and not shown yet

    async def live(self, answers: int) -> None:
        """Join, and answer until so many were shown as handed in."""
        given = 0
        visit: Visit | None = None
        while given < answers:
            try:
                visit = visit or await self._come()
                if await self._click(visit):
                    await visit.close()
                    visit = await self._come()
                given += self._look(visit)
            except LOST:
                visit = await self._back(visit)
        if visit is not None:
            await visit.close()

    async def _come(self) -> Visit:
        """The question's page; at first through the join page."""
        query = f"{LESSON}?part={self._screen.part.id}&screen={self._screen.number}"
        joined = self._device.membership is not None
        path = query if joined else f"join?code={self._code}"
        visit = Visit(self._line.address, self._device, path)
        async with asyncio.timeout(PATIENCE):
            await visit.__aenter__()
            await visit.open()
            if not joined:
                await visit.press("join-now")
            if visit.keys("start-list-"):
                await visit.press(f"start-list-{self._assignment}")
                await visit.close()
                return await self._come()
        return visit

    async def _back(self, visit: Visit | None) -> Visit | None:
        """As a browser does: the same visit, with what its form holds, or a new one."""
        await asyncio.sleep(0.5)
        if visit is None:
            return None
        try:
            async with asyncio.timeout(PATIENCE):
                if visit.is_at(f"screen={self._screen.number}") and await visit.come_back():
                    await visit.reload()
                    return visit
        except LOST:
            pass
        with suppress(*LOST):
            await visit.close()
        return None

    async def _click(self, visit: Visit) -> bool:
        """One or two clicks before the page has answered, and sometimes one on Next behind them:
        True where that left the page."""
        others = [each.id for each in self._quiz.choices if each.id != self._last]
        self._open = self._open or self._chance.choice(others)
        key = f"{LESSON}.{self._quiz.id}"
        async with asyncio.timeout(PATIENCE):
            option = next(each for each in visit.options(key) if plain(each) == self._text())
            visit.write(key, option)
            for _ in range(self._chance.choice([1, 1, 2])):
                self._seen.clicks += 1
                await visit.send(f"{key}.check")
            goes_on = self._chance.random() < 0.2
            if goes_on:
                await visit.send("next")
            await visit.reload()
            return goes_on

    def _look(self, visit: Visit) -> int:
        """1 where the page now shows the clicked answer as handed in, else 0."""
        shown = {plain(match[1]) for body in visit.alerts for match in SHOWN.finditer(body)}
        if self._text() not in shown:
            return 0
        member = (self._device.membership or {}).get("member", "")
        self._last, self._open = self._open, ""
        self._seen.shown.setdefault((member, self._quiz.id), []).append(self._last)
        if self._last not in answers_of(self._store, member, self._quiz.id):
            self._seen.false.append((member, self._quiz.id, self._last))
        return 1

    def _text(self) -> str:
        return plain(next(each.text for each in self._quiz.choices if each.id == self._open))


def plain(text: str) -> str:
    """A choice's letters and digits, for pages fill in figures and escape signs."""
    return re.sub(r"\{[^}]*\}|[^A-Za-z ]", "", text).strip()


def answers_of(store: Store, member: str, id_: str) -> list[str]:
    """A pupil's answers to a question in the database, in the order of coming in."""
    table = schema.events
    wanted = sa.select(table.c.payload).where(
        table.c.member_id == member,
        table.c.content == f"{LESSON}/{id_}",
        table.c.assignment_id.is_not(None),
    )
    with store.reading() as connection:
        rows: Any = connection.execute(wanted.order_by(table.c.number)).scalars()
        return [row["value"] for row in rows]


async def class_answers(
    folder: Path, store: Store, pupils: int, answers: int, seed: int, longest: float = LONGEST
) -> Seen:
    """The whole class, until each pupil has seen so many answers handed in."""
    seen, now = Seen(), datetime.now(UTC)
    class_, _ = classes.make(store, now)
    parts = [asked()[1][0].part.id]
    made = assignments.make(store, class_.id, LESSON, now, parts=parts, answers="later")
    place = await asyncio.to_thread(Place, folder)
    lines = [await Line.to(place.port) for _ in range(3)]
    faults = asyncio.create_task(trouble(place, lines, seen.faults, random.Random(seed), longest))
    report = asyncio.create_task(progress(seen, pupils * answers))
    try:
        await asyncio.gather(
            *(
                Pupil(lines[n % 3], store, class_.code, made.id, seen, seed + n).live(answers)
                for n in range(pupils)
            )
        )
    finally:
        report.cancel()
        faults.cancel()
        with suppress(asyncio.CancelledError):
            await faults
        with suppress(ProcessLookupError):
            os.kill(place.server.process_id, signal.SIGCONT)
        for line in lines:
            await line.close()
        await asyncio.to_thread(place.close)
    return seen


async def progress(seen: Seen, wanted: int) -> None:
    """A line a minute."""
    started = time.perf_counter()
    while True:
        await asyncio.sleep(60)
        took = time.perf_counter() - started
        print(f"  {seen.answers:,} of {wanted:,} after {took:,.0f} s", flush=True)


def differences(store: Store, seen: Seen) -> Iterator[tuple[int, int]]:
    """Of each pupil and question: how many answers are lost, and how many are there too often."""
    for (member, id_), shown in seen.shown.items():
        kept = Counter(answers_of(store, member, id_))
        lost = Counter(shown) - kept
        yield lost.total(), (kept - Counter(shown)).total()


def main() -> int:
    """Run the class, look into the database, say what was found."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--answers", type=int, default=10_000)
    parser.add_argument("--pupils", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    each = -(-options.answers // options.pupils)
    with tempfile.TemporaryDirectory() as name:
        url = f"sqlite:///{Path(name) / 'classroom.sqlite'}"
        os.environ["FINLIT_DATABASE_URL"] = url
        store = open_at(url)
        seen = asyncio.run(class_answers(Path(name), store, options.pupils, each, options.seed))
        lost, doubled = (sum(found) for found in zip(*differences(store, seen), strict=True))
        store.close()
    faults = ", ".join(f"{name} {count}" for name, count in sorted(seen.faults.items()))
    print(
        f"{seen.answers:,} answers of {options.pupils} pupils, {seen.clicks:,} clicks; {faults}: "
        f"{lost} lost, {doubled} doubled, {len(seen.false)} shown as handed in that were not"
    )
    return 1 if lost or doubled or seen.false else 0


if __name__ == "__main__":
    sys.exit(main())
