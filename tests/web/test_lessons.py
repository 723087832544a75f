"""Every lesson through its pages: locked until predicted, then kept, asked and judged."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from finlit.learning.progress import Log
from finlit.lessons import ExperimentBlock, Lesson, Part, Predict, Question
from finlit.lessons.screens import Screen, core_path
from finlit.web.lesson.lesson_path import Path, address
from finlit.web.shared import content
from tests.predictions import typed_guess
from tests.web.pages import live_pictures, open_page, texts

LESSONS = content.course().lessons
PARTS = [(lesson, part) for lesson in LESSONS for part in lesson.screens]
PREDICTIONS = [
    (lesson, part, block)
    for lesson, part in PARTS
    for block in part.blocks
    if isinstance(block, Predict)
]
QUESTIONS = [(lesson, question) for lesson in LESSONS for question in lesson.quiz.values()]


def name(value: object) -> str:
    return str(getattr(value, "slug", getattr(value, "id", value)))


def test_the_course_has_its_lessons_in_stages_and_none_is_broken() -> None:
    course = content.course()
    assert course.broken == () and course.broken_claims == () and course.problems == ()
    assert [len(lessons) for _, lessons in course.path] == [3, 3, 3, 3]
    assert all(stage is not None for stage, _ in course.path)
    assert len(course.claims) == 18
    assert {claim.lesson for claim in course.claims} <= {lesson.slug for lesson in LESSONS}


@pytest.mark.parametrize(("lesson", "part"), PARTS, ids=name)
def test_every_part_opens_whole_in_the_teachers_view(lesson: Lesson, part: Part) -> None:
    app = open_page(lesson.slug, part=part.id, view="teacher")
    assert not app.exception and not app.error
    assert app.title[0].value == lesson.title and app.header[0].value == part.title
    assert "unknown" not in texts(app)
    placed = [block for block in part.blocks if isinstance(block, ExperimentBlock)]
    drawn = [element.frame for element in live_pictures(app)]
    assert len(drawn) >= len(placed)
    assert all(frame["answer"] and frame["pictures"] for frame in drawn)


@pytest.mark.parametrize("lesson", LESSONS, ids=name)
def test_later_screens_are_closed_until_the_prediction_is_made(lesson: Lesson) -> None:
    path = core_path(lesson.parts)
    at = next(n for n, screen in enumerate(path) if guesses(screen))
    app = open_page(lesson.slug, **address(path[at + 1]))
    assert "Make your prediction first" in texts(app)
    next(button for button in app.button if button.label == "Go to the prediction").click().run()
    assert app.header[0].value == path[at].part.title
    assert "next" not in [button.key for button in app.button]
    for block in guesses(path[at]):
        lock(app, lesson, block)
    assert "What came out" in texts(app)
    app.button(key="next").click().run()
    assert here(app) == address(path[at + 1])


@pytest.mark.parametrize("lesson", LESSONS, ids=name)
def test_next_leads_through_the_core_path_to_its_end(lesson: Lesson) -> None:
    path = core_path(lesson.parts)
    app = open_page(lesson.slug)
    for screen in path:
        assert app.header[0].value == screen.part.title
        for block in guesses(screen):
            lock(app, lesson, block)
        app.button(key="next").click().run()
        assert not app.exception
    assert here(app) == {"part": "the-end"}
    log: Log = app.session_state["log"]
    assert log.share_done(lesson, core=True) == 1
    assert app.header[0].value == "What you found"
    assert "You have finished this lesson" in texts(app) and "To take along" in texts(app)
    extras = [part for part in lesson.parts if not part.core]
    labels = [button.label for button in app.button]
    assert all(any(label.startswith(part.title) for label in labels) for part in extras)


def test_a_lesson_goes_on_at_the_first_screen_that_is_open() -> None:
    lesson = LESSONS[0]
    app = open_page(lesson.slug, part="the-end")
    assert app.header[0].value == "Not at the end yet"
    app.button(key="go-on").click().run()
    assert app.header[0].value == lesson.parts[0].title


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ({}, 1),
        ({"card.fixed": "85"}, 2),
        ({"screen": "2"}, 2),
        ({"screen": "99"}, 2),
        ({"screen": "0"}, 1),
        ({"screen": "1", "card.fixed": "85"}, 1),
        ({"screen": "two"}, 1),
    ],
)
def test_an_address_opens_a_screen_and_an_old_one_that_of_its_experiment(
    query: dict[str, str], number: int
) -> None:
    lesson = next(each for each in LESSONS if each.slug == "compounding")
    screen, unknown = Path(lesson).asked({"part": "against-you", **query})
    assert screen is not None and screen.number == number and not unknown


def guesses(screen: Screen) -> list[Predict]:
    return [block for block in screen.blocks if isinstance(block, Predict)]


def here(app: AppTest) -> dict[str, str]:
    """The address of the screen that is open."""
    found = {key: app.query_params[key] for key in ("part", "screen") if key in app.query_params}
    return {key: text if isinstance(text, str) else text[0] for key, text in found.items()}


def lock(app: AppTest, lesson: Lesson, block: Predict) -> None:
    """Make the middle guess, or choose the first option, and lock it in."""
    key = f"{lesson.slug}.{block.id}.guess"
    if block.kind == "choice":
        app.radio(key=key).set_value(next(iter(block.options)))
    else:
        app.text_input(key=key).set_value(typed_guess(block))
    app.button(key=f"{key}.lock").click().run()
    assert not app.exception


@pytest.mark.parametrize(
    ("typed", "read"), [("1,5", r"\$1.50"), ("100k", r"\$100,000"), ("50,000", "")]
)
def test_a_number_that_is_read_otherwise_is_said_before_it_is_locked(typed: str, read: str) -> None:
    lesson = next(each for each in LESSONS if each.slug == "compounding")
    block = lesson.of_kind(Predict)[0]
    key = f"{lesson.slug}.{block.id}.guess"
    app = open_page(lesson.slug, part="claim")
    app.text_input(key=key).set_value(typed)
    app.button(key=f"{key}.lock").click().run()
    if read:
        assert f"That reads as **{read}**" in texts(app) and not app.session_state["log"]
        app.button(key=f"{key}.lock").click().run()
    assert "What came out" in texts(app)


@pytest.mark.parametrize(("lesson", "part", "block"), PREDICTIONS, ids=name)
def test_a_prediction_is_kept_and_only_the_first_counts(
    lesson: Lesson, part: Part, block: Predict
) -> None:
    app = open_page(lesson.slug, part=part.id, view="teacher")
    key = f"{lesson.slug}.{block.id}.guess"
    app.button(key=f"{key}.lock").click().run()
    assert "Make a guess first" in texts(app)
    if block.kind == "number":
        app.text_input(key=key).set_value("plenty")
        app.button(key=f"{key}.lock").click().run()
        assert "Please type" in texts(app)
    lock(app, lesson, block)
    log: Log = app.session_state["log"]
    event = log.prediction(lesson, block)
    assert event is not None and event.version == lesson.version
    assert f"{key}.lock" not in [button.key for button in app.button]


@pytest.mark.parametrize(("lesson", "question"), QUESTIONS, ids=name)
def test_a_question_gives_a_reason_and_remembers_the_first_answer(
    lesson: Lesson, question: Question
) -> None:
    part = next(
        part
        for part in lesson.screens
        for block in part.blocks
        if question.id in getattr(block, "ask", ())
    )
    app = open_page(lesson.slug, part=part.id, view="teacher")
    key = f"{lesson.slug}.{question.id}"
    app.button(key=f"{key}.check").click().run()
    assert "Choose an answer first" in texts(app)
    if question.kind == "choice":
        wrong = next(choice for choice in question.choices if not choice.right)
        app.radio(key=key).set_value(wrong.id)
        reason = content.filled(lesson.slug, wrong.why)
    else:
        app.text_input(key=key).set_value("123456789")
        reason = content.filled(lesson.slug, question.why_wrong)
    app.button(key=f"{key}.check").click().run()
    said = "" if question.kind == "choice" else "You said "
    assert f"**Not quite.** {said}" in texts(app)
    assert reason in texts(app)
    if question.kind == "choice":
        app.radio(key=key).set_value(next(each.id for each in question.choices if each.right))
        app.button(key=f"{key}.check").click().run()
        assert "**That's it.**" in texts(app)
        assert "Your first answer stays on record" in texts(app)
    assert not app.exception
