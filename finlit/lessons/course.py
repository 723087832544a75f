"""A folder of lessons -> Course: order, glossary, and each lesson read or reported as broken."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from finlit.lessons.blocks import read_parts
from finlit.lessons.checks import load_checks
from finlit.lessons.claims import claim_folders, load_claims
from finlit.lessons.files import read_file, read_top, split, version
from finlit.lessons.front import read_front
from finlit.lessons.links import check_links
from finlit.lessons.model import Lesson, Question, Term
from finlit.lessons.outline import Course, Stage
from finlit.lessons.problem import ContentError, Problem
from finlit.lessons.questions import read_questions
from finlit.lessons.table import ID, Notes, Source, Table


def load_course(folder: Path) -> Course:
    """Every lesson of a folder: those of course.toml in its order, then the rest by name.

    Lessons that cannot be read are in `broken`; problems of course.toml and glossary.toml are in
    `problems`. Raises nothing for bad content.
    """
    glossary, glossary_problems = read_glossary(folder)
    order, claim_order, stages, order_problems = read_order(folder)
    slugs = [*order, *sorted(set(lesson_folders(folder)) - set(order))]
    lessons: list[Lesson] = []
    drafts: list[Lesson] = []
    broken: list[ContentError] = []
    for slug in slugs:
        try:
            lesson = load_lesson(folder / slug, glossary)
        except ContentError as error:
            broken.append(error)
            continue
        (drafts if lesson.draft else lessons).append(lesson)
    claims, broken_claims = load_claims(folder, glossary, claim_order)
    checks, check_problems = load_checks(folder)
    return Course(
        lessons=tuple(lessons),
        drafts=tuple(drafts),
        broken=tuple(broken),
        glossary=glossary,
        problems=(*order_problems, *glossary_problems, *check_problems),
        claims=tuple(claim for claim in claims if not claim.draft),
        draft_claims=tuple(claim for claim in claims if claim.draft),
        broken_claims=broken_claims,
        stages=stages,
        checks=checks,
    )


def load_lesson(folder: Path, glossary: Mapping[str, Term] | None = None) -> Lesson:
    """One lesson folder. The glossary beside it is read when none is given.

    Raises ContentError with every problem that the reading found.
    """
    lesson, problems = read_lesson(folder, glossary)
    errors = tuple(problem for problem in problems if not problem.hint)
    if lesson is None or errors:
        raise ContentError(folder.name, errors)
    return lesson


def read_lesson(
    folder: Path, glossary: Mapping[str, Term] | None = None
) -> tuple[Lesson | None, list[Problem]]:
    """A lesson as far as it can be read, and every problem found on the way."""
    if glossary is None:
        glossary, _ = read_glossary(folder.parent)
    notes, quiz_notes = (Notes(f"{folder.name}/{name}") for name in ("lesson.md", "quiz.toml"))
    text = read_file(folder / "lesson.md", notes)
    quiz_text = read_file(folder / "quiz.toml", quiz_notes)
    if not ID.fullmatch(folder.name):
        notes.add(1, "id", f"The folder {folder.name!r} must be small letters, digits and hyphens.")
    lesson = None
    if text is not None:
        quiz: dict[str, Question] = {}
        examples: tuple[str, ...] = ()
        if quiz_text is not None:
            quiz, examples = read_questions(quiz_text, quiz_notes)
        top, body = split(text, notes)
        front, terms = read_top(top, glossary, read_front)
        unread = [p for p in (*notes.problems, *quiz_notes.problems) if p.rule == "toml"]
        if unread:  # all that the rest would say follows from this
            return None, unread
        front["examples"] = (*front["examples"], *examples)
        parts = read_parts(body)
        lesson = Lesson(
            **front,
            slug=folder.name,
            terms=terms,
            parts=tuple(part for part in parts if not part.back),
            returns=tuple(part for part in parts if part.back),
            quiz=quiz,
            version=version(text, quiz_text or ""),
            file=notes.file,
            quiz_file=quiz_notes.file,
            lines={**quiz_notes.lines, **notes.lines},
        )
        check_links(lesson, glossary, notes, quiz_notes)
    problems = sorted(notes.problems, key=lambda problem: problem.line)
    return lesson, problems + sorted(quiz_notes.problems, key=lambda problem: problem.line)


def lesson_folders(folder: Path) -> list[str]:
    """The names of the folders that hold a lesson.md, written so or with other capitals."""
    return sorted(
        path.parent.name for path in folder.glob("*/*.md") if path.name.lower() == "lesson.md"
    )


def read_glossary(folder: Path) -> tuple[dict[str, Term], list[Problem]]:
    """glossary.toml: the terms by id, and what is wrong in it."""
    notes = Notes("glossary.toml")
    text = read_file(folder / "glossary.toml", notes)
    source = Source(text or "", 1, notes)
    terms = {}
    for id_, values in source.parse().items():
        line = source.find(rf"\[\s*{id_}\s*\]|{id_}\s*=")
        if not isinstance(values, dict):
            notes.add(line, "value", f"{id_!r} must be a table: [{id_}] with 'term' and 'meaning'.")
            continue
        if not ID.fullmatch(id_):
            notes.add(line, "id", f"The id {id_!r} must be small letters, digits and hyphens.")
        table = Table(values, source, line, f"the term {id_!r}")
        terms[id_] = Term(id_, table.text("term"), table.text("meaning"), line)
        table.finish()
    return terms, notes.problems


def read_order(
    folder: Path,
) -> tuple[list[str], list[str], tuple[Stage, ...], list[Problem]]:
    """course.toml: the lessons' folder names in order, the claims', the stages, and what is wrong
    in it."""
    notes = Notes("course.toml")
    text = read_file(folder / "course.toml", notes)
    source = Source(text or "", 1, notes)
    table = Table(source.parse(), source, 1, "course.toml")
    order = _listed(table, "order", lesson_folders(folder), needed=not notes.problems)
    claims = _listed(table, "claims", claim_folders(folder), needed=False)
    stages = _stages(table, order)
    table.finish()
    return order, claims, stages, notes.problems


def _listed(table: Table, key: str, there: list[str], *, needed: bool) -> list[str]:
    """The folder names of a list, each once; a name without a folder, or named twice, is noted."""
    what = "claim" if key == "claims" else "lesson"
    names = list(table.texts(key, needed=needed))
    for name in names:
        if name not in there:
            table.wrong(key, f"There is no {what} folder {name!r}.", "order")
    if len(set(names)) < len(names):
        table.wrong(key, f"A {what} stands twice in the order.", "order")
    return [name for name in dict.fromkeys(names) if name in there]


def _stages(table: Table, order: list[str]) -> tuple[Stage, ...]:
    """The stages: each begins with its lesson `first` and ends before the next one."""
    read = [
        (each, each.plain("first"), each.plain("title"), each.plain("grades"), each.text("about"))
        for each in table.tables("stage", needed=False)
    ]
    places: list[int] = []
    for each, first, *_ in read:
        each.finish()
        if first not in order or (places and order.index(first) <= places[-1]):
            sentence = "A stage begins with a lesson of 'order', after the stage before it."
            each.wrong("first", sentence, "order")
        places.append(order.index(first) if first in order else len(order))
    ends = [*places, len(order)][1:]
    return tuple(
        Stage(title, grades, about, tuple(order[place:end]))
        for (_, _, title, grades, about), place, end in zip(read, places, ends, strict=True)
    )
