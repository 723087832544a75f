"""A class's end and its way there: close, keep longer, lock this computer, delete."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from finlit.classroom import assignments, classes, codes, events, members
from finlit.classroom.errors import ClassroomError
from finlit.classroom.model import Class
from finlit.classroom.names import NUMBERED
from finlit.classroom.reports import exports
from finlit.classroom.store.store import Store
from finlit.web.shared import entry, moments
from finlit.web.teacher import class_door, class_keys
from finlit.web.teacher.device import names
from finlit.web.visit import class_cache


def draw(class_: Class) -> None:
    st.header("Settings", anchor=False)
    entry.show_problem("class.settings")
    with st.container(border=True, key="name-class"):
        _name(class_)
    with st.container(border=True, key="close-class"):
        if class_.closed is None:
            st.markdown("**Close the class.** Nobody joins or hands in; you still see everything.")
            st.button("Close the class", key="close", on_click=_do, args=(_close, class_))
        else:
            st.markdown("**The class is closed.** Nobody joins or hands in.")
            st.button("Open it again", key="reopen", on_click=_do, args=(_reopen, class_))
    if class_door.is_teacher():
        _keep(class_)
    with st.container(border=True, key="check-key"):
        st.markdown(
            "**Check a result slip.** Pupils can hand you a signed slip in place of a screenshot. "
            "With this check key anyone can check it at [Check a slip](check-a-slip), on any "
            "computer with finlit, also after the class is gone. It is no secret."
        )
        st.code(class_.check_key, language=None, wrap_lines=True)
    class_keys.settings(class_)
    with st.container(border=True, key="export-class"):
        st.markdown("**Take everything along.** One file with all that the class has handed in.")
        st.download_button(
            "The whole class as CSV",
            data=partial(_everything, class_cache.store(), class_.id),
            file_name=f"finlit-{class_.code}.csv",
            mime="text/csv",
            on_click="ignore",
            key="export",
        )
        with st.expander("The same with names", key="export-names", on_change="rerun") as named:
            if named.open:
                text = _everything(class_cache.store(), class_.id).decode("utf-8")
                name = f"finlit-{class_.code}.csv"
                whole = names.File("The whole class with names", name, "text/csv", text)
                names.files(class_, "whole", [whole])
    if class_door.is_teacher():
        with st.container(border=True, key="delete-class"):
            st.markdown(
                "**Delete the class.** All aliases, answers and assignments go at once. For a day "
                "it can be brought back on this page. Take the results away first, if you want "
                "them."
            )
            sure = st.checkbox("Yes, delete this class and all answers", key="class.sure")
            st.button(
                "Delete the class",
                key="delete",
                disabled=not sure,
                on_click=_delete,
                args=(class_,),
            )


def _keep(class_: Class) -> None:
    """Another day on which it ends: for the teacher, for it may be a nearer one."""
    with st.container(border=True, key="keep-class"):
        st.markdown(
            f"**It deletes itself on {moments.day(class_.expires)}**, with all aliases and answers."
        )
        st.segmented_control(
            "Counted from today, let it be after",
            list(class_door.MONTHS),
            format_func=lambda months: "1 month" if months == 1 else f"{months} months",
            key="class.extend",
            on_change="ignore",
        )
        st.button("Change the day", key="extend", on_click=_do, args=(_extend, class_))


def _name(class_: Class) -> None:
    """A word and a number, or two other words by chance: nothing that anyone types."""
    st.markdown(f"**It is called {class_.name}.** Names are drawn, or a word and a number.")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox("Word", NUMBERED, index=NUMBERED.index("Period"), key="class.word", width=150)
        st.number_input("Number", 1, 9999, value=1, step=1, key="class.number", width=150)
        st.button("Call it so", key="call", on_click=_do, args=(_call, class_))
        st.button("Draw two words", key="draw-name", on_click=_do, args=(_draw_name, class_))


def _call(class_: Class) -> None:
    state = st.session_state
    name = codes.numbered_name(str(state["class.word"]), int(state["class.number"]))
    renamed = classes.rename(class_cache.store(), class_.id, name, class_cache.now())
    class_door.know_name(renamed)


def _draw_name(class_: Class) -> None:
    renamed = classes.rename(
        class_cache.store(), class_.id, codes.new_class_name(), class_cache.now()
    )
    class_door.know_name(renamed)


def _everything(store: Store, class_id: str) -> bytes:
    return exports.whole_csv(
        members.of_class(store, class_id),
        assignments.of_class(store, class_id),
        events.of_class(store, class_id),
    )


def _do(what: Callable[[Class], None], class_: Class) -> None:
    st.session_state.pop("class.settings.problem", None)
    try:
        what(class_)
    except ClassroomError as problem:
        entry.refuse("class.settings", str(problem))
    class_cache.forget(class_.code)


def _close(class_: Class) -> None:
    classes.close(class_cache.store(), class_.id, class_cache.now())


def _reopen(class_: Class) -> None:
    classes.reopen(class_cache.store(), class_.id, class_cache.now())


def _extend(class_: Class) -> None:
    months = st.session_state.get("class.extend")
    if months is None:
        entry.refuse("class.settings", "Choose how many months, then change the day.")
        return
    classes.extend(class_cache.store(), class_.id, int(months), class_cache.now())


def _delete(class_: Class) -> None:
    _do(lambda gone: classes.delete(class_cache.store(), gone.id, class_cache.now()), class_)
    if not st.session_state.get("class.settings.problem"):
        class_door.close()
        st.session_state["class.deleted"] = class_.id, class_.name
