"""Returns are offered about a week and four weeks after a lesson was done, once each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from finlit.learning.progress import Event, Log, content_id
from finlit.learning.spaced_review import BETWEEN, PAUSES, finished, next_review, returns
from finlit.lessons import Lesson

START = datetime(2026, 1, 5, 10, tzinfo=UTC)


def done(lesson: Lesson, ids: Iterable[str], when: datetime) -> list[Event]:
    return [
        Event(f"{n}-{when:%j}", "ann", "done", content_id(lesson, id_), "v", {}, when.isoformat())
        for n, id_ in enumerate(ids)
    ]


def core(lesson: Lesson) -> list[str]:
    return [part.id for part in lesson.parts if part.core]


def test_a_lesson_is_finished_when_the_last_of_its_core_parts_is(sound: Lesson) -> None:
    first, *rest = core(sound)
    log = Log(done(sound, rest, START))
    assert finished(log, sound) is None
    late = START + timedelta(days=2)
    assert finished(log.merge(done(sound, [first], late)), sound) == late


def test_nothing_comes_back_before_the_lesson_is_done(sound: Lesson) -> None:
    assert next_review(Log(done(sound, core(sound)[:1], START)), sound) is None
    assert returns(Log(), [sound]) == ()


def test_the_first_return_is_due_after_a_week_and_the_second_after_a_month(sound: Lesson) -> None:
    log = Log(done(sound, core(sound), START))
    (week,) = returns(log, [sound])
    assert week.part.back == "week" and week.due == START + PAUSES["week"]
    assert not week.is_due(START + timedelta(days=5)) and week.is_due(START + timedelta(days=7))
    log = log.merge(done(sound, [week.part.id], START + timedelta(days=7)))
    (month,) = returns(log, [sound])
    assert month.part.back == "month" and month.due == START + PAUSES["month"]
    log = log.merge(done(sound, [month.part.id], START + timedelta(days=30)))
    assert returns(log, [sound]) == ()


def test_a_late_first_return_puts_the_second_off(sound: Lesson) -> None:
    log = Log(done(sound, core(sound), START))
    late = START + timedelta(days=90)
    log = log.merge(done(sound, ["back-week"], late))
    month = next_review(log, sound)
    assert month is not None and month.due == late + BETWEEN


def test_the_one_that_waited_longest_stands_first(sound: Lesson) -> None:
    other = replace(sound, slug="other")
    log = Log(
        [
            *done(sound, core(sound), START + timedelta(days=1)),
            *done(other, core(other), START),
        ]
    )
    assert [each.lesson.slug for each in returns(log, [sound, other])] == ["other", "sound"]
