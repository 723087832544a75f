"""Five questions before and five after: no marks in between, and both side by side at the end."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from finlit.learning.progress import Event, content_id
from finlit.lessons import Check
from finlit.web.shared import content
from tests.web.pages import open_page, texts

BEFORE, AFTER = content.course().checks


def choose(app: AppTest, form: Check, ids: dict[str, str]) -> None:
    """Choose an answer for each question; the right one where none is named."""
    for question in form.quiz.values():
        right = next(choice.id for choice in question.choices if choice.right)
        app.radio(key=f"{form.slug}.{question.id}").set_value(ids.get(question.id, right))
    lock(app)


def lock(app: AppTest) -> None:
    next(each for each in app.button if each.label == "Lock in my five answers").click().run()
    assert not app.exception


def test_an_open_question_is_asked_for_and_nothing_is_kept() -> None:
    app = open_page("before-and-after")
    lock(app)
    assert "5 questions are still open. Choose an answer for each." in texts(app)
    assert len(app.session_state["log"]) == 0


def lesson_done(app: AppTest) -> None:
    """As if the first lesson had been done to its end."""
    lesson = content.course().lessons[0]
    log = app.session_state["log"]
    for part in lesson.parts:
        event = Event(
            part.id, "ann", "done", content_id(lesson, part.id), "v", {}, "2026-01-01T00:00:00Z"
        )
        log = log.append(event)
    app.session_state["log"] = log
    app.run()


def test_the_first_five_lead_into_the_first_lesson() -> None:
    app = open_page("before-and-after")
    choose(app, BEFORE, {})
    assert "second" not in [button.key for button in app.button]
    first = next(button for button in app.button if button.key == "first-lesson")
    assert first.label == f"Start the first lesson: {content.course().lessons[0].title}"


def test_there_are_no_marks_before_the_second_five() -> None:
    app = open_page("before-and-after")
    choose(app, BEFORE, {"before-bond": "unsure", "before-loan": "more-more"})
    assert "There are no marks yet" in texts(app)
    assert not app.radio and "right" not in texts(app)
    lesson_done(app)
    app.button(key="second").click().run()
    choose(app, AFTER, {"after-bond": "same"})
    said = texts(app)
    assert "Before: **3 of 5** right. After: **4 of 5**." in said
    assert "| What a loan costs | not right | right |" in said
    assert "| Interest and prices | did not know yet | not right |" in said
    assert not app.exception


def test_every_reason_is_there_at_the_end() -> None:
    app = open_page("before-and-after")
    choose(app, BEFORE, {"before-interest": "exactly"})
    lesson_done(app)
    app.button(key="second").click().run()
    choose(app, AFTER, {})
    said = texts(app)
    for form in (BEFORE, AFTER):
        for question in form.quiz.values():
            right = next(choice for choice in question.choices if choice.right)
            assert question.prompt in said and right.why in said
    assert "You said: Exactly \\$260." in said


def test_home_asks_first_and_reminds_at_the_end_of_the_path() -> None:
    assert "Five questions before you start" in "".join(
        button.label for button in open_page().button
    )
