"""What a learner chose or typed, read when a button is pressed; a problem becomes a sentence."""

from __future__ import annotations

import streamlit as st

from finlit.learning.quiz import NotANumberError, parse_number


def taken(key: str, kind: str, unit: str, empty: str) -> str | float | None:
    """The value of a widget: a choice's id, or the number in `unit` that a text holds.

    None, with a sentence for `problem` to show, where there is nothing (`empty`) or no number.
    """
    given = st.session_state.get(key)
    if given is None or given == "":
        refuse(key, empty)
        return None
    st.session_state.pop(f"{key}.problem", None)
    if kind == "choice":
        return str(given)
    try:
        return parse_number(str(given), unit)
    except NotANumberError as bad:
        refuse(key, str(bad))
        return None


def refuse(key: str, sentence: str) -> None:
    """Keep a sentence for the next drawing of this entry."""
    st.session_state[f"{key}.problem"] = sentence


def has_problem(key: str) -> bool:
    """Whether the last entry was refused."""
    return bool(st.session_state.get(f"{key}.problem"))


def show_problem(key: str) -> bool:
    """Show what was wrong with the last entry, if anything was."""
    sentence = st.session_state.get(f"{key}.problem")
    if sentence:
        st.warning(sentence)
    return bool(sentence)
