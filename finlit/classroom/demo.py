"""A class of made-up pupils, for a teacher who looks before there is a class of one's own."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import datetime, timedelta

from finlit.classroom import assignments, classes, events, members
from finlit.classroom.model import Assignment, Class, Member
from finlit.classroom.store.store import Store
from finlit.learning.progress import Event
from finlit.lessons import Lesson, Part, Predict, Questions

PUPILS = 14
_STRANGERS = 3  # who have joined and not begun


def make(store: Store, lesson: Lesson, now: datetime, *, address: str | None = None) -> Class:
    """A class in which pupils by chance have worked on a lesson. It ends after a month; nobody has
    its key. Raises what making a class does."""
    class_, _ = classes.make(store, now, months=1, address=address)
    given = assignments.make(
        store, class_.id, lesson.slug, now, parts=[part.id for part in lesson.parts if part.core]
    )
    chance = random.Random(class_.id)
    for number in range(PUPILS):
        member, _ = members.prepare(store, class_.id, now)
        if number >= _STRANGERS:
            events.keep(store, member, given, _work(lesson, given, member, chance, now), now)
    return class_


def _work(
    lesson: Lesson, given: Assignment, member: Member, chance: random.Random, now: datetime
) -> list[Event]:
    """What one made-up pupil did: some parts, with guesses and answers, the later ones better."""
    parts = [part for part in lesson.parts if part.id in given.parts]
    made: list[Event] = []
    skill = chance.uniform(0.3, 0.9)
    for part in parts[: chance.randint(2, len(parts))]:
        for kind, id_, value in _said(lesson, part, skill, chance):
            number = len(made)
            made.append(
                Event(
                    id=f"{member.id}-{number}",
                    learner=member.id,
                    kind=kind,
                    content=f"{lesson.slug}/{id_}",
                    version=lesson.version,
                    payload={} if value is None else {"value": value},
                    time=(now + timedelta(seconds=number)).isoformat(),
                )
            )
    return made


def _said(
    lesson: Lesson, part: Part, skill: float, chance: random.Random
) -> Iterator[tuple[str, str, str | float | None]]:
    for block in part.blocks:
        if isinstance(block, Predict):
            yield "predict", block.id, _guess(block, chance)
        elif isinstance(block, Questions):
            for id_ in block.ask:
                choices = lesson.quiz[id_].choices
                right = [choice.id for choice in choices if choice.right]
                wrong = [choice.id for choice in choices if not choice.right]
                if choices:
                    yield "answer", id_, chance.choice(right if chance.random() < skill else wrong)
    yield "done", part.id, None


def _guess(block: Predict, chance: random.Random) -> str | float:
    if block.kind == "choice":
        return chance.choice(list(block.options))
    steps = int((block.high - block.low) / block.step)
    return block.low + block.step * chance.randint(0, int(steps * chance.random() ** 2))
