"""What was taken out or deleted, for a day: bring it back, or delete it for good."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from finlit.classroom import undo
from finlit.classroom.errors import ClassroomError
from finlit.classroom.model import Class
from finlit.classroom.undo import Deleted
from finlit.web.shared import content, entry, moments
from finlit.web.teacher import class_door
from finlit.web.visit import class_cache

_PROBLEM = "class.bin"
_WHAT = {undo.PUPILS: "Taken out", undo.ASSIGNMENT: "Taken away", undo.CLASS: "Deleted"}


def draw(class_: Class, *kinds: str) -> None:
    """What of these kinds can still be brought back in a class; nothing where there is none."""
    found = undo.of_class(class_cache.store(), class_.id, class_cache.now())
    entry.show_problem(_PROBLEM)
    for each in found:
        if each.what in kinds:
            with st.container(border=True, key=f"bin-{each.id}"):
                _line(class_, each)


def _line(class_: Class, each: Deleted) -> None:
    st.markdown(
        f"{_WHAT[each.what]}: **{_title(each)}**. It can be brought back until "
        f"{moments.said(each.until)}."
    )
    if not class_door.is_teacher(class_.id):
        return
    with st.container(horizontal=True):
        st.button(
            "Bring it back",
            key=f"undo-{each.id}",
            on_click=_do,
            args=(class_, lambda: _back(each)),
        )
        st.button(
            "Delete it for good now",
            key=f"forget-{each.id}",
            type="tertiary",
            on_click=_do,
            args=(class_, lambda: undo.forget(class_cache.store(), each.class_id, each.id)),
        )


def _title(each: Deleted) -> str:
    if each.what != undo.ASSIGNMENT:
        return each.label
    try:
        return content.named(each.label).title
    except (KeyError, content.BrokenLessonError):
        return "The blind dip" if each.label.startswith("game/") else each.label


def _back(each: Deleted) -> None:
    undo.bring_back(class_cache.store(), each.class_id, each.id, class_cache.now())


def deleted_class(id_: str, name: str) -> None:
    """At the door, after its teacher deleted a class in this visit."""
    found = undo.of_class(class_cache.store(), id_, class_cache.now())
    entry.show_problem(_PROBLEM)
    aside = next((each for each in found if each.what == undo.CLASS), None)
    st.success(f"{name} is deleted, with all aliases, answers and assignments.")
    if aside is None:
        return
    st.markdown(f"Was it a mistake? Until {moments.said(aside.until)} it can be brought back.")
    with st.container(horizontal=True):
        st.button("Bring the class back", key="undo-class", on_click=_class_back, args=(aside,))
        st.button(
            "Delete it for good now",
            key="forget-class",
            type="tertiary",
            on_click=_forget_class,
            args=(aside,),
        )


def _class_back(aside: Deleted) -> None:
    try:
        _back(aside)
    except ClassroomError as problem:
        entry.refuse(_PROBLEM, str(problem))
        return
    st.session_state.pop("class.deleted", None)
    class_door.know_again(aside.class_id, aside.label)


def _forget_class(aside: Deleted) -> None:
    try:
        undo.forget(class_cache.store(), aside.class_id, aside.id)
    except ClassroomError as problem:
        entry.refuse(_PROBLEM, str(problem))
        return
    st.session_state.pop("class.deleted", None)


def _do(class_: Class, what: Callable[[], object]) -> None:
    st.session_state.pop(f"{_PROBLEM}.problem", None)
    try:
        what()
    except ClassroomError as problem:
        entry.refuse(_PROBLEM, str(problem))
    class_cache.forget(class_.code)
