"""A series of one's own in a built-in experiment: picked there, where the question fits it."""

from __future__ import annotations

import zlib

import streamlit as st

from finlit.experiments.kit import Experiment
from finlit.experiments.own import own_series
from finlit.web.visit import own_data_shelf

_BUILT_IN = "The built-in history"


def instead(name: str, prefix: str) -> tuple[Experiment, str] | None:
    """What the experiment called `name` asks, asked of a series that the learner picks here.

    Returns it with a prefix for its keys, or None: for the built-in history, for a learner without
    a series (who sees no choice), and where the question fits no single series.
    """
    kept = own_data_shelf.all_series()
    if not kept or name not in own_series.COUNTERPARTS:
        return None
    key = f"{prefix}.series"
    if st.session_state.get(key) not in (None, _BUILT_IN, *kept):
        del st.session_state[key]
    picked = st.selectbox("Prices", [_BUILT_IN, *kept], key=key)
    if picked == _BUILT_IN:
        return None
    experiment = own_series.counterpart(name, kept[picked])
    assert experiment is not None
    st.caption("These are your own prices. The words around speak of the built-in ones.")
    return experiment, f"{prefix}.own-{mark(picked)}"


def mark(name: str) -> str:
    """A short mark of a name that may hold anything."""
    return f"{zlib.crc32(name.encode()):08x}"
