"""The short check before and after the course: five ideas, asked twice in other words.

A folder `check` with check.toml (ideas, misconceptions, sources) and a file of questions for each
form, before.toml and after.toml. A question's id is its form and its idea: "before-interest".
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from finlit.lessons.files import read_file, version
from finlit.lessons.front import by_id, read_misconceptions, read_source
from finlit.lessons.links import check_misconceptions
from finlit.lessons.model import Check, Idea
from finlit.lessons.parts import Part, Questions
from finlit.lessons.problem import Problem
from finlit.lessons.questions import read_questions
from finlit.lessons.table import Notes, Source, Table

FOLDER = "check"
FORMS = ("before", "after")


def load_checks(folder: Path) -> tuple[tuple[Check, ...], list[Problem]]:
    """The forms of a folder of lessons, and what is wrong in them; no forms where there is no
    check.toml."""
    if not (folder / FOLDER / "check.toml").exists():
        return (), []
    notes = Notes(f"{FOLDER}/check.toml")
    text = read_file(folder / FOLDER / "check.toml", notes) or ""
    source = Source(text, 1, notes)
    table = Table(source.parse(), source, 1, "check.toml")
    shared = {
        "title": table.plain("title"),
        "ideas": {idea.id: idea for idea in map(_idea, table.tables("idea"))},
        "misconceptions": read_misconceptions(table),
        "sources": by_id(map(read_source, table.tables("source")), table, "source"),
    }
    table.finish()
    checks = []
    problems = list(notes.problems)
    for form in FORMS:
        check, wrong = _form(folder, form, text, shared)
        checks.append(check)
        problems += wrong
    return (() if problems else tuple(checks)), problems


def _idea(table: Table) -> Idea:
    idea = Idea(table.id(), table.text("name"), table.plain("lesson"))
    table.finish()
    return idea


def _form(
    folder: Path, form: str, text: str, shared: Mapping[str, object]
) -> tuple[Check, list[Problem]]:
    """One form: a question for each idea, in the order of the ideas."""
    notes = Notes(f"{FOLDER}/{form}.toml")
    asked = read_file(folder / FOLDER / f"{form}.toml", notes) or ""
    quiz, examples = read_questions(asked, notes)
    check = Check(
        **shared,  # type: ignore[arg-type]
        slug=f"{FOLDER}/{form}",
        form=form,
        facts={},
        quoted={},
        terms={},
        quiz=quiz,
        examples=examples,
        parts=(Part("questions", "Five questions", True, 5, (Questions("asked", tuple(quiz)),)),),
        version=version(text, asked),
        file=f"{FOLDER}/check.toml",
        quiz_file=notes.file,
        lines=notes.lines,
    )
    if list(quiz) != [f"{form}-{idea}" for idea in check.ideas]:
        sentence = f"A form asks one question for each idea, in order, such as {form}-interest."
        notes.add(1, "questions", sentence)
    check_misconceptions(check, notes)
    return check, notes.problems
