"""`python -m finlit check`: every lesson and claim against the contract, every fact worked out.

One rule is one function, in `structure`, `prose` and `claims`; lessons/README.md tells the format.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain
from pathlib import Path
from typing import TextIO

from finlit.check import claims, honesty, prose, screens, structure
from finlit.check.structure import Schema
from finlit.learning.facts import FactError, Outcomes, value_of
from finlit.lessons import (
    Check,
    Claim,
    Content,
    Course,
    Lesson,
    Problem,
    load_course,
    read_claim,
    read_lesson,
)
from finlit.lessons.parts import Value
from finlit.lessons.screens import core_path
from finlit.words.formats import MISSING, Figure, write

LESSONS = Path(__file__).resolve().parent.parent.parent / "lessons"


def run(
    out: TextIO,
    folder: Path = LESSONS,
    schema: Schema | None = None,
    outcomes: Outcomes | None = None,
) -> int:
    """Print what is wrong in a folder of lessons and claims, and each fact; 1 when anything is.

    Hints, and what a draft still lacks, are printed and do not count. The built-in experiments on
    the built-in history serve where no other `schema` and `outcomes` are handed in.
    """
    schema, outcomes = schema or _experiments(), outcomes or _outcomes
    course = load_course(folder)
    wrong = _tell(course.problems, folder, out)
    drafts = {lesson.slug for lesson in course.drafts}
    for slug in course.slugs:
        lesson, problems = read_lesson(folder / slug, course.glossary)
        wrong += _tell(problems, folder, out)
        if lesson is None:
            continue
        values, missing = facts(lesson, outcomes)
        broken = [*contract(lesson, schema), *missing, *structure.worked_out(lesson, values)]
        told = _tell(broken, folder, out, draft=slug in drafts)
        wrong += 0 if slug in drafts else told
        _sum_up(lesson, values, out)
    for slug in course.claim_slugs:
        claim, problems = read_claim(folder / slug, course.glossary)
        wrong += _tell(problems, folder, out)
        if claim is not None:
            broken, values = claim_contract(claim, course, schema, outcomes)
            told = _tell(broken, folder, out, draft=claim.draft)
            wrong += 0 if claim.draft else told
            _sum_up(claim, values, out)
    for check in course.checks:
        wrong += _tell(check_contract(check, course, schema), folder, out)
    checked = f"{len(course.slugs)} lessons"
    if course.claim_slugs:
        checked += f" and {len(course.claim_slugs)} claims"
    print(f"{checked} checked. Problems: {wrong}.", file=out)
    return 1 if wrong else 0


def contract(lesson: Lesson, schema: Schema) -> list[Problem]:
    """Everything in a lesson that breaks the contract, in the order of its lines."""
    problems = chain(
        structure.minutes(lesson),
        structure.amounts(lesson),
        structure.order(lesson),
        structure.returns(lesson),
        structure.stretches(lesson),
        structure.experiments(lesson, schema),
        screens.size(lesson),
        screens.idea(lesson),
        prose.headings(lesson),
        prose.reading(lesson),
        prose.lengths(lesson),
        prose.typed_figures(lesson, schema),
        prose.unused(lesson),
        honesty.periods(lesson),
        honesty.counted(lesson),
        honesty.like_with_like(lesson, schema),
    )
    return sorted(problems, key=lambda problem: (problem.file, problem.line))


def check_contract(check: Check, course: Course, schema: Schema) -> list[Problem]:
    """Everything in a form of the check before and after that breaks the contract."""
    lost = (
        Problem(check.file, 1, "lesson", f"The idea {idea.id!r} names no lesson {idea.lesson!r}.")
        for idea in check.ideas.values()
        if idea.lesson not in course.slugs
    )
    problems = chain(lost, prose.reading(check), prose.typed_figures(check, schema))
    return sorted(problems, key=lambda problem: (problem.file, problem.line))


def claim_contract(
    claim: Claim, course: Course, schema: Schema, outcomes: Outcomes
) -> tuple[list[Problem], dict[str, Figure]]:
    """Everything in a claim that breaks the contract, and its facts worked out."""
    values, missing = facts(claim, outcomes)
    problems = chain(
        claims.parts(claim),
        claims.steps(claim),
        claims.lesson_behind(claim, course),
        structure.stretches(claim),
        structure.experiments(claim, schema),
        claims.switches(claim, schema, outcomes),
        screens.idea(claim),
        prose.headings(claim),
        prose.reading(claim),
        prose.typed_figures(claim, schema),
        prose.unused(claim),
        honesty.periods(claim),
        honesty.counted(claim),
        honesty.like_with_like(claim, schema),
        missing,
        structure.worked_out(claim, values),
    )
    return sorted(problems, key=lambda problem: problem.line), values


def facts(lesson: Content, outcomes: Outcomes) -> tuple[dict[str, Figure], list[Problem]]:
    """The lesson's facts worked out, and a problem for each that could not be or is missing."""
    values: dict[str, Figure] = {}
    problems = []
    for fact in lesson.facts.values():
        try:
            value = value_of(fact, outcomes)
        except FactError as error:
            problems.append(Problem(lesson.file, fact.line, "fact", str(error)))
            continue
        values[fact.id] = value
        if write(value, fact.format) == MISSING:
            sentence = f"The fact {fact.id!r} has no value in the data."
            problems.append(Problem(lesson.file, fact.line, "fact", sentence))
    return values, problems


def _experiments() -> Schema:
    from finlit.experiments import EXPERIMENTS

    return EXPERIMENTS


def _outcomes(experiment: str, values: Mapping[str, Value]) -> Mapping[str, Figure]:
    from finlit.experiments import EXPERIMENTS
    from finlit.market import built_in

    return EXPERIMENTS[experiment].outcome(built_in(), values).figures


def _tell(problems: Iterable[Problem], folder: Path, out: TextIO, *, draft: bool = False) -> int:
    """Print problems with the way to their file; how many of them count."""
    problems = list(problems)
    for problem in problems:
        mark = "hint: " if problem.hint else "draft: " if draft else ""
        print(f"{mark}{_near(folder)}/{problem}", file=out)
    return sum(not problem.hint for problem in problems)


def _near(folder: Path) -> str:
    """The folder as one would type it from here."""
    here = Path.cwd()
    return (folder.relative_to(here) if folder.is_relative_to(here) else folder).as_posix()


def _core(lesson: Lesson) -> str:
    """The size of the core path, in screens."""
    path = core_path(lesson.parts)
    shown = [screen for screen in path if not screen.is_questions]
    active = sum(screen.is_active for screen in shown)
    return (
        f"{len(shown)} core screens ({active} with something to do) and "
        f"{screens.choices(path)} guesses and choices on the core path, "
    )


def _sum_up(lesson: Content, values: dict[str, Figure], out: TextIO) -> None:
    size = "(draft) " if isinstance(lesson, Lesson | Claim) and lesson.draft else ""
    if isinstance(lesson, Lesson):
        size += (
            f"{len(lesson.parts)} parts, "
            f"{lesson.core_minutes} of {lesson.all_minutes} minutes core, "
            f"{len(lesson.quiz)} questions, {_core(lesson)}"
        )
    print(f"{lesson.slug}: {size}reads at grade {prose.reading_grade(lesson):.1f}", file=out)
    for id_, value in values.items():
        fact = lesson.facts[id_]
        given = ", ".join(f"{name}={value}" for name, value in fact.values.items())
        shown = write(value, fact.format)
        print(f"  {id_:32} {shown:>20}  {fact.experiment}({given}).{fact.figure}", file=out)
