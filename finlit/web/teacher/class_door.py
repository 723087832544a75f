"""The way into a class for its teacher: make one, write the key down, open one with the key."""

from __future__ import annotations

import streamlit as st

from finlit.classroom import classes, codes, teacher_keys
from finlit.classroom.errors import ClassGoneError, ClassroomError
from finlit.classroom.model import Class
from finlit.classroom.teacher_keys import Access
from finlit.web.shared import entry
from finlit.web.teacher import school_word
from finlit.web.teacher.device import open_tonight
from finlit.web.visit import class_cache, membership, wrong_tries

MONTHS = (1, 3, 6, 12, 24)
_OPENED, _OTHERS, _ROLES = "class.id", "class.others", "class.roles"
KEY = "class.key"  # of a class just made, until it is written down


def opened() -> str:
    """The id of the class that this visit has opened with its key, or ""."""
    id_: str = st.session_state.get(_OPENED, "")
    return id_


def others() -> dict[str, str]:
    """The other classes opened in this visit: id -> name."""
    known: dict[str, str] = st.session_state.get(_OTHERS, {})
    return {id_: name for id_, name in known.items() if id_ != opened()}


def is_teacher(id_: str = "") -> bool:
    """Whether a class (the one that is open) was opened with its teacher's key; with a helper's
    nothing is deleted and no key made."""
    roles: dict[str, str] = st.session_state.get(_ROLES, {})
    return roles.get(id_ or opened()) == teacher_keys.TEACHER


def all_opened() -> tuple[Access, ...]:
    """Every class opened in this visit, and as whom."""
    roles: dict[str, str] = st.session_state.get(_ROLES, {})
    found = []
    for id_ in st.session_state.get(_OTHERS, {}):
        try:
            class_ = classes.by_id(class_cache.store(), id_, class_cache.now())
        except ClassGoneError:
            continue
        found.append(Access(class_, roles.get(id_, teacher_keys.HELPER)))
    return tuple(found)


def lock() -> None:
    """Forget every class opened in this visit: somebody else comes to this computer next."""
    open_tonight.end()
    act = st.session_state.get("class.pass_act")
    for key in map(str, list(st.session_state)):
        if key.startswith("class."):
            del st.session_state[key]
    st.session_state["class.pass_act"] = act
    _at_the_door()


def close() -> None:
    """Go out of a class that is no more."""
    id_ = st.session_state.pop(_OPENED, "")
    st.session_state.get(_OTHERS, {}).pop(id_, None)
    _at_the_door()


def enter(class_: Class, role: str) -> None:
    """Go into a class whose key was given, and know of those under the same key."""
    state = st.session_state
    know(class_, role)
    if role == teacher_keys.TEACHER:
        for each in teacher_keys.ring(class_cache.store(), class_, class_cache.now()):
            know(each, role)
    state[_OPENED] = class_.id


def know(class_: Class, role: str) -> None:
    """This visit may go into a class."""
    state = st.session_state
    state.setdefault(_OTHERS, {})[class_.id] = class_.name
    state.setdefault(_ROLES, {})[class_.id] = role


def know_name(class_: Class) -> None:
    """A class of this visit has another name now."""
    st.session_state.get(_OTHERS, {})[class_.id] = class_.name


def know_again(id_: str, name: str) -> None:
    """Go into a class that this visit deleted as its teacher and has brought back."""
    state = st.session_state
    state.setdefault(_OTHERS, {})[id_] = name
    state.setdefault(_ROLES, {})[id_] = teacher_keys.TEACHER
    state[_OPENED] = id_


def leave() -> None:
    """Go to the door, to make or open another class; this one stays open for copies."""
    st.session_state.pop(_OPENED, None)
    _at_the_door()


def _at_the_door() -> None:
    st.session_state.pop("class.room", None)
    st.query_params.clear()


def go_to(id_: str) -> None:
    """Go into a class that this visit has opened before, in the room where one is."""
    if id_ in st.session_state.get(_OTHERS, {}):
        st.session_state[_OPENED] = id_
        st.session_state.pop("class.assignment", None)


def take_pass() -> None:
    """Open what this computer was asked to keep open until tonight. Raises StoreError."""
    asked = st.query_params.get("code", "")
    found = open_tonight.opened()
    for each in found:
        know(each.class_, each.role)
    if found and not opened():
        first = next((each for each in found if each.class_.code == asked), found[0])
        st.session_state[_OPENED] = first.class_.id


def draw() -> None:
    """Make a class, or open one."""
    st.markdown(
        "Make a class, show its code, and watch what your pupils think while they work. "
        "**No e-mail, no names, no accounts**: each pupil gets an alias by chance."
    )
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
    mine = {id_: name for id_, name in others().items() if is_teacher(id_)}
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
        if mine:
            st.selectbox(
                "Its teacher key",
                ["", *mine],
                index=1,
                format_func=lambda id_: f"That of {mine[id_]}" if id_ else "A new one",
                key="class.under",
                on_change="ignore",
            )
        school_word.field("class.make")
        st.button("Make a class", type="primary", key="make", on_click=_make)
        entry.show_problem("class.make")


def _opening(asked: str) -> None:
    """Code and key of a class; the code may be `asked` for in the address."""
    with st.container(border=True, key="open-class"):
        st.subheader("Open your class", anchor=False)
        if asked:
            st.info(
                "This page was loaded anew, so the class is locked. Its key opens it again. To be "
                "asked less often, keep it open until tonight."
            )
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
            st.checkbox(
                "Keep it open on this computer until tonight",
                key="class.open.tonight",
                help="For your own computer: whoever sits down at it before midnight is in.",
            )
            st.form_submit_button("Open", key="open", on_click=_open)
        entry.show_problem("class.open")
        st.caption(
            "Six words, as you wrote them down. They open the class on any computer, and all "
            "classes under the same key. A helper's key goes in here, too."
        )


def _make() -> None:
    months = int(st.session_state.get("class.months") or 12)
    under = st.session_state.get("class.under") or ""
    address = membership.address()
    try:
        school_word.check("class.make")
        wrong_tries.slow_down_making(address)
        class_, key = classes.make(
            class_cache.store(),
            class_cache.now(),
            months=months,
            address=address,
            under=under if is_teacher(under) else "",
        )
        enter(class_, teacher_keys.TEACHER)
    except ClassroomError as problem:
        wrong_tries.slow_down(problem)
        entry.refuse("class.make", str(problem))
        return
    st.session_state.pop("class.make.problem", None)
    if key:
        st.session_state[KEY] = key


def _open() -> None:
    state = st.session_state
    found = try_key(state.get("class.open.code") or "", state.get("class.open.key") or "")
    if isinstance(found, str):
        entry.refuse("class.open", found)
        return
    state.pop("class.open.problem", None)
    try:
        enter(found.class_, found.role)
        if state.get("class.open.tonight"):
            open_tonight.keep(all_opened())
    except ClassroomError as problem:
        entry.refuse("class.open", str(problem))


def try_key(code: str, key: str) -> Access | str:
    """The class that a code and a key open, and as whom, or a sentence that says why not."""
    if not code.strip() or not key.strip():
        return "It needs both: the class code and the teacher key."
    try:
        return teacher_keys.open_with_key(
            class_cache.store(), code, key, class_cache.now(), address=membership.address()
        )
    except ClassroomError as problem:
        wrong_tries.slow_down(problem)
        return str(problem)
