"""A class of 120 on one process: each pupil answers every five seconds, for three minutes.

    python benchmarks/classroom.py                   beside the same load on a bare Streamlit page
    python benchmarks/classroom.py --kill            the server is killed half way and started again
    python benchmarks/classroom.py --pupils 30 --seconds 20 --ours

Pupils join through the join page over real sockets and keep what a browser would keep; the
teacher's live board is open. At the end every answer that was confirmed is looked for in the
database. The exit code is 1 when one is missing or doubled, when a page told of an error, or when
a target is missed.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import signal
import socket
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from statistics import median, quantiles

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import sqlalchemy as sa  # noqa: E402
from websockets.exceptions import WebSocketException  # noqa: E402

from benchmarks import load  # noqa: E402
from benchmarks.report import Row, table  # noqa: E402
from benchmarks.run import BARE  # noqa: E402
from benchmarks.visit import Device, Visit  # noqa: E402
from finlit.classroom import assignments, classes  # noqa: E402
from finlit.classroom.model import Assignment, Class  # noqa: E402
from finlit.classroom.store import schema  # noqa: E402
from finlit.classroom.store.store import Store, open_at  # noqa: E402
from finlit.lessons import Questions, load_course  # noqa: E402
from tests.server import Running, started  # noqa: E402

LESSON = "compounding"
SECONDS_BETWEEN = 5.0
SECONDS_OF_BOARD = 3.0
JOIN_AT_ONCE = 10
MOST_SECONDS = 0.5
LOST = (ConnectionError, OSError, WebSocketException)


@dataclass
class Outcome:
    """What the pupils saw."""

    seconds: list[float] = field(default_factory=list)
    renewed: list[float] = field(default_factory=list)  # the live board
    joined: list[float] = field(default_factory=list)
    confirmed: set[str] = field(default_factory=set)
    told: list[str] = field(default_factory=list)  # errors on pages
    processor: float = float("nan")  # seconds that the server used for all answers
    cut_off: int = 0  # pages that the kill cut off


class Place:
    """Where the class is: its server, which may be down for a while, and what to do there."""

    def __init__(self, address: str, code: str, key: str, assignment: str, pupils: int) -> None:
        self.address = address
        self.code = code
        self.key = key
        self.assignment = assignment
        self.gate = asyncio.Semaphore(JOIN_AT_ONCE)
        self.all_joined = asyncio.Barrier(pupils + 2)  # and the projector, and the clock
        self.up = asyncio.Event()
        self.up.set()


@contextmanager
def serving(folder: Path, port: int) -> Iterator[Running]:
    """Our app on this port."""
    with started(("-m", "finlit", "serve", "--port", str(port)), folder) as running:
        yield running


def free_port() -> int:
    """A port that nobody uses just now."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def class_with_questions(store: Store) -> tuple[Class, str, Assignment]:
    """A class, its key, and an assignment: the part of a lesson that asks the most questions."""
    lesson = load_course(ROOT / "lessons").lesson(LESSON)
    assert lesson is not None
    asked = Counter(
        {
            part.id: sum(len(b.ask) for b in part.blocks if isinstance(b, Questions))
            for part in lesson.parts
        }
    )
    made, key = classes.make(store, datetime.now(UTC))
    parts = [asked.most_common(1)[0][0]]
    return made, key, assignments.make(store, made.id, LESSON, datetime.now(UTC), parts=parts)


async def class_works(
    folder: Path, store: Store, pupils: int, seconds: float, kill: bool
) -> Outcome:
    """The whole class at work; with `kill` on a second server from half way on."""
    class_, key, assignment = class_with_questions(store)
    port, seen = free_port(), Outcome()
    place = Place(f"http://127.0.0.1:{port}", class_.code, key, assignment.id, pupils)
    with serving(folder, port) as server:
        work = asyncio.gather(
            projector(place, seconds, seen),
            *(life(place, seed, seconds, seen) for seed in range(pupils)),
        )
        await place.all_joined.wait()
        used = load.processor_seconds(server.process_id)
        if not kill:
            await work
            seen.processor = load.processor_seconds(server.process_id) - used
            return seen
        await asyncio.sleep(seconds / 2)
        place.up.clear()
        os.kill(server.process_id, signal.SIGKILL)
    with serving(folder, port):
        place.up.set()
        await work
    return seen


async def projector(place: Place, seconds: float, seen: Outcome) -> None:
    """The teacher's live board, which renews itself every three seconds."""
    async with Visit(place.address, Device(), "class") as board:
        await board.open()
        board.write("class.open.code", place.code)
        board.write("class.open.key", place.key)
        await board.press("open")
        board.write("class.room", ["Live board"])
        await board.reload()
        await place.all_joined.wait()
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            try:
                took = await board.renew()
            except LOST:
                return
            seen.renewed.append(took)
            seen.told += board.troubles
            await asyncio.sleep(max(0.0, SECONDS_OF_BOARD - took))


