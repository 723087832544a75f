"""A part cut into screens: one idea each, at most about 150 words and one picture.

Cutting is structure. A line `---` begins a new screen. Apart from that

- a guess ends its screen, for what came out is shown there, and so does a vote;
- an experiment or a run of forecasts begins one; a few words before it may lead in, and a few
  after an experiment may stay;
- each question and the new case have screens of their own;
- the talk card is drawn at the end of the lesson and has none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from finlit.lessons.parts import (
    Block,
    ExperimentBlock,
    Forecast,
    Part,
    Predict,
    Questions,
    Talk,
    Text,
    Transfer,
    Vote,
)

# Words that may stand beside a picture: more would push it off a phone's screen.
BESIDE = 60

ACTIVE = (Predict, Forecast, ExperimentBlock, Questions, Vote, Transfer)


@dataclass(frozen=True)
class Screen:
    """One screen: `number` counts from 1 within its part and stands in the address."""

    part: Part
    number: int
    blocks: tuple[Block, ...]

    @property
    def is_questions(self) -> bool:
        """Whether it asks questions of the quiz and nothing else."""
        return all(isinstance(block, Questions) for block in self.blocks)

    @property
    def is_active(self) -> bool:
        """Whether there is something to do."""
        return any(isinstance(block, ACTIVE) for block in self.blocks)


def screens(part: Part) -> tuple[Screen, ...]:
    """The screens of a part, in order; at least one."""
    groups: list[list[Block]] = []
    for index, block in enumerate(part.blocks):
        for piece in _pieces(block):
            begins = index in part.cuts and piece is block
            if not groups or begins or not _stays(groups[-1], piece):
                groups.append([])
            groups[-1].append(piece)
    return tuple(
        Screen(part, number, tuple(group)) for number, group in enumerate(groups or [[]], 1)
    )


def core_path(parts: Sequence[Part]) -> tuple[Screen, ...]:
    """The screens of the parts on the core path, in order."""
    return tuple(screen for part in parts if part.core for screen in screens(part))


def _pieces(block: Block) -> Iterator[Block]:
    """A block of several questions becomes one for each; any other block stays whole."""
    if isinstance(block, Talk):
        return
    if isinstance(block, Questions) and len(block.ask) > 1:
        for id_ in block.ask:
            yield replace(block, ask=(id_,))
    else:
        yield block


def _stays(before: list[Block], block: Block) -> bool:
    """Whether a block stays on the screen that holds `before`."""
    words = sum(spoken(each) for each in before if isinstance(each, Text))
    tried = any(isinstance(each, ExperimentBlock) for each in before)
    new_case = any(isinstance(each, Transfer) for each in before)
    if any(isinstance(each, Predict | Questions | Forecast | Vote) for each in before):
        return False
    match block:
        case Text():
            return not tried or words + spoken(block) <= BESIDE or bool(block.more)
        case Predict():
            return not tried
        case ExperimentBlock():
            return new_case or (not tried and words <= BESIDE)
        case Forecast():
            return not tried and words <= BESIDE
        case Vote():
            return not tried
        case _:
            return False


def spoken(text: Text) -> int:
    """The words of a text that are on the screen at once: none behind "More on this"."""
    return 0 if text.more else sum(any(map(str.isalnum, w)) for w in text.markdown.split())
