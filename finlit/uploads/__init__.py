"""A file of prices, read: CSV or Excel bytes to a series, with all that was understood and mended.

    reading = read(data, "prices.csv", today=date(2026, 11, 24))
    reading.questions    # what the file leaves open: ask, then read again with answers
    reading.series       # an OwnSeries, or None
    reading.defects      # what was wrong, on which lines, and what was done about it

Nothing is guessed in silence: where a file can be read in two ways, a question comes back instead
of a series. Every number in the series is the number in the file, or a defect names its line.
"""

from __future__ import annotations

from finlit.uploads.model import Defect, Question, Reading, UnreadableError
from finlit.uploads.reader import MOST_BYTES, read

__all__ = ["MOST_BYTES", "Defect", "Question", "Reading", "UnreadableError", "read"]
