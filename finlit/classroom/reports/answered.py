"""First answers to a question, counted over a class. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from finlit.classroom.model import Assignment, Kept
from finlit.classroom.reports.tally import Tally
from finlit.lessons.model import Content, Lesson, Question
from finlit.lessons.parts import Part, Predict

Events = dict[tuple[str, str], list[Kept]]  # (kind, id in the content) -> oldest first


@dataclass(frozen=True)
class CommonMistake:
    """The commonest wrong first answer: a choice's id or a number, how many gave it, and the
    misconception behind it in words, "" where the lesson names none."""

    answer: str | float
    count: int
    misconception: str


@dataclass(frozen=True)
class Answered:
    """First answers to one question: how many, how many were right, how many chose each choice or
    which numbers they gave; `right_last` is how many have it right by now."""

    question: Question
    part_id: str
    count: int
    right: int
    right_last: int
    choices: Mapping[str, int]
    numbers: tuple[float, ...]
    mistake: CommonMistake | None

    def share(self, choice_id: str) -> float:
        """The share of first answers that chose it, 0 to 1; NaN before anyone has answered."""
        return self.choices[choice_id] / self.count if self.count else float("nan")


def values(of_pupils: Iterable[Events], kind: str, id_: str, which: int) -> list[Any]:
    """What each pupil said first (`which` 0) or last (-1)."""
    return [
        events[kind, id_][which].event.payload.get("value")
        for events in of_pupils
        if (kind, id_) in events
    ]


def numbers(values: Iterable[Any]) -> tuple[float, ...]:
    """The numbers among what was said, smallest first."""
    plain = (value for value in values if not isinstance(value, bool))
    return tuple(sorted(float(value) for value in plain if isinstance(value, int | float)))


def possible(block: Predict, value: Any) -> bool:
    """Whether the lesson's own page could have taken this guess, and no log was made to say it."""
    if block.kind == "choice":
        return value in block.options
    return bool(numbers([value])) and block.low <= value <= block.high


def answered(content: Content, question: Question, part: Part, counted: Tally) -> Answered:
    """First answers of all pupils to a question of a part."""
    place = ("answer", f"{content.slug}/{question.id}")
    first, last = (
        [(*judged_payload(question, said.payload), said.count) for said in side.get(place, ())]
        for side in (counted.first, counted.last)
    )
    choices = {choice.id: 0 for choice in question.choices}
    for value, _, count in first:
        if isinstance(value, str) and value in choices:
            choices[value] += count
    said = [value for value, _, count in first for _ in range(count)]
    return Answered(
        question=question,
        part_id=part.id,
        count=len(said),
        right=sum(count for _, right, count in first if right),
        right_last=sum(count for _, right, count in last if right),
        choices=choices,
        numbers=numbers(said) if question.kind == "number" else (),
        mistake=_mistake(
            content, question, [v for v, right, count in first if not right for _ in range(count)]
        ),
    )


def by_id(content: Content, events: Iterable[Kept]) -> Events:
    """The events of a lesson or claim by kind and id, in the order given, which is that of coming
    in: no clock can swap a first answer and a last one."""
    found: Events = {}
    for each in events:
        id_ = each.event.content.removeprefix(f"{content.slug}/")
        found.setdefault((each.event.kind, id_), []).append(each)
    return found


def parts_of(content: Content, assignment: Assignment) -> list[Part]:
    """The parts that an assignment asks for, in the content's order; without any named, all."""
    asked = [part for part in content.screens if part.id in assignment.parts]
    return asked or list(content.parts)


def judged(question: Question, kept: Kept) -> tuple[Any, bool]:
    """What was answered, and whether it was right; of a number the device has told it."""
    return judged_payload(question, kept.event.payload)


def judged_payload(question: Question, payload: Mapping[str, Any]) -> tuple[Any, bool]:
    """As `judged`, of an event's payload."""
    value = payload.get("value")
    if question.kind == "choice":
        return value, any(choice.right for choice in question.choices if choice.id == value)
    return value, payload.get("right") is True


def _mistake(content: Content, question: Question, wrong: list[Any]) -> CommonMistake | None:
    names = content.misconceptions if isinstance(content, Lesson) else {}
    if question.kind == "choice":
        offered = {choice.id: choice.misconception for choice in question.choices}
        common = Counter(value for value in wrong if value in offered).most_common(1)
        return next((CommonMistake(id_, n, names.get(offered[id_], "")) for id_, n in common), None)
    return next(
        (
            CommonMistake(value, count, names.get(_trap(question, value), ""))
            for value, count in Counter(numbers(wrong)).most_common(1)
        ),
        None,
    )


def _trap(question: Question, value: float) -> str:
    near = (trap for trap in question.traps if abs(value - trap.value) <= trap.tolerance)
    return next((trap.misconception for trap in near), "")
