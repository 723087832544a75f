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

from benchmarks.session import Place, Session

MOVES = 40
CLASS_SIZE = 30
CLASS_TRIES = 3
SCHOOL_SIZE = 200
SECONDS_BETWEEN_MOVES = 5.0
SECONDS_OF_SCHOOL = 30.0


@dataclass(frozen=True)
class Moves:
    """Single moves, one after the other: medians of seconds and bytes."""

    seconds: float
    cpu_seconds: float
    received_bytes: float


def processor_seconds(process_id: int) -> float:
    """Processor time that a process has used so far (Linux)."""
    fields = Path(f"/proc/{process_id}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    ticks = int(fields[11]) + int(fields[12])
    return ticks / 100


def spread(values: list[float], count: int) -> list[float]:
    """`count` of the values in a fixed disorder, none twice before all have come."""
    disorder = random.Random(1).sample(values, len(values))
    return [disorder[place % len(disorder)] for place in range(count)]


async def one_learner(address: str, place: Place, process_id: int) -> Moves:
    """A learner alone on the server moves the slider again and again, at a person's pace."""
    async with Session(address, place) as session:
        await session.open()
        moves = spread(session.values(), MOVES)
        await session.move(moves[-1])
        before = processor_seconds(process_id)
        turns = []
        for value in moves:
            turns.append(await session.move(value))
            await asyncio.sleep(0.25)
        used = processor_seconds(process_id) - before
    return Moves(
        median(turn.seconds for turn in turns),
        used / len(turns),
        median(turn.received_bytes for turn in turns),
    )


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


async def school_works(address: str, place: Place) -> list[float]:
    """Seconds of every move of `SCHOOL_SIZE` sessions, each moving every five seconds."""
    async with AsyncExitStack() as stack:
        sessions = []
        for _ in range(SCHOOL_SIZE):
            session = await stack.enter_async_context(Session(address, place))
            await session.open()
            sessions.append(session)
        end = time.perf_counter() + SECONDS_OF_SCHOOL
        works = (_work(session, seed, end) for seed, session in enumerate(sessions))
        return [seconds for each in await asyncio.gather(*works) for seconds in each]


async def _work(session: Session, seed: int, end: float) -> list[float]:
    chance = random.Random(seed)
    values = session.values()
    took = []
    await asyncio.sleep(chance.uniform(0, SECONDS_BETWEEN_MOVES))
    while time.perf_counter() < end:
        turn = await session.move(chance.choice(values))
        took.append(turn.seconds)
        await asyncio.sleep(max(0.0, SECONDS_BETWEEN_MOVES - turn.seconds))
    return took
