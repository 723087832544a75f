"""The course as a whole: its lessons in order and by stage, its claims, and what cannot be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from finlit.lessons.model import Check, Claim, Lesson, Term
from finlit.lessons.problem import ContentError, Problem


@dataclass(frozen=True)
class Stage:
    """A stretch of the course: its name, the school grades it is made for, what it is about, and
    the slugs of its lessons."""

    title: str
    grades: str
    about: str
    slugs: tuple[str, ...]


@dataclass(frozen=True)
class Course:
    """The lessons in order, drafts apart, and those that could not be read with the reasons; the
    claims of the argument likewise; the stages that the order falls into."""

    lessons: tuple[Lesson, ...]
    drafts: tuple[Lesson, ...]
    broken: tuple[ContentError, ...]
    glossary: Mapping[str, Term]
    problems: tuple[Problem, ...] = ()
    claims: tuple[Claim, ...] = ()
    draft_claims: tuple[Claim, ...] = ()
    broken_claims: tuple[ContentError, ...] = ()
    stages: tuple[Stage, ...] = ()
    checks: tuple[Check, ...] = ()

    @property
    def slugs(self) -> list[str]:
        """The folder names of all lessons: readable ones, drafts, broken ones."""
        read = [lesson.slug for lesson in (*self.lessons, *self.drafts)]
        return read + [error.name for error in self.broken]

    @property
    def claim_slugs(self) -> list[str]:
        """The folder names of all claims: readable ones, drafts, broken ones."""
        read = [claim.slug for claim in (*self.claims, *self.draft_claims)]
        return read + [error.name for error in self.broken_claims]

    @property
    def path(self) -> list[tuple[Stage | None, list[Lesson]]]:
        """The lessons in order, by stage; under None those that no stage holds."""
        placed = {slug for stage in self.stages for slug in stage.slugs}
        found: list[tuple[Stage | None, list[Lesson]]] = [
            (stage, [lesson for lesson in self.lessons if lesson.slug in stage.slugs])
            for stage in self.stages
        ]
        found.append((None, [lesson for lesson in self.lessons if lesson.slug not in placed]))
        return [(stage, lessons) for stage, lessons in found if lessons]

    def claims_of(self, lesson: Lesson) -> tuple[Claim, ...]:
        """The claims that a lesson stands behind."""
        return tuple(claim for claim in self.claims if claim.lesson == lesson.slug)

    def lesson(self, slug: str) -> Lesson | None:
        """The lesson of that name, or None."""
        return next((lesson for lesson in self.lessons if lesson.slug == slug), None)

    def claim(self, id_: str) -> Claim | None:
        """The claim of that id, or None."""
        return next((claim for claim in self.claims if claim.id == id_), None)
