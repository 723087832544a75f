"""Events are appended once each, under any retry, and nothing typed gets in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from finlit.classroom import Member, assignments, events, members, times
from finlit.classroom.assignments import BadAssignmentError
from finlit.classroom.store.store import Store
from finlit.learning.progress import Log
from tests.classroom.acts import MINUTE, NOW, class_with_pupil, event


def test_an_event_sent_twice_is_kept_once_and_never_changed(store: Store) -> None:
    made, member = class_with_pupil(store)
    first, second = event("one"), event("two", kind="done", content="compounding/see", payload={})
    assert events.keep(store, member, None, [first], NOW) == {"one"}
    later = event("one", payload={"value": "b", "right": False})
    assert events.keep(store, member, None, [later, second], NOW + MINUTE) == {"one", "two"}
    kept = events.of_class(store, made.id)
    assert [(each.event.id, each.received) for each in kept] == [
        ("one", NOW),
        ("two", NOW + MINUTE),
    ]
    assert kept[0].event.payload == {"value": "a", "right": True}
    assert events.keep(store, member, None, [], NOW) == frozenset()


def test_the_log_of_a_pupil_is_what_was_sent(store: Store) -> None:
    _, member = class_with_pupil(store)
    values = [0.1 + 0.2, -1e17, 3, True, None, "choice-a", "v1.2"]
    sent = [
        event(f"e{i}", payload={"value": value}, time=(NOW + MINUTE * i).isoformat())
        for i, value in enumerate(values)
    ]
    events.keep(store, member, None, reversed(sent), NOW)
    log = events.of_member(store, member)
    assert [e.payload["value"] for e in log] == values
    assert [type(e.payload["value"]) for e in log] == [type(value) for value in values]
    assert {e.learner for e in log} == {member.id}  # not the browser's own id
    assert Log(log) == log


def test_nothing_that_was_typed_is_kept(store: Store) -> None:
    _, member = class_with_pupil(store)
    payload = {"value": "my name is Kim", "note": "kim@example.org", "mark": "café", "right": True}
    payload |= {"second": "café", "kim_is_not_nice": 1.0}
    assert events.keep(store, member, None, [event("one", payload=payload)], NOW) == {"one"}
    (kept,) = events.of_member(store, member)
    assert kept.payload == {"right": True}


def test_events_of_one_pupil_do_not_shadow_another_pupils(store: Store) -> None:
    made, member = class_with_pupil(store)
    other, _ = members.join(store, made.id, NOW)
    assert events.keep(store, member, None, [event("same")], NOW) == {"same"}
    assert events.keep(store, other, None, [event("same")], NOW) == {"same"}
    assert {kept.member_id for kept in events.of_class(store, made.id)} == {member.id, other.id}


def test_events_are_filed_under_the_assignment_that_they_belong_to(store: Store) -> None:
    made, member = class_with_pupil(store)
    lesson = assignments.make(store, made.id, "compounding", NOW)
    claim = assignments.make(store, made.id, "claims/gold-or-index", NOW)
    game = assignments.make(store, made.id, "game/HKFMRP", NOW)
    sent = {
        "in": (lesson, "compounding/q-rule"),
        "out": (lesson, "compounding-2/q-rule"),
        "claim": (claim, "claims/gold-or-index/before"),
        "game": (game, "blind-dip/hkfmrp-1/3/1"),
        "game-2": (game, "blind-dip/hkfmrx-1/3/1"),
    }
    for id_, (assignment, content) in sent.items():
        events.keep(store, member, assignment, [event(id_, content)], NOW)
    filed = {k.event.id: k.assignment_id for k in events.of_class(store, made.id)}
    expected = {"in": lesson.id, "out": None, "claim": claim.id, "game": game.id, "game-2": None}
    assert filed == expected
    assert [k.event.id for k in events.of_class(store, made.id, claim.id)] == ["claim"]


def test_work_for_an_assignment_that_was_taken_away_stays_the_pupils(store: Store) -> None:
    made, member = class_with_pupil(store)
    assignment = assignments.make(store, made.id, "compounding", NOW)
    events.keep(store, member, assignment, [event("before")], NOW)
    assignments.remove(store, made.id, assignment.id, NOW)
    assert events.keep(store, member, assignment, [event("after")], NOW) == {"after"}
    assert [kept.assignment_id for kept in events.of_class(store, made.id)] == [None, None]
    assert len(events.of_member(store, member)) == 2


def test_a_wrong_clock_harms_nothing(store: Store) -> None:
    """A device says 9999 and 1970, and the server's clock is set back: the order stays."""
    made, member = class_with_pupil(store)
    server = [NOW, NOW + MINUTE, NOW - 60 * MINUTE]
    for now, year in zip(server, (9999, 1970, 2026), strict=True):
        said = datetime(year, 1, 1, tzinfo=UTC).isoformat()
        events.keep(store, member, None, [event(f"y{year}", time=said)], now)
    kept = events.of_class(store, made.id)
    assert [k.event.id for k in kept] == ["y9999", "y1970", "y2026"]
    assert [k.received for k in kept] == server
    assert [k.event.time[:4] for k in kept] == ["9999", "1970", "2026"]  # kept as said


