"""The teacher's view of lessons and claims: nothing is locked, once asked for by `view=teacher`."""

from __future__ import annotations

import streamlit as st

from finlit.web.visit import active_assignment, membership


def is_teacher() -> bool:
    """Whether nothing is locked: once asked for, for the rest of the visit.

    Never for the pupil of a class, nor for a teacher who looks with a pupil's eyes.
    """
    if not may_be_teacher():
        return False
    if st.query_params.get("view", "").lower() == "teacher":
        st.session_state["teacher"] = True
    return bool(st.session_state.get("teacher"))


def may_be_teacher() -> bool:
    """Whether this browser may open what is locked."""
    return membership.current() is None and active_assignment.previewed() is None


def enter() -> None:
    st.session_state["teacher"] = True


def leave() -> None:
    st.session_state["teacher"] = False
    kept = {key: text for key, text in st.query_params.items() if key != "view"}
    st.query_params.from_dict(kept)
