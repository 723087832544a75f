"""The head of a lesson: its name, a thin line of steps, and behind a button all parts and more."""

from __future__ import annotations

import streamlit as st

from finlit.lessons import Lesson, Part
from finlit.lessons.screens import Screen, screens
from finlit.web.lesson.lesson_path import C, Path, open_screen
from finlit.web.shared import words
from finlit.web.visit import at_home, browser_log, teachers_view


def draw(path: Path[Lesson], screen: Screen | None) -> None:
    """`screen` is None at the end of the core path."""
    with st.container(
        horizontal=True,
        vertical_alignment="center",
        horizontal_alignment="distribute",
        key="lesson-head",
    ):
        st.title(path.lesson.title, anchor=False)
        with st.popover("Parts", key=f"parts-{path.lesson.slug}", type="tertiary"):
            _menu(path, screen)
    st.html(line(path, screen))


def line(path: Path[C], screen: Screen | None) -> str:
    """A thin line of steps: what is done, where one is, what is left."""
    walk = path.main if screen is None else path.walk(screen.part)
    place = len(walk) if screen is None else walk.index(screen)
    marks = "".join(
        f'<i class="{"done" if n < place else "here" if n == place else "left"}"></i>'
        for n in range(len(walk))
    )
    said = "The end" if screen is None else f"Screen {place + 1} of {len(walk)}"
    return f'<div class="finlit-line" role="img" aria-label="{said}">{marks}</div>'


def _menu(path: Path[Lesson], screen: Screen | None) -> None:
    lesson = path.lesson
    st.markdown(f"**{lesson.title}**, about {words.count(lesson.core_minutes, 'minute')}")
    here = None if screen is None else screen.part
    for part in lesson.parts:
        if path.is_main(part):
            _part(lesson, part, here)
    if path.extras:
        st.markdown("**Extras**")
        for part in path.extras:
            _part(lesson, part, here)
    at_home.switch()
    st.markdown(f"[The sheet to print](print/{lesson.slug})")
    if teachers_view.may_be_teacher():
        _for_teachers(lesson)


def _part(lesson: Lesson, part: Part, here: Part | None) -> None:
    done = " ✓" if browser_log.log().is_done(lesson, part) else ""
    now = " (you are here)" if part is here else ""
    st.button(
        f"{part.title}{done}{now}",
        type="tertiary",
        key=f"part-{lesson.slug}-{part.id}",
        on_click=open_screen,
        args=(screens(part)[0],),
    )


def _for_teachers(lesson: Lesson) -> None:
    with st.expander("For teachers: objectives, standards, everything open"):
        st.markdown("\n".join(f"- {objective}" for objective in lesson.objectives))
        st.markdown("\n".join(f"- {standard}" for standard in lesson.standards))
        if not teachers_view.is_teacher():
            st.markdown(
                "The teacher's view locks nothing and shows whole parts, so you can read all of "
                "them without predicting. A link with `view=teacher` opens it directly. In "
                "[a class](class) you can assign parts of it, read every answer and reason, and "
                "print it with its key."
            )
            st.button("Open the teacher's view", on_click=teachers_view.enter)