def test_what_comes_in_at_once_is_in_the_order_of_the_pupils_clock(store: Store) -> None:
    made, member = class_with_pupil(store)
    sent = [
        event(id_, time=(NOW + MINUTE * minute).isoformat())
        for id_, minute in (("a", 3), ("b", 1), ("c", 2))
    ]
    events.keep(store, member, None, sent, NOW)
    assert [kept.event.id for kept in events.of_class(store, made.id)] == ["b", "c", "a"]


def test_a_flood_is_stopped(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "MOST", 3)
    _, member = class_with_pupil(store)
    events.keep(store, member, None, [event("a"), event("b"), event("c")], NOW)
    with pytest.raises(events.TooMuchError):
        events.keep(store, member, None, [event("d")], NOW)


@pytest.fixture
def pupil(store: Store) -> Member:
    return class_with_pupil(store)[1]


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(batches=st.lists(st.lists(st.integers(0, 30), max_size=6), max_size=8))
def test_any_repetition_and_order_of_sending_gives_each_event_once(
    store: Store, pupil: Member, batches: list[list[int]]
) -> None:
    before = {e.id for e in events.of_member(store, pupil)}
    for batch in batches:
        told = events.keep(store, pupil, None, [event(f"h{number}") for number in batch], NOW)
        assert told == {f"h{number}" for number in batch}
    after = [e.id for e in events.of_member(store, pupil)]
    assert len(after) == len(set(after))
    assert set(after) == before | {f"h{number}" for batch in batches for number in batch}


def test_assignments_are_made_changed_copied_and_taken_away(store: Store) -> None:
    made, _ = class_with_pupil(store)
    other, _ = class_with_pupil(store)
    due = NOW + timedelta(days=7)
    plan = {"race": {"rate": 0.07, "years": 30, "log": True, "market": "us-stocks"}}
    first = assignments.make(
        store, made.id, "compounding", NOW, parts=["see", "check"], settings=plan, due=due
    )
    assert assignments.by_id(store, made.id, first.id) == first
    assert assignments.by_code(store, first.code.lower(), NOW) == (
        assignments.classes.by_id(store, made.id, NOW),
        first,
    )
    second = assignments.make(store, made.id, "diversification", NOW + MINUTE, answers="later")
    assert assignments.of_class(store, made.id) == (first, second)
    assert second.reasons_wait
    second = assignments.show_answers(store, made.id, second.id)
    assert not second.reasons_wait
    assert assignments.hold(store, made.id, first.id, True).holding
    changed = assignments.change(store, made.id, first.id, parts=["see"], due=None)
    assert (changed.parts, changed.due, changed.holding) == (("see",), None, True)
    assert assignments.by_id(store, made.id, first.id) == changed
    copied = assignments.copy(store, made.id, first.id, other.id, NOW)
    assert (copied.settings, copied.parts, copied.holding) == (plan, ("see",), False)
    assert copied.code != first.code
    assignments.remove(store, made.id, first.id, NOW)
    assert assignments.of_class(store, made.id) == (second,)
    with pytest.raises(assignments.ClassGoneError, match="taken away"):
        assignments.by_code(store, first.code, NOW)


def test_an_assignment_is_early_open_or_late(store: Store) -> None:
    made, _ = class_with_pupil(store)
    days = [NOW + timedelta(days=day) for day in range(4)]
    work = assignments.make(store, made.id, "compounding", NOW, opens=days[1], due=days[2])
    assert [times.state(work, day) for day in days] == ["early", "open", "open", "late"]
    free = assignments.change(store, made.id, work.id, opens=None, due=None)
    assert {times.state(free, day) for day in days} == {"open"}
    with pytest.raises(BadAssignmentError, match="due before it opens"):
        assignments.change(store, made.id, work.id, opens=days[2], due=days[1])


@pytest.mark.parametrize(
    "wrong",
    [
        {"content": "../secrets"},
        {"content": "claims/a/b"},
        {"answers": "never"},
        {"parts": ["a free text"]},
        {"settings": {"race": {"note": "a free text"}}},
        {"settings": {"race": {"rate": float("nan")}}},
    ],
)
def test_an_assignment_holds_ids_and_values_alone(store: Store, wrong: dict[str, object]) -> None:
    made, _ = class_with_pupil(store)
    wanted = {"content": "compounding", **wrong}
    with pytest.raises(ValueError, match=r"is no lesson|told by|never|number, a flag"):
        assignments.make(store, made.id, str(wanted.pop("content")), NOW, **wanted)
    assert assignments.of_class(store, made.id) == ()


def test_a_class_has_a_limit_of_assignments(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assignments, "MOST", 1)
    made, _ = class_with_pupil(store)
    assignments.make(store, made.id, "compounding", NOW)
    with pytest.raises(BadAssignmentError, match="at most 1"):
        assignments.make(store, made.id, "diversification", NOW)
