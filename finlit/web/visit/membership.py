"""The pupil who works in this browser: the class, the alias, and what is still to be handed in.

The browser keeps who the pupil is and everything the pupil did. An event is confirmed when the
class's database has it; the others are sent again with every run, so a database that is away, a
reload and a second tab lose nothing and double nothing.
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
from finlit.learning.progress import Event, Log
from finlit.learning.quiz import judge
from finlit.lessons.checks import FOLDER as CHECKS
from finlit.web.shared import content
from finlit.web.visit import browser_log
from finlit.web.visit.pupil import Pupil

KEPT_SAFE = (
    "Your work is kept on this device. It will reach your teacher when the class database is back."
)
_FOR_THE_CLASS = f"{CHECKS}/"
# What a visit goes on with when another one works in it: the log's own, and its way to the browser.
_NOT_OF_ONE = {
    *("visit", "learner", "log", "sent", "member", "move", "class_kept", "handed", "handed_on"),
    *("erase", "focus", "assignment", "preview_log", "previewed", "pupil", "handed_in"),
    *("storage_blocked", "class_trouble", "class_over"),
}


def current() -> Pupil | None:
    """The pupil who works here, or None."""
    pupil: Pupil | None = st.session_state.get("pupil")
    return pupil


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
        state["pupil"], state["handed_in"] = pupil, frozenset()
    state["class_trouble"], state["class_over"] = "", ""
    if current() is None:
        return
    try:
        _check()
        _hand_in()
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
        member = members.come_back(
            store,
            pupil.code,
            pupil.return_code,
            now,
            address=address(),
            member_id=pupil.member_id,
        )
    except (NoSuchClassError, WrongReturnCodeError, TooManyGuessesError) as wrong:
        st.session_state["pupil"] = replace(pupil, refused=str(wrong))
        raise
    class_ = class_cache.seen(pupil.code).class_
    log = events.of_member(store, member)
    st.session_state["handed_in"] = frozenset(event.id for event in log)
    st.session_state["pupil"] = replace(
        pupil,
        member_id=member.id,
        class_id=class_.id,
        class_name=class_.name,
        alias=member.alias,
        checked=True,
    )
    if member.id != pupil.member_id:  # what the browser kept was not this pupil's
        browser_log.move(_now_is().kept())
    browser_log.bring(member.id, Log(_without_mark(event) for event in log))


def _now_is() -> Pupil:
    pupil = current()
    assert pupil is not None
    return pupil


def _hand_in() -> None:
    """Send what is for the class and not confirmed yet, assignment by assignment."""
    pupil = _now_is()
    waiting = waiting_events()
    if not waiting:
        return
    from finlit.classroom import events
    from finlit.web.visit import class_cache

    seen = class_cache.seen(pupil.code)
    if seen.trouble:
        raise StoreError("away")
    given = {each.id: each for each in seen.assignments}
    # What names no assignment of the class goes in at once, whatever a log was made to say.
    by_assignment: dict[str, list[Event]] = {}
    for event in waiting:
        id_ = _assignment_of(event)
        by_assignment.setdefault(id_ if id_ in given else "", []).append(_marked(event))
    for id_, of_it in by_assignment.items():
        st.session_state["handed_in"] |= events.keep(
            class_cache.store(), member(), given.get(id_), of_it, class_cache.now()
        )


def _without_mark(event: Event) -> Event:
    """The event without whether it was right: a browser is not told while reasons wait."""
    return replace(event, payload={k: v for k, v in event.payload.items() if k != "right"})


def _marked(event: Event) -> Event:
    """The event, and of a number handed in whether it is right: by the lesson, never by what a
    browser says. A choice is marked where it is counted."""
    plain = _without_mark(event)
    slug, _, id_ = event.content.rpartition("/")
    value = event.payload.get("value")
    try:
        question = content.named(slug).quiz[id_]
        if event.kind != "answer" or question.kind != "number":
            return plain
        if not isinstance(value, int | float):
            return plain
        right = judge(question, value, content.Facts(slug)).right
    except (KeyError, content.BrokenLessonError):
        return plain
    return replace(plain, payload={**plain.payload, "right": right})


def waiting_events() -> list[Event]:
    """What is for the class and not confirmed yet, oldest first: work for an assignment, and the
    five questions before and after the course. What else a pupil does here stays here."""
    handed_in: frozenset[str] = st.session_state.get("handed_in", frozenset())
    return [
        event
        for event in browser_log.log()
        if event.id not in handed_in
        and (_assignment_of(event) or event.content.startswith(_FOR_THE_CLASS))
    ]


def _assignment_of(event: Event) -> str:
    return str(event.payload.get("assignment", ""))


def member() -> Member:
    """The pupil as the database's functions name one; for a pupil who is checked."""
    pupil = _now_is()
    from finlit.web.visit.class_cache import now

    return Member(pupil.member_id, pupil.class_id, pupil.alias, now())


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
    pupil = replace(_now_is(), opened=assignment.id, content=assignment.content)
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
    browser_log.move(None)


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
