"""At home: two people at one screen, each with a guess of their own, and a card to talk about.

Switched on for the visit by the toggle of a lesson or by `home=1` in the address. A pupil of a
class works alone, so there it is off.
"""

from __future__ import annotations

import streamlit as st

from finlit.web.visit import membership

_KEY = "at_home"
PLAYERS = ("Player 1", "Player 2")


def is_on() -> bool:
    """Whether two people share this screen."""
    if membership.current() is not None:
        return False
    if st.query_params.get("home") == "1":
        st.session_state[_KEY] = True
    return bool(st.session_state.get(_KEY))


def switch() -> None:
    """The toggle, on a lesson's first screen."""
    if membership.current() is not None:
        return
    st.toggle(
        "At home: two players",
        is_on(),
        key="at-home",
        help="Each of you makes a prediction, then you see both beside what came out.",
        on_change=_switched,
    )


def _switched() -> None:
    st.session_state[_KEY] = st.session_state["at-home"]
    kept = {key: text for key, text in st.query_params.items() if key != "home"}
    st.query_params.from_dict(kept | ({"home": "1"} if st.session_state[_KEY] else {}))
