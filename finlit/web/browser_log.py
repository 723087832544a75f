"""The learner's log of events, kept in the browser itself and nowhere else.

A small page component reads the browser's own storage and hands the events to Python once; new
events travel back with the next run and are added by id, so sending one twice does no harm.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from uuid import uuid4

import streamlit as st

from finlit.lessons import Content
from finlit.progress import Event, Log, content_id

# Runs again whenever `data` or the theme changes, so every step may be repeated safely.
_SCRIPT = """
const KEY = "finlit.log"
const empty = () => ({ learner: null, events: [] })
function read() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY)) || empty()
    return Array.isArray(kept.events) ? kept : empty()
  } catch (error) { return empty() }
}
function write(log) {
  try { localStorage.setItem(KEY, JSON.stringify(log)); return true } catch (error) { return false }
}
// What this page load has done already, for the component may be mounted anew on another page.
const memory = (window.finlitLog ||= {})
export default function ({ data, setStateValue }) {
  let log = read()
  let kept = true
  if (data.erase && memory.erased !== data.erase) {
    memory.erased = data.erase
    log = empty()
    try { localStorage.removeItem(KEY) } catch (error) { kept = false }
  } else if (data.events.length) {  // written before the page shows what they confirm
    const known = new Set(log.events.map((event) => event.id))
    const fresh = data.events.filter((event) => !known.has(event.id))
    if (fresh.length) {
      log = { learner: log.learner || data.learner, events: log.events.concat(fresh) }
      kept = write(log)
    }
  }
  if (data.visit && memory.handed !== data.visit) {
    memory.handed = data.visit
    if (log.events.length) setStateValue("log", JSON.stringify(log))
  }
  if (!kept) setStateValue("blocked", true)
  if (data.visit) window.onstorage = (change) => {
    if (change.key === KEY) setStateValue("log", change.newValue || "")
  }
  if (data.focus && memory.focus !== data.focus.id) {
    memory.focus = data.focus.id
    requestAnimationFrame(() => focusOn(data.focus.target))
  }
  if (data.top && memory.top !== data.top) {
    if (memory.top !== undefined) showFromTop()
    memory.top = data.top
  }
}
function focusOn(target) {
  const place = document.querySelector(".st-key-" + CSS.escape(target))
  if (!place) return
  place.tabIndex = -1
  place.focus({ preventScroll: true })
}
function showFromTop() {
  const main = document.querySelector('[data-testid="stMain"]')
  if (!main) return
  main.scrollTo({ top: 0 })
  const heading = main.querySelector("h2") || main.querySelector("h1")
  if (!heading) return
  heading.tabIndex = -1
  heading.focus({ preventScroll: true })
}
"""

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
    text = (state.get("browser_log_end") or {}).get("log")
    if text is not None and text != state.get("handed"):
        state["handed"] = text
        learner, log, _ = Log.read(text)
        if learner:
            state["learner"] = learner
        if text:
            state["log"] = log.merge(state["log"])
        else:  # erased in another tab
            state["log"], state["sent"] = Log(), []
    state["storage_blocked"] = any(
        (state.get(key) or {}).get("blocked") for key in ("browser_log_start", "browser_log_end")
    )


def keep() -> None:
    """Hand the newest events to the browser before the page shows what came of them."""
    state = st.session_state
    state["kept"] = len(state["sent"])
    _mount("browser_log_start", state["sent"][-_RESENT:], {"erase": state.get("erase", "")})


def mount(top: str) -> None:
    """At the page's end: take over what the browser has, and any event of this very run.

    `top` names the screen: a change scrolls up.
    """
    state = st.session_state
    about = {"visit": state["visit"], "top": top, "focus": state.get("focus")}
    _mount("browser_log_end", state["sent"][state["kept"] :], about)


def _mount(key: str, events: list[dict[str, object]], about: dict[str, object]) -> None:
    with st.container(key=f"{key}_room"):
        _component(
            key=key,
            data={"learner": st.session_state["learner"], "events": events, **about},
            on_log_change=lambda: None,
            on_blocked_change=lambda: None,
        )


def log() -> Log:
    """All events known in this visit."""
    kept: Log = st.session_state["log"]
    return kept


def record(kind: str, lesson: Content, id_: str, payload: dict[str, object]) -> None:
    """Append one event of a lesson's or claim's block, question or part; see `record_event`."""
    record_event(kind, content_id(lesson, id_), lesson.version, payload)


def record_event(kind: str, content: str, version: str, payload: dict[str, object]) -> None:
    """Append one event; it reaches the browser's storage with this run of the page."""
    state = st.session_state
    event = Event(
        id=uuid4().hex,
        learner=state["learner"],
        kind=kind,
        content=content,
        version=version,
        payload=payload,
        time=datetime.now(UTC).isoformat(timespec="milliseconds"),
    )
    state["log"] = state["log"].append(event)
    state["sent"] = [*state["sent"], event.to_dict()]


def focus_on(target: str) -> None:
    """Move the keyboard to the container with this key, where a button has just gone."""
    st.session_state["focus"] = {"id": uuid4().hex, "target": target}


def erase() -> None:
    """Forget everything, here and in the browser."""
    state = st.session_state
    state["log"], state["sent"] = Log(), []
    state["learner"], state["erase"] = uuid4().hex, uuid4().hex


def as_text() -> str:
    """The whole log as the browser keeps it, for the learner to read."""
    events = [event.to_dict() for event in log()]
    return json.dumps({"learner": st.session_state["learner"], "events": events}, indent=1)
