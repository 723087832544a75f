"""A folder of lessons -> Course: order, glossary, and each lesson read or reported as broken."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from finlit.lessons.blocks import read_parts
from finlit.lessons.front import read_front
from finlit.lessons.links import check_links
from finlit.lessons.model import Course, Lesson, Question, Term
from finlit.lessons.problem import ContentError, Problem
from finlit.lessons.questions import read_questions
from finlit.lessons.table import ID, Notes, Source, Table

MARK = "+++"


def load_course(folder: Path) -> Course:
    """Every lesson of a folder: those of course.toml in its order, then the rest by name.

    Lessons that cannot be read are in `broken`; problems of course.toml and glossary.toml are in
    `problems`. Raises nothing for bad content.
    """
    glossary, glossary_problems = read_glossary(folder)
    order, order_problems = read_order(folder)
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
    return Course(
        lessons=tuple(lessons),
        drafts=tuple(drafts),
        broken=tuple(broken),
        glossary=glossary,
        problems=(*order_problems, *glossary_problems),
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
        front, terms = read_top(top, glossary)
        front["examples"] = (*front["examples"], *examples)
        lesson = Lesson(
            **front,
            slug=folder.name,
            terms=terms,
            parts=read_parts(body),
            quiz=quiz,
            version=version(text, quiz_text or ""),
            file=notes.file,
            quiz_file=quiz_notes.file,
            lines={**quiz_notes.lines, **notes.lines},
        )
        check_links(lesson, glossary, notes, quiz_notes)
    problems = sorted(notes.problems, key=lambda problem: problem.line)
    return lesson, problems + sorted(quiz_notes.problems, key=lambda problem: problem.line)


def split(text: str, notes: Notes) -> tuple[Source, Source]:
    """A lesson file cut into its front matter and its body, each with its first line."""
    lines = text.split("\n")
    marks = [number for number, line in enumerate(lines) if line.strip() == MARK][:2]
    if len(marks) < 2 or any(line.strip() for line in lines[: marks[0]]):
        notes.add(1, "front matter", f"A lesson begins with TOML between two lines of {MARK}.")
        return Source("", 1, notes), Source(text, 1, notes)
    start, end = marks
    front = Source("\n".join(lines[start + 1 : end]), start + 2, notes)
    return front, Source("\n".join(lines[end + 1 :]), end + 2, notes)


def read_top(
    source: Source, glossary: Mapping[str, Term]
) -> tuple[dict[str, Any], dict[str, Term]]:
    """The front matter as keys of Lesson, and the terms of the glossary that it lists."""
    notes = source.notes
    values = source.parse()
    if source.broken or not any(source.lines):  # told already; what is missing would hide it
        source = Source("", source.first_line, Notes(notes.file))
    table = Table(values, source, source.first_line, "the front matter")
    front = read_front(table)
    listed = table.texts("glossary", needed=False)
    for id_ in listed:
        if id_ not in glossary:
            table.wrong("glossary", f"The term {id_!r} is not in glossary.toml.", "glossary")
    table.finish()
    notes.lines |= {f"{MARK}{key}": table.line_of(key) for key in values}
    return front, {id_: glossary[id_] for id_ in listed if id_ in glossary}


def read_file(path: Path, notes: Notes) -> str | None:
    """A file's text with plain line ends, or None with a note."""
    try:
        return path.read_text(encoding="utf-8-sig").replace("\r\n", "\n")
    except FileNotFoundError:
        notes.add(1, "file", f"The file {path.name} is missing.")
    except (OSError, UnicodeDecodeError) as error:
        notes.add(1, "file", f"The file {path.name} cannot be read as UTF-8 text: {error}.")
    return None


def version(*texts: str) -> str:
    """A short hash of content, the same on every system."""
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()[:10]


def lesson_folders(folder: Path) -> list[str]:
    """The names of the folders that hold a lesson.md."""
    return sorted(path.parent.name for path in folder.glob("*/lesson.md"))


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


def read_order(folder: Path) -> tuple[list[str], list[Problem]]:
    """course.toml: the lessons' folder names in order, and what is wrong in it."""
    notes = Notes("course.toml")
    text = read_file(folder / "course.toml", notes)
    source = Source(text or "", 1, notes)
    table = Table(source.parse(), source, 1, "course.toml")
    order = list(table.texts("order", needed=not notes.problems))
    table.finish()
    there = lesson_folders(folder)
    for slug in order:
        if slug not in there:
            table.wrong("order", f"There is no lesson folder {slug!r}.", "order")
    if len(set(order)) < len(order):
        table.wrong("order", "A lesson stands twice in the order.", "order")
    return [slug for slug in dict.fromkeys(order) if slug in there], notes.problems
