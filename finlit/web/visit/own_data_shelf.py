"""The learner's own series of this visit: kept in the session, nowhere else."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from finlit.numbers.series import OwnSeries
from finlit.web.shared.escaping import as_name

MOST = 6
_SERIES, _PUT, _CHANGES = "own.series", "own.put", "own.changes"


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
    st.session_state[_PUT] = name
    _changed()


def remove(name: str) -> None:
    all_series().pop(name, None)
    _changed()


def _changed() -> None:
    st.session_state[_CHANGES] = st.session_state.get(_CHANGES, 0) + 1


def _box() -> str:
    """The key of the box that picks: new after each change, for an old box keeps its value."""
    return f"own.picked.{st.session_state.get(_CHANGES, 0)}"


def picked() -> OwnSeries | None:
    """The series that the page works on."""
    kept = all_series()
    if not kept:
        return None
    wanted = (st.session_state.get(_box()), st.session_state.get(_PUT), next(reversed(kept)))
    return kept[next(name for name in wanted if name in kept)]


def choose() -> None:
    """Which of several series to work on."""
    names = list(all_series())
    if len(names) > 1:
        now = picked()
        assert now is not None
        st.selectbox("Work on", names, index=names.index(now.name), key=_box())
