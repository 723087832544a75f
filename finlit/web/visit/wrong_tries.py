"""Wrong codes and keys are answered ever more slowly in a visit; a right one never waits."""

from __future__ import annotations

import time

import streamlit as st

from finlit.classroom.errors import (
    ClassroomError,
    NoSuchAssignmentError,
    NoSuchClassError,
    TooManyGuessesError,
    WrongKeyError,
    WrongReturnCodeError,
)

_WRONG = (
    NoSuchAssignmentError,
    NoSuchClassError,
    TooManyGuessesError,
    WrongKeyError,
    WrongReturnCodeError,
)
_COUNT = "wrong_tries"


def slow_down(problem: ClassroomError) -> None:
    """Count a wrong guess of this visit, and wait before it is answered. Only this visit waits: it
    has a thread of its own."""
    if not isinstance(problem, _WRONG):
        return
    from finlit.classroom import limits

    st.session_state[_COUNT] = st.session_state.get(_COUNT, 0) + 1
    over = isinstance(problem, TooManyGuessesError)
    wait(limits.pause(st.session_state[_COUNT], address_is_over=over))


def wait(seconds: float) -> None:
    """Answer this visit so much later."""
    if seconds:
        time.sleep(seconds)


def slow_down_making(address: str) -> None:
    """Wait before one more class is made from where very many were: nobody is refused."""
    from finlit.classroom import limits
    from finlit.web.visit import class_cache

    if limits.is_over(class_cache.store(), limits.CLASSES, address, class_cache.now()):
        wait(limits.LONGEST)
