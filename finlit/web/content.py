"""Lessons as the pages need them: loaded once per process, with their facts worked out."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

from finlit.facts import work_out, write_all
from finlit.formats import Figure
from finlit.lessons import Course, Lesson, load_course
from finlit.web.figures import named_figures

LESSONS = Path(__file__).resolve().parents[2] / "lessons"


@cache
def course() -> Course:
    """The course of the `lessons` folder beside the package."""
    return load_course(LESSONS)


def lesson(slug: str) -> Lesson:
    """A listed lesson; KeyError for another slug."""
    found = course().lesson(slug)
    if found is None:
        raise KeyError(slug)
    return found


@lru_cache(maxsize=64)
def facts(slug: str) -> Mapping[str, Figure]:
    """Every figure that the lesson's text names, worked out from the built-in data.

    Raises FactError where the lesson asks for one that no experiment gives.
    """
    return work_out(lesson(slug), named_figures)


@lru_cache(maxsize=64)
def _written(slug: str) -> Mapping[str, str]:
    return write_all(lesson(slug), facts(slug))


@lru_cache(maxsize=4096)
def filled(slug: str, text: str) -> str:
    """Lesson text with its figures in place."""
    return lesson(slug).fill(text, _written(slug))


def markdown(text: str) -> str:
    """Plain text such as "$2,529,632", safe in Markdown."""
    return text.replace("$", "\\$")
