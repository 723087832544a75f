"""The Results room, a pupil's slip, and the page that checks one."""

from __future__ import annotations

from datetime import UTC, datetime

from finlit.classroom import assignments, classes, events, keys, members
from finlit.classroom.model import Assignment, Class, Member
from finlit.classroom.reports.report import PupilResult
from finlit.classroom.reports.slips import signed
from finlit.classroom.store.store import opened
from finlit.learning.progress import Event
from finlit.web.shared import content
from tests.web.pages import open_page, texts

NOW = datetime.now(UTC)
LESSON = content.lesson("compounding")
SEED = "03" * 32


def class_with_an_answer() -> tuple[Class, Member, Assignment]:
    store = opened()
    made = classes.make(store, NOW)[0]
    member, _ = members.join(store, made.id, NOW)
    given = assignments.make(store, made.id, LESSON.slug, NOW)
    answer = Event(
        id=f"answer-{made.id}",
        learner=member.id,
        kind="answer",
        content=f"{LESSON.slug}/two-years",
        version=LESSON.version,
        payload={"value": 700.0, "right": False},
        time=NOW.isoformat(),
    )
    assert len(events.keep(store, member, given, [answer], NOW)) == 1
    return made, member, given


def test_the_results_stand_by_question_and_by_alias() -> None:
    made, member, given = class_with_an_answer()
    app = open_page("class")
    app.session_state["class.id"] = made.id
    app.session_state["class.room"] = "results"
    app = app.run()
    assert not app.exception
    text = texts(app)
    assert "1 pupil joined, 1 began, 0 finished." in text
    assert "0 of 1 right at the first try, 0 by now." in text
    assert "straight line" in text  # the belief behind 700
    assert member.alias in str([element.proto for element in app.get("bidi_component")])
    labels = {button.label for button in app.get("download_button")}
    assert {"Canvas gradebook", "Report to print"} <= labels
    assert given.content == LESSON.slug


def test_a_slip_is_checked_without_a_database() -> None:
    class_ = Class("c", "ABC234", "Calm River", NOW, NOW, None, keys.check_key(SEED))
    member = Member("m", "c", "Teal Otter", NOW)
    given = Assignment(
        *("a", "c", "BCD2345", LESSON.slug, (), {}, None, None, "now", False, False, NOW)
    )
    result = PupilResult("Teal Otter", 5, 12, 3, {"a": True}, {"a": True}, {}, {})
    made = signed(bytes.fromhex(SEED), class_, member, given, result, NOW)
    app = open_page("check-a-slip")
    app.text_area(key="slip-text").set_value(made.text)
    app.text_input(key="slip-key").set_value(class_.check_key)
    app = app.button(key="check-slip").click().run()
    assert "genuine" in app.success[0].value
    assert "Teal Otter" in texts(app)
    assert f"{LESSON.title}: 5 of 12 parts finished" in texts(app)
    app.text_area(key="slip-text").set_value(made.text.replace("5-12", "9-12"))
    app = app.button(key="check-slip").click().run()
    assert not app.success
    assert "not genuine" in app.warning[0].value
