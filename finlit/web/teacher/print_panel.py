"""The print pack of a lesson with its key, handed to a teacher whose class is open.

There is no address to guess: the file is made when the button is pressed, in the visit that has
opened a class. The pupils' sheet is open to all at `print/<lesson>`.
"""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from finlit.lessons import Lesson


def sheet_address(lesson: Lesson) -> str:
    """Where the pupils' sheet is, from any page."""
    return f"print/{lesson.slug}"


def draw(lesson: Lesson) -> None:
    """A link to the pupils' sheet and a button for the teacher's pack. For an opened class only."""
    with st.container(horizontal=True, key=f"print-{lesson.slug}"):
        st.link_button("Pupils' sheet", sheet_address(lesson))
        st.download_button(
            "Print pack with the key",
            lambda: _pack(lesson),
            file_name=f"finlit-{lesson.slug}-for-teachers.html",
            mime="text/html",
            key=f"pack-{lesson.slug}",
            on_click="ignore",
        )


def sheet(lesson: Lesson, address: str) -> str:
    """The pupils' sheet of an assignment's parts alone, with a QR code that leads to it. What comes
    a week later is not on it."""
    from finlit.printing import pupil_page

    return pupil_page(replace(lesson, returns=()), address)


def _pack(lesson: Lesson) -> str:
    from finlit.printing import teacher_page  # draws charts by a library of its own: on first use

    return teacher_page(lesson)
