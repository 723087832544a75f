"""The live board for the projector: counts of a class, never an alias; renews itself."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from finlit.classroom import assignments, members, standings, times
from finlit.classroom.errors import ClassroomError, StoreError
from finlit.classroom.model import Assignment, Class
from finlit.classroom.reports.board import Board, board_of, steps
from finlit.web.pupil import assigned
from finlit.web.shared import entry
from finlit.web.teacher import class_assignments, class_choice, class_views, way_in
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
    way_in.show_code(class_.code, size="large")
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
    begun = bool(shown.working) and not st.session_state.get("board.large")
    if not begun:
        _lobby(class_, joined, given)
        return
    beside, view = st.columns([1, 3], gap="large")
    with beside:
        _beside(class_, joined, given)
    with view:
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
    found = assigned.content_of(given)
    counted = standings.tally(store, class_.id, id_, steps(found, given))
    return given, board_of(found, given, counted), counted.joined


def _lobby(class_: Class, joined: int, given: Assignment) -> None:
    """The way in, as large as the screen, until somebody has begun or while it is wanted again."""
    st.title(f"{class_.name} · {assigned.title(given)}", anchor=False)
    way_in.show_code(class_.code, size="large")
    with st.container(horizontal=True, vertical_alignment="center"):
        with st.container(key="board-joined", width="content"):
            st.markdown(f"**{joined}** joined")
        _switches(class_, given)


def _beside(class_: Class, joined: int, given: Assignment) -> None:
    """The code for who comes late, how many are here, and the teacher's switches."""
    with st.container(key="board-head"):
        st.title(class_.name, anchor=False)
        way_in.show_code(class_.code, size="small")
        with st.container(key="board-joined", width="content"):
            st.markdown(f"**{joined}** joined")
        _switches(class_, given)


def _switches(class_: Class, given: Assignment) -> None:
    """Hold everyone at the reveal, let them go on, show the answers, the code once more."""
    store = class_cache.store()
    st.toggle("Large code", key="board.large")
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
    if given.minutes:
        _timer(class_, given)
    if given.reasons_wait:
        st.button(
            "Show the answers",
            key=f"answers-{given.id}",
            on_click=class_assignments.act,
            args=(class_, lambda: assignments.show_answers(store, class_.id, given.id)),
        )
    if given.holding:
        st.markdown("**Everyone waits at the reveal.**")
    entry.show_problem("class.assignments")


def _timer(class_: Class, given: Assignment) -> None:
    """How long it still runs, and the switch; whoever has more time sees their own end."""
    end, now = times.timer_end(given), class_cache.now()
    store = class_cache.store()
    if end is not None:
        left = max(0, int((end - now).total_seconds()))
        with st.container(key="board-timer"):
            st.markdown(f"**{left // 60}:{left % 60:02}** left" if left else "**Time is up.**")
    st.button(
        f"Start {given.minutes} minutes" if end is None else "Stop the timer",
        key=f"timer-{given.id}",
        on_click=class_assignments.act,
        args=(
            class_,
            lambda: assignments.change(
                store, class_.id, given.id, started=now if end is None else None
            ),
        ),
    )
