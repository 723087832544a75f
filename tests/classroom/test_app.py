"""The app itself under faults, over its own socket: the database away, the process killed."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Sequence
from pathlib import Path

import pytest
import sqlalchemy as sa

from benchmarks.visit import NOT_HANDED_IN, Device, Visit
from finlit.classroom import assignments, classes
from finlit.classroom.model import Class
from finlit.classroom.store import schema
from finlit.classroom.store.store import Store, open_at
from finlit.lessons import Part, Questions, load_course
from tests.classroom.acts import NOW
from tests.classroom.postgres import Server
from tests.server import ROOT, started

LESSON = "compounding"


def part_with_choices() -> tuple[Part, list[str]]:
    """A part of a lesson, and the choice questions that it asks."""
    lesson = load_course(ROOT / "lessons").lesson(LESSON)
    assert lesson is not None
    for part in lesson.parts:
        asked = [id_ for block in part.blocks if isinstance(block, Questions) for id_ in block.ask]
        choices = [id_ for id_ in asked if lesson.quiz[id_].kind == "choice"]
        if len(choices) > 1:
            return part, choices
    raise LookupError("no part with two choice questions")


def class_with_work(store: Store) -> Class:
    """A class with one assignment: a part with questions."""
    made, _ = classes.make(store, NOW)
    assignments.make(store, made.id, LESSON, NOW, parts=[part_with_choices()[0].id])
    return made


def kept(store: Store) -> list[str]:
    """The ids of all events in the database."""
    with store.reading() as connection:
        return list(connection.execute(sa.select(schema.events.c.id)).scalars())


async def join(visit: Visit) -> None:
    """Join with the code in the address, and begin the one assignment."""
    await visit.open()
    await visit.press("join-now")
    (start,) = visit.keys("start-list-")
    await visit.press(start)


async def answer(visit: Visit, numbers: Sequence[int]) -> None:
    """Go on to the first question with choices, and answer it with one choice after another."""
    key = f"{LESSON}.{part_with_choices()[1][0]}"
    while not visit.is_choice(key):
        await visit.press("next")
    for number in numbers:
        visit.write(key, visit.options(key)[number])
        await visit.press(f"{key}.check")


def test_while_the_database_is_away_work_goes_on_and_is_handed_in_afterwards(
    postgresql: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = postgresql.new_database(like=postgresql.with_tables)
    monkeypatch.setenv("FINLIT_DATABASE_URL", url)
    store, device = open_at(url), Device()
    class_ = class_with_work(store)

    async def lesson(address: str) -> None:
        async with Visit(address, device, f"join?code={class_.code}") as visit:
            await join(visit)
            await answer(visit, [0, 1])
            assert visit.troubles == []
            postgresql.stop()
            try:
                await answer(visit, [0, 1, 0])
                assert len(visit.troubles) == 1
                assert NOT_HANDED_IN in visit.troubles[0]
            finally:
                postgresql.start()
            for _ in range(5_000):  # for two seconds nobody asks a database that was away
                await visit.reload()
                if not visit.troubles:
                    break
            assert visit.troubles == []

    with started(("-m", "finlit", "serve", "--port", "0"), tmp_path) as server:
        asyncio.run(lesson(server.address))
    assert len(device.events) == 5
    assert sorted(kept(store)) == sorted(device.events)
    store.close()


def test_a_killed_process_loses_no_confirmed_answer_and_pupils_come_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"sqlite:///{tmp_path / 'classroom.sqlite'}"
    monkeypatch.setenv("FINLIT_DATABASE_URL", url)
    store, device = open_at(url), Device()
    class_ = class_with_work(store)

    async def first_half(address: str) -> None:
        async with Visit(address, device, f"join?code={class_.code}") as visit:
            await join(visit)
            await answer(visit, [0, 1, 0])
            assert visit.troubles == []

    async def second_half(address: str) -> None:
        async with Visit(address, device, LESSON) as visit:
            await visit.open()
            await answer(visit, [1])
            assert visit.troubles == []

    with started(("-m", "finlit", "serve", "--port", "0"), tmp_path) as server:
        asyncio.run(first_half(server.address))
        os.kill(server.process_id, getattr(signal, "SIGKILL", signal.SIGTERM))
    assert sorted(kept(store)) == sorted(device.events)
    unconfirmed = {**next(iter(device.events.values())), "id": "made-as-the-server-went"}
    device.events["made-as-the-server-went"] = unconfirmed
    with started(("-m", "finlit", "serve", "--port", "0"), tmp_path) as server:
        asyncio.run(second_half(server.address))
    assert len(device.events) == 5
    assert sorted(kept(store)) == sorted(device.events)
    store.close()
