"""The learner's log of events, kept in the browser itself.

A small page component reads the browser's own storage and hands the events to Python once; new
events travel back with the next run and are added by id, so sending one twice does no harm. A pupil
of a class has a log apart on the device, under the pupil's own random id; see `membership`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import streamlit as st

from finlit.learning.progress import Event, Log, content_id
from finlit.lessons import Content

# Runs again whenever `data` or the theme changes, so every step may be repeated safely.
_SCRIPT = Path(__file__).with_name("browser_log.js").read_text(encoding="utf-8")

_MEMBER = re.compile("[A-Za-z0-9_-]{1,64}")
# Events of one visit sent with each run: enough to outlive a dropped connection.
_RESENT = 20

_component = st.components.v2.component("finlit_log", html="<span></span>\n", js=_SCRIPT)


def load() -> None:
    """Take what the browser has kept into this visit; first thing in every run."""
    state = st.session_state
    state.setdefault("visit", uuid4().hex)
    state.setdefault("learner", uuid4().hex)
    state.setdefault("log", Log())
    state.setdefault("sent", [])
    state.setdefault("member", "")
    text = handed_over()
    # A mark in place of the text: a log of years is millions of letters, and held often enough.
    mark = None if text is None else (len(text), hash(text))
    if text is not None and mark != state.get("handed"):
        _take(text)
        state["handed"] = mark  # last, for a click may cut this run short anywhere
    state["storage_blocked"] = any(
        (state.get(key) or {}).get("blocked") for key in ("browser_log_start", "browser_log_end")
    )


def handed_over() -> str | None:
    """What the browser has handed over last: its log as text, and its class."""
    text: str | None = (st.session_state.get("browser_log_end") or {}).get("log")
    return text


def _take(text: str) -> None:
    """What the browser handed over: a log, and the class that this browser is in, if any."""
    state = st.session_state
    learner, log, _ = Log.read(text)
    about = _about(text)
    kept = about.get("class")
    member = str(kept.get("member")) if isinstance(kept, dict) else ""
    member = member if _MEMBER.fullmatch(member) else ""
    state["class_kept"] = kept if member else None
    if member != state["member"] or about.get("erased"):
        state["member"], state["log"], state["sent"] = member, Log(), []
        state["learner"] = member or uuid4().hex
    if learner and not member:
        state["learner"] = learner
    if member and was_away(about.get("away")):
        state["asks_who"] = True
    state["log"] = log.merge(state["log"])


_AN_HOUR, _A_BREAK = 3600, 600  # seconds


def was_away(away: object) -> bool:
    """Whether somebody else may sit at this device by now: nobody used it for an hour, or the
    browser was closed for longer than a break."""
    if not isinstance(away, dict):
        return False
    seconds = away.get("seconds")
    if isinstance(seconds, bool) or not isinstance(seconds, int | float):
        return False
    return seconds > (_A_BREAK if away.get("closed") is True else _AN_HOUR)


def _about(text: str) -> dict[str, object]:
    try:
        about = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return about if isinstance(about, dict) else {}


def move(kept: Mapping[str, str] | None) -> None:
    """Work for the pupil of a class from now on, or for nobody but the owner of the device again.

    `kept` is what the browser keeps of the pupil, its "member" the log's name; None forgets the
    pupil on this device, log and all.
    """
    state = st.session_state
    state["move"] = {"id": uuid4().hex, "kept": kept, "leaves": state["member"]}
    member = kept["member"] if kept else ""
    if member != state["member"]:
        state["member"], state["log"], state["sent"] = member, Log(), []
        state["learner"] = member or uuid4().hex
    state["class_kept"] = dict(kept) if kept else None


def class_kept() -> Mapping[str, object] | None:
    """What this browser keeps of the pupil who works on it; None outside a class. Not trusted."""
    kept: Mapping[str, object] | None = st.session_state.get("class_kept")
    return kept


def preview(on: bool) -> None:
    """Keep nothing of what is done, for a teacher who looks with a pupil's eyes; or end that."""
    st.session_state["preview_log"] = Log() if on else None


def keep() -> None:
    """Hand the newest events to the browser before the page shows what came of them."""
    state = st.session_state
    sent = state["sent"]
    first = min(state.get("handed_on", 0), max(len(sent) - _RESENT, 0))
    _mount("browser_log_start", sent[first:], {"erase": state.get("erase", "")})
    state["handed_on"] = len(sent)


def mount(top: str) -> None:
    """At the page's end: take over what the browser has, and any event of this very run.

    `top` names the screen: a change scrolls up.
    """
    state = st.session_state
    about = {"visit": state["visit"], "top": top, "focus": state.get("focus")}
    _mount("browser_log_end", state["sent"][state["handed_on"] :], about)


def _mount(key: str, events: list[dict[str, object]], about: dict[str, object]) -> None:
    state = st.session_state
    whose = {name: state.get(name) for name in ("learner", "member", "move")}
    with st.container(key=f"{key}_room"):
        _component(
            key=key,
            data={**whose, "events": events, **about},
            on_log_change=lambda: None,
            on_blocked_change=lambda: None,
        )


def log() -> Log:
    """All events known in this visit."""
    seen: Log | None = st.session_state.get("preview_log")
    kept: Log = st.session_state["log"]
    return kept if seen is None else seen


def record(kind: str, lesson: Content, id_: str, payload: dict[str, object]) -> None:
    """Append one event of a lesson's or claim's block, question or part; see `record_event`."""
    record_event(kind, content_id(lesson, id_), lesson.version, payload, lesson.assignment)


def record_event(
    kind: str, content: str, version: str, payload: dict[str, object], assignment: str = ""
) -> None:
    """Append one event; it reaches the browser's storage with this run of the page.

    It says by itself for which `assignment` (its id) it was done: callbacks hand that on as it was
    when the button was drawn. What was said last is not said twice, as by a double click.
    """
    state = st.session_state
    if assignment:
        payload = {**payload, "assignment": assignment}
    last = log().last(kind, content)
    if last is not None and {**last.payload, "right": None} == {**payload, "right": None}:
        return
    event = Event(
        id=uuid4().hex,
        learner=state["learner"],
        kind=kind,
        content=content,
        version=version,
        payload=payload,
        time=datetime.now(UTC).isoformat(timespec="milliseconds"),
    )
    if state.get("preview_log") is not None:
        state["preview_log"] = state["preview_log"].append(event)
        return
    state["log"] = state["log"].append(event)
    state["sent"] = [*state["sent"], event.to_dict()]


def bring(learner: str, events: Log) -> int:
    """Take in what another device kept; how many events are new here."""
    state = st.session_state
    known = {event.id for event in state["log"]}
    new = [event for event in events if event.id not in known]
    if learner and not known:
        state["learner"] = learner
    state["sent"] = [*state["sent"], *(event.to_dict() for event in new)]
    state["log"] = state["log"].merge(new)
    return len(new)


def focus_on(target: str) -> None:
    """Move the keyboard to the container with this key, where a button has just gone."""
    st.session_state["focus"] = {"id": uuid4().hex, "target": target}


def erase() -> None:
    """Forget everything, here and in the browser."""
    state = st.session_state
    state["log"], state["sent"] = Log(), []
    state["learner"], state["erase"] = state["member"] or uuid4().hex, uuid4().hex


def as_text() -> str:
    """The whole log as the browser keeps it, for the learner to read."""
    events = [event.to_dict() for event in log()]
    return json.dumps({"learner": st.session_state["learner"], "events": events}, indent=1)
