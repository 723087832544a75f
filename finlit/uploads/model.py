"""What the reader of files hands out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from finlit.numbers.series import OwnSeries

NOT_A_TABLE = (
    "This does not look like a table of prices. It should have a date and a price on each line"
)


class UnreadableError(ValueError):
    """A file that gives no series; the message says why and what would help, in plain words."""


@dataclass(frozen=True)
class Question:
    """Something that the file leaves open. `options`: id -> label; `example` shows the doubt."""

    id: str
    text: str
    options: Mapping[str, str]
    example: str = ""


@dataclass(frozen=True)
class Defect:
    """Something wrong in the file. `lines`: as a text editor or a spreadsheet counts them, from 1.

    `what` says what is wrong and `done` what was done about it, each one sentence. `days`: where
    it shows in the series, for a picture; empty where it does not.
    """

    kind: str
    lines: tuple[int, ...]
    what: str
    done: str
    days: tuple[date, ...] = ()


@dataclass(frozen=True, eq=False)
class Reading:
    """A file as it was understood. `series` is None as long as there are questions or a problem.

    `understood`: label -> what was understood, in the order to show. It pickles whole.
    """

    series: OwnSeries | None = None
    questions: tuple[Question, ...] = ()
    defects: tuple[Defect, ...] = ()
    understood: Mapping[str, str] = field(default_factory=dict)
    problem: str = ""
    possible_splits: int = 0


def lines_text(lines: tuple[int, ...], most: int = 6) -> str:
    """ "line 7", "lines 3, 5 and 9", "lines 3, 5, 9, 11, 14, 20 and 31 more"."""
    shown = [f"{line:,}" for line in lines[:most]]
    more = len(lines) - len(shown)
    if more:
        return f"lines {', '.join(shown)} and {more:,} more"
    if len(shown) == 1:
        return f"line {shown[0]}"
    return f"lines {', '.join(shown[:-1])} and {shown[-1]}"