async def life(place: Place, seed: int, seconds: float, seen: Outcome) -> None:
    """One pupil: joins, waits for the others, answers; after a lost connection comes back with
    what the device has kept."""
    chance, device = random.Random(seed), Device()
    async with Visit(place.address, device, f"join?code={place.code}") as pupil:
        async with place.gate:
            await pupil.open()
            seen.joined.append(await pupil.press("join-now"))
            await pupil.press(f"start-list-{place.assignment}")
        await place.all_joined.wait()
        end = time.perf_counter() + seconds
        await asyncio.sleep(chance.uniform(0, SECONDS_BETWEEN))
        try:
            await answers(pupil, chance, end, seen)
        except LOST:
            seen.cut_off += 1
    while time.perf_counter() < end:
        await place.up.wait()
        try:
            async with Visit(place.address, device, LESSON) as pupil:
                await pupil.open()
                await answers(pupil, chance, end, seen)
        except LOST:
            await asyncio.sleep(0.5)


async def answers(pupil: Visit, chance: random.Random, end: float, seen: Outcome) -> None:
    """A random choice in a random question, every five seconds until the end."""
    forms = [key.removesuffix(".check") for key in pupil.keys(f"{LESSON}.") if ".check" in key]
    radios = [key for key in forms if pupil.is_choice(key)]
    while time.perf_counter() < end:
        key = chance.choice(radios)
        pupil.write(key, chance.choice(pupil.options(key)))
        took = await pupil.press(f"{key}.check")
        seen.seconds.append(took)
        if pupil.troubles:
            seen.told += pupil.troubles
        else:
            seen.confirmed |= set(pupil.device.events)
        await asyncio.sleep(max(0.0, SECONDS_BETWEEN - took))


def kept_ids(store: Store) -> list[str]:
    """Ids of all events in the database."""
    with store.reading() as connection:
        return list(connection.execute(sa.select(schema.events.c.id)).scalars())


def ours(pupils: int, seconds: float, kill: bool) -> tuple[Outcome, bool]:
    """What pupils saw, and whether nothing was lost or doubled and no page told of an error."""
    with tempfile.TemporaryDirectory() as name:
        url = f"sqlite:///{Path(name) / 'classroom.sqlite'}"
        os.environ["FINLIT_DATABASE_URL"] = url
        store = open_at(url)
        seen = asyncio.run(class_works(Path(name), store, pupils, seconds, kill))
        kept = kept_ids(store)
        store.close()
    lost, doubled = seen.confirmed - set(kept), len(kept) - len(set(kept))
    print(
        f"{len(seen.seconds):,} answers; {len(seen.confirmed):,} events confirmed and "
        f"{len(kept):,} in the database: {len(lost)} lost, {doubled} doubled; "
        f"{len(seen.told)} errors told, {seen.cut_off} pages cut off"
    )
    for sentence in sorted(set(seen.told))[:5]:
        print(f"  told: {sentence[:200]}")
    return seen, not lost and not doubled and not seen.told


def bare(pupils: int, seconds: float) -> list[float]:
    """Seconds of every move of as many sessions on the bare page."""
    with BARE.serving() as server:
        return asyncio.run(load.school_works(server.address, BARE.place, pupils, seconds))


def rows(seen: Outcome, beside: list[float] | None) -> list[Row]:
    """Ours beside the bare page's."""
    measures: dict[str, Callable[[list[float]], float]] = {
        "p50": median,
        "p95": _p95,
        "longest": max,
    }
    return [
        Row("joining, p95", "s", _p95(seen.joined), None, None),
        Row("the live board, p95", "s", _p95(seen.renewed), None, None),
        *(
            Row(f"an answer, {name}", "s", of(seen.seconds), of(beside) if beside else None, None)
            for name, of in measures.items()
        ),
    ]


def held_to(seen: Outcome) -> list[Row]:
    """What is held against a target, for a server that nobody killed."""
    each = seen.processor / len(seen.seconds)
    return [
        Row("processor time an answer", "s", each, None, None),
        Row("an answer, p95, at most", "s", _p95(seen.seconds), None, MOST_SECONDS),
    ]


def _p95(values: list[float]) -> float:
    return quantiles(values, n=20)[-1]


def main() -> int:
    """Measure, look into the database, print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--pupils", type=int, default=120)
    parser.add_argument("--seconds", type=float, default=180.0)
    parser.add_argument("--kill", action="store_true", help="kill the server half way")
    parser.add_argument("--ours", action="store_true", help="without the bare page")
    options = parser.parse_args()
    seen, sound = ours(options.pupils, options.seconds, options.kill)
    with_bare = not (options.ours or options.kill)
    measured = rows(seen, bare(options.pupils, options.seconds) if with_bare else None)
    if not options.kill:
        measured += held_to(seen)
    print(table(measured))
    return 0 if sound and all(row.is_met for row in measured) else 1


if __name__ == "__main__":
    sys.exit(main())
