"""The button that makes a class of made-up pupils and goes into it."""

from __future__ import annotations

import streamlit as st

from finlit.classroom import demo, teacher_keys
from finlit.classroom.errors import ClassroomError
from finlit.web.shared import content, entry
from finlit.web.teacher import class_door, school_word
from finlit.web.visit import class_cache, membership, wrong_tries

LESSON = "compounding"
_PROBLEM = "class.demo"


def button(class_page: st.Page) -> None:
    """Make it, and go to the page of classes."""
    if membership.current() is not None:
        st.caption("A pupil works in this browser; leave the class on this device first.")
        return
    school_word.field(_PROBLEM)
    if st.button("Look into a demo class", key="demo", type="primary") and _make():
        st.switch_page(class_page)
    entry.show_problem(_PROBLEM)


def _make() -> bool:
    st.session_state.pop(f"{_PROBLEM}.problem", None)
    address = membership.address()
    try:
        school_word.check(_PROBLEM)
        wrong_tries.slow_down_making(address)
        made = demo.make(
            class_cache.store(), content.lesson(LESSON), class_cache.now(), address=address
        )
        class_door.enter(made, teacher_keys.TEACHER)
    except ClassroomError as problem:
        wrong_tries.slow_down(problem)
        entry.refuse(_PROBLEM, str(problem))
        return False
    st.session_state["class.room"] = "board"
    return True
