"""Your class: make one, open one with its key, and the rooms of an opened class."""

from __future__ import annotations

from datetime import timedelta

import streamlit as st

from finlit.classroom import classes, codes
from finlit.classroom.errors import ClassGoneError, ClassroomError
from finlit.classroom.model import Class
from finlit.web.pupil import assigned
from finlit.web.shared import moments
from finlit.web.teacher import (
    class_assignments,
    class_bin,
    class_board,
    class_door,
    class_keys,
    class_pupils,
    class_results,
    class_settings,
    way_in,
)
from finlit.web.teacher.device import open_tonight
from finlit.web.visit import active_assignment, class_cache, membership

_SOON = timedelta(days=14)
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
    open_tonight.draw()
    if membership.current() is not None and not class_door.opened():
        st.title("Your class")
        st.info(
            "This page is for teachers. A pupil of a class works in this browser now; leave the "
            "class on this device first."
        )
        return
    try:
        class_door.take_pass()
        id_ = class_door.opened()
        class_ = classes.by_id(class_cache.store(), id_, class_cache.now()) if id_ else None
        if class_ is None:
            st.title("Your class")
            st.page_link(pages["for-teachers"], label="For teachers: lessons, standards, minutes")
            if deleted := st.session_state.get("class.deleted"):
                class_bin.deleted_class(*deleted)
            class_door.draw()
        elif class_keys.key_to_write_down():
            class_keys.show_key(class_)
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
        _switch(class_)
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


def _switch(class_: Class) -> None:
    """Go to another class of this visit, into the same room."""
    others = class_door.others()
    if not others:
        return
    names = {class_.id: class_.name} | others
    key = f"class.switch.{class_.id}"
    st.segmented_control(
        "Your classes",
        list(names),
        format_func=names.__getitem__,
        default=class_.id,
        required=True,
        key=key,
        on_change=lambda: class_door.go_to(st.session_state[key]),
    )


def _at_the_door(class_: Class) -> None:
    """The code that pupils need, and what state the class is in."""
    if class_cache.store().notice:
        st.warning(class_cache.store().notice)
    if not class_door.is_teacher():
        st.caption("You are in with a helper's key: nothing can be deleted or taken out.")
    if class_.expires - class_cache.now() < _SOON:
        st.warning(
            f"This class ends on {moments.day(class_.expires)}, and is deleted soon after. Take "
            "its results away, or keep it longer: Settings."
        )
    if class_.door_closed:
        st.info("The door is closed: nobody new can join. Pupils opens it again.")
    if class_.closed is not None:
        st.info("This class is closed: nobody can join or hand in. Settings opens it again.")
    with st.container(horizontal=True, vertical_alignment="center", key="class-code-line"):
        st.markdown(f"Class code **{codes.shown(class_.code)}**")
        with st.popover("Show it to your class", key="show-code", on_change="rerun") as shown:
            if shown.open:
                way_in.show_code(class_.code)
