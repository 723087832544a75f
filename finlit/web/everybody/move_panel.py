"""Moving one's work to another device: a file, or a QR code that the other device scans."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from urllib.parse import urlsplit

import streamlit as st

from finlit.learning.progress import Log
from finlit.web.everybody import handover
from finlit.web.shared import words
from finlit.web.visit import browser_log

_LARGEST_FILE = 20  # MB; ten thousand answers take two
_TOO_LARGE = "There is too much work here for a QR code. A file takes all of it."
_FULL = (
    "Many others are moving their work just now. Save yours as a file, or try again in ten minutes."
)
_THIS_DEVICE = {"localhost", "127.0.0.1", "::1", ""}


def draw() -> None:
    """Both ways out, and the way in from a file."""
    st.header("Move to another device")
    if len(browser_log.log()):
        st.markdown("Take your work along, and go on somewhere else. It stays here too.")
        with st.container(horizontal=True):
            st.download_button(
                "Save it as a file",
                data=browser_log.as_text(),
                file_name="finlit-work.json",
                mime="application/json",
                on_click="ignore",
                key="save-work",
            )
            st.button("Show a QR code", on_click=_leave, key="show-qr")
        _qr()
    with st.expander("Bring work from a file"):
        file = st.file_uploader(
            "The file that another device saved",
            type=["json"],
            max_upload_size=_LARGEST_FILE,
            key="work-file",
        )
        if file is not None:
            _offer(file.getvalue().decode("utf-8", "replace"), "file")
    _tell_brought()


def waiting(token: str) -> None:
    """What a scanned QR code leads to: the other device's work, taken in when asked to."""
    text = handover.look(token, _now())
    if text is None:
        st.warning(
            "This code is used up or older than ten minutes. On the other device, open "
            "“Your work” and show a new one."
        )
        return
    _offer(text, "device", token)


def _now() -> datetime:
    return datetime.now(UTC)


def _leave() -> None:
    before = st.session_state.get("handover") or ""
    st.session_state["handover_refused"] = ""
    try:
        st.session_state["handover"] = handover.leave(browser_log.as_text(), _now(), before)
    except handover.TooLargeError:
        st.session_state["handover"] = None
        st.session_state["handover_refused"] = _TOO_LARGE
    except handover.FullError:
        st.session_state["handover"] = None
        st.session_state["handover_refused"] = _FULL


def _qr() -> None:
    if refused := st.session_state.get("handover_refused"):
        st.warning(refused)
    token = st.session_state.get("handover")
    if token is None:
        return
    if handover.look(token, _now()) is None:
        st.success("This code was used or has run out. Show a new one if you need it again.")
        return
    here = urlsplit(st.context.url or "")
    if (here.hostname or "") in _THIS_DEVICE:
        st.info(
            "This finlit can be opened on this computer alone, so a phone cannot follow a code. "
            "Save a file instead. (Started with `--host 0.0.0.0`, it can be opened by the address "
            "of this computer, and then a code works.)"
        )
        return
    address = f"{here.scheme}://{here.netloc}/your-work?from={token}"
    st.image(_drawn(address), width=260, alt="A QR code that opens your work on another device")
    st.caption(
        "Scan it with the other device within ten minutes. It works once. Until then your work "
        "waits in this server's memory; it is not written down anywhere."
    )


@st.cache_data(max_entries=64, show_spinner=False)
def _drawn(address: str) -> str:
    import segno  # only someone who moves needs it

    out = io.BytesIO()
    segno.make_qr(address, error="m").save(out, kind="svg", scale=6, border=3, light="#fff")
    return out.getvalue().decode()


def _offer(text: str, origin: str, token: str = "") -> None:
    _, events, dropped = Log.read(text)
    if not len(events):
        st.warning(
            f"There is no work of finlit in this {origin}. Choose the file that “Save it as a "
            "file” made on the other device; it is called finlit-work.json."
        )
        return
    known = {event.id for event in browser_log.log()}
    new = sum(event.id not in known for event in events)
    if not new:
        if "brought" not in st.session_state:
            st.success("All of it is here already.")
        return
    st.markdown(
        f"{words.count(new, 'prediction or answer', 'predictions, answers and finished parts')} "
        "can be added to what is here. Nothing of yours is replaced."
    )
    if dropped:
        st.caption(f"{words.count(dropped, 'entry', 'entries')} could not be read.")
    st.button(
        "Add them here", type="primary", key=f"add-{origin}", on_click=_bring, args=(text, token)
    )


def _bring(text: str, token: str) -> None:
    learner, events, _ = Log.read(text)
    st.session_state["brought"] = browser_log.bring(learner, events)
    if token:
        handover.take(token, _now())
        st.query_params.from_dict({})


def _tell_brought() -> None:
    brought = st.session_state.pop("brought", None)
    if brought:
        st.success(f"Done: {brought} added. Go on where you were, from Home.")
