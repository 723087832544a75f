"""The pupil who works in this browser: the class, the alias, coming in and leaving.

The browser keeps who the pupil is and everything the pupil did.
"""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from finlit.classroom.errors import (
    ClassroomError,
    NoSuchClassError,
    StoreError,
    TooManyGuessesError,
    WrongReturnCodeError,
)
from finlit.classroom.model import Assignment, Class, Member
from finlit.learning.progress import Log
from finlit.web.visit import browser_log, handing_in
from finlit.web.visit.pupil import Pupil, at_work
from finlit.web.visit.pupil import current as current

KEPT_SAFE = (
    "Your work is kept on this device. It will reach your teacher when the class database is back."
)
# What a visit goes on with when another one works in it: the log's own, and its way to the browser.
_NOT_OF_ONE = {
    *("visit", "learner", "log", "sent", "member", "move", "class_kept", "handed", "handed_on"),
    *("erase", "focus", "preview_log", "previewed", "pupil", "handed_in"),
    *("storage_blocked", "class_trouble", "class_over", "asks_who"),
}


def load() -> None:
    """Take over whom the browser remembers, and hand in what waits; after the log is loaded."""
    state = st.session_state
    kept = browser_log.class_kept()
    pupil = Pupil.read(kept) if kept else None
    known = current()
    if pupil is None:
        if known is not None:  # left in another tab
            _clear()
        state["pupil"] = None
        if kept:  # nobody can go on from what makes no sense
            browser_log.move(None)
    elif known is None or known.member_id != pupil.member_id:
        _clear()
        state["handed_in"] = frozenset()
        state["pupil"] = pupil
    state["class_trouble"], state["class_over"] = "", ""
    if current() is None:
        return
    try:
        _check()
        handing_in.send()
    except StoreError as trouble:  # a pupil need not know where the database is
        state["class_trouble"] = str(StoreError(trouble.kind))
    except ClassroomError as over:
        state["class_over"] = str(over)


def _check() -> None:
    """Once in a visit: is the return code the pupil's? Then fetch what other devices handed in."""
    pupil = current()
    if pupil is None or pupil.checked:
        return
    if pupil.refused:
        raise ClassroomError(pupil.refused)
    from finlit.classroom import events, members
    from finlit.web.visit import class_cache

    store, now = class_cache.store(), class_cache.now()
    try:
        member = members.come_back(store, pupil.code, pupil.return_code, now, address=address())
    except (NoSuchClassError, WrongReturnCodeError, TooManyGuessesError) as wrong:
        st.session_state["pupil"] = replace(pupil, refused=str(wrong))
        raise
    class_ = class_cache.seen(pupil.code).class_
    log = events.of_member(store, member)
    checked = replace(
        pupil,
        member_id=member.id,
        class_id=class_.id,
        class_name=class_.name,
        alias=member.alias,
        checked=True,
    )
    if member.id != pupil.member_id:  # what the browser kept was not this pupil's
        browser_log.move(checked.kept())
    browser_log.bring(member.id, Log(handing_in.without_mark(event) for event in log))
    st.session_state["handed_in"] = frozenset(event.id for event in log)
    st.session_state["pupil"] = checked  # last, for a click may cut this run short anywhere


def enter(class_: Class, joined: Member, return_code: str) -> None:
    """Work as this pupil from now on, on this device."""
    _clear()
    state = st.session_state
    pupil = Pupil(
        code=class_.code,
        class_name=class_.name,
        member_id=joined.id,
        class_id=class_.id,
        alias=joined.alias,
        return_code=return_code,
    )
    state["pupil"], state["handed_in"] = pupil, frozenset()
    browser_log.move(pupil.kept())


def open_assignment(assignment: Assignment) -> None:
    """Work on this assignment from now on; experiments stand where it sets them."""
    pupil = replace(at_work(), opened=assignment.id, content=assignment.content)
    st.session_state["pupil"] = pupil
    browser_log.move(pupil.kept())
    reset(assignment.content)


def reset(content: str) -> None:
    """Let the experiments of a lesson or claim begin where it sets them."""
    for key in [key for key in map(str, st.session_state) if key.startswith(f"{content}.")]:
        del st.session_state[key]


def _clear() -> None:
    """Forget what this visit holds of whoever worked here before: what was tried, typed and seen.

    The log stays, which `browser_log` keeps apart for each, and a class that a teacher opened.
    """
    for key in map(str, list(st.session_state)):
        if key not in _NOT_OF_ONE and not key.startswith(("browser_log_", "class.")):
            del st.session_state[key]


def leave() -> None:
    """Forget the pupil and the pupil's log on this device; the class keeps what was handed in."""
    _clear()
    st.session_state["pupil"] = None
    same()
    browser_log.move(None)


def asks_who() -> bool:
    """Whether the pupil has to say first that it is still the same one who sits here."""
    return current() is not None and bool(st.session_state.get("asks_who"))


def same() -> None:
    """It is still the same pupil."""
    st.session_state["asks_who"] = False


def trouble() -> str:
    """Why work could not be handed in just now, or ""."""
    text: str = st.session_state.get("class_trouble", "")
    return text


def over() -> str:
    """Why this pupil's class is no more, or ""."""
    text: str = st.session_state.get("class_over", "")
    return text


def address() -> str:
    """The network address of this browser, for the limits on wrong guesses."""
    found = st.context.ip_address
    return found if isinstance(found, str) else ""
