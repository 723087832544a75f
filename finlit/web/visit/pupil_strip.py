"""What a pupil of a class sees above and between a page: who they are, what it is for, a wait."""

from __future__ import annotations

from datetime import datetime

import streamlit as st

from finlit.classroom import times
from finlit.classroom.errors import ClassroomError
from finlit.classroom.model import Assignment
from finlit.lessons import Content, Predict
from finlit.web.shared import moments
from finlit.web.visit import active_assignment, alias_picture, handing_in, membership
from finlit.web.visit.pupil import Pupil

SECONDS = 2.5


def draw(join_page: st.Page, class_page: st.Page) -> None:
    """The line on top of every page; nothing outside a class."""
    if active_assignment.previewed() is not None:
        with st.container(
            border=True, horizontal=True, vertical_alignment="center", key="preview-strip"
        ):
            st.markdown("**As a pupil sees it.** Nothing that you do here is kept or counted.")
            if st.button("Back to your class", key="end-preview"):
                active_assignment.preview(None)
                st.switch_page(class_page)
        return
    pupil = membership.current()
    if pupil is None:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="pupil-strip"):
        alias_picture.show(pupil.alias, 36)
        _leaving(pupil)
        if st.button("My class", key="to-my-class", type="tertiary"):
            st.switch_page(join_page)
    _troubles()


def ask_who() -> None:
    """In place of the page, on a device that was left for a while: is it still the same pupil?"""
    pupil = membership.current()
    assert pupil is not None
    st.title("Is this still you?")
    st.markdown(
        f"This device is in the class **{pupil.class_name}** as **{pupil.alias}**, and it was left "
        "for a while."
    )
    waiting = len(handing_in.waiting_events())
    if waiting:
        st.warning(
            f"{waiting} of {pupil.alias}'s answers have not reached the class yet. They are lost "
            "when somebody else begins here."
        )
    with st.container(horizontal=True, key="still-you"):
        st.button(f"Yes, I am {pupil.alias}", type="primary", key="same", on_click=membership.same)
        st.button("No, somebody else", key="other", on_click=membership.leave)


def _leaving(pupil: Pupil) -> None:
    with st.popover(pupil.alias, key="who-i-am-here", type="tertiary"):
        st.markdown(f"You are **{pupil.alias}** in the class **{pupil.class_name}**.")
        waiting = len(handing_in.waiting_events())
        st.markdown("Your return code:")
        st.code(pupil.shown_return_code, language=None)
        st.markdown(
            "Does somebody else work here next? Leave, and your work goes from this device. Your "
            "class keeps what you handed in. You come back with the class code and your return "
            "code."
        )
        if waiting:
            st.warning(
                f"{waiting} of your answers have not reached the class yet. They would be lost."
            )
        st.button("Leave on this device", key="leave-now", on_click=membership.leave)


def _troubles() -> None:
    if membership.over():
        st.warning(
            f"{membership.over()} What you do now stays on this device until you leave the class."
        )
    elif membership.trouble():
        st.info(f"{membership.trouble()} {membership.KEPT_SAFE}")
        _try_again()


@st.fragment(run_every=SECONDS)
def _try_again() -> None:
    """Look every few seconds whether the database is back, and hand in what waits."""
    membership.load()
    if not membership.trouble():
        st.rerun()


def assignment(given: Assignment | None, *, asks: bool = False) -> None:
    """What this page is done for: due when; and where it `asks` questions, when reasons come."""
    if given is None:
        return
    from finlit.web.visit.class_cache import now

    lines = []
    own, more_time = _own(given)
    due, timer = times.due(given, own), times.timer_end(given, more_time)
    if times.has_ended(given, now(), own, more_time):
        st.warning("This has ended. You can still work on it, but what comes now does not count.")
    elif due is not None and now() > due:
        lines.append(
            f"This was due {moments.said(due)}. You can still do it; your teacher sees that "
            "it came later."
        )
    elif due is not None:
        lines.append(f"{'It ends' if given.hard else 'Due'} {moments.said(due)}.")
    if timer is not None and timer > now():
        lines.append(f"The timer runs until {moments.clock(timer)}.")
    if asks and given.reasons_wait:
        lines.append("You hand in your answers now. Your teacher shows the reasons later.")
    if lines:
        st.caption(" ".join(lines))


def _own(given: Assignment) -> tuple[datetime | None, int]:
    """This pupil's own day for it, and how much more time timers give."""
    from finlit.web.visit import class_cache

    pupil = membership.current()
    if pupil is None:
        return None, 0
    try:
        seen = class_cache.seen(pupil.code)
    except ClassroomError:
        return None, 0
    return seen.dues.get((given.id, pupil.member_id)), seen.more_time.get(pupil.member_id, 0)


def waiting(content: Content, block: Predict, said: str) -> None:
    """Locked in; the whole class waits until the teacher goes on."""
    with st.container(key=f"waiting-{block.id}"):
        st.markdown(f"You said **{said}**. It is locked in.")
        st.info("Your class waits here. When your teacher goes on, this page does too, by itself.")
        _until_released(content, block)


@st.fragment(run_every=SECONDS)
def _until_released(content: Content, block: Predict) -> None:
    if not active_assignment.held(content, block):
        st.rerun()


def reasons_later(content: Content) -> None:
    """Said once under questions whose reasons wait; the page goes on when they are shown."""
    st.caption("Your first answer counts. You can still change your mind until the reasons come.")
    _until_shown(content)


@st.fragment(run_every=SECONDS)
def _until_shown(content: Content) -> None:
    if not active_assignment.reasons_wait(content.slug):
        st.rerun()
