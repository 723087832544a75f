"""The learner's own series of this visit: kept in the session, nowhere else."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from finlit.numbers.series import OwnSeries
from finlit.web.shared.escaping import as_name

MOST = 6
_SERIES, _PICKED = "own.series", "own.picked"


def all_series() -> dict[str, OwnSeries]:
    """By name, oldest first."""
    kept: dict[str, OwnSeries] = st.session_state.setdefault(_SERIES, {})
    return kept


def put(series: OwnSeries) -> None:
    """Keep a series and pick it. One of the same name is replaced; the oldest goes when full."""
    kept = all_series()
    name = as_name(series.name)[:60].strip() or "Your series"
    kept.pop(name, None)
    kept[name] = series if name == series.name else replace(series, name=name)
    while len(kept) > MOST:
        kept.pop(next(iter(kept)))
    st.session_state[_PICKED] = name


def remove(name: str) -> None:
    all_series().pop(name, None)


def picked() -> OwnSeries | None:
    """The series that the page works on."""
    kept = all_series()
    if not kept:
        return None
    if st.session_state.get(_PICKED) not in kept:
        st.session_state[_PICKED] = next(reversed(kept))
    return kept[st.session_state[_PICKED]]


def choose() -> None:
    """Which of several series to work on."""
    names = list(all_series())
    if len(names) > 1:
        st.selectbox("Work on", names, key=_PICKED)
