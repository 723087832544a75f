"""The address of a game: its code, how many play, and the round or the end that is open."""

from __future__ import annotations

import streamlit as st

from finlit.game.codes import Code


def go(code: Code, players: int, part: str) -> None:
    """Open a round ("r3") or the end ("end") of a game."""
    pair = {"players": str(players)} if players > 1 else {}
    st.query_params.from_dict({"code": str(code), **pair, "part": part})


def leave() -> None:
    """Open the page where games begin."""
    st.query_params.clear()
