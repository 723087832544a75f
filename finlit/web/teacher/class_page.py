"""Your class: make one, open one with its key, and the rooms of an opened class."""

from __future__ import annotations

import streamlit as st

from finlit.classroom import classes, codes
from finlit.classroom.errors import ClassGoneError, ClassroomError
from finlit.classroom.model import Class
from finlit.web.pupil import assigned
from finlit.web.teacher import (
    class_assignments,
    class_board,
    class_door,
    class_pupils,
    class_results,
    class_settings,
)
from finlit.web.visit import active_assignment, class_cache, membership

ROOMS = {
    "assignments": "Assignments",
    "board": "Live board",
    "results": "Results",
    "pupils": "Pupils",
    "settings": "Settings",
}


def draw(pages: assigned.Pages) -> None:
    if active_assignment.previewed() is not None:
        active_assignment.preview(None)
        st.rerun()
    if membership.current() is not None and not class_door.opened():
        st.title("Your class")
        st.info(
            "This page is for teachers. A pupil of a class works in this browser now; leave the "
            "class on this device first."
        )
        return
    id_ = class_door.opened()
    try:
        class_ = classes.by_id(class_cache.store(), id_, class_cache.now()) if id_ else None
        if class_ is None:
            st.title("Your class")
            class_door.draw()
        elif class_door.key_to_write_down():
            class_door.show_key(class_)
        else:
            _opened(class_, pages)
    except ClassGoneError as gone:
        class_door.close()
        st.warning(str(gone))
        st.button("Back to the beginning", key="to-door")
    except ClassroomError as problem:
        st.warning(str(problem))
        st.button("Try again", key="try-again")


def _opened(class_: Class, pages: assigned.Pages) -> None:
    st.query_params["code"] = class_.code  # after a reload only the key is asked for
    room = st.session_state.get("class.room", "assignments")
    if room != "board":
        st.title(class_.name)
        _at_the_door(class_)
    st.segmented_control(
        "Room",
        list(ROOMS),
        format_func=ROOMS.__getitem__,
        default="assignments",
        required=True,
        key="class.room",
        label_visibility="collapsed",
    )
    match room:
        case "assignments":
            class_assignments.draw(class_, pages)
        case "board":
            class_board.draw(class_)
        case "results":
            class_results.draw(class_)
        case "pupils":
            class_pupils.draw(class_)
        case "settings":
            class_settings.draw(class_)


def _at_the_door(class_: Class) -> None:
    """The code that pupils need, and what state the class is in."""
    if class_cache.store().notice:
        st.warning(class_cache.store().notice)
    if class_.closed is not None:
        st.info("This class is closed: nobody can join or hand in. Settings opens it again.")
    with st.container(horizontal=True, vertical_alignment="center", key="class-code-line"):
        st.markdown(f"Class code **{codes.shown(class_.code)}**")
        with st.popover("Show it to your class", key="show-code", on_change="rerun") as shown:
            if shown.open:
                class_door.show_code(class_.code)
