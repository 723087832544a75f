"""At home: two guesses at one screen, both locked before anything is shown."""

from __future__ import annotations

from typing import Any

from streamlit.testing.v1 import AppTest

from finlit.lessons import Lesson, Predict, load_course
from tests.conftest import ROOT
from tests.web.pages import open_page, texts

COURSE = load_course(ROOT / "lessons")


def lesson_with(kind: str) -> tuple[Lesson, str, Predict]:
    """A lesson with a prediction of this kind that stands before all others."""
    for lesson in COURSE.lessons:
        part, block = next((p, b) for p, b in lesson.blocks() if isinstance(b, Predict))
        if block.kind == kind and part.core:
            return lesson, part.id, block
    raise LookupError(kind)


def lock(app: AppTest, key: str) -> AppTest:
    return next(each for each in app.button if each.key == f"{key}.lock").click().run()


def predictions(app: AppTest) -> list[Any]:
    return [event.payload for event in app.session_state["log"] if event.kind == "predict"]


def test_two_numbers_stand_beside_what_came_out() -> None:
    lesson, part, block = lesson_with("number")
    app = open_page(lesson.slug, part=part, home="1")
    key = f"{lesson.slug}.{block.id}.guess"
    low, high = block.low, block.high
    scale = 100 if block.unit == "percent" else 1
    app.text_input(key=key).set_value(f"{low * scale:.0f}")
    app = lock(app, key)
    assert "**Player 1:** locked" in texts(app)
    assert "What came out" not in texts(app)
    assert predictions(app) == []
    app.text_input(key=f"{key}.second").set_value(f"{high * scale:.0f}")
    app = lock(app, f"{key}.second")
    assert predictions(app) == [{"value": low, "second": high}]
    assert "<span>Player 1</span>" in texts(app) and "<span>Player 2</span>" in texts(app)
    assert "What came out" in texts(app)
    assert "was closer" in texts(app) or "A tie." in texts(app)


def test_two_choices_stand_beside_what_came_out() -> None:
    lesson, part, block = lesson_with("choice")
    app = open_page(lesson.slug, part=part, home="1")
    key = f"{lesson.slug}.{block.id}.guess"
    first, *_, last = block.options
    app.radio(key=key).set_value(first)
    app = lock(app, key)
    app.radio(key=f"{key}.second").set_value(last)
    app = lock(app, f"{key}.second")
    assert predictions(app) == [{"value": first, "second": last}]


def test_a_guess_out_of_range_is_asked_again_of_the_second_too() -> None:
    lesson, part, block = lesson_with("number")
    app = open_page(lesson.slug, part=part, home="1")
    key = f"{lesson.slug}.{block.id}.guess"
    app.text_input(key=key).set_value(f"{block.low:.0f}")
    app = lock(app, key)
    app = lock(app, f"{key}.second")
    assert "Make a guess first" in texts(app)
    assert predictions(app) == []


def test_the_switch_stands_among_the_parts_and_in_the_address() -> None:
    lesson = COURSE.lessons[0]
    app = open_page(lesson.slug)
    app = app.toggle(key="at-home").set_value(True).run()
    assert "1" in app.query_params["home"]
    app = app.toggle(key="at-home").set_value(False).run()
    assert "home" not in app.query_params


def test_one_who_plays_alone_is_asked_once() -> None:
    lesson, part, block = lesson_with("number")
    app = open_page(lesson.slug, part=part)
    key = f"{lesson.slug}.{block.id}.guess"
    app.text_input(key=key).set_value(f"{block.low:.0f}")
    app = lock(app, key)
    assert predictions(app) == [{"value": block.low}]
    assert "You said" in texts(app)
