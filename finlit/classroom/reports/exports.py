"""A report as CSV: all of it, a sheet for Google Classroom, and Canvas's gradebook layout.

There are no names in finlit, so each file has the alias, and says where a teacher must put in what
the other program knows a pupil by. What a spreadsheet would run as a formula is made harmless.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping

from finlit.classroom.model import Assignment, Kept, Member
from finlit.classroom.reports.pace import SECONDS
from finlit.classroom.reports.report import ROUNDS, PupilResult, Report

Cell = str | float | int | None

# What a spreadsheet may take for the beginning of a formula, the wide forms of some keyboards too.
# (OWASP, CSV Injection)
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

SCORES: Mapping[str, tuple[str, Callable[[PupilResult], int], Callable[[PupilResult], int]]] = {
    "last": ("Right at the last try", lambda pupil: pupil.right_last, lambda pupil: pupil.asked),
    "first": ("Right at the first try", lambda pupil: pupil.right_first, lambda pupil: pupil.asked),
    "done": ("Parts finished", lambda pupil: pupil.done, lambda pupil: pupil.parts),
}
"""What a grade may count, by name: its label, the points of a pupil, and the points possible."""

_PACE = (
    f"Parts done within {SECONDS} seconds",
    "Parts done without their questions",
    "First answered after the answers were shown",
)

CANVAS_HINT = (
    "Canvas knows pupils by name or number, which finlit does not have. Replace each alias by the "
    "pupil's name as Canvas shows it, or fill in one of the columns ID, SIS User ID or SIS Login "
    "ID. Then, in Canvas: Grades, Import. Delete rows of pupils that you do not import."
)
CLASSROOM_HINT = (
    "Google Classroom takes grades typed into its own Grades page or sent by another program. "
    "No layout of a file that it reads is known to us. So this sheet has one row for each alias "
    "with its grade, and room for the pupil's name: put the names in, sort by them, and copy the "
    "column of grades."
)


def scores(report: Report) -> list[str]:
    """Names of `SCORES` that a grade can count: where nothing is asked, only what was finished."""
    asks = any(pupil.asked for pupil in report.pupils)
    return [name for name in SCORES if asks or name == "done"]


def safe(cell: Cell) -> Cell:
    """A cell that no spreadsheet runs: text that begins like a formula gets an apostrophe before
    it. Numbers stay numbers, negative ones too."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def _csv(rows: Iterable[Iterable[Cell]]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([safe(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8")


def plain_csv(report: Report) -> bytes:
    """Everything, one row an alias: parts, counts, predictions, votes, and for each question
    whether the first and the last try was right (1 or 0, empty where there was none); with a day
    on which it was due, how much came in later; of a game each round's odds and where the money
    went, a row for each player.

    Predictions of percentages are decimals. Begins with a byte-order mark, for Excel.
    """
    questions = [each.question.id for each in report.questions]
    blocks = [block.id for block in report.predictions]
    votes = ("before", "after") if report.board.votes else ()
    header = [
        *("Alias", "Parts finished", "Parts", "Questions", "Answered"),
        *("Right at the first try", "Right at the last try"),
        *(f"Prediction {id_}" for id_ in blocks),
        *(f"Vote {when}" for when in votes),
        *(f"{id_}, {which} try" for id_ in questions for which in ("first", "last")),
        *(_PACE if report.content is not None else ()),
        *(("Came in after it was due",) if report.assignment.due else ()),
        *_game_header(report),
    ]
    rows: list[list[Cell]] = []
    for pupil in report.pupils:
        row: list[Cell] = [pupil.alias, pupil.done, pupil.parts, pupil.asked, pupil.answered]
        row += [pupil.right_first, pupil.right_last]
        row += [pupil.said.get(id_) for id_ in blocks]
        row += [pupil.votes.get(when) for when in votes]
        row += [
            int(tries[id_]) if id_ in tries else None
            for id_ in questions
            for tries in (pupil.first, pupil.last)
        ]
        if report.content is not None:
            row += [pupil.pace.quick, pupil.pace.unasked, pupil.pace.told]
        row += [pupil.late] if report.assignment.due else []
        rows += [[*row, *cells] for cells in _game_rows(report, pupil)]
    return b"\xef\xbb\xbf" + _csv([header, *rows])


def _game_header(report: Report) -> list[str]:
    """Columns for a game: odds are decimals, 0 is the best odds score, money is in dollars."""
    if report.content is not None:
        return []
    said = [f"Round {n}, {what}" for n in range(1, ROUNDS + 1) for what in ("odds", "money into")]
    return ["Player", *said, "Odds score", "Money", "The index alone"]


def _game_rows(report: Report, pupil: PupilResult) -> list[list[Cell]]:
    """A row for each player at the alias's screen; an empty one where nobody has played."""
    if report.content is not None:
        return [[]]
    rows: list[list[Cell]] = []
    for game in pupil.games:
        row: list[Cell] = [game.player]
        for number in range(1, ROUNDS + 1):
            decision = game.decisions.get(number)
            row += [decision.chance, decision.put] if decision else [None, None]
        money = (None if each is None else round(each, 2) for each in (game.money, game.index))
        rows.append([*row, None if game.score is None else round(game.score, 4), *money])
    return rows or [[None] * len(_game_header(report))]


def whole_csv(
    members: Iterable[Member], assignments: Iterable[Assignment], kept: Iterable[Kept]
) -> bytes:
    """All that a class has in the database, one row for each prediction, vote, answer, round and
    finished part, in the order of coming in. Times are UTC. Begins with a byte-order mark."""
    alias = {member.id: member.alias for member in members}
    code = {assignment.id: assignment.code for assignment in assignments}
    header = ["Alias", "Assignment", "Kind", "What", "Said", "Time on the device", "Came in"]
    rows = (
        [
            alias.get(each.member_id, ""),
            code.get(each.assignment_id or "", ""),
            each.event.kind,
            each.event.content,
            json.dumps(dict(each.event.payload), sort_keys=True) if each.event.payload else "",
            each.event.time,
            each.received.isoformat(timespec="seconds"),
        ]
        for each in kept
    )
    return b"\xef\xbb\xbf" + _csv([header, *rows])


def classroom_csv(report: Report, score: str = "last") -> bytes:
    """A sheet to bring grades into Google Classroom by hand; `score` is a name of `SCORES`.

    Classroom keeps one number for each pupil's work, out of the assignment's points
    (developers.google.com/classroom/guides/classroom-api/manage-grades). See `CLASSROOM_HINT`.
    """
    label, points, possible = SCORES[score]
    header = ["Student (fill in)", "Alias", f"{report.title}: {label}", "Out of"]
    rows = [[None, each.alias, points(each), possible(each)] for each in report.pupils]
    return b"\xef\xbb\xbf" + _csv([header, *rows])


def canvas_csv(report: Report, score: str = "last") -> bytes:
    """Canvas's gradebook layout; `score` is a name of `SCORES`. See `CANVAS_HINT`.

    As its importer reads it (canvas-lms, lib/gradebook_importer.rb): the first columns are Student,
    ID, SIS User ID, SIS Login ID, Section, then one an assignment; a row whose first cell says
    "Points Possible" comes before the pupils. A pupil is found by ID, SIS User ID, SIS Login ID or
    name; an assignment that is not there yet is made.
    """
    label, points, possible = SCORES[score]
    most = max((possible(each) for each in report.pupils), default=0)
    title = f"{report.title}: {label}"
    return _csv(
        [
            ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", title],
            ["Points Possible", None, None, None, None, most],
            *([each.alias, None, None, None, None, points(each)] for each in report.pupils),
        ]
    )
