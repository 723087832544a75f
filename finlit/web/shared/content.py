"""Lessons and claims as the pages need them: loaded once per process, facts worked out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from finlit.experiments import EXPERIMENTS
from finlit.experiments.kit import ControlValueError, Experiment, Value
from finlit.learning.facts import FactError, value_of
from finlit.lessons import Content, Course, ExperimentBlock, Lesson, load_course
from finlit.lessons.markdown import placeholders
from finlit.web.shared.figures import named_figures
from finlit.words.formats import Figure, write

LESSONS = Path(__file__).resolve().parents[3] / "lessons"


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


def named(slug: str) -> Content:
    """A lesson, a claim or a form of the check by its slug; KeyError for another one."""
    for each in (*course().lessons, *course().claims, *course().checks):
        if each.slug == slug:
            return each
    raise KeyError(slug)


class BrokenLessonError(ValueError):
    """A lesson or claim names an experiment, a setting or a figure that does not exist."""


def experiment(block: ExperimentBlock) -> tuple[Experiment, dict[str, Value]]:
    """The experiment of a block and where its controls start. Raises BrokenLesson."""
    try:
        found = EXPERIMENTS[block.use]
        return found, found.complete(block.values)
    except (KeyError, ControlValueError) as error:
        raise BrokenLessonError(str(error)) from error


@lru_cache(maxsize=4096)
def _fact(slug: str, id_: str) -> Figure:
    try:
        return value_of(named(slug).facts[id_], named_figures)
    except FactError as error:
        raise BrokenLessonError(str(error)) from error


@dataclass(frozen=True)
class Facts(Mapping[str, Figure]):
    """The figures that a text names, each worked out when it is first asked for.

    Raises BrokenLesson where the lesson asks for one that no experiment gives.
    """

    slug: str

    def __getitem__(self, id_: str) -> Figure:
        return _fact(self.slug, id_)

    def __iter__(self) -> Iterator[str]:
        return iter(named(self.slug).facts)

    def __len__(self) -> int:
        return len(named(self.slug).facts)


@lru_cache(maxsize=4096)
def filled(slug: str, text: str) -> str:
    """Text of a lesson or claim with its figures in place. Raises BrokenLesson as `Facts` does."""
    here, facts = named(slug), Facts(slug)
    asked = [id_ for kind, id_, _ in placeholders(text) if kind == "fact"]
    written = {id_: write(facts[id_], here.facts[id_].format) for id_ in asked}
    return here.fill(text, written)


def markdown(text: str) -> str:
    """Plain text such as "$2,529,632", safe in Markdown."""
    return text.replace("$", "\\$")
