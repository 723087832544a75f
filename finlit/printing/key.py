"""What a teacher gets beside the pupils' sheet: every answer with its reasons, and notes."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from finlit.lessons import (
    ExperimentBlock,
    Forecast,
    Lesson,
    Part,
    Predict,
    Question,
    Questions,
    Text,
    Transfer,
)
from finlit.printing.picture import MOST_PICTURES, Exhibit, exhibit
from finlit.printing.prose import Prose, figure
from finlit.printing.sheet import WHEN, asked_in, blocks_of, printed_order
from finlit.words.formats import as_said


@dataclass(frozen=True)
class Reason:
    """One answer: whether it is right, why, and the misconception that it shows."""

    answer: Markup
    right: bool
    why: Markup
    misconception: Markup


@dataclass(frozen=True)
class Solved:
    """A question with all its answers."""

    number: int
    prompt: Markup
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Outcome:
    """A prediction and what came out."""

    number: int
    prompt: Markup
    came_out: Markup
    reveal: Markup


@dataclass(frozen=True)
class Case:
    """The new case: the rubric's levels and one good answer."""

    task: Markup
    levels: tuple[tuple[Markup, Markup], ...]
    model: Markup


@dataclass(frozen=True)
class Key:
    """The answers to some parts of a lesson. `exhibits` are what its charts answer."""

    title: str
    predictions: tuple[Outcome, ...]
    exhibits: tuple[Exhibit, ...]
    questions: tuple[Solved, ...]
    cases: tuple[Case, ...]


@dataclass(frozen=True)
class Step:
    """A part of the lesson in the teacher's notes. `ask` is one thing to ask the class there."""

    number: int
    title: str
    core: bool
    minutes: int
    holds: str
    ask: Markup
    told: tuple[Markup, ...]
    tries: tuple[tuple[Markup, Markup], ...]


@dataclass(frozen=True)
class Notes:
    objectives: tuple[Markup, ...]
    steps: tuple[Step, ...]
    misconceptions: tuple[Markup, ...]
    talk: tuple[Markup, ...]
    key_points: tuple[Markup, ...]


def keys(lesson: Lesson) -> tuple[Key, ...]:
    """The key to the lesson, then one to each return."""
    prose = Prose(lesson)
    returns = [
        _key(lesson, (part,), f"{WHEN[part.back]}: {part.title}", prose) for part in lesson.returns
    ]
    return (_key(lesson, lesson.parts, "Answer key", prose), *returns)


def _key(lesson: Lesson, parts: tuple[Part, ...], title: str, prose: Prose) -> Key:
    guesses = [block for part in parts for block in blocks_of(part, Predict)]
    charts = [block for part in parts for block in blocks_of(part, ExperimentBlock)]
    cases = [block for part in parts for block in blocks_of(part, Transfer)]
    # The pupils' sheet of a return leaves them out.
    drawn = MOST_PICTURES if guesses and parts != lesson.parts else 0
    return Key(
        title,
        tuple(_outcome(lesson, block, n, prose) for n, block in enumerate(guesses, 1)),
        tuple(exhibit(block, drawn) for block in charts),
        tuple(_solved(lesson, q, n, prose) for n, q in enumerate(asked_in(lesson, parts), 1)),
        tuple(_case(block, prose) for block in cases),
    )


def _outcome(lesson: Lesson, block: Predict, number: int, prose: Prose) -> Outcome:
    if block.kind == "choice":
        came_out = prose.line(block.options[block.answer])
    else:
        came_out = Markup.escape(figure(lesson, block.answer))
    return Outcome(number, prose.line(block.prompt), came_out, prose.block(block.reveal))


def _solved(lesson: Lesson, question: Question, number: int, prose: Prose) -> Solved:
    def belief(id_: str) -> Markup:
        return prose.line(lesson.misconceptions[id_]) if id_ else Markup()

    if question.kind == "choice":
        reasons = [
            Reason(
                prose.line(choice.text),
                choice.right,
                prose.line(choice.why),
                belief(choice.misconception),
            )
            for choice in printed_order(question)
        ]
    else:
        right = Markup.escape(_number(lesson, question))
        reasons = [
            Reason(right, True, prose.line(question.why_right), Markup()),
            *(
                Reason(
                    Markup.escape(as_said(float(trap.value), question.unit)),
                    False,
                    prose.line(trap.why),
                    belief(trap.misconception),
                )
                for trap in question.traps
            ),
            Reason(Markup("anything else"), False, prose.line(question.why_wrong), Markup()),
        ]
    return Solved(number, prose.line(question.prompt), tuple(reasons))


def _number(lesson: Lesson, question: Question) -> str:
    """The right number as it is written, with how near counts."""
    if isinstance(question.answer, str):
        text = figure(lesson, question.answer.removeprefix("fact:"))
    else:
        text = as_said(float(question.answer), question.unit)
    if question.tolerance:
        text += f" (up to {as_said(float(question.tolerance), question.unit)} off is right)"
    return text


def _case(block: Transfer, prose: Prose) -> Case:
    levels = tuple((prose.line(each.level), prose.line(each.text)) for each in block.rubric)
    return Case(prose.block(block.task), levels, prose.block(block.model))


def notes(lesson: Lesson) -> Notes:
    """Timing and words part by part, what pupils get wrong, what to ask, what to arrive at."""
    prose = Prose(lesson)
    return Notes(
        tuple(prose.line(text) for text in lesson.objectives),
        tuple(_step(lesson, part, number, prose) for number, part in enumerate(lesson.parts, 1)),
        tuple(prose.line(text) for text in lesson.misconceptions.values()),
        tuple(prose.line(text) for text in lesson.talk),
        tuple(prose.line(text) for text in lesson.key_points),
    )


def _step(lesson: Lesson, part: Part, number: int, prose: Prose) -> Step:
    charts = [exhibit(block, 0) for block in blocks_of(part, ExperimentBlock)]
    return Step(
        number,
        part.title,
        part.core,
        part.minutes,
        _holds(part),
        _ask(lesson, part, prose),
        tuple(prose.block(block.markdown) for block in blocks_of(part, Text)),
        tuple((chart.question, prose.line(chart.ask)) for chart in charts if chart.ask),
    )


def _holds(part: Part) -> str:
    """What there is to do in a part, counted."""
    questions = sum(len(block.ask) for block in blocks_of(part, Questions))
    counted = (
        (len(blocks_of(part, Predict)), "prediction"),
        (sum(block.count for block in blocks_of(part, Forecast)), "forecast"),
        (len(blocks_of(part, ExperimentBlock)), "experiment"),
        (questions, "question"),
        (len(blocks_of(part, Transfer)), "new case"),
    )
    return ", ".join(f"{n} {word}{'' if n == 1 else 's'}" for n, word in counted if n)


def _ask(lesson: Lesson, part: Part, prose: Prose) -> Markup:
    """The first thing in a part that a class can be asked: a guess, a try, or a question."""
    for block in part.blocks:
        match block:
            case Predict():
                return prose.line(block.prompt)
            case ExperimentBlock() | Forecast() if block.ask:
                return prose.line(block.ask)
            case Questions():
                return prose.line(lesson.quiz[block.ask[0]].prompt)
            case Transfer():
                return prose.line(block.task.strip().split("\n\n")[0])
    return Markup()
