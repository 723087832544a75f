"""A lesson: one idea a screen, each with its own address, and Next always in the same place."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from finlit.lessons import Lesson
from finlit.lessons.screens import Screen, screens
from finlit.web.lesson import blocks, lesson_bar, lesson_end, lesson_menu
from finlit.web.lesson.lesson_path import Path, open_screen
from finlit.web.shared import content
from finlit.web.shared.escaping import shown
from finlit.web.visit import active_assignment, at_home, pupil_strip
from finlit.web.visit.teachers_view import is_teacher, leave

_SINCE = {"week": "about a week later", "month": "about a month later"}


def draw(slug: str, pages: Mapping[str, st.Page]) -> None:
    lesson = content.lesson(slug)
    try:
        _draw(lesson, pages)
    except content.BrokenLessonError:
        st.error(
            f"Something in the lesson “{lesson.title}” cannot be worked out, so it stops here. "
            "`python -m finlit check` tells its author what and where."
        )


def _draw(lesson: Lesson, pages: Mapping[str, st.Page]) -> None:
    lesson, assignment = active_assignment.taken_up(lesson)
    path = Path(lesson, assigned=assignment is not None)
    screen, unknown = path.asked(st.query_params.to_dict())
    at_home.is_on()  # `home=1` in the address counts on every screen
    lesson_menu.draw(path, screen)
    if unknown:
        st.info(f"This lesson has no part called “{shown(unknown)}”. Here is its beginning.")
    if is_teacher():
        st.info("Teacher's view: nothing is locked, and predictions can be skipped.")
        st.button("Leave the teacher's view", on_click=leave)
    pupil_strip.assignment(assignment, asks=bool(lesson.quiz))
    if screen is None:
        lesson_end.draw(path, pages)
    elif is_teacher():
        _whole_part(path, screen)
    else:
        _screen(path, screen, held=assignment is not None and assignment.holding)


def _heading(path: Path[Lesson], screen: Screen) -> None:
    part = screen.part
    if part is path.lesson.parts[0] and screen.number == 1:
        st.markdown(f"#### {content.filled(path.lesson.slug, path.lesson.question)}")
    if part.back and screen.number == 1:
        st.caption(f"Coming back, {_SINCE[part.back]}.")
    with st.container(key="first-of-part" if screen.number == 1 else "further"):
        st.header(part.title, anchor=False)


def _screen(path: Path[Lesson], screen: Screen, *, held: bool) -> None:
    _heading(path, screen)
    missing = path.missing(screen)
    if missing is not None:
        st.markdown(
            "This screen shows what happened. Make your prediction first; it counts more."
            if not held
            else "This screen shows what happened. Your class waits at the prediction."
        )
        st.button("Go to the prediction", type="primary", on_click=open_screen, args=(missing,))
        return
    complete = blocks.draw(path.lesson, screen.blocks, everything_open=False)
    lesson_bar.draw(path, screen, complete=complete)


def _whole_part(path: Path[Lesson], screen: Screen) -> None:
    """All screens of a part at once, for a teacher."""
    _heading(path, screen)
    blocks.draw(path.lesson, screen.part.blocks, everything_open=True)
    here = screens(screen.part)
    lesson_bar.draw(path, here[-1], complete=True, first=here[0])
