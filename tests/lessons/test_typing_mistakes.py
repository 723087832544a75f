"""A contributor's slips: one mistake gives one message, and no file is passed over in silence."""

from __future__ import annotations

import shutil
from pathlib import Path

from finlit.lessons import load_course
from tests.conftest import ROOT


def copied(folder: Path) -> Path:
    shutil.copytree(ROOT / "lessons", folder / "lessons")
    return folder / "lessons"


def test_a_missing_quote_is_told_alone(tmp_path: Path) -> None:
    lessons = copied(tmp_path)
    file = lessons / "compounding" / "lesson.md"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace('title = "Compounding"', 'title = "Compounding', 1), "utf-8")
    (broken,) = load_course(lessons).broken
    assert [problem.rule for problem in broken.problems] == ["toml"]
    assert broken.problems[0].line == 2


def test_a_file_name_with_a_capital_is_not_passed_over(tmp_path: Path) -> None:
    lessons = copied(tmp_path)
    folder = lessons / "compounding"
    (folder / "lesson.md").rename(folder / "kept.md")
    (folder / "kept.md").rename(folder / "Lesson.md")
    course = load_course(lessons)
    # Where capitals do not matter, as on Windows, the lesson is simply read.
    assert [each.name for each in course.broken] == ["compounding"] or course.lesson("compounding")
