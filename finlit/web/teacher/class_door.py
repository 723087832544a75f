"""The way into a class for its teacher: make one, write the key down, open one with the key."""

from __future__ import annotations

from urllib.parse import urlsplit

import streamlit as st

from finlit.classroom import classes, codes, teacher_keys
from finlit.classroom.errors import ClassroomError
from finlit.classroom.model import Class
from finlit.web.shared import entry, moments, qr
from finlit.web.visit import class_cache, membership, wrong_tries

MONTHS = (1, 3, 6, 12, 24)
_OPENED, _KEY, _OTHERS = "class.id", "class.key", "class.others"
_THIS_COMPUTER = {"localhost", "127.0.0.1", "::1", ""}


def opened() -> str:
    """The id of the class that this visit has opened with its key, or ""."""
    id_: str = st.session_state.get(_OPENED, "")
    return id_


def others() -> dict[str, str]:
    """The other classes opened in this visit: id -> name."""
    known: dict[str, str] = st.session_state.get(_OTHERS, {})
    return {id_: name for id_, name in known.items() if id_ != opened()}


def lock() -> None:
    """Forget every class opened in this visit: somebody else comes to this computer next."""
    for key in map(str, list(st.session_state)):
        if key.startswith("class."):
            del st.session_state[key]
    _at_the_door()


def close() -> None:
    """Go out of a class that is no more."""
    id_ = st.session_state.pop(_OPENED, "")
    st.session_state.get(_OTHERS, {}).pop(id_, None)
    _at_the_door()


def enter(class_: Class) -> None:
    """Go into a class whose key was given."""
    state = st.session_state
    state[_OPENED] = class_.id
    state.setdefault(_OTHERS, {})[class_.id] = class_.name


def leave() -> None:
    """Go to the door, to make or open another class; this one stays open for copies."""
    st.session_state.pop(_OPENED, None)
    _at_the_door()


def _at_the_door() -> None:
    st.session_state.pop("class.room", None)
    st.query_params.clear()


def go_to(id_: str) -> None:
    """Go into a class that this visit has opened before."""
    if id_ in st.session_state.get(_OTHERS, {}):
        leave()
        st.session_state[_OPENED] = id_


def draw() -> None:
    """Make a class, or open one."""
    st.markdown(
        "Make a class, show its code, and watch what your pupils think while they work. "
        "**No e-mail, no names, no accounts**: each pupil gets an alias by chance."
    )
    deleted = st.session_state.pop("class.deleted", "")
    if deleted:
        st.success(f"{deleted} is deleted, with all aliases, answers and assignments.")
    for id_, name in others().items():
        st.button(f"Back to {name}", key=f"go-{id_}", on_click=go_to, args=(id_,))
    asked = st.query_params.get("code", "")[:20]
    if asked:  # a class was open before the page was loaded anew
        _opening(asked)
        _making()
    else:
        _making()
        _opening(asked)


def _making() -> None:
    with st.container(border=True, key="make-class"):
        st.subheader("Make a class", anchor=False)
        st.segmented_control(
            "It deletes itself, with all answers, after",
            list(MONTHS),
            format_func=lambda months: "1 month" if months == 1 else f"{months} months",
            default=12,
            required=True,
            key="class.months",
            on_change="ignore",
        )
        st.button("Make a class", type="primary", key="make", on_click=_make)
        entry.show_problem("class.make")


def _opening(asked: str) -> None:
    """Code and key of a class; the code may be `asked` for in the address."""
    with st.container(border=True, key="open-class"):
        st.subheader("Open your class", anchor=False)
        with st.form("class.open", border=False):
            st.text_input(
                "Class code",
                codes.shown(asked) if asked else "",
                key="class.open.code",
                placeholder="Like BCD-234",
                autocomplete="username",
                max_chars=20,
            )
            st.text_input(
                "Teacher key",
                key="class.open.key",
                type="password",
                placeholder="Six words",
                autocomplete="current-password",
                max_chars=120,
            )
            st.form_submit_button("Open", key="open", on_click=_open)
        entry.show_problem("class.open")
        st.caption(
            "Six words, as you wrote them down. It opens the class on any computer, until you "
            "close or reload this page."
        )


def _make() -> None:
    months = int(st.session_state.get("class.months") or 12)
    address = membership.address()
    try:
        wrong_tries.slow_down_making(address)
        class_, key = classes.make(
            class_cache.store(), class_cache.now(), months=months, address=address
        )
    except ClassroomError as problem:
        entry.refuse("class.make", str(problem))
        return
    st.session_state.pop("class.make.problem", None)
    st.session_state[_KEY] = key
    enter(class_)


def _open() -> None:
    state = st.session_state
    found = try_key(state.get("class.open.code") or "", state.get("class.open.key") or "")
    if isinstance(found, str):
        entry.refuse("class.open", found)
        return
    state.pop("class.open.problem", None)
    enter(found)


def try_key(code: str, key: str) -> Class | str:
    """The class that a code and a key open, or a sentence that says why they do not."""
    if not code.strip() or not key.strip():
        return "It needs both: the class code and the teacher key."
    try:
        return teacher_keys.open_with_key(
            class_cache.store(), code, key, class_cache.now(), address=membership.address()
        ).class_
    except ClassroomError as problem:
        wrong_tries.slow_down(problem)
        return str(problem)


def key_to_write_down() -> str:
    """The key of a class just made, until its teacher says that it is written down."""
    key: str = st.session_state.get(_KEY, "")
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
                data=f"finlit class {codes.shown(class_.code)} ({class_.name})\n{key}\n",
                file_name=f"finlit-class-{class_.code}.txt",
                mime="text/plain",
                key="key-file",
                on_click="ignore",
            )


def _written() -> None:
    st.session_state.pop(_KEY, None)


def link(code: str) -> str:
    """The address under which pupils join with this code."""
    here = (st.context.url or "").split("?")[0].rstrip("/")
    return f"{here.rpartition('/')[0]}/join?code={code}"


def show_code(code: str) -> None:
    """A code for the board: large, as a link, and as a QR code."""
    address = link(code)
    with st.container(horizontal=True, vertical_alignment="center", key=f"board-of-{code}"):
        st.image(qr.drawn(address), width=200, alt=f"QR code that opens {address}")
        with st.container(key=f"big-code-{code}", width="content"):
            st.markdown(codes.shown(code))
    st.markdown("Scan it, or open **Join a class** and type the code, or go to")
    st.code(address, language=None, wrap_lines=True)
    if (urlsplit(address).hostname or "") in _THIS_COMPUTER:
        st.caption(
            "You opened finlit under an address that only this computer knows. For pupils, start "
            "it with `--host 0.0.0.0` and open it by this computer's name or number in your "
            "network."
        )
