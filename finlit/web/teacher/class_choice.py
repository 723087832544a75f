"""Which assignment of the class its teacher looks at: the same on the board and in the results."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from finlit.classroom.model import Assignment
from finlit.web.pupil import assigned

_CHOSEN = "class.assignment"


def choose(given: Assignment) -> None:
    """Look at this one from now on."""
    st.session_state[_CHOSEN] = given.id


def chosen(given: Sequence[Assignment]) -> Assignment:
    """The one chosen last, or the newest of them; `given` has the oldest first."""
    id_ = st.session_state.get(_CHOSEN)
    return next((each for each in given if each.id == id_), given[-1])


def draw(given: Sequence[Assignment], label: str) -> None:
    """Choose another one."""
    newest_first = {each.id: each for each in reversed(given)}
    key = f"{_CHOSEN}.box"
    st.selectbox(
        label,
        list(newest_first),
        index=list(newest_first).index(chosen(given).id),
        format_func=lambda id_: (
            f"{assigned.title(newest_first[id_])} ({assigned.shown_code(newest_first[id_])})"
        ),
        key=key,
        on_change=lambda: choose(newest_first[st.session_state[key]]),
    )
