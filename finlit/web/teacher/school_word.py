"""A school's word for its teachers, where FINLIT_TEACHER_WORD sets one: without it nobody makes a
class, and so nobody reads answer keys, which stand in classes alone."""

from __future__ import annotations

import hmac
import os

import streamlit as st

from finlit.classroom.errors import WrongKeyError


def asked() -> str:
    """The word that is asked for, "" for none."""
    return os.environ.get("FINLIT_TEACHER_WORD", "").strip()


def field(key: str) -> None:
    """A box for it, where it is asked for."""
    if asked():
        st.text_input(
            "Your school's word for teachers",
            key=f"{key}.word",
            type="password",
            autocomplete="off",
            max_chars=120,
        )


def check(key: str) -> None:
    """Raise WrongKeyError where a word is asked for and another one was typed."""
    typed = str(st.session_state.get(f"{key}.word") or "").strip()
    if asked() and not hmac.compare_digest(typed.encode(), asked().encode()):
        raise WrongKeyError(
            "This is not your school's word for teachers. Ask whoever looks after finlit here."
        )
