"""CSV files of a report: what stands where, and that no spreadsheet runs any of it."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pytest
from hypothesis import given as examples
from hypothesis import strategies

from finlit.classroom.model import Kept, Member
from finlit.classroom.reports.board import Board
from finlit.classroom.reports.exports import (
    SCORES,
    canvas_csv,
    classroom_csv,
    plain_csv,
    safe,
    whole_csv,
)
from finlit.classroom.reports.growth import growth
from finlit.classroom.reports.report import PupilResult, Report
from finlit.learning.progress import Event
from finlit.lessons import load_course
from tests.classroom.acts import NOW
from tests.classroom.test_report import given
from tests.server import ROOT

AMY = PupilResult("Teal Ant", 3, 12, 4, {"q1": False, "q2": True}, {"q1": True, "q2": True}, {}, {})
EVIL = PupilResult('=HYPERLINK("http://x")', 0, 12, 4, {}, {}, {}, {})


@pytest.fixture(scope="module")
def report() -> Report:
    lesson = load_course(ROOT / "lessons").lesson("compounding")
    return Report(lesson, given("compounding"), Board(2, 1, 0), (AMY, EVIL), growth([]), growth([]))


def rows(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_plain_has_one_row_an_alias(report: Report) -> None:
    header, amy, _ = rows(plain_csv(report))
    assert header[:7] == [
        *("Alias", "Parts finished", "Parts", "Questions", "Answered"),
        *("Right at the first try", "Right at the last try"),
    ]
    assert amy[:7] == ["Teal Ant", "3", "12", "4", "2", "1", "2"]


def test_plain_tells_what_came_late_where_there_was_a_day(report: Report) -> None:
    due = replace(report, assignment=replace(report.assignment, due=NOW))
    late = replace(due, pupils=(replace(AMY, late=2), EVIL))
    header, amy, evil = rows(plain_csv(late))
    assert (header[-1], amy[-1], evil[-1]) == ("Came in after it was due", "2", "0")
    assert "Came in after it was due" not in rows(plain_csv(report))[0]


def test_canvas_finds_its_columns(report: Report) -> None:
    """As lib/gradebook_importer.rb of canvas-lms asks: Student, ID, both SIS columns, Section, then
    the assignment, and the row of points before the pupils."""
    header, points, amy, _ = rows(canvas_csv(report))
    assert header == [
        *("Student", "ID", "SIS User ID", "SIS Login ID", "Section"),
        "Compounding: Right at the last try",
    ]
    assert points == ["Points Possible", "", "", "", "", "4"]
    assert amy == ["Teal Ant", "", "", "", "", "2"]


def test_the_whole_class_is_one_row_for_each_event() -> None:
    member = Member("m1", "c1", "Teal Ant", NOW)
    event = Event(
        "e1", "m1", "answer", "compounding/q1", "v", {"value": "=1+1", "right": False}, f"{NOW}"
    )
    kept = (Kept("m1", "a1", event, NOW), Kept("gone", None, event, NOW))
    header, first, second = rows(whole_csv([member], [given("compounding")], kept))
    assert header[:5] == ["Alias", "Assignment", "Kind", "What", "Said"]
    assert first[0] == "Teal Ant" and first[2:4] == ["answer", "compounding/q1"]
    assert json.loads(first[4]) == {"value": "=1+1", "right": False}
    assert first[5].startswith(f"{NOW:%Y-%m-%d}") and first[6].endswith("+00:00")
    assert second[:2] == ["", ""]


@pytest.mark.parametrize(
    ("score", "grade", "most"), [("last", 2, 4), ("first", 1, 4), ("done", 3, 12)]
)
def test_a_grade_counts_what_is_asked_for(
    report: Report, score: str, grade: int, most: int
) -> None:
    assert set(SCORES) == {"last", "first", "done"}
    header, amy, _ = rows(classroom_csv(report, score))
    assert header[1:] == ["Alias", f"Compounding: {SCORES[score][0]}", "Out of"]
    assert amy == ["", "Teal Ant", str(grade), str(most)]
    assert rows(canvas_csv(report, score))[2][-1] == str(grade)


@pytest.mark.parametrize("write", [plain_csv, classroom_csv, canvas_csv])
def test_no_cell_of_any_file_begins_like_a_formula(report: Report, write: object) -> None:
    assert callable(write)
    cells = [cell for row in rows(write(report)) for cell in row]
    assert '\'=HYPERLINK("http://x")' in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


@examples(strategies.text())
def test_text_stays_itself_unless_it_begins_like_a_formula(text: str) -> None:
    written = safe(text)
    assert isinstance(written, str)
    assert written in (text, f"'{text}")
    assert not written.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"))


def test_numbers_stay_numbers() -> None:
    assert safe(-0.5) == -0.5
    assert safe(None) is None


def test_a_class_without_pupils_has_a_file_too(report: Report) -> None:
    empty = Report(report.content, report.assignment, report.board, (), growth([]), growth([]))
    assert len(rows(plain_csv(empty))) == 1
    assert rows(canvas_csv(empty))[1][-1] == "0"
