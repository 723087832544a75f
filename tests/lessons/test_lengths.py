"""A right answer that is mostly the longest gives itself away."""

from __future__ import annotations

from dataclasses import replace

import pytest

from finlit.check import LESSONS
from finlit.check.prose import lengths, longest_right
from finlit.lessons import Lesson, Question, load_course
from finlit.lessons.model import Choice

COURSE = load_course(LESSONS)


def question(id_: str, right: str, *wrong: str) -> Question:
    choices = [Choice("right", right, True, "Yes.")]
    choices += [Choice(f"wrong-{n}", text, False, "No.") for n, text in enumerate(wrong)]
    return Question(id_, "choice", "Which?", tuple(choices))


def test_a_fact_counts_as_the_figure_that_is_shown() -> None:
    assert longest_right(
        [question("a", "It is {fact:a-long-name-of-a-fact}.", "It is nothing.")]
    ) == (
        0,
        1,
    )


def test_a_number_to_type_has_no_length() -> None:
    assert longest_right([Question("a", "number", "How many?", answer=2)]) == (0, 0)


@pytest.mark.parametrize(("longest", "told"), [(5, False), (6, True)])
def test_more_than_two_in_three_is_told_as_a_hint(longest: int, told: bool) -> None:
    asked = [question(f"q{n}", "yes" if n < longest else "a", "no", "or") for n in range(8)]
    lesson = replace(COURSE.lessons[0], quiz={each.id: each for each in asked})
    problems = list(lengths(lesson))
    assert [(each.rule, each.hint) for each in problems] == [("length", True)] * told


@pytest.mark.parametrize("lesson", COURSE.lessons, ids=lambda lesson: lesson.slug)
def test_no_lesson_gives_its_answers_away(lesson: Lesson) -> None:
    assert list(lengths(lesson)) == []
