"""Clocks that jump: one that was wrong for a while deletes nothing and swaps nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest

from finlit.classroom import ClassGoneError, assignments, classes, events, expiry, undo
from finlit.classroom.reports.report import pupil_result
from finlit.classroom.store.store import Store
from finlit.lessons import Lesson, Questions, load_course
from tests.classroom.acts import MINUTE, NOW, class_with_pupil, event
from tests.server import ROOT

DAY = timedelta(days=1)


def test_a_clock_400_days_ahead_deletes_nothing(store: Store) -> None:
    made, member = class_with_pupil(store)
    events.keep(store, member, None, [event("one")], NOW)
    ahead = NOW + DAY * 400
    expiry.purge(store, ahead)
    with pytest.raises(ClassGoneError):  # by that clock it is over
        classes.find(store, made.code, ahead)
    for hours in range(1, 24 * 6):
        expiry.purge_sometimes(store, ahead + timedelta(hours=hours))
    put_right = NOW + DAY * 6
    assert expiry.purge(store, put_right) == 0
    assert classes.find(store, made.code, put_right) == made
    assert len(events.of_class(store, made.id)) == 1
    # A second time ahead begins the week anew.
    assert expiry.purge(store, ahead + DAY * 7) == 0
    assert expiry.purge(store, NOW + DAY * 7) == 0
    assert classes.find(store, made.code, NOW + DAY * 7) == made


def test_what_a_wrong_clock_did_delete_comes_back_within_a_week(store: Store) -> None:
    made, member = class_with_pupil(store)
    work = assignments.make(store, made.id, "compounding", NOW)
    events.keep(store, member, work, [event("one")], NOW)
    ahead = NOW + DAY * 400
    expiry.purge(store, ahead)
    assert expiry.purge(store, ahead + expiry.WEEK) == 1
    (aside,) = undo.of_class(store, made.id, NOW)
    assert (aside.what, aside.label) == ("class", made.name)
    undo.bring_back(store, made.id, aside.id, NOW)
    assert classes.find(store, made.code, NOW) == made
    assert [each.assignment_id for each in events.of_class(store, made.id)] == [work.id]


def test_a_server_that_runs_once_a_week_deletes_too(store: Store) -> None:
    classes.make(store, NOW, months=1)
    deleted = [expiry.purge(store, NOW + DAY * days) for days in (7, 14, 21, 28, 35, 42, 49)]
    assert sum(deleted) == 1


def test_after_a_month_unseen_the_week_begins(store: Store) -> None:
    classes.make(store, NOW, months=1)
    expiry.purge(store, NOW + DAY * 31)
    assert expiry.purge(store, NOW + DAY * 90) == 0
    assert expiry.purge(store, NOW + DAY * 98) == 1


def test_a_clock_put_back_does_not_swap_first_and_last_answers(store: Store) -> None:
    lesson = load_course(ROOT / "lessons").lesson("compounding")
    assert isinstance(lesson, Lesson)
    question = next(
        lesson.quiz[id_]
        for part in lesson.parts
        for block in part.blocks
        if isinstance(block, Questions)
        for id_ in block.ask
        if lesson.quiz[id_].kind == "choice"
    )
    right = next(choice.id for choice in question.choices if choice.right)
    wrong = next(choice.id for choice in question.choices if not choice.right)
    made, member = class_with_pupil(store)
    work = assignments.make(store, made.id, lesson.slug, NOW)
    for number, (value, now) in enumerate(((wrong, NOW + MINUTE * 90), (right, NOW))):
        said = event(
            f"{number}",
            f"{lesson.slug}/{question.id}",
            payload={"value": value},
            time=now.isoformat(),
        )
        events.keep(store, member, work, [said], now)
    result = pupil_result(lesson, work, member, events.of_class(store, made.id))
    assert result.first == {question.id: False}
    assert result.last == {question.id: True}
