"""How a server fares with one learner, with a class that opens at once, and with a full school.

All of it goes to this machine alone and ends by itself: a fixed number of sessions and of moves.
"""

from __future__ import annotations

import asyncio
import random
import time
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.session import Place, Session, Turn

MOVES = 40
SECONDS_TO_LOOK = 0.25
CLASS_SIZE = 30
CLASS_TRIES = 3
SCHOOL_SIZE = 200
SECONDS_BETWEEN_MOVES = 5.0
SECONDS_OF_SCHOOL = 30.0


@dataclass(frozen=True)
class Moves:
    """Single moves, one after the other: median seconds, and mean seconds of the processor.

    `new_seconds` is for values that nobody has asked for before, `framed_seconds` for those that a
    browser shows already from its frames, the rest for any value.
    """

    new_seconds: float
    framed_seconds: float
    seconds: float
    processor_seconds: float


def processor_seconds(process_id: int) -> float:
    """Processor time that a process has used so far (Linux)."""
    fields = Path(f"/proc/{process_id}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    ticks = int(fields[11]) + int(fields[12])
    return ticks / 100


async def one_learner(address: str, place: Place, process_id: int) -> Moves:
    """A learner alone moves the slider at a person's pace: new values first, then any values."""
    chance = random.Random(1)
    async with Session(address, place) as session:
        await session.open()
        values = session.knob.values
        await session.move(session.knob.start)
        new = [
            await _paced(session, value) for value in chance.sample(values, min(len(values), MOVES))
        ]
        before = processor_seconds(process_id)
        turns = [await _paced(session, chance.choice(values)) for _ in range(MOVES)]
        used = processor_seconds(process_id) - before
        await session.fetch_frames()
        framed = [await _paced(session, chance.choice(values)) for _ in range(MOVES)]
    return Moves(
        median(turn.seconds for turn in new),
        median(turn.seconds for turn in framed),
        median(turn.seconds for turn in turns),
        used / MOVES,
    )


async def _paced(session: Session, value: float) -> Turn:
    turn = await session.move(value)
    await asyncio.sleep(SECONDS_TO_LOOK)
    return turn


async def class_opens(address: str, place: Place) -> float:
    """Seconds until the last of `CLASS_SIZE` sessions that open at once has its page."""

    async def arrive(stack: AsyncExitStack) -> None:
        session = await stack.enter_async_context(Session(address, place))
        await session.open()

    took = []
    for _ in range(CLASS_TRIES):
        async with AsyncExitStack() as stack:
            started = time.perf_counter()
            await asyncio.gather(*(arrive(stack) for _ in range(CLASS_SIZE)))
            took.append(time.perf_counter() - started)
    return median(took)


@dataclass(frozen=True)
class Dragging:
    """A class that drags at once: seconds of every answer, and of the server's processor in all.

    Nothing is asked for while a finger moves, so what each waits for is the frames before it and
    the answer to letting go.
    """

    frames_seconds: list[float]
    release_seconds: list[float]
    processor_seconds: float


async def class_drags(address: str, place: Place, process_id: int) -> Dragging:
    """`CLASS_SIZE` learners fetch the frames of one control and let it go, three times."""

    async def arrive(stack: AsyncExitStack) -> Session:
        session = await stack.enter_async_context(Session(address, place))
        await session.open()
        return session

    async def drag(session: Session, seed: int) -> tuple[float, list[float]]:
        chance = random.Random(seed)
        begun = time.perf_counter()
        await session.fetch_frames()
        took = time.perf_counter() - begun
        turns = []
        for _ in range(3):
            turns.append((await session.move(chance.choice(session.knob.values))).seconds)
            await asyncio.sleep(chance.uniform(1.5, 2.5))  # the next drag, of which nothing is told
        return took, turns

    async with AsyncExitStack() as stack:
        sessions = await asyncio.gather(*(arrive(stack) for _ in range(CLASS_SIZE)))
        before = processor_seconds(process_id)
        found = await asyncio.gather(*(drag(one, seed) for seed, one in enumerate(sessions)))
        used = processor_seconds(process_id) - before
    return Dragging(
        [took for took, _ in found], [each for _, turns in found for each in turns], used
    )


async def school_works(
    address: str, place: Place, size: int = SCHOOL_SIZE, duration: float = SECONDS_OF_SCHOOL
) -> list[float]:
    """Seconds of every move of `size` sessions, each moving every five seconds."""
    async with AsyncExitStack() as stack:
        sessions = []
        for _ in range(size):
            session = await stack.enter_async_context(Session(address, place))
            await session.open()
            sessions.append(session)
        end = time.perf_counter() + duration
        works = (_work(session, seed, end) for seed, session in enumerate(sessions))
        return [seconds for each in await asyncio.gather(*works) for seconds in each]


async def _work(session: Session, seed: int, end: float) -> list[float]:
    chance = random.Random(seed)
    values = session.knob.values
    took = []
    await asyncio.sleep(chance.uniform(0, SECONDS_BETWEEN_MOVES))
    while time.perf_counter() < end:
        turn = await session.move(chance.choice(values))
        took.append(turn.seconds)
        await asyncio.sleep(max(0.0, SECONDS_BETWEEN_MOVES - turn.seconds))
    return took
