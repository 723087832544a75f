"""Rules of claims: the order of votes and evidence, the lesson behind, and switches that matter."""

from __future__ import annotations

from collections.abc import Iterator

from finlit.check.structure import Schema
from finlit.experiments.kit import Choice, Control, Month, Number, Switch
from finlit.learning.facts import Outcomes
from finlit.lessons import Claim, Course, ExperimentBlock, Predict, Problem, Vote
from finlit.lessons.parts import Value
from finlit.words.formats import write

PARTS = ("claim", "evidence", "cannot-say", "right", "again")


def parts(claim: Claim) -> Iterator[Problem]:
    """Every claim has the same parts in the same order, none of them empty."""
    have = tuple(part.id for part in claim.parts)
    if have != PARTS:
        sentence = f"The parts of a claim are {', '.join(PARTS)}; this has {', '.join(have)}."
        yield Problem(claim.file, 1, "part", sentence)
    for part in claim.parts:
        if not part.blocks:
            sentence = f"The part {part.title!r} is empty."
            yield Problem(claim.file, part.line, "part", sentence)


def steps(claim: Claim) -> Iterator[Problem]:
    """A vote and a prediction stand before the evidence, the second vote after all of it."""
    kinds = (Vote, Predict, ExperimentBlock)
    blocks = [block for _, block in claim.blocks() if isinstance(block, kinds)]
    votes = [block for block in blocks if isinstance(block, Vote)]
    if [vote.again for vote in votes] != [False, True]:
        sentence = "A claim has one vote before the evidence and one with again = true after it."
        yield Problem(claim.file, 1, "vote", sentence)
        return
    first = next((n for n, each in enumerate(blocks) if isinstance(each, ExperimentBlock)), None)
    if first is None:
        yield Problem(claim.file, 1, "experiments", "A claim has one experiment or more.")
        return
    if votes[0] not in blocks[:first]:
        sentence = "An experiment stands before the first vote."
        yield Problem(claim.file, blocks[first].line, "vote", sentence)
    if not any(isinstance(each, Predict) for each in blocks[:first]):
        sentence = "An experiment stands before the first prediction."
        yield Problem(claim.file, blocks[first].line, "predict", sentence)
    if blocks[-1] is not votes[1]:
        sentence = "The second vote stands after all evidence."
        yield Problem(claim.file, votes[1].line, "vote", sentence)


def lesson_behind(claim: Claim, course: Course) -> Iterator[Problem]:
    """The lesson behind a claim is listed, and has the part that is named."""
    line, lesson = claim.line_of("lesson"), course.lesson(claim.lesson)
    if lesson is None:
        yield Problem(claim.file, line, "lesson", f"There is no lesson {claim.lesson!r}.")
    elif claim.lesson_part and claim.lesson_part not in [part.id for part in lesson.parts]:
        sentence = f"The lesson {claim.lesson!r} has no part {claim.lesson_part!r}."
        yield Problem(claim.file, claim.line_of("lesson_part"), "lesson", sentence)


def switches(claim: Claim, schema: Schema, outcomes: Outcomes) -> Iterator[Problem]:
    """Every experiment of a claim has switches and watched figures, and each switch moves one."""
    for block in claim.of_kind(ExperimentBlock):
        experiment = schema.get(block.use)
        if experiment is None or any(w.figure not in experiment.figures for w in block.watch):
            continue
        if not block.watch or not block.show:
            sentence = f"{block.id!r} needs switches in 'show' and figures in [[watch]]."
            yield Problem(claim.file, block.line, "switch", sentence)
        for control in experiment.controls:
            if control.name in block.show and not moves(block, control, outcomes):
                sentence = f"{control.name!r} of {block.id!r} moves none of the watched figures."
                yield Problem(claim.file, block.line, "switch", sentence)


def moves(block: ExperimentBlock, control: Control, outcomes: Outcomes) -> bool:
    """Whether some setting of a control shows other watched figures than where the block starts."""
    start = _watched(block, {}, outcomes)
    ends = (_watched(block, {control.name: end}, outcomes) for end in settings(control))
    return any(end not in (None, start) for end in ends)


def settings(control: Control) -> tuple[Value, ...]:
    """The ends of a control, or all its options."""
    match control:
        case Number() | Month():
            return (control.low, control.high)
        case Choice():
            return tuple(control.options)
        case Switch():
            return (False, True)


def _watched(
    block: ExperimentBlock, change: dict[str, Value], outcomes: Outcomes
) -> tuple[str, ...] | None:
    """The watched figures as they are shown; None for a setting that does not go."""
    try:
        figures = outcomes(block.use, {**block.values, **change})
        return tuple(write(figures[watch.figure], watch.format) for watch in block.watch)
    except (ValueError, KeyError):
        return None
