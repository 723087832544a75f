"""The learner's log: what goes in comes back, what is not an event stays out."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finlit.learning.progress import KINDS, BadEventError, Event, Log, content_id
from finlit.lessons import Lesson, Predict


def event(id_: str, content: str = "sound/guess", *, second: int = 0, **fields: object) -> Event:
    start = Event(
        id=id_,
        learner="ann",
        kind="predict",
        content=content,
        version="abc123",
        payload={"value": 5},
        time=f"2026-01-05T10:00:{second:02}+00:00",
    )
    return replace(start, **fields)  # type: ignore[arg-type]


def kept(*events: Event, learner: str = "ann") -> str:
    return json.dumps({"learner": learner, "events": [each.to_dict() for each in events]})


def test_the_first_prediction_counts(sound: Lesson) -> None:
    guess, way, _ = sound.of_kind(Predict)
    log = Log([event("b", second=9, payload={"value": 9}), event("a", second=3)])
    first = log.prediction(sound, guess)
    assert first is not None
    assert first.payload == {"value": 5}
    assert log.prediction(sound, way) is None


def test_the_first_answer_is_remembered_beside_the_retries(sound: Lesson) -> None:
    tries = [
        event("a", "sound/q-1", second=1, kind="answer", payload={"value": "down", "right": False}),
        event("b", "sound/q-1", second=2, kind="answer", payload={"value": "up", "right": True}),
    ]
    log = Log().append(tries[1]).append(tries[0])
    assert log.answers(sound, sound.quiz["q-1"]) == tuple(tries)
    assert log.answers(sound, sound.quiz["q-2"]) == ()


def test_of_two_events_at_one_time_the_one_written_first_stays_first(sound: Lesson) -> None:
    log = Log().append(event("z", payload={"value": 1})).append(event("a", payload={"value": 2}))
    again = Log.read(kept(*log))[1]
    assert [each.id for each in again] == ["z", "a"]


def test_parts_done_add_up_to_a_share_of_the_lesson(sound: Lesson) -> None:
    log = Log([event("a", "sound/claim", kind="done", payload={})])
    assert log.is_done(sound, sound.parts[0])
    assert not log.is_done(sound, sound.parts[1])
    assert log.share_done(sound) == pytest.approx(5 / 35)
    assert log.share_done(sound, core=True) == pytest.approx(5 / 20)
    done = Log(
        event(part.id, content_id(sound, part.id), kind="done", payload={}) for part in sound.parts
    )
    assert done.share_done(sound) == 1.0


def test_logs_do_not_change_in_place() -> None:
    log = Log([event("a")])
    assert len(log.append(event("b"))) == 2
    assert len(log) == 1


events = st.builds(
    event,
    st.sampled_from("abcdefgh"),
    st.sampled_from(["sound/guess", "sound/claim"]),
    second=st.integers(0, 59),
    kind=st.sampled_from(KINDS),
)


@given(st.lists(events), st.lists(events))
def test_merging_is_idempotent_and_keeps_each_id_once(
    ours: list[Event], theirs: list[Event]
) -> None:
    one, other = Log(ours), Log(theirs)
    both = one.merge(other)
    assert both.merge(other) == both == both.merge(one) == both.merge(both)
    ids = [each.id for each in both]
    assert sorted(ids) == sorted({each.id for each in (*ours, *theirs)})
    assert [each.time for each in both] == sorted(each.time for each in both)
    assert set(one) <= set(both)


@given(st.lists(events))
def test_a_log_survives_the_browser(written: list[Event]) -> None:
    log = Log(written)
    assert Log.read(kept(*log)) == ("ann", log, 0)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("id", ""),
        ("id", "a" * 65),
        ("id", "<script>"),
        ("id", 7),
        ("learner", "ann smith"),
        ("kind", "pay"),
        ("kind", ["predict"]),
        ("content", "sound"),
        ("content", "../sound/guess"),
        ("content", "Sound/guess"),
        ("version", "x" * 33),
        ("version", None),
        ("time", "yesterday"),
        ("time", "2026-01-05"),
        ("time", 1767607200),
        ("time", "0001-01-01T00:00:00+14:00"),
        ("payload", []),
        ("payload", {"value": float("nan")}),
        ("payload", {"value": float("inf")}),
        ("payload", {"value": 10**400}),
        ("payload", {"value": "x" * 501}),
        ("payload", {"value": "\ud800"}),
        ("payload", {"value": [1]}),
        ("payload", {"value": {"deep": 1}}),
        ("payload", {"__class__!": 1}),
        ("payload", {f"k{'a' * n}": n for n in range(13)}),
    ],
)
def test_what_is_not_an_event_is_dropped_and_counted(name: str, value: object) -> None:
    good = event("a")
    bad = {**event("b").to_dict(), name: value}
    with pytest.raises(BadEventError):
        Event.from_dict(bad)
    text = json.dumps({"learner": "ann", "events": [good.to_dict(), bad]})
    assert Log.read(text) == ("ann", Log([good]), 1)


def test_missing_and_added_fields_are_not_events() -> None:
    item = event("a").to_dict()
    with pytest.raises(BadEventError):
        Event.from_dict({**item, "more": 1})
    del item["time"]
    with pytest.raises(BadEventError):
        Event.from_dict(item)


@pytest.mark.parametrize(
    ("text", "dropped"),
    [
        ("", 0),
        ("null", 1),
        ("[1, 2]", 1),
        ("{", 1),
        ("[" * 100_000, 1),
        ('{"events": 5}', 0),
        ('{"learner": 7, "events": [null, 1, "x", {}]}', 4),
        ('{"learner": "a b", "events": []}', 0),
    ],
)
def test_a_spoilt_store_is_an_empty_log(text: str, dropped: int) -> None:
    assert Log.read(text) == ("", Log(), dropped)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
)
nearly_events = st.fixed_dictionaries(
    {},
    optional=dict.fromkeys(event("a").to_dict(), json_values),
)


@given(st.lists(nearly_events | json_values, max_size=4), json_values)
def test_nothing_from_a_browser_raises(items: list[object], learner: object) -> None:
    name, log, dropped = Log.read(json.dumps({"learner": learner, "events": items}))
    assert len(log) + dropped == len(items)
    assert name in ("", learner)


@given(st.text())
def test_no_text_from_a_browser_raises(text: str) -> None:
    _, log, _ = Log.read(text)
    assert len(log) == 0
