"""The parts of a lesson or claim and the blocks that they hold. Data only.

`line` is the line of the file that a block begins on, for messages to authors.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar

Value = float | int | bool | str


MORE = "### More: "


@dataclass(frozen=True)
class Text:
    """Markdown as it stands in the file, dollar signs before digits escaped. A text that begins
    with a heading `### More: ...` waits behind that heading until it is opened."""

    markdown: str
    line: int = field(default=0, compare=False)

    @property
    def more(self) -> str:
        """What the text is more on; "" for one that is shown at once."""
        return self.markdown.split("\n", 1)[0].removeprefix(MORE) if self._waits else ""

    @property
    def body(self) -> str:
        """The text without the heading that it waits behind."""
        return self.markdown.partition("\n")[2].strip() if self._waits else self.markdown

    @property
    def _waits(self) -> bool:
        return self.markdown.startswith(MORE)


@dataclass(frozen=True)
class Predict:
    """A guess to commit to. `kind` "number": `answer` is a fact's id, shown beside the guess;
    "choice": `answer` is the id of the option that history chose. All that follows in the lesson
    stays closed until the guess is made. `fitting` has words for how the guess was: `too_low`,
    `too_high`, `close` for a number, `right` and `wrong` for a choice."""

    id: str
    kind: str
    prompt: str
    answer: str
    reveal: str
    unit: str = "count"
    low: float = 0.0
    high: float = 0.0
    step: float = 1.0
    options: Mapping[str, str] = field(default_factory=dict)
    fitting: Mapping[str, str] = field(default_factory=dict)
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Watch:
    """A figure of an experiment to keep an eye on while its switches are moved."""

    figure: str
    format: str
    label: str


@dataclass(frozen=True)
class ExperimentBlock:
    """An experiment placed on a page: `show` names the controls drawn, `values` where it starts,
    `watch` the figures that are noted for each setting that the learner tries. The first `main` of
    the controls stand by the picture, the others behind "Change more"."""

    id: str
    use: str
    ask: str
    show: tuple[str, ...] = ()
    values: Mapping[str, Value] = field(default_factory=dict)
    watch: tuple[Watch, ...] = ()
    main: int = 1
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Forecast:
    """A run of hidden stretches of real history, each to be forecast as a range that holds 8 times
    in 10: `count` of them, from number `first` (1 and up) of the deck on."""

    id: str
    ask: str
    first: int
    count: int
    line: int = field(default=0, compare=False)

    @property
    def numbers(self) -> range:
        """The numbers of its stretches in the deck."""
        return range(self.first, self.first + self.count)


@dataclass(frozen=True)
class Vote:
    """A vote on the claim of the page: agree, disagree or depends. The first closes what follows
    until it is cast; the one with `again` set stands after the evidence, beside the first."""

    id: str
    again: bool = False
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Questions:
    """Questions asked here, by id, from the lesson's quiz."""

    id: str
    ask: tuple[str, ...]
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Talk:
    """The card with the lesson's talk questions."""

    id: str
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Level:
    """One level of a rubric."""

    level: str
    text: str


@dataclass(frozen=True)
class Transfer:
    """A new case to work, with a rubric to judge it by and a model answer to open afterwards."""

    id: str
    task: str
    rubric: tuple[Level, ...]
    model: str
    line: int = field(default=0, compare=False)


Block = Text | Predict | Forecast | Vote | ExperimentBlock | Questions | Talk | Transfer
BlockKind = TypeVar(
    "BlockKind", Text, Predict, Forecast, Vote, ExperimentBlock, Questions, Talk, Transfer
)


@dataclass(frozen=True)
class Part:
    """A step of a lesson, shown as a row of screens: see `lessons.screens`. `core`: on the short
    path; `minutes`: how long it takes; `back`: "week" or "month" for a return, offered that long
    after the lesson; `cuts`: the places of the blocks that begin a new screen by a line `---`."""

    id: str
    title: str
    core: bool
    minutes: int
    blocks: tuple[Block, ...]
    back: str = ""
    cuts: frozenset[int] = frozenset()
    line: int = field(default=0, compare=False)
