"""What stands on the sheets of a lesson, taken from its files: for pupils, and for the teacher.

The pupils' sheet holds nothing that answers a question or a prediction in words: no reasons, no
marks, and no text that names the figure a prediction asks for. Its charts show what happened, so
they come after the page with all predictions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from finlit.learning.quiz import shuffled
from finlit.lessons import (
    Choice,
    ExperimentBlock,
    Lesson,
    Part,
    Predict,
    Question,
    Questions,
    Text,
    Transfer,
)
from finlit.lessons.markdown import placeholders
from finlit.lessons.parts import BlockKind
from finlit.printing.picture import MOST_PICTURES, Exhibit, exhibit
from finlit.printing.prose import Prose, figure

# Room to write an answer, by what is asked.
HINTS = {
    "money": "dollars",
    "percent": "percent",
    "years": "years",
    "months": "months",
    "times": "times",
}


Row = tuple[Exhibit, ...]
# Letters of the lesson's text that stand before a prediction, so that all fit on one page.
CONTEXT = 400


@dataclass(frozen=True)
class Ask:
    """A prediction or a question as a pupil sees it: tick boxes, or a line with the unit.
    `context` is what the lesson tells right before it."""

    number: int
    prompt: Markup
    boxes: tuple[Markup, ...]
    unit: str
    extra: bool = False
    context: tuple[Markup, ...] = ()


@dataclass(frozen=True)
class Task:
    """The new case with its charts."""

    title: str
    text: Markup
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Return:
    """A short return for later: what is told, guessed, shown and asked. Its charts are left to the
    teacher where they would answer the guess beside them."""

    title: str
    when: str
    texts: tuple[Markup, ...]
    predictions: tuple[Ask, ...]
    rows: tuple[Row, ...]
    questions: tuple[Ask, ...]


@dataclass(frozen=True)
class PupilSheet:
    lesson: Lesson
    question: Markup
    claim: tuple[Markup, ...]
    predictions: tuple[Ask, ...]
    rows: tuple[Row, ...]
    questions: tuple[Ask, ...]
    tasks: tuple[Task, ...]
    talk: tuple[Markup, ...]
    terms: tuple[tuple[str, Markup], ...]
    returns: tuple[Return, ...]


def pupil_sheet(lesson: Lesson) -> PupilSheet:
    """The sheet that pupils get. Raises FactError where a figure cannot be worked out."""
    prose = Prose(lesson)
    main = [part for part in lesson.parts if part.core and not blocks_of(part, Transfer)]
    cases = [part for part in lesson.parts if blocks_of(part, Transfer)]
    return PupilSheet(
        lesson=lesson,
        question=prose.line(lesson.question),
        claim=_opening(lesson, lesson.parts[0], prose),
        predictions=_predictions(lesson, lesson.parts, prose),
        rows=_exhibits(main),
        questions=_questions(lesson, lesson.parts, prose),
        tasks=tuple(task for part in cases for task in _tasks(part, prose)),
        talk=tuple(prose.line(each) for each in lesson.talk),
        terms=tuple((term.term, prose.line(term.meaning)) for term in lesson.terms.values()),
        returns=tuple(_return(lesson, part, prose) for part in lesson.returns),
    )


def blocks_of(part: Part, kind: type[BlockKind]) -> list[BlockKind]:
    """The blocks of one kind in a part."""
    return [block for block in part.blocks if isinstance(block, kind)]


def _opening(lesson: Lesson, part: Part, prose: Prose) -> tuple[Markup, ...]:
    """A part's text up to its first prediction: what follows one may answer it."""
    texts = []
    for block in part.blocks:
        if isinstance(block, Predict):
            break
        if isinstance(block, Text) and not gives_away(lesson, block.markdown):
            texts.append(prose.block(block.markdown))
    return tuple(texts)


