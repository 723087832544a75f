"""A learner's file, read in a process of its own: one file at a time, and the page says so."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache

import streamlit as st

from finlit.uploads import Reading
from finlit.workers import BusyError, Job, OverrunError, Pool

MOST_READINGS = 60  # of one visit; every answer to a question reads the file once more
LOOK_SECONDS = 0.4
BUSY = "Many files are being read just now. Your file is still here: try again in a minute."
ENOUGH = (
    f"This visit has read {MOST_READINGS} files, as many as it may. Reload the page to go on with "
    "another one"
)
SENTENCES = {
    "memory": "This file takes more memory to read than a page may have. Keep the columns with "
    "the date and the price, or save the sheet as CSV",
    "time": "This file takes too long to read. Keep the years that you need, or save the sheet as "
    "CSV",
    "ended": "This file could not be read. Save it as CSV and try that",
}


@cache
def pool() -> Pool:
    """The one worker that reads files."""
    return Pool("finlit.uploads.guarded", "read")


def read(data: bytes, name: str, *, today: date, answers: Mapping[str, str]) -> Reading | None:
    """The reading of a file, waited for in line; None where the line is full, which is told."""
    count = st.session_state.get("own.readings", 0) + 1
    if count > MOST_READINGS:
        return Reading(problem=ENOUGH)
    st.session_state["own.readings"] = count
    try:
        job = pool().ask(data, name, today=today, answers=dict(answers))
    except BusyError:
        st.warning(BUSY)
        st.button("Try again", key="own-again")
        return None
    return _waited_for(job)


def _waited_for(job: Job) -> Reading:
    line = st.empty()
    try:
        while not job.wait(LOOK_SECONDS):
            line.markdown(told(job.before()))  # and Streamlit may end this run here
        reading: Reading = job.result()
    except OverrunError as overrun:
        reading = Reading(problem=SENTENCES[overrun.kind])
    finally:
        job.cancel()
    line.empty()
    return reading


def told(before: int) -> str:
    """Where a file stands in line."""
    if before == 0:
        return "Reading the file. A long one takes some seconds."
    files = "1 file is" if before == 1 else f"{before} files are"
    return f"One file is read at a time: {files} waiting before yours, or being read."
