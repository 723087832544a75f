"""Keep classes open on this computer until tonight, by a pass that the browser keeps.

A reload, a restart or a crash then asks for no key. Whoever sits down at this computer before
midnight is in the class, so it is never done unasked, and "Lock it here" ends it.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

import streamlit as st

from finlit.classroom import teacher_keys
from finlit.classroom.teacher_keys import Access
from finlit.web.shared import moments
from finlit.web.visit import class_cache

_component = st.components.v2.component(
    "finlit_teacher",
    html="<span></span>\n",
    js=Path(__file__).with_name("open_tonight.js").read_text(encoding="utf-8"),
)
_KEY, _ACT, _USED = "open_tonight", "class.pass_act", "class.pass"


def draw() -> None:
    """The link to the browser's storage; it shows nothing."""
    with st.container(key="browser_log_teacher"):
        _component(
            key=_KEY,
            data={"visit": st.session_state["visit"], "act": st.session_state.get(_ACT)},
            on_pass_change=lambda: None,
            on_blocked_change=lambda: None,
        )


def handed_over() -> str:
    """The pass that the browser has handed over in this visit, or ""."""
    return str((st.session_state.get(_KEY) or {}).get("pass") or "")


def opened() -> tuple[Access, ...]:
    """What this computer's pass opens, once in a visit. Raises StoreError."""
    token = handed_over()
    if not token or st.session_state.get(_USED) == token:
        return ()
    found = teacher_keys.opened_by(class_cache.store(), token, class_cache.now())
    st.session_state[_USED] = token
    return found


def is_on() -> bool:
    """Whether a pass of this visit or of an earlier one is on this computer."""
    return bool(st.session_state.get(_USED))


def tonight(now: datetime) -> datetime:
    """Midnight on the browser's clock, or that of the next day where it is less than two hours
    away."""
    here = (now + timedelta(hours=2)).astimezone(moments.zone())
    midnight = here.replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
    end = moments.aware(midnight + timedelta(days=1))
    assert end is not None
    return end


def keep(classes: tuple[Access, ...]) -> None:
    """Let this computer open these classes until tonight."""
    now = class_cache.now()
    until = tonight(now)
    token = teacher_keys.new_pass(class_cache.store(), classes, until)
    st.session_state[_USED] = token
    st.session_state[_ACT] = {"id": uuid4().hex, "pass": token, "until": until.isoformat()}


def end() -> None:
    """Take the pass from this computer."""
    token = st.session_state.get(_USED)
    if token:
        teacher_keys.end_pass(class_cache.store(), token)
    st.session_state[_USED] = ""
    st.session_state[_ACT] = {"id": uuid4().hex, "pass": ""}