def gives_away(lesson: Lesson, text: str) -> bool:
    """Whether a text names a figure that a prediction or a question of the lesson asks for, or one
    that is written like it."""
    named = {id_ for kind, id_, _ in placeholders(text) if kind == "fact"}
    if not named:
        return False
    asked = {block.answer for block in lesson.of_kind(Predict) if block.kind == "number"}
    asked |= {
        question.answer.removeprefix("fact:")
        for question in lesson.quiz.values()
        if isinstance(question.answer, str)
    }
    answers = {figure(lesson, id_) for id_ in asked}
    return any(id_ in asked or figure(lesson, id_) in answers for id_ in named)


def _predictions(lesson: Lesson, parts: tuple[Part, ...], prose: Prose) -> tuple[Ask, ...]:
    found = [(part, block) for part in parts for block in blocks_of(part, Predict)]
    return tuple(
        Ask(
            number,
            prose.line(block.prompt),
            tuple(prose.line(label) for label in block.options.values()),
            HINTS.get(block.unit, ""),
            extra=not part.core and not part.back,
            context=() if part is parts[0] else _context(lesson, part, block, prose),
        )
        for number, (part, block) in enumerate(found, 1)
    )


def _context(lesson: Lesson, part: Part, block: Predict, prose: Prose) -> tuple[Markup, ...]:
    """The last few sentences before a prediction in its part, without tables. The first part's
    text stands above them all."""
    place = part.blocks.index(block)
    before = part.blocks[place - 1] if place else None
    if not isinstance(before, Text):
        return ()
    told: list[str] = []
    for paragraph in reversed(before.markdown.strip().split("\n\n")):
        longer = len(paragraph) + sum(map(len, told))
        if paragraph.startswith("|") or (told and longer > CONTEXT):
            break
        told.insert(0, paragraph)
    text = "\n\n".join(told)
    return () if not text or gives_away(lesson, text) else (prose.block(text),)


def asked_in(lesson: Lesson, parts: tuple[Part, ...]) -> Iterator[Question]:
    """The questions of these parts in reading order."""
    for part in parts:
        for block in blocks_of(part, Questions):
            for id_ in block.ask:
                yield lesson.quiz[id_]


def _questions(lesson: Lesson, parts: tuple[Part, ...], prose: Prose) -> tuple[Ask, ...]:
    return tuple(
        Ask(
            number,
            prose.line(question.prompt),
            tuple(prose.line(choice.text) for choice in printed_order(question)),
            HINTS.get(question.unit, ""),
        )
        for number, question in enumerate(asked_in(lesson, parts), 1)
    )


def printed_order(question: Question) -> tuple[Choice, ...]:
    """The choices as every printed sheet has them; in the file the right one may stand first."""
    return shuffled(question, "paper")


def _exhibits(parts: Sequence[Part]) -> tuple[Row, ...]:
    """The experiments of these parts; one that comes again shows its first picture alone."""
    found = []
    seen: set[str] = set()
    for part in parts:
        for block in blocks_of(part, ExperimentBlock):
            again = block.use in seen
            found.append(exhibit(block, 1 if again else MOST_PICTURES, half=again))
            seen.add(block.use)
    return in_rows(found)


def in_rows(exhibits: Sequence[Exhibit]) -> tuple[Row, ...]:
    """Two halves that follow each other, wide ones between them left aside, share a row."""
    rows: list[list[Exhibit]] = []
    open_row: list[Exhibit] | None = None
    for each in exhibits:
        if each.half and open_row is not None:
            open_row.append(each)
            open_row = None
            continue
        rows.append([each])
        if each.half:
            open_row = rows[-1]
    return tuple(tuple(row) for row in rows)


def _tasks(part: Part, prose: Prose) -> Iterator[Task]:
    """The new cases of a part, each with the first picture of its experiments."""
    charts = in_rows([exhibit(each, 1, half=True) for each in blocks_of(part, ExperimentBlock)])
    for block in blocks_of(part, Transfer):
        yield Task(part.title, prose.block(block.task), charts)


WHEN = {"week": "After about a week", "month": "After about a month"}


def _return(lesson: Lesson, part: Part, prose: Prose) -> Return:
    predictions = _predictions(lesson, (part,), prose)
    return Return(
        part.title,
        WHEN[part.back],
        _opening(lesson, part, prose),
        predictions,
        () if predictions else _exhibits((part,)),
        _questions(lesson, (part,), prose),
    )
