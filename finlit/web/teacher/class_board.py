"""The live board for the projector: counts of a class, never an alias; renews itself."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from finlit.classroom import assignments, codes, events, members
from finlit.classroom.errors import ClassroomError, StoreError
from finlit.classroom.model import Assignment, Class
from finlit.classroom.reports.board import Board, board
from finlit.web.pupil import assigned
from finlit.web.shared import entry, qr
from finlit.web.teacher import class_assignments, class_choice, class_door, class_views
from finlit.web.visit import class_cache

SECONDS = 3


def draw(class_: Class) -> None:
    given = assignments.of_class(class_cache.store(), class_.id)
    if not given:
        with st.container(key="class-board"):
            _waiting(class_)
        return
    with st.container(key="class-board"):
        _live(class_, class_choice.chosen(given).id)
    class_choice.draw(given, "Assignment on the board")


@st.fragment(run_every=SECONDS)
def _waiting(class_: Class) -> None:
    """Before anything is assigned: the code, and who has come."""
    try:
        joined = len(members.of_class(class_cache.store(), class_.id))
    except ClassroomError as trouble:
        st.info(f"{trouble} The board goes on by itself.")
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.title(class_.name, anchor=False)
        with st.container(key="board-joined", width="content"):
            st.markdown(f"**{joined}** joined")
    class_door.show_code(class_.code)
    st.markdown("When you have assigned something, this board shows what your class does.")


@st.fragment(run_every=SECONDS)
def _live(class_: Class, id_: str) -> None:
    """All that changes while the class works."""
    try:
        given, shown, joined = _read(class_, id_)
    except StoreError as trouble:
        st.info(f"{trouble} The board goes on by itself.")
        return
    except ClassroomError as problem:
        st.warning(str(problem))
        return
    _joining(class_, joined, given, begun=bool(shown.working))
    views = class_views.of(given, shown)
    picked = st.segmented_control(
        "On the board",
        list(views),
        default=next(iter(views)),
        required=True,
        key=f"board.view.{id_}",
        label_visibility="collapsed",
    )
    draw_view: Callable[[], None] = views[picked if picked in views else next(iter(views))]
    draw_view()


def _read(class_: Class, id_: str) -> tuple[Assignment, Board, int]:
    store = class_cache.store()
    given = assignments.by_id(store, class_.id, id_)
    everyone = members.of_class(store, class_.id)
    kept = events.of_class(store, class_.id, id_)
    shown = board(assigned.content_of(given), given, everyone, kept)
    return given, shown, len(everyone)


def _joining(class_: Class, joined: int, given: Assignment, *, begun: bool) -> None:
    """The code, large until somebody has begun, how many are here, and the teacher's switches."""
    address = class_door.link(class_.code)
    width = 104 if begun else 240
    with st.container(horizontal=True, vertical_alignment="center", key="board-head"):
        st.image(qr.drawn(address), width=width, alt=f"QR code that opens {address}")
        with st.container(key="board-code", width="content"):
            st.title(class_.name, anchor=False)
            st.markdown(f"Join a class: **{codes.shown(class_.code)}**")
        with st.container(key="board-joined", width="content"):
            st.markdown(f"**{joined}** joined")
        _switches(class_, given)
    entry.show_problem("class.assignments")


def _switches(class_: Class, given: Assignment) -> None:
    """Hold everyone at the reveal, let them go on, show the answers."""
    store = class_cache.store()
    if not assigned.game_code(given):
        st.button(
            "Let them go on" if given.holding else "Hold at the reveal",
            type="primary" if given.holding else "secondary",
            key=f"hold-{given.id}",
            on_click=class_assignments.act,
            args=(
                class_,
                lambda: assignments.hold(store, class_.id, given.id, not given.holding),
            ),
            help="Whoever has guessed waits before what came out, until you let them go on.",
        )
    if given.reasons_wait:
        st.button(
            "Show the answers",
            key=f"answers-{given.id}",
            on_click=class_assignments.act,
            args=(class_, lambda: assignments.show_answers(store, class_.id, given.id)),
        )
    if given.holding:
        st.markdown("**Everyone waits at the reveal.**")
