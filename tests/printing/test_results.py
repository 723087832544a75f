"""A class's results on paper, from a small class counted by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from finlit.classroom.reports.report import Report, report
from finlit.lessons import load_course
from finlit.printing import results
from tests.classroom.acts import NOW
from tests.classroom.test_report import AMY, BEN, given, kept
from tests.conftest import ROOT
from tests.printing.test_pack import words

COURSE = load_course(ROOT / "lessons")


@pytest.fixture(scope="module")
def found() -> Report:
    lesson = COURSE.lesson("compounding")
    wrong = next(each for each in lesson.quiz["three-doublings"].choices if not each.right)
    events = [
        kept(AMY, "predict", "compounding/guess-40-years", 1, value=40_000.0),
        kept(BEN, "predict", "compounding/guess-40-years", 2, value=60_000.0),
        kept(AMY, "predict", "compounding/guess-early-late", 3, value="ana"),
        kept(AMY, "answer", "compounding/three-doublings", 4, value=wrong.id),
        kept(BEN, "answer", "compounding/two-years", 5, value=700.0, right=False),
    ]
    return report(lesson, given("compounding"), [AMY, BEN], events)


def test_the_page_tells_what_the_class_did(found: Report) -> None:
    text = words(results.page(found, "Calm River", date(2026, 9, 1)))
    assert "Calm River · September 1, 2026" in text
    assert "2 joined, 2 have begun, 0 have finished." in text
    assert "middle $50,000, from $40,000 to $60,000 (2 said)" in text
    assert "Ana, who started early and stopped: 1" in text
    assert "Teal Ant 0 of 12" in text
    assert "nothing can be said about how sure this is" in text


def test_the_page_marks_what_came_late(found: Report) -> None:
    assert "Came in late" not in results.page(found, "Calm River", date(2026, 9, 1))
    late = replace(
        found,
        assignment=replace(found.assignment, due=NOW),
        pupils=tuple(replace(each, late=7) for each in found.pupils),
    )
    page = results.page(late, "Calm River", date(2026, 9, 1))
    assert "Came in late" in page and page.count("<td>7</td>") == len(found.pupils)


def test_the_commonest_mistake_comes_with_the_belief_behind_it(found: Report) -> None:
    rows = {str(row.prompt): row for row in results.question_rows(found)}
    row = next(row for prompt, row in rows.items() if prompt.startswith("$500 grows"))
    assert row.mistake.striptags().startswith("$700 (1 pupil). Behind it:")
    assert "straight line" in row.mistake


def test_a_claim_and_a_game_have_pages_too() -> None:
    claim = COURSE.claims[0]
    page = results.page(report(claim, given(claim.slug), [AMY], []), "Calm River", date(2026, 9, 1))
    assert "Before the evidence" in words(page)
    game = results.page(report(None, given("game/HKFMRP"), [AMY], []), "X", date(2026, 9, 1))
    assert "0 of 10" in words(game)
    assert "By question" not in words(game)
