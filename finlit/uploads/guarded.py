"""Reading behind the checks of size: what a worker's process runs, see finlit/workers."""

from __future__ import annotations

from datetime import date

# So that no file waits for them, and their memory counts as the idle worker's.
import charset_normalizer  # noqa: F401
import python_calamine  # noqa: F401

from finlit.uploads import extent, reader
from finlit.uploads.doubts import Answers
from finlit.uploads.model import Reading, UnreadableError


def read(data: bytes, name: str, *, today: date, answers: Answers | None = None) -> Reading:
    """As `finlit.uploads.read`, with a sentence for a file that spans more than is read here."""
    try:
        if len(data) <= reader.MOST_BYTES:  # the reader has a sentence for more
            extent.check(data)
    except UnreadableError as problem:
        return Reading(problem=str(problem))
    return reader.read(data, name, today=today, answers=answers)
