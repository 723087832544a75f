"""The keys of a class: shown once, changed, one for a helper, one for several classes."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from finlit.classroom import codes, teacher_keys
from finlit.classroom.errors import ClassroomError
from finlit.classroom.model import Class
from finlit.web.shared import entry, moments
from finlit.web.teacher import class_door
from finlit.web.teacher.device import open_tonight
from finlit.web.visit import class_cache

_PROBLEM, _NEW, _FOR = "class.keys", "class.new_key", "class.new_key_for"


def key_to_write_down() -> str:
    """The key of a class just made, until its teacher says that it is written down."""
    key: str = st.session_state.get(class_door.KEY, "")
    return key


def show_key(class_: Class) -> None:
    """The key, once and never again."""
    key = key_to_write_down()
    st.title(f"Your class is called {class_.name}")
    with st.container(border=True, key="teacher-key"):
        st.markdown("**Write this down now.** It is your teacher key, and it is shown only once:")
        with st.container(key="big-key"):
            st.markdown(key)
        st.markdown(
            f"With the class code **{codes.shown(class_.code)}** it opens this class from any "
            "computer. finlit keeps only a fingerprint of it: if it is lost, nobody can get into "
            "the class, and it deletes itself on "
            f"{moments.day(class_.expires)}."
        )
        with st.container(horizontal=True):
            st.button(
                "I have written it down", type="primary", key="key-written", on_click=_written
            )
            st.download_button(
                "Save it as a file",
                data=key_file(class_, key),
                file_name=f"finlit-class-{class_.code}.txt",
                mime="text/plain",
                key="key-file",
                on_click="ignore",
            )


def key_file(class_: Class, key: str) -> str:
    """The key as a text to keep: for which class, where, since when and until when."""
    here = (st.context.url or "").split("?")[0]
    return (
        f"finlit class {codes.shown(class_.code)} ({class_.name})\n{key}\n\n"
        f"Open it at {here}\nMade on {moments.day(class_cache.now())}. The class ends on "
        f"{moments.day(class_.expires)}.\n"
    )


def _written() -> None:
    st.session_state.pop(class_door.KEY, None)


def settings(class_: Class) -> None:
    """All that can be done about keys, for the teacher; a helper can only lock."""
    with st.container(border=True, key="tonight-class"):
        _tonight()
    if class_door.is_teacher():
        with st.container(border=True, key="keys-class"):
            _keys(class_)


def _tonight() -> None:
    if open_tonight.is_on():
        st.markdown("**Kept open on this computer until tonight.** A reload asks for no key.")
    else:
        st.markdown(
            "**Keep it open on this computer until tonight?** Then a reload or a restart asks for "
            "no key. For your own computer: whoever sits down at it before midnight is in."
        )
        st.button("Keep it open until tonight", key="tonight", on_click=_do, args=(_keep,))
    st.markdown("**Done for today?** Lock all classes that you opened on this computer.")
    with st.container(horizontal=True):
        st.button("Lock it here", key="lock-here", on_click=class_door.lock)
        st.button("Make or open another class", key="another", on_click=class_door.leave)


def _keep() -> None:
    open_tonight.keep(class_door.all_opened())


def _keys(class_: Class) -> None:
    store, now = class_cache.store(), class_cache.now()
    entry.show_problem(_PROBLEM)
    if st.session_state.get(_FOR) == class_.id:
        _show_new(class_)
    same = [each.name for each in teacher_keys.ring(store, class_, now) if each.id != class_.id]
    with_it = f" It opens {', '.join(same)} as well." if same else ""
    st.markdown(f"**Teacher key.** Does somebody know it who should not? Change it.{with_it}")
    sure = st.checkbox("Yes, the old key shall end", key="class.sure_key")
    st.button(
        "Change the teacher key",
        key="change-key",
        disabled=not sure,
        on_click=_do,
        args=(lambda: _new(class_, teacher_keys.change_key, "Your new teacher key"),),
    )
    _one_key(class_, same)
    st.markdown(
        "**Helper's key**, for a substitute or an assistant: everything but taking out, deleting "
        "and keys."
    )
    with st.container(horizontal=True):
        has = teacher_keys.has_helper(store, class_.id)
        st.button(
            "Make a new helper's key" if has else "Make a helper's key",
            key="helper-key",
            on_click=_do,
            args=(lambda: _new(class_, teacher_keys.new_helper_key, "The helper's key"),),
        )
        if has:
            st.button(
                "End the helper's key",
                key="end-helper",
                on_click=_do,
                args=(lambda: teacher_keys.end_helper_key(store, class_.id, now),),
            )


def _one_key(class_: Class, same: list[str]) -> None:
    """Put this class under the key of another one that is open."""
    others = {
        id_: name
        for id_, name in class_door.others().items()
        if class_door.is_teacher(id_) and name not in same
    }
    for id_, name in others.items():
        st.button(
            f"Let it open with the key of {name}",
            key=f"under-{id_}",
            on_click=_do,
            args=(
                lambda id_=id_: teacher_keys.put_under(
                    class_cache.store(), class_.id, id_, class_cache.now()
                ),
            ),
        )


def _new(class_: Class, make: Callable[..., str], title: str) -> None:
    key = make(class_cache.store(), class_.id, class_cache.now())
    st.session_state[_NEW], st.session_state[_FOR] = (title, key), class_.id
    st.session_state.pop("class.sure_key", None)


def _show_new(class_: Class) -> None:
    title, key = st.session_state[_NEW]
    st.warning(f"**{title}**, shown only now. Write it down.")
    with st.container(key="big-key"):
        st.markdown(key)
    with st.container(horizontal=True):
        st.button("I have written it down", key="new-key-written", on_click=_written_new)
        st.download_button(
            "Save it as a file",
            data=key_file(class_, key),
            file_name=f"finlit-class-{class_.code}.txt",
            mime="text/plain",
            key="new-key-file",
            on_click="ignore",
        )


def _written_new() -> None:
    for name in (_NEW, _FOR):
        st.session_state.pop(name, None)


def _do(what: Callable[[], object]) -> None:
    st.session_state.pop(f"{_PROBLEM}.problem", None)
    try:
        what()
    except ClassroomError as problem:
        entry.refuse(_PROBLEM, str(problem))
