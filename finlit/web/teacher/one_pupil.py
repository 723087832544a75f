"""Help for one pupil: a lost return code, more time, another day, taken out."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from finlit.classroom import assignments, codes, members
from finlit.classroom.errors import ClassroomError
from finlit.classroom.model import Class, Member
from finlit.web.pupil import assigned
from finlit.web.shared import entry, moments
from finlit.web.teacher import class_door
from finlit.web.visit import class_cache

MORE = (0, 25, 50, 100)
_PROBLEM = "class.one"


def draw(class_: Class, everyone: tuple[Member, ...]) -> None:
    """Choose an alias, then what to do."""
    by_id = {member.id: member for member in everyone}
    with st.container(border=True, key="one-pupil"):
        id_ = st.selectbox(
            "Help one pupil",
            list(by_id),
            index=None,
            format_func=lambda id_: by_id[id_].alias,
            placeholder="Choose an alias",
            key="class.pupil",
        )
        entry.show_problem(_PROBLEM)
        if id_ in by_id:
            _help(class_, by_id[id_])


def _help(class_: Class, member: Member) -> None:
    st.markdown(f"**{member.alias}** joined {moments.said(member.joined)}.")
    new = st.session_state.get(f"class.back.{member.id}")
    if new:
        st.markdown("The new return code:")
        st.code(codes.shown(new), language=None)
    st.button(
        "Make a new return code",
        key=f"back-{member.id}",
        on_click=_new_code,
        args=(class_, member),
        help="For who has lost theirs; the old one ends.",
    )
    _time(class_, member)
    if not class_door.is_teacher():
        return
    sure = st.checkbox(
        f"Take {member.alias} out, with all answers; for a day it can be undone",
        key=f"sure-out-{member.id}",
    )
    st.button(
        f"Take {member.alias} out",
        key=f"out-{member.id}",
        disabled=not sure,
        on_click=_do,
        args=(
            class_,
            lambda: members.remove(class_cache.store(), class_.id, member.id, class_cache.now()),
        ),
    )


def _time(class_: Class, member: Member) -> None:
    """More time on timers, and an own day for work with a due date."""
    key = f"class.more.{member.id}"
    st.segmented_control(
        "More time on timers",
        list(MORE),
        format_func=lambda more: f"{more} % more" if more else "none",
        default=member.more_time if member.more_time in MORE else 0,
        required=True,
        key=key,
        on_change=lambda: _do(
            class_,
            lambda: members.set_more_time(
                class_cache.store(), class_.id, member.id, int(st.session_state[key] or 0)
            ),
        ),
    )
    given = {
        each.id: each
        for each in assignments.of_class(class_cache.store(), class_.id)
        if each.due is not None
    }
    if not given:
        return
    id_ = st.selectbox(
        "Another due date for",
        list(reversed(given)),
        format_func=lambda id_: assigned.title(given[id_]),
        key="class.own_due_of",
    )
    own = assignments.own_dues(class_cache.store(), id_).get(member.id)
    day = f"class.own_due.{id_}.{member.id}"
    st.datetime_input(
        "Due for this pupil",
        moments.on_the_clock(own),
        key=day,
        on_change="ignore",
        format=moments.form(),
    )
    st.button(
        "Save this day",
        key=f"own-due-{member.id}",
        on_click=_do,
        args=(
            class_,
            lambda: assignments.set_own_due(
                class_cache.store(),
                class_.id,
                id_,
                member.id,
                moments.aware(moments.end_of_day(st.session_state.get(day))),
            ),
        ),
    )


def _new_code(class_: Class, member: Member) -> None:
    def make() -> None:
        code = members.new_return_code(class_cache.store(), class_.id, member.id)
        st.session_state[f"class.back.{member.id}"] = code

    _do(class_, make)


def _do(class_: Class, what: Callable[[], object]) -> None:
    st.session_state.pop(f"{_PROBLEM}.problem", None)
    try:
        what()
    except ClassroomError as problem:
        entry.refuse(_PROBLEM, str(problem))
    class_cache.forget(class_.code)
