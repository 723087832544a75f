"""The assignments of a class, each with its code, its switches, and the pupil's view."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from finlit.classroom import assignments, times, undo
from finlit.classroom.errors import ClassroomError
from finlit.classroom.model import Assignment, Class
from finlit.lessons import Lesson
from finlit.web.pupil import assigned
from finlit.web.shared import content, entry, moments
from finlit.web.teacher import (
    class_answers,
    class_assign,
    class_bin,
    class_choice,
    class_door,
    print_panel,
    way_in,
)
from finlit.web.visit import active_assignment, class_cache

_STATES = {"early": "Not open yet.", "open": "", "late": "Past due."}
_PROBLEM = "class.assignments"


def draw(class_: Class, pages: assigned.Pages) -> None:
    given = assignments.of_class(class_cache.store(), class_.id)
    entry.show_problem(_PROBLEM)
    if given:
        with st.expander("New assignment", key=class_assign.ROOM, on_change="rerun") as new:
            if new.open:
                class_assign.draw(class_)
    else:
        st.header("What shall they do?", anchor=False)
        class_assign.draw(class_)
    class_bin.draw(class_, undo.ASSIGNMENT)
    made = st.session_state.pop("class.made", "")
    for each in reversed(given):
        _card(class_, each, pages, fresh=each.id == made)
    _printing()


def _printing() -> None:
    with st.expander("Print a lesson on paper", key="print-room", on_change="rerun") as room:
        if room.open:
            lessons = {lesson.slug: lesson for lesson in content.course().lessons}
            st.markdown("For a room with few machines or none, or to look at with a pen.")
            slug = st.selectbox(
                "Lesson to print",
                list(lessons),
                format_func=lambda slug: lessons[slug].title,
                key="class.print",
            )
            print_panel.draw(lessons[slug])


def _card(class_: Class, given: Assignment, pages: assigned.Pages, *, fresh: bool) -> None:
    with st.container(border=True, key=f"assignment-{given.id}"):
        if fresh:
            st.success("Assigned. Your pupils see it at once under “My class”.")
        st.subheader(assigned.title(given), anchor=False)
        st.caption(f"{assigned.parts(given)} {_when(given)}".strip())
        with st.container(horizontal=True):
            st.button(
                "Live board",
                type="primary",
                key=f"board-{given.id}",
                on_click=_board,
                args=(given,),
            )
            if st.button("See it as a pupil", key=f"as-pupil-{given.id}"):
                active_assignment.preview(given)
                path, query = assigned.address(given, resume=False)
                st.switch_page(pages[path], query_params=query)
            with st.popover("Code and link", key=f"code-{given.id}", on_change="rerun") as code:
                if code.open:
                    way_in.show_code(given.code)
            with st.popover("Change", key=f"change-{given.id}", on_change="rerun") as change:
                if change.open:
                    _change(class_, given)
        if given.reasons_wait:
            st.button(
                "Show the answers now",
                key=f"show-{given.id}",
                on_click=act,
                args=(class_, lambda: _change_to(class_, given, answers_shown=True)),
            )
        _answers(given)


def _answers(given: Assignment) -> None:
    found = assigned.content_of(given)
    if found is None:
        return
    if isinstance(found, Lesson):
        st.download_button(
            "Pupils' sheet of these parts",
            lambda: print_panel.sheet(found, way_in.link(given.code)),
            file_name=f"finlit-{found.slug}-{given.code}.html",
            mime="text/html",
            key=f"sheet-{given.id}",
            on_click="ignore",
        )
    with st.expander("Answers and reasons", key=f"key-{given.id}", on_change="rerun") as key:
        if key.open:
            class_answers.draw(found, given.parts)


def _when(given: Assignment) -> str:
    now = class_cache.now()
    opens = f"Opens {moments.said(given.opens)}." if given.opens and given.opens > now else ""
    due = f"{'Ends' if given.hard else 'Due'} {moments.said(given.due)}." if given.due else ""
    later = "Answers are shown when you say so." if given.reasons_wait else ""
    state = _STATES[times.state(given, now)] if not opens else ""
    return " ".join(text for text in (opens, due, state, later) if text)


def _board(given: Assignment) -> None:
    st.session_state["class.room"] = "board"
    class_choice.choose(given)


def act(class_: Class, what: Callable[[], object]) -> None:
    """Do something to the class's assignments; a problem becomes a sentence."""
    st.session_state.pop(f"{_PROBLEM}.problem", None)
    try:
        what()
    except ClassroomError as problem:
        entry.refuse(_PROBLEM, str(problem))
    class_cache.forget(class_.code)


def _change_to(class_: Class, given: Assignment, **changes: object) -> Assignment:
    return assignments.change(class_cache.store(), class_.id, given.id, **changes)


def _change(class_: Class, given: Assignment) -> None:
    """Other times, a copy for another class, or away with it."""
    opens, due = f"when.{given.id}.opens", f"when.{given.id}.due"
    for key, label, moment in ((opens, "Opens", given.opens), (due, "Due", given.due)):
        st.datetime_input(
            label, moments.on_the_clock(moment), key=key, on_change="ignore", format=moments.form()
        )
    st.caption(class_assign.about_times())
    st.button("Save the times", key=f"times-{given.id}", on_click=_save_times, args=(class_, given))
    others = class_door.others()
    if others:
        for id_, name in others.items():
            st.button(
                f"Copy it to {name}",
                key=f"copy-{given.id}-{id_}",
                on_click=_copy,
                args=(class_, given, id_),
            )
    else:
        st.caption(
            "To copy it to another class, open that one first: Settings, “Make or open another "
            "class”. Then come back."
        )
    if st.session_state.get("class.copied") == given.id:
        st.success("Copied, with a code of its own.")
    if not class_door.is_teacher():
        return
    sure = st.checkbox("Take it away from the list", key=f"sure-{given.id}")
    st.button(
        "Take it away",
        key=f"remove-{given.id}",
        disabled=not sure,
        on_click=act,
        args=(
            class_,
            lambda: assignments.remove(class_cache.store(), class_.id, given.id, class_cache.now()),
        ),
    )
    st.caption("What pupils did for it stays theirs. For a day it can be brought back.")


def _save_times(class_: Class, given: Assignment) -> None:
    opens, due = (st.session_state.get(f"when.{given.id}.{which}") for which in ("opens", "due"))
    opens, due = moments.aware(opens), moments.aware(moments.end_of_day(due))
    act(class_, lambda: _change_to(class_, given, opens=opens, due=due))


def _copy(class_: Class, given: Assignment, to: str) -> None:
    act(
        class_,
        lambda: assignments.copy(class_cache.store(), class_.id, given.id, to, class_cache.now()),
    )
    st.session_state["class.copied"] = given.id
