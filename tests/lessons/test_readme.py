"""lessons/README.md tells the truth: its own examples make a lesson that reads and checks."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest

from finlit import check
from finlit.lessons import Lesson, Predict, Transfer, load_course
from finlit.lessons.markdown import tokens


@pytest.fixture
def examples(tmp_path: Path) -> Path:
    """A folder of lessons written by copying every example of the README, in order."""
    readme = (check.LESSONS / "README.md").read_text(encoding="utf-8")
    fences = [token for token in tokens(readme) if token.type == "fence"]
    toml = [token.content for token in fences if token.info == "toml"]
    parts = [token.content for token in fences if token.info == "markdown"]
    front, *questions, glossary = toml
    folder = tmp_path / "lessons"
    lesson = folder / "my-lesson"
    lesson.mkdir(parents=True)
    (lesson / "lesson.md").write_text(f"+++\n{front}+++\n\n" + "\n".join(parts), encoding="utf-8")
    (lesson / "quiz.toml").write_text("\n".join(questions), encoding="utf-8")
    (folder / "glossary.toml").write_text(glossary, encoding="utf-8")
    (folder / "course.toml").write_text('order = ["my-lesson"]\n', encoding="utf-8")
    return folder


def test_the_examples_make_a_lesson(examples: Path) -> None:
    course = load_course(examples)
    assert [str(error) for error in course.broken] == []
    assert course.problems == ()
    (lesson,) = course.drafts
    assert isinstance(lesson, Lesson)
    assert {predict.kind for predict in lesson.of_kind(Predict)} == {"number", "choice"}
    assert len(lesson.of_kind(Transfer)) == 1
    assert {question.kind for question in lesson.quiz.values()} == {"number", "choice"}


def test_the_examples_lack_only_what_the_readme_leaves_to_the_author(examples: Path) -> None:
    out = io.StringIO()
    assert check.run(out, examples) == 0
    told = [line for line in out.getvalue().splitlines() if line.startswith(("draft:", "hint:"))]
    rules = {re.sub(r"^(?:draft|hint): .*:\d+: ([a-z ]+): .*", r"\1", line) for line in told}
    assert rules == {"questions", "experiments", "returns", "screens"}


def test_the_commands_it_names_exist() -> None:
    from finlit.__main__ import parser

    readme = (check.LESSONS / "README.md").read_text(encoding="utf-8")
    named = re.findall(r"python3 run\.py ([a-z]+)(?: ([a-z-]+))?`", readme)
    assert {"new", "check"} == {command for command, _ in named}
    for words in named:
        assert parser().parse_args([word for word in words if word]).run
