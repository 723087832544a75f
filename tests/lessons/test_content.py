"""The lessons that ship, one by one, against the contract of lessons/README.md."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from finlit.check import LESSONS, contract, facts, structure
from finlit.experiments import EXPERIMENTS
from finlit.lessons import load_course, read_lesson
from finlit.lessons.course import lesson_folders
from finlit.market import built_in
from finlit.words.formats import Figure

SLUGS = lesson_folders(LESSONS)


def outcomes(experiment: str, values: dict[str, object]) -> dict[str, Figure]:
    return dict(EXPERIMENTS[experiment].outcome(built_in(), values).figures)  # type: ignore[arg-type]


@pytest.mark.parametrize("slug", SLUGS)
def test_the_lesson_keeps_the_contract(slug: str) -> None:
    lesson, problems = read_lesson(LESSONS / slug)
    assert lesson is not None
    values, missing = facts(lesson, outcomes)
    if not lesson.draft:
        problems += contract(lesson, EXPERIMENTS)
        problems += [*missing, *structure.worked_out(lesson, values)]
    assert [str(problem) for problem in problems if not problem.hint] == []


def test_the_course_lists_every_lesson_that_is_no_draft() -> None:
    course = load_course(LESSONS)
    assert course.problems == ()
    assert course.broken == ()
    text = (LESSONS / "course.toml").read_text(encoding="utf-8")
    for lesson in course.lessons:
        assert f'"{lesson.slug}"' in text


def test_every_term_of_the_glossary_is_linked_from_a_lesson() -> None:
    course = load_course(LESSONS)
    used = {term for lesson in course.lessons for term in lesson.terms}
    assert set(course.glossary) <= used


def test_question_ids_are_unique_over_the_whole_course() -> None:
    course = load_course(LESSONS)
    ids = Counter(id_ for lesson in course.lessons for id_ in lesson.quiz)
    assert [id_ for id_, times in ids.items() if times > 1] == []


def test_lesson_files_end_lines_as_the_project_does() -> None:
    for path in Path(LESSONS).rglob("*"):
        if path.suffix in (".md", ".toml"):
            assert b"\r" not in path.read_bytes(), path.name
