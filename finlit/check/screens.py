"""Rules of screens: one idea each, something to do on every second one, an end within reach."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from finlit.lessons import Content, Forecast, Lesson, Predict, Problem, Questions, Text
from finlit.lessons.screens import Screen, core_path, screens, spoken

MOST_SCREENS = 12
MOST_WORDS = 150
LEAST_CHOICES = 5


def size(lesson: Lesson) -> Iterator[Problem]:
    """A core path of few screens, with guesses and choices on the way."""
    path = core_path(lesson.parts)
    shown = [screen for screen in path if not screen.is_questions]
    if len(shown) > MOST_SCREENS:
        sentence = (
            f"The core path has {len(shown)} screens without its questions; {MOST_SCREENS} at most."
        )
        yield Problem(lesson.file, 1, "screens", sentence)
    made = choices(path)
    if made < LEAST_CHOICES:
        sentence = f"The core path has {made} guesses and choices; {LEAST_CHOICES} at least."
        yield Problem(lesson.file, 1, "screens", sentence)
    for before, screen in pairwise(path):
        if not before.is_active and not screen.is_active:
            sentence = f"{_name(before)} and {_name(screen)}: two in a row with nothing to do."
            yield Problem(lesson.file, _line(screen), "screens", sentence)


def choices(path: tuple[Screen, ...]) -> int:
    """How many guesses, forecasts and answers a learner gives on a path."""
    return sum(
        block.count
        if isinstance(block, Forecast)
        else len(block.ask)
        if isinstance(block, Questions)
        else isinstance(block, Predict)
        for screen in path
        for block in screen.blocks
    )


def idea(lesson: Content) -> Iterator[Problem]:
    """One idea a screen, in few words; of a claim, whose texts are quoted, only a hint."""
    for part in lesson.screens:
        for screen in screens(part):
            words = sum(spoken(block) for block in screen.blocks if isinstance(block, Text))
            words += sum(
                len(block.prompt.split()) for block in screen.blocks if isinstance(block, Predict)
            )
            if words > MOST_WORDS:
                sentence = (
                    f"{_name(screen)} has {words} words; {MOST_WORDS} at most. Cut it by a line "
                    "`---`, or put a part of it behind a heading `### More: ...`."
                )
                hint = not isinstance(lesson, Lesson)
                yield Problem(lesson.file, _line(screen), "words", sentence, hint)


def _name(screen: Screen) -> str:
    return f"Screen {screen.number} of {screen.part.id!r}"


def _line(screen: Screen) -> int:
    return screen.blocks[0].line if screen.blocks else screen.part.line
