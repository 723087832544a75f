"""Keys in the teacher's rooms, and what is there before any class is made."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from finlit.classroom import (
    assignments,
    classes,
    codes,
    events,
    members,
    standings,
    teacher_keys,
)
from finlit.classroom.errors import WrongKeyError
from finlit.classroom.store.store import Store, opened
from finlit.learning.progress import Event
from finlit.lessons import load_course
from finlit.web.teacher.device import open_tonight
from finlit.web.teacher.for_teachers_page import by_standard
from finlit.web.visit import wrong_tries
from tests.server import ROOT
from tests.web.pages import open_page, texts


def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def store() -> Store:
    return opened()


def teacher() -> tuple[AppTest, str, str]:
    """The page of a teacher with a new class, its id and its key."""
    app = open_page("class")
    app.button(key="make").click().run()
    key = app.session_state["class.key"]
    app.button(key="key-written").click().run()
    app.session_state["class.room"] = "settings"
    return app.run(), app.session_state["class.id"], key


def opened_with(store: Store, class_id: str, key: str) -> AppTest:
    app = open_page("class", code=classes.by_id(store, class_id, now()).code)
    app.text_input(key="class.open.key").set_value(key)
    return app.button(key="open").click().run()


def test_a_key_is_changed_and_the_old_one_ends(store: Store) -> None:
    app, id_, old = teacher()
    assert app.button(key="change-key").disabled
    app.checkbox(key="class.sure_key").check().run()
    app.button(key="change-key").click().run()
    _, new = app.session_state["class.new_key"]
    assert new in texts(app) and new != old
    app.button(key="new-key-written").click().run()
    assert new not in texts(app) and not app.exception
    assert "does not open the class" in texts(opened_with(store, id_, old))
    assert "Class code" in texts(opened_with(store, id_, new))


def test_a_helper_deletes_nothing_and_makes_no_keys(store: Store) -> None:
    app, id_, _ = teacher()
    app.button(key="helper-key").click().run()
    _, key = app.session_state["class.new_key"]
    member, _ = members.join(store, id_, now())
    work = assignments.make(store, id_, "compounding", now())
    helper = opened_with(store, id_, key)
    assert "helper's key" in texts(helper)
    for room in ("assignments", "board", "results", "pupils", "settings"):
        helper.session_state["class.room"] = room
        helper.session_state["class.pupil"] = member.id
        helper.session_state[f"change-{work.id}"] = True
        helper.run()
        assert not helper.exception
        keys = {str(button.key) for button in helper.button}
        never = ("out-", "remove-", "delete", "extend", "change-key", "helper-key", "forget-")
        assert not any(key.startswith(never) for key in keys), room
    app.button(key="end-helper").click().run()
    assert "does not open the class" in texts(opened_with(store, id_, key))


def test_classes_under_one_key_open_together(store: Store) -> None:
    app, first, key = teacher()
    app.button(key="another").click().run()
    app.button(key="make").click().run()
    second = app.session_state["class.id"]
    assert second != first and "class.key" not in app.session_state
    other = opened_with(store, second, key)
    assert set(other.session_state["class.others"]) == {first, second}
    third, _ = classes.make(store, now())
    teacher_keys.put_under(store, third.id, first, now())
    assert len(teacher_keys.ring(store, classes.by_id(store, first, now()), now())) == 3
    new = teacher_keys.change_key(store, third.id, now())
    for id_ in (first, second, third.id):
        code = classes.by_id(store, id_, now()).code
        with pytest.raises(WrongKeyError):
            teacher_keys.open_with_key(store, code, key, now(), address="x")
        assert teacher_keys.open_with_key(store, code, new, now(), address="x").role == "teacher"


def test_a_pass_opens_until_tonight_and_ends_with_the_key(store: Store) -> None:
    made, _ = classes.make(store, now())
    until = now() + timedelta(hours=5)
    token = teacher_keys.new_pass(store, [teacher_keys.Access(made, "helper")], until)
    (found,) = teacher_keys.opened_by(store, token, now())
    assert (found.class_, found.role) == (made, "helper")
    assert teacher_keys.opened_by(store, token, until) == ()
    assert teacher_keys.opened_by(store, f"{token}x", now()) == ()
    teacher_keys.change_key(store, made.id, now())
    assert teacher_keys.opened_by(store, token, now()) == ()


def test_a_class_is_called_by_a_number_and_by_nothing_typed(store: Store) -> None:
    app, id_, _ = teacher()
    app.number_input(key="class.number").set_value(3)
    app.button(key="call").click().run()
    assert classes.by_id(store, id_, now()).name == "Period 3" and not app.exception
    for name in (
        "Ms. Miller",
        "Period",
        "Period 0",
        "Period 03",
        "Period 3 Miller",
        "Quiet Miller",
    ):
        assert not codes.is_class_name(name)
        with pytest.raises(ValueError, match="two words"):
            classes.rename(store, id_, name, now())
    app.button(key="draw-name").click().run()
    assert codes.is_class_name(classes.by_id(store, id_, now()).name)


def test_a_school_can_ask_for_a_word_before_a_class_is_made(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("FINLIT_TEACHER_WORD", "Blue heron")
    app = open_page("class")
    app.button(key="make").click().run()
    assert "word for teachers" in texts(app) and "class.id" not in app.session_state
    app.text_input(key="class.make.word").set_value("Blue heron")
    app.button(key="make").click().run()
    assert "class.id" in app.session_state and not app.exception


def test_a_demo_class_shows_what_made_up_pupils_did(store: Store) -> None:
    app = open_page("for-teachers")
    assert not app.exception
    assert "It is not a whole course" in texts(app)
    from finlit.classroom import demo
    from finlit.web.shared import content

    made = demo.make(store, content.lesson("compounding"), now())
    (work,) = assignments.of_class(store, made.id)
    counted = standings.tally(store, made.id, work.id)
    assert (counted.joined, counted.working) == (demo.PUPILS, demo.PUPILS - 3)
    assert made.expires - made.created < timedelta(days=32)


def test_standards_stand_in_order_with_their_lessons() -> None:
    rows = by_standard(load_course(ROOT / "lessons").lessons)
    numbers = [number for number, _, _ in rows]
    assert len(numbers) == len(set(numbers)) > 10
    assert numbers.index("Saving 8-4") < numbers.index("Saving 8-5") < numbers.index("Saving 12-4")
    assert all(titles and about for _, about, titles in rows)


def test_wrong_codes_are_answered_ever_more_slowly_and_the_right_one_at_once(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[float] = []
    monkeypatch.setattr(wrong_tries, "wait", waited.append)
    made, _ = classes.make(store, now())
    app = open_page("join")
    for _ in range(8):
        app.text_input(key="join.code").set_value(codes.new_class_code())
        app.button(key="join-now").click().run()
        assert "no class with this code" in texts(app)
    assert waited == [0, 0, 0, 0, 0, 1, 2, 4]
    app.text_input(key="join.code").set_value(made.code)
    app.button(key="join-now").click().run()
    assert len(waited) == 8 and len(members.of_class(store, made.id)) == 1 and not app.exception


def test_what_a_log_made_up_is_not_taken_into_a_class(store: Store) -> None:
    made, _ = classes.make(store, now())
    work = assignments.make(store, made.id, "compounding", now())
    app = open_page("join", code=made.code)
    app.button(key="join-now").click().run()
    for number, (kind, content) in enumerate(
        (
            ("answer", "compounding/made-up"),
            ("done", "compounding/made-up"),
            ("answer", "no-lesson/three-doublings"),
            ("answer", "compounding/three-doublings"),
        )
    ):
        event = Event(
            id=f"e{number}",
            learner="x",
            kind=kind,
            content=content,
            version="v1",
            payload={"value": "a", "assignment": work.id},
            time=now().isoformat(),
        )
        app.session_state["log"] = app.session_state["log"].append(event)
    app.run()
    kept = [each.event.content for each in events.of_class(store, made.id)]
    assert kept == ["compounding/three-doublings"] and not app.exception


def test_after_a_reload_the_computers_pass_opens_its_classes(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    app, id_, _ = teacher()
    app.button(key="tonight").click().run()
    act = app.session_state["class.pass_act"]
    assert "Kept open on this computer until tonight" in texts(app) and not app.exception
    until = datetime.fromisoformat(act["until"])
    assert timedelta(hours=2) <= until - now() <= timedelta(hours=26)
    monkeypatch.setattr(open_tonight, "handed_over", lambda: act["pass"])
    again = open_page("class", code=classes.by_id(store, id_, now()).code)
    assert again.session_state["class.id"] == id_ and "Class code" in texts(again)
    again.session_state["class.room"] = "settings"
    again.run()
    again.button(key="lock-here").click().run()
    assert "Open your class" in texts(again) and not again.exception
    assert again.session_state["class.pass_act"]["pass"] == ""
    assert "class.id" not in open_page("class").session_state
