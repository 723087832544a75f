"""The live board for the projector: counts of a class, never an alias; renews itself."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from finlit.classroom import assignments, codes, events, members
from finlit.classroom.board import Board, board
from finlit.classroom.errors import ClassroomError, StoreTrouble
from finlit.classroom.model import Assignment, Class
from finlit.web import (
    assigned,
    class_assignments,
    class_desk,
    class_door,
    class_views,
    entry,
    qr,
)

SECONDS = 3


def draw(class_: Class) -> None:
    given = assignments.of_class(class_desk.store(), class_.id)
    if not given:
        with st.container(key="class-board"):
            _waiting(class_)
        return
    newest = list(reversed(given))
    ids = [each.id for each in newest]
    titles = {each.id: f"{assigned.title(each)} ({assigned.shown_code(each)})" for each in newest}
    if st.session_state.get("class.on_board") not in ids:
        st.session_state["class.on_board"] = ids[0]
    with st.container(key="class-board"):
        _live(class_, st.session_state["class.on_board"])
    st.selectbox(
        "Assignment on the board", ids, format_func=titles.__getitem__, key="class.on_board"
    )


@st.fragment(run_every=SECONDS)
def _waiting(class_: Class) -> None:
    """Before anything is assigned: the code, and who has come."""
    try:
        joined = len(members.of_class(class_desk.store(), class_.id))
    except ClassroomError as trouble:
        st.info(f"{trouble} The board goes on by itself.")
        return
    _joining(class_, joined)
    st.markdown("When you have assigned something, this board shows what your class does.")


@st.fragment(run_every=SECONDS)
def _live(class_: Class, id_: str) -> None:
    """All that changes while the class works."""
    try:
        given, shown, joined = _read(class_, id_)
    except StoreTrouble as trouble:
        st.info(f"{trouble} The board goes on by itself.")
        return
    except ClassroomError as problem:
        st.warning(str(problem))
        return
    _joining(class_, joined, given)
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
    store = class_desk.store()
    given = assignments.by_id(store, class_.id, id_)
    everyone = members.of_class(store, class_.id)
    kept = events.of_class(store, class_.id, id_)
    shown = board(assigned.content_of(given), given, everyone, kept)
    return given, shown, len(everyone)


def _joining(class_: Class, joined: int, given: Assignment | None = None) -> None:
    """The code for latecomers, how many are here, and the teacher's switches, in one line."""
    address = class_door.link(class_.code)
    with st.container(horizontal=True, vertical_alignment="center", key="board-head"):
        st.image(qr.drawn(address), width=104, alt=f"QR code that opens {address}")
        with st.container(key="board-code", width="content"):
            st.title(class_.name, anchor=False)
            st.markdown(f"Join a class: **{codes.shown(class_.code)}**")
        with st.container(key="board-joined", width="content"):
            st.markdown(f"**{joined}** joined")
        if given is not None:
            _switches(class_, given)
    entry.show_problem("class.assignments")


def _switches(class_: Class, given: Assignment) -> None:
    """Hold everyone at the reveal, let them go on, show the answers."""
    store = class_desk.store()
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
