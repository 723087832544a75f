"""Rules of structure: minutes, amounts, order, experiments and their values.

A rule takes a lesson and yields problems. What only deserves a look is a hint.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from finlit.experiments.forecasts.hidden_stretches import STRETCHES
from finlit.experiments.kit import Experiment
from finlit.learning.quiz import right_value
from finlit.lessons import (
    Content,
    ExperimentBlock,
    Fact,
    Forecast,
    Lesson,
    Predict,
    Problem,
    Questions,
    Talk,
    Transfer,
)
from finlit.lessons.blocks import RETURNS
from finlit.words.formats import Figure

Schema = Mapping[str, Experiment]
CORE_MINUTES = (15, 25)
ALL_MINUTES = (20, 45)
LEAST_QUESTIONS, LEAST_EXPERIMENTS, TALK_QUESTIONS = 6, 2, 3
LEAST_QUESTIONS_BACK = 2


def minutes(lesson: Lesson) -> Iterator[Problem]:
    """The parts' minutes add up to what the front matter promises, and to a class's time."""
    for name, promised, parts, (least, most) in (
        ("core", lesson.core_minutes, [p for p in lesson.parts if p.core], CORE_MINUTES),
        ("all", lesson.all_minutes, lesson.parts, ALL_MINUTES),
    ):
        line = lesson.line_of("minutes")
        total = sum(part.minutes for part in parts)
        if total != promised:
            sentence = f"'minutes' promises {name} = {promised}; the parts take {total}."
            yield Problem(lesson.file, line, "minutes", sentence)
        if not least <= promised <= most:
            sentence = f"'minutes' says {name} = {promised}; from {least} to {most} is right."
            yield Problem(lesson.file, line, "minutes", sentence)


def amounts(lesson: Lesson) -> Iterator[Problem]:
    """Enough questions, experiments, sources and key points, a talk card, one transfer task."""
    steps = [block for part in lesson.parts for block in part.blocks]
    asked = [id_ for block in steps if isinstance(block, Questions) for id_ in block.ask]
    for rule, have, least in (
        ("questions", len(asked), LEAST_QUESTIONS),
        (
            "experiments",
            sum(isinstance(each, ExperimentBlock) for each in steps),
            LEAST_EXPERIMENTS,
        ),
        ("predict", len(lesson.of_kind(Predict)), 1),
        ("talk", len(lesson.of_kind(Talk)), 1),
        ("transfer", len(lesson.of_kind(Transfer)), 1),
        ("source", len(lesson.sources), 1),
        ("key points", len(lesson.key_points), 1),
        ("objectives", len(lesson.objectives), 1),
        ("standards", len(lesson.standards), 1),
    ):
        if have < least:
            line = lesson.line_of(rule.replace(" ", "_"))
            sentence = f"A lesson has at least {least}; this has {have}."
            yield Problem(lesson.file, line, rule, sentence)
    if len(lesson.talk) != TALK_QUESTIONS:
        sentence = f"The talk card has {TALK_QUESTIONS} questions; this has {len(lesson.talk)}."
        yield Problem(lesson.file, lesson.line_of("talk"), "talk", sentence)
    for block in lesson.of_kind(Transfer):
        if len(block.rubric) < 2:
            yield Problem(lesson.file, block.line, "transfer", "A rubric has two levels or more.")


def order(lesson: Lesson) -> Iterator[Problem]:
    """A learner predicts before the first experiment, and the core path has every step."""
    kinds = [block for _, block in lesson.blocks() if isinstance(block, Predict | ExperimentBlock)]
    if kinds and isinstance(kinds[0], ExperimentBlock):
        sentence = "An experiment stands before the first prediction."
        yield Problem(lesson.file, kinds[0].line, "predict", sentence)
    core = [block for part, block in lesson.blocks() if part.core]
    for kind, name in (
        (Predict, "prediction"),
        (ExperimentBlock, "experiment"),
        (Questions, "question"),
    ):
        if not any(isinstance(block, kind) for block in core):
            yield Problem(lesson.file, 1, "core", f"The core path has no {name}.")
    for part in lesson.screens:
        if not part.blocks:
            yield Problem(lesson.file, part.line, "part", f"The part {part.title!r} is empty.")


def returns(lesson: Lesson) -> Iterator[Problem]:
    """The same ideas come back after a week and after a month, each time with something to try."""
    if [part.back for part in lesson.returns] != list(RETURNS):
        sentence = "A lesson comes back twice: one part {week ... min}, then one {month ... min}."
        yield Problem(lesson.file, 1, "returns", sentence)
    for part in lesson.returns:
        asked = sum(len(block.ask) for block in part.blocks if isinstance(block, Questions))
        tried = any(
            isinstance(block, Predict | Forecast | ExperimentBlock) for block in part.blocks
        )
        if asked < LEAST_QUESTIONS_BACK or not tried:
            sentence = (
                f"A return has a guess or an experiment, and {LEAST_QUESTIONS_BACK} questions."
            )
            yield Problem(lesson.file, part.line, "returns", sentence)


def stretches(lesson: Content) -> Iterator[Problem]:
    """A run of forecasts deals stretches that there are, and none that was dealt before."""
    dealt: set[int] = set()
    for block in lesson.of_kind(Forecast):
        if block.numbers.stop - 1 > STRETCHES:
            sentence = f"{block.id!r} asks for stretch {block.numbers.stop - 1} of {STRETCHES}."
            yield Problem(lesson.file, block.line, "stretches", sentence)
        if dealt & set(block.numbers):
            sentence = f"{block.id!r} deals a stretch that was dealt before."
            yield Problem(lesson.file, block.line, "stretches", sentence)
        dealt |= set(block.numbers)


def experiments(lesson: Content, schema: Schema) -> Iterator[Problem]:
    """Experiments, controls, values and figures that are named exist and are accepted."""
    for block in lesson.of_kind(ExperimentBlock):
        experiment = schema.get(block.use)
        if experiment is None:
            yield unknown_experiment(lesson, block.use, block.line, schema)
            continue
        controls = {control.name for control in experiment.controls}
        for name in block.show:
            if name not in controls:
                sentence = (
                    f"{block.use} has no control {name!r}; it has {', '.join(sorted(controls))}."
                )
                yield Problem(lesson.file, block.line, "unknown control", sentence)
        for watch in block.watch:
            if watch.figure not in experiment.figures:
                yield unknown_figure(lesson, experiment, watch.figure, block.line)
        yield from bad_values(lesson, experiment, block)
    for fact in lesson.facts.values():
        experiment = schema.get(fact.experiment)
        if experiment is None:
            yield unknown_experiment(lesson, fact.experiment, fact.line, schema)
            continue
        if fact.figure not in experiment.figures:
            yield unknown_figure(lesson, experiment, fact.figure, fact.line)
        yield from bad_values(lesson, experiment, fact)


def unknown_experiment(lesson: Content, name: str, line: int, schema: Schema) -> Problem:
    """The problem of a name that no experiment has."""
    sentence = f"There is no experiment {name!r}; there are {', '.join(schema)}."
    return Problem(lesson.file, line, "unknown experiment", sentence)


def unknown_figure(lesson: Content, experiment: Experiment, figure: str, line: int) -> Problem:
    """The problem of a figure that an experiment does not give."""
    known = ", ".join(experiment.figures)
    sentence = f"{experiment.name} has no figure {figure!r}; it has {known}."
    return Problem(lesson.file, line, "unknown figure", sentence)


def bad_values(
    lesson: Content, experiment: Experiment, item: ExperimentBlock | Fact
) -> Iterator[Problem]:
    """Values that the experiment's controls do not take as they are."""
    for name, value in item.values.items():
        try:
            taken = experiment.complete({name: value})[name]
        except (ValueError, TypeError) as error:
            yield Problem(
                lesson.file, item.line, "value", f"{item.id!r}, {name} = {value!r}: {error}."
            )
            continue
        if isinstance(taken, str) != isinstance(value, str) or (
            taken != value and abs(float(taken) - float(value)) > 1e-9
        ):
            sentence = f"{item.id!r}, {name} = {value!r} is between two steps; {taken!r} is one."
            yield Problem(lesson.file, item.line, "value", sentence)


def worked_out(lesson: Content, values: Mapping[str, Figure]) -> Iterator[Problem]:
    """With the facts known: guesses can reach the answer, and no trap hides behind it."""
    for predict in lesson.of_kind(Predict):
        value = values.get(predict.answer)
        if (
            predict.kind == "number"
            and value is not None
            and (isinstance(value, str) or not predict.low <= value <= predict.high)
        ):
            span = f"{predict.low:g} to {predict.high:g}"
            sentence = f"The answer of {predict.id!r} is {value}, outside {span}."
            yield Problem(lesson.file, predict.line, "answer", sentence)
    for question in lesson.quiz.values():
        if isinstance(question.answer, str) and question.answer.removeprefix("fact:") in values:
            right = right_value(question, values)
            for trap in question.traps:
                if abs(trap.value - right) <= trap.tolerance + question.tolerance:
                    sentence = f"The trap {trap.value:g} of {question.id!r} overlaps the answer."
                    yield Problem(lesson.quiz_file, question.line, "trap", sentence)
