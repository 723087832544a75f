"""Lessons and claims, whole: their parts, questions, facts and sources. Data only.

Text is Markdown with `{fact:id}`, `{quoted:id}` and `[word](glossary:id)` left in; `Content.fill`
puts the figures, quotes and links in. Every id is permanent and independent of wording and order.
`line` is the line of the file that an item begins on, for messages to authors.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from finlit.lessons.markdown import fill
from finlit.lessons.parts import Block, BlockKind, Part, Value


@dataclass(frozen=True)
class Choice:
    """One answer to pick, with the reason why it is right or wrong."""

    id: str
    text: str
    right: bool
    why: str
    misconception: str = ""


@dataclass(frozen=True)
class Trap:
    """A wrong number that many arrive at, and the thinking that leads there."""

    value: float
    tolerance: float
    why: str
    misconception: str = ""


@dataclass(frozen=True)
class Question:
    """`kind` "choice": `choices`, one of them right. "number": `answer` is a number or the text
    "fact:id", right within `tolerance` either way, in `unit` (percent as a decimal: 0.07)."""

    id: str
    kind: str
    prompt: str
    choices: tuple[Choice, ...] = ()
    answer: float | str = 0.0
    tolerance: float = 0.0
    unit: str = "count"
    why_right: str = ""
    why_wrong: str = ""
    traps: tuple[Trap, ...] = ()
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Fact:
    """A figure that is worked out: an experiment with fixed values, one figure of its outcome."""

    id: str
    experiment: str
    figure: str
    format: str
    values: Mapping[str, Value] = field(default_factory=dict)
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Source:
    """Where something was read."""

    id: str
    title: str
    publisher: str
    url: str
    year: int | None = None
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Quoted:
    """A figure taken from a source, as it is shown."""

    id: str
    text: str
    source: str
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Term:
    """A word of the glossary, and what it means."""

    id: str
    term: str
    meaning: str
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, kw_only=True)
class Content:
    """What lessons and claims share. `slug` is the folder's way from the lessons' root, `version` a
    short hash of the files, written into every event. `returns` are the parts that come back after
    a week and a month; the other `parts` are the steps of the lesson. `assignment` is the id of the
    class's assignment that it is shown for, so whatever is done with it says where it belongs."""

    slug: str
    title: str
    sources: Mapping[str, Source]
    facts: Mapping[str, Fact]
    quoted: Mapping[str, Quoted]
    terms: Mapping[str, Term]
    parts: tuple[Part, ...]
    returns: tuple[Part, ...] = ()
    quiz: Mapping[str, Question] = field(default_factory=dict)
    talk: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    version: str = ""
    file: str = ""
    quiz_file: str = ""
    assignment: str = ""
    lines: Mapping[str, int] = field(default_factory=dict, compare=False, repr=False)

    @property
    def front_texts(self) -> tuple[str, ...]:
        """The texts of the front matter that a learner reads."""
        return self.talk

    def line_of(self, key: str) -> int:
        """The line of the file that a key of the front matter stands on."""
        return self.lines.get(f"+++{key}", 1)

    @property
    def screens(self) -> tuple[Part, ...]:
        """All parts, the returns last."""
        return (*self.parts, *self.returns)

    def blocks(self) -> Iterator[tuple[Part, Block]]:
        """Every block in reading order, with its part."""
        return ((part, block) for part in self.screens for block in part.blocks)

    def of_kind(self, kind: type[BlockKind]) -> tuple[BlockKind, ...]:
        """The blocks of one kind, in reading order."""
        return tuple(block for _, block in self.blocks() if isinstance(block, kind))

    def fill(self, text: str, figures: Mapping[str, str], glossary: str = "glossary") -> str:
        """Markdown to show: figures for `{fact:id}` ("unknown" where one is missing), quotes for
        `{quoted:id}`, and glossary links to `glossary?term=id` with the meaning as their title."""
        quotes = {quote.id: quote.text for quote in self.quoted.values()}
        meanings = {term.id: term.meaning for term in self.terms.values()}
        return fill(text, figures, quotes, meanings, glossary)


@dataclass(frozen=True, kw_only=True)
class Lesson(Content):
    """A lesson, whole."""

    question: str
    core_minutes: int
    all_minutes: int
    grades: str
    objectives: tuple[str, ...]
    standards: tuple[str, ...]
    key_points: tuple[str, ...]
    misconceptions: Mapping[str, str]
    draft: bool = False

    @property
    def front_texts(self) -> tuple[str, ...]:
        front = (self.question, *self.objectives, *self.key_points, *self.talk)
        return (*front, *self.misconceptions.values())


@dataclass(frozen=True, kw_only=True)
class Claim(Content):
    """A claim of the argument. `statement` is what one votes on, in our own words; `said_by` and
    `doubted_by` say who would hold and who would doubt it; `lesson` is the slug of the lesson
    behind it and `lesson_part` the part to open there."""

    statement: str
    said_by: str
    doubted_by: str
    lesson: str
    lesson_part: str = ""
    draft: bool = False

    @property
    def id(self) -> str:
        """The folder's name: permanent, part of the address."""
        return self.slug.rpartition("/")[2]

    @property
    def front_texts(self) -> tuple[str, ...]:
        return (self.statement, self.said_by, self.doubted_by)


@dataclass(frozen=True)
class Idea:
    """Something that the check asks about before and after, and the lesson that teaches it."""

    id: str
    name: str
    lesson: str


@dataclass(frozen=True, kw_only=True)
class Check(Content):
    """One form of the check, "before" or "after": a question for each idea."""

    form: str
    ideas: Mapping[str, Idea]
    misconceptions: Mapping[str, str]

    def question(self, idea: str) -> Question:
        """The question on an idea."""
        return self.quiz[f"{self.form}-{idea}"]
