"""Due dates, hard ends, timers, and more time for one pupil."""

from __future__ import annotations

from datetime import timedelta

import pytest

from finlit.classroom import NoSuchMemberError, assignments, events, members, standings, times
from finlit.classroom.assignments import BadAssignmentError
from finlit.classroom.reports.report import report
from finlit.classroom.store.store import Store
from finlit.lessons import load_course
from tests.classroom.acts import MINUTE, NOW, class_with_pupil, event
from tests.server import ROOT

DAY = timedelta(days=1)


def test_a_hard_end_keeps_what_comes_late_and_does_not_count_it(store: Store) -> None:
    lesson = load_course(ROOT / "lessons").lesson("compounding")
    assert lesson is not None
    made, member = class_with_pupil(store)
    work = assignments.make(store, made.id, lesson.slug, NOW, due=NOW + DAY, hard=True)
    part, other = (f"{lesson.slug}/{each.id}" for each in lesson.parts[:2])
    events.keep(store, member, work, [event("one", part, kind="done")], NOW)
    late = NOW + DAY + MINUTE
    assert events.keep(store, member, work, [event("two", other, kind="done")], late) == {"two"}
    kept = events.of_class(store, made.id)
    assert [each.assignment_id for each in kept] == [work.id, None]
    (result,) = report(lesson, work, [member], kept).pupils
    assert (result.done, result.late) == (1, 0)
    assert standings.tally(store, made.id, work.id).count("done", other) == 0


def test_a_soft_end_counts_and_says_late_by_the_pupils_own_day(store: Store) -> None:
    lesson = load_course(ROOT / "lessons").lesson("compounding")
    assert lesson is not None
    made, member = class_with_pupil(store)
    other, _ = members.join(store, made.id, NOW)
    work = assignments.make(store, made.id, lesson.slug, NOW, due=NOW + DAY)
    assignments.set_own_due(store, made.id, work.id, other.id, NOW + DAY * 3)
    part = f"{lesson.slug}/{lesson.parts[0].id}"
    for number, pupil in enumerate((member, other)):
        events.keep(store, pupil, work, [event(f"{number}", part, kind="done")], NOW + DAY * 2)
    dues = assignments.own_dues(store, work.id)
    assert dues == {other.id: NOW + DAY * 3}
    assert assignments.all_own_dues(store, made.id) == {(work.id, other.id): NOW + DAY * 3}
    found = report(lesson, work, [member, other], events.of_class(store, made.id), dues=dues)
    assert {each.alias: each.late for each in found.pupils} == {member.alias: 1, other.alias: 0}
    assignments.set_own_due(store, made.id, work.id, other.id, None)
    assert assignments.own_dues(store, work.id) == {}
    stranger = class_with_pupil(store)[1]
    with pytest.raises(NoSuchMemberError):
        assignments.set_own_due(store, made.id, work.id, stranger.id, NOW)


def test_an_own_day_goes_before_a_hard_end(store: Store) -> None:
    made, member = class_with_pupil(store)
    work = assignments.make(store, made.id, "compounding", NOW, due=NOW + DAY, hard=True)
    assignments.set_own_due(store, made.id, work.id, member.id, NOW + DAY * 3)
    events.keep(store, member, work, [event("one")], NOW + DAY * 2)
    events.keep(store, member, work, [event("two")], NOW + DAY * 4)
    assert [e.assignment_id for e in events.of_class(store, made.id)] == [work.id, None]


def test_a_timer_runs_longer_for_who_has_more_time(store: Store) -> None:
    made, member = class_with_pupil(store)
    work = assignments.make(store, made.id, "compounding", NOW, minutes=10, hard=True)
    assert times.timer_end(work) is None
    work = assignments.change(store, made.id, work.id, started=NOW)
    assert times.timer_end(work) == NOW + MINUTE * 10
    members.set_more_time(store, made.id, member.id, 50)
    assert members.more_time(store, made.id) == {member.id: 50}
    assert times.timer_end(work, 50) == NOW + MINUTE * 15
    for number, minute in enumerate((14, 16)):
        events.keep(store, member, work, [event(f"{number}")], NOW + MINUTE * minute)
    assert [e.assignment_id for e in events.of_class(store, made.id)] == [work.id, None]
    assert not times.has_ended(assignments.change(store, made.id, work.id, hard=False), NOW + DAY)
    with pytest.raises(BadAssignmentError):
        assignments.change(store, made.id, work.id, minutes=601)
    with pytest.raises(ValueError, match="percent"):
        members.set_more_time(store, made.id, member.id, 301)


def test_how_far_each_pupil_is(store: Store) -> None:
    made, member = class_with_pupil(store)
    work = assignments.make(store, made.id, "compounding", NOW)
    assert standings.progress(store, work.id) == {}
    events.keep(store, member, work, [event("one", kind="done")], NOW)
    events.keep(store, member, work, [event("two"), event("three")], NOW + MINUTE * 5)
    found = standings.progress(store, work.id)[member.id]
    assert (found.done, found.answered, found.last) == (1, 1, NOW + MINUTE * 5)
    assert found.content == "compounding/q-rule"
