"""A learner's file, read in a process of its own: one file at a time, and the page says so."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache

import streamlit as st

from finlit.uploads import Reading
from finlit.workers import BusyError, Job, OverrunError, Pool

MOST_READINGS = 60  # of one visit; every answer to a question reads the file once more
FIRST_LOOK = 1.0  # seconds; most files are read by then
LOOK = 0.5  # seconds between two later looks
_JOB, _COUNT = "own.reading-job", "own.readings"
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


def read(
    mark: object, data: bytes, name: str, *, today: date, answers: Mapping[str, str]
) -> Reading | None:
    """The reading of a file; None as long as it is in line, or where the line is full, which the
    page tells. A page that waits stays usable, and asks again by itself.

    `mark` tells this file and these answers from others.
    """
    kept: tuple[object, Job] | None = st.session_state.get(_JOB)
    if kept is None or kept[0] != mark:
        leave()
        job = _asked(data, name, today, answers)
        if job is None or isinstance(job, Reading):
            return job
        kept = st.session_state[_JOB] = (mark, job)
    if not kept[1].wait(FIRST_LOOK):
        _waiting()
        return None
    del st.session_state[_JOB]
    try:
        reading: Reading = kept[1].result()
    except OverrunError as overrun:
        return Reading(problem=SENTENCES[overrun.kind])
    return reading


def leave() -> None:
    """Wait no longer for a file that is not wanted any more."""
    kept: tuple[object, Job] | None = st.session_state.pop(_JOB, None)
    if kept is not None:
        kept[1].cancel()


def _asked(data: bytes, name: str, today: date, answers: Mapping[str, str]) -> Job | Reading | None:
    count = st.session_state.get(_COUNT, 0) + 1
    if count > MOST_READINGS:
        return Reading(problem=ENOUGH)
    try:
        job = pool().ask(data, name, today=today, answers=dict(answers))
    except BusyError:
        st.warning(BUSY)
        st.button("Try again", key="own-again")
        return None
    st.session_state[_COUNT] = count
    return job


@st.fragment(run_every=LOOK)
def _waiting() -> None:
    """Looks at the file in line again and again."""
    kept: tuple[object, Job] | None = st.session_state.get(_JOB)
    if kept is None or kept[1].wait(0):
        st.rerun()
    with st.container(key="own-progress"):
        st.markdown(told(kept[1].before()))


def told(before: int) -> str:
    """Where a file stands in line."""
    if before == 0:
        return "Reading the file. A long one takes some seconds."
    files = "1 file is" if before == 1 else f"{before} files are"
    return f"One file is read at a time: {files} waiting before yours, or being read."
