"""The pupils of a class, by alias: who lost a return code, who is here twice."""

from __future__ import annotations

import streamlit as st

from finlit.classroom import codes, members
from finlit.classroom.errors import ClassroomError
from finlit.classroom.model import Class, Member
from finlit.web.shared import entry, moments, words
from finlit.web.visit import alias_picture, class_cache


def draw(class_: Class) -> None:
    everyone = members.of_class(class_cache.store(), class_.id)
    st.header("Pupils", anchor=False)
    st.markdown(
        f"{words.count(len(everyone), 'pupil has', 'pupils have')} joined, each under an alias "
        "that was drawn by chance. Who is who, only they know. If you need it, they can tell you, "
        "and you can note it on paper. Press an alias to help with a lost return code."
    )
    entry.show_problem("class.pupils")
    if everyone:
        _idle(class_)
    with st.grid(3, min_column_width=210, gap="small"):
        for member in everyone:
            _pupil(class_, member)


def _idle(class_: Class) -> None:
    with st.expander("Too many here?", key="idle-room"):
        st.markdown(
            "Somebody joined again and again? This takes out every alias that has handed in "
            "nothing yet. Who still needs theirs joins once more."
        )
        st.button(
            "Take out all who have done nothing",
            key="out-idle",
            on_click=_take_out_idle,
            args=(class_,),
        )


def _take_out_idle(class_: Class) -> None:
    try:
        members.remove_idle(class_cache.store(), class_.id, class_cache.now())
    except ClassroomError as problem:
        entry.refuse("class.pupils", str(problem))


def _pupil(class_: Class, member: Member) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"pupil-{member.id}"):
        alias_picture.show(member.alias, 36)
        with st.popover(
            member.alias, key=f"help-{member.id}", type="tertiary", on_change="rerun"
        ) as room:
            if room.open:
                _help(class_, member)


def _help(class_: Class, member: Member) -> None:
    st.markdown(f"**{member.alias}** joined {moments.said(member.joined)}.")
    st.markdown("A return code is lost? A new one ends the old one.")
    st.button(
        "Make a new return code",
        key=f"back-{member.id}",
        on_click=_new_code,
        args=(class_, member),
    )
    new = st.session_state.get(f"class.back.{member.id}")
    if new:
        st.code(codes.shown(new), language=None)
    st.markdown("Here twice, or gone? Taking an alias out deletes all its answers.")
    st.button(
        f"Take {member.alias} out",
        key=f"out-{member.id}",
        on_click=_take_out,
        args=(class_, member),
    )


def _new_code(class_: Class, member: Member) -> None:
    try:
        code = members.new_return_code(class_cache.store(), class_.id, member.id)
    except ClassroomError as problem:
        entry.refuse("class.pupils", str(problem))
        return
    st.session_state[f"class.back.{member.id}"] = code


def _take_out(class_: Class, member: Member) -> None:
    try:
        members.remove(class_cache.store(), class_.id, member.id, class_cache.now())
    except ClassroomError as problem:
        entry.refuse("class.pupils", str(problem))
