"""Within one lesson or claim, every id that is named must exist."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from finlit.lessons.markdown import glossary_links, placeholders
from finlit.lessons.model import Check, Content, Lesson, Term
from finlit.lessons.parts import (
    ExperimentBlock,
    Forecast,
    Predict,
    Questions,
    Talk,
    Text,
    Transfer,
    Vote,
)
from finlit.lessons.questions import texts_of
from finlit.lessons.table import Notes


def shown_texts(lesson: Content) -> Iterator[tuple[str, str, int]]:
    """Every text that a learner reads: (file, Markdown, the line that it begins on)."""
    for file, text, line in _texts(lesson):
        yield file, text, lesson.lines.get(text, line)


def _texts(lesson: Content) -> Iterator[tuple[str, str, int]]:
    for text in lesson.front_texts:
        yield lesson.file, text, 1
    for _, block in lesson.blocks():
        match block:
            case Text():
                yield lesson.file, block.markdown, block.line
            case Predict():
                for text in (
                    block.prompt,
                    block.reveal,
                    *block.options.values(),
                    *block.fitting.values(),
                ):
                    yield lesson.file, text, block.line
            case Forecast():
                yield lesson.file, block.ask, block.line
            case ExperimentBlock():
                for text in (block.ask, *(each.label for each in block.watch)):
                    yield lesson.file, text, block.line
            case Transfer():
                levels = [text for level in block.rubric for text in (level.level, level.text)]
                for text in (block.task, block.model, *levels):
                    yield lesson.file, text, block.line
            case Questions() | Talk() | Vote():
                pass
    for question in lesson.quiz.values():
        for text in texts_of(question):
            yield lesson.quiz_file, text, question.line


def check_links(
    lesson: Content, glossary: Mapping[str, Term], notes: Notes, quiz: Notes | None = None
) -> None:
    """Note every name that leads nowhere."""
    by_file = {lesson.file: notes, lesson.quiz_file: quiz or notes}
    known = {"fact": lesson.facts, "quoted": lesson.quoted}
    for file, text, line in shown_texts(lesson):
        for kind, id_, down in placeholders(text):
            if id_ not in known[kind]:
                by_file[file].add(
                    line + down,
                    f"unknown {kind}",
                    f"{{{kind}:{id_}}} is not declared in [[{kind}]].",
                )
        for id_, down in glossary_links(text):
            if id_ not in glossary:
                by_file[file].add(
                    line + down, "glossary", f"The term {id_!r} is not in glossary.toml."
                )
            elif id_ not in lesson.terms:
                by_file[file].add(
                    line + down, "glossary", f"The term {id_!r} is not listed in 'glossary' on top."
                )
    for quoted in lesson.quoted.values():
        if quoted.source not in lesson.sources:
            notes.add(
                quoted.line,
                "source",
                f"{quoted.id!r} is quoted from {quoted.source!r}: no such [[source]].",
            )
    check_blocks(lesson, notes)
    if isinstance(lesson, Lesson) and quiz is not None:
        check_misconceptions(lesson, quiz)
        check_answers(lesson, quiz)


def check_blocks(lesson: Content, notes: Notes) -> None:
    """Predictions name a fact, question blocks name questions, no question is asked twice."""
    asked: set[str] = set()
    for _, block in lesson.blocks():
        match block:
            case Predict(kind="number", answer=answer) if answer and answer not in lesson.facts:
                notes.add(block.line, "answer", f"The answer {answer!r} is not a [[fact]].")
            case Questions() if lesson.quiz:
                for id_ in block.ask:
                    if id_ not in lesson.quiz:
                        sentence = f"quiz.toml has no question {id_!r}."
                        notes.add(block.line, "unknown question", sentence)
                    elif id_ in asked:
                        sentence = f"The question {id_!r} is asked twice."
                        notes.add(block.line, "duplicate id", sentence)
                    asked.add(id_)
            case _:
                pass


def check_misconceptions(lesson: Lesson | Check, quiz: Notes) -> None:
    """Every misconception that a wrong answer names must exist."""
    for question in lesson.quiz.values():
        named = [choice.misconception for choice in question.choices]
        named += [trap.misconception for trap in question.traps]
        for id_ in named:
            if id_ and id_ not in lesson.misconceptions:
                quiz.add(
                    question.line,
                    "misconception",
                    f"{question.id!r} names {id_!r}, which is not in [misconceptions].",
                )


def check_answers(lesson: Lesson, quiz: Notes) -> None:
    """Every fact that answers a question must exist."""
    for question in lesson.quiz.values():
        fact = question.answer.removeprefix("fact:") if isinstance(question.answer, str) else None
        if fact is not None and fact not in lesson.facts:
            quiz.add(
                question.line, "unknown fact", f"The answer {question.answer!r} is not a [[fact]]."
            )
