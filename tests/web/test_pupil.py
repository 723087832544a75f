"""What a pupil sees of an assignment: what was ticked, what is open, and what still waits."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from finlit.classroom import assignments, classes
from finlit.classroom.store.store import opened
from finlit.lessons import Predict, Questions
from finlit.lessons.screens import screens
from finlit.web.lesson.lesson_path import END
from finlit.web.shared import content
from finlit.web.visit import class_cache
from tests.web.pages import texts
from tests.web.test_class import at, joined, now

LESSON, PART = next(
    (lesson, part)
    for lesson in content.course().lessons
    for part in lesson.parts
    if not any(isinstance(block, Predict) for block in part.blocks)
    and any(isinstance(block, Questions) for block in part.blocks)
    and all(
        lesson.quiz[id_].kind == "choice"
        for block in part.blocks
        if isinstance(block, Questions)
        for id_ in block.ask
    )
)
SCREENS = [each for each in screens(PART) if isinstance(each.blocks[0], Questions)]
ASKED = [id_ for each in SCREENS for id_ in each.blocks[0].ask]  # type: ignore[union-attr]


def pupil_with(answers: str) -> tuple[AppTest, str, str]:
    """A pupil of a class that was assigned the part; the class's and the assignment's ids."""
    class_, _ = classes.make(opened(), now())
    made = assignments.make(
        opened(), class_.id, LESSON.slug, now(), parts=[PART.id], answers=answers
    )
    class_cache.forget(class_.code)
    return joined(class_.code), class_.id, made.id


def answer(app: AppTest, place: int, choice: str) -> AppTest:
    at(app, LESSON.slug, part=PART.id, screen=str(SCREENS[place].number))
    key = f"{LESSON.slug}.{ASKED[place]}"
    app.radio(key=key).set_value(choice)
    return app.button(key=f"{key}.check").click().run()


def test_what_was_ticked_stays_ticked_and_the_right_one_is_told_when_shown() -> None:
    app, class_id, assignment = pupil_with("later")
    question = LESSON.quiz[ASKED[0]]
    wrong = next(each for each in question.choices if not each.right)
    right = next(each for each in question.choices if each.right)
    answer(app, 0, wrong.id)
    here = {"part": PART.id, "screen": str(SCREENS[0].number)}
    at(app, "join")
    at(app, LESSON.slug, **here)
    assert app.radio(key=f"{LESSON.slug}.{ASKED[0]}").value == wrong.id
    assert "Handed in:" in texts(app) and "Right is:" not in texts(app)
    assignments.show_answers(opened(), class_id, assignment)
    class_cache.forget(app.session_state["pupil"].code)
    at(app, LESSON.slug, **here)
    told = texts(app)
    assert f"Right is: **{content.filled(LESSON.slug, right.text)}**" in told
    assert not app.exception


def test_the_end_tells_what_is_open_and_keeps_key_points_back() -> None:
    app, class_id, assignment = pupil_with("later")
    point = content.filled(LESSON.slug, LESSON.key_points[0])
    at(app, LESSON.slug, part=END)
    told = texts(app)
    count = len(ASKED)
    assert f"1 part and {count} question{'' if count == 1 else 's'} are still open." in told
    assert point not in told
    for place, id_ in enumerate(ASKED):
        answer(app, place, LESSON.quiz[id_].choices[0].id)
    app.button(key="next").click().run()
    told = texts(app)
    assert "You have finished this lesson." in told and point not in told
    assignments.show_answers(opened(), class_id, assignment)
    class_cache.forget(app.session_state["pupil"].code)
    at(app, LESSON.slug, part=END)
    assert point in texts(app) and not app.exception


def test_a_part_gone_through_without_its_questions_is_not_all_of_it() -> None:
    app, _, _ = pupil_with("now")
    at(app, LESSON.slug, part=PART.id, screen=str(len(screens(PART))))
    app.button(key="next").click().run()
    told = texts(app)
    assert "You have finished this lesson." not in told
    verb = "is" if len(ASKED) == 1 else "are"
    noun = "question" if len(ASKED) == 1 else "questions"
    assert f"{len(ASKED)} {noun} {verb} still open." in told
