"""The body of lesson.md or claim.md: parts begun by `##` headings, with prose and fences."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import pairwise

from finlit.lessons.markdown import Break, Fence, Heading, Prose, pieces
from finlit.lessons.parts import (
    Block,
    ExperimentBlock,
    Forecast,
    Level,
    Part,
    Predict,
    Questions,
    Talk,
    Text,
    Transfer,
    Vote,
    Watch,
)
from finlit.lessons.questions import UNITS
from finlit.lessons.table import ID, Notes, Source, Table
from finlit.words.formats import FORMATS

TIME = re.compile(r"\{(core|extra|week|month)\s+(\d+)\s*min\}[ \t]*(?:\n|$)")
RETURNS = ("week", "month")
PLAIN_FENCES = ("text",)
# Words for how a guess was, by its kind.
FITTING = {"number": ("too_low", "close", "too_high"), "choice": ("right", "wrong")}


@dataclass
class _Open:
    """A part while it is being read."""

    heading: Heading
    kind: str = "core"
    minutes: int | None = None
    blocks: list[Block] = field(default_factory=list)
    cuts: set[int] = field(default_factory=set)

    def part(self) -> Part:
        return Part(
            id=self.heading.id,
            title=self.heading.title,
            core=self.kind == "core",
            minutes=self.minutes or 0,
            blocks=tuple(self.blocks),
            back=self.kind if self.kind in RETURNS else "",
            cuts=frozenset(self.cuts),
            line=self.heading.line,
        )


def read_parts(body: Source, *, timed: bool = True) -> tuple[Part, ...]:
    """The parts of a body; those of a lesson say how long they take (`timed`)."""
    parts: list[_Open] = []
    notes = body.notes
    for piece in pieces("\n".join(body.lines), body.first_line):
        if isinstance(piece, Heading):
            check_heading(piece, notes)
            parts.append(_Open(piece))
        elif not parts:
            notes.add(
                piece.line, "part", "This stands before the first part, a `## Heading {#id}`."
            )
        elif isinstance(piece, Break):
            parts[-1].cuts.add(len(parts[-1].blocks))
        elif isinstance(piece, Prose):
            read_prose(piece, parts[-1], notes)
        else:
            block = read_fence(piece, notes)
            if block is not None:
                parts[-1].blocks.append(block)
    for part in parts:
        if timed and part.minutes is None:
            notes.add(
                part.heading.line,
                "minutes",
                "A line such as {core 5 min} or {extra 5 min} must follow this heading.",
            )
    for before, part in pairwise(parts):
        if before.kind in RETURNS and part.kind not in RETURNS:
            notes.add(part.heading.line, "part", "Returns stand at the end, after all other parts.")
    check_ids(parts, notes)
    return tuple(part.part() for part in parts)


def check_heading(heading: Heading, notes: Notes) -> None:
    """A part's heading carries a permanent id."""
    if not heading.id:
        notes.add(
            heading.line, "id", f"The part {heading.title!r} needs an id: ## ... {{#some-id}}."
        )
    elif not ID.fullmatch(heading.id):
        notes.add(
            heading.line, "id", f"The id {heading.id!r} must be small letters, digits and hyphens."
        )


def check_ids(parts: list[_Open], notes: Notes) -> None:
    """Parts have ids of their own; blocks share one room, for both are named in addresses."""
    seen: dict[str, int] = {}
    for part in parts:
        items = [(part.heading.id, part.heading.line)]
        items += [(b.id, b.line) for b in part.blocks if not isinstance(b, Text)]
        for id_, line in items:
            if id_ and id_ in seen:
                notes.add(line, "duplicate id", f"The id {id_!r} is used on line {seen[id_]} too.")
            seen.setdefault(id_, line)


def read_prose(prose: Prose, part: _Open, notes: Notes) -> None:
    """Prose, less the time line that may stand first in its part."""
    markdown, line = prose.markdown, prose.line
    match = TIME.match(markdown) if part.minutes is None and not part.blocks else None
    if match:
        part.kind, part.minutes = match[1], int(match[2])
        rest = markdown[match.end() :]
        markdown = rest.lstrip("\n")
        line += 1 + len(rest) - len(markdown)
    for number, text in enumerate(markdown.split("\n")):
        if re.match(r"\s*(`{3,}|~{3,})\s*(" + "|".join(READERS) + r")\b", text):
            notes.add(line + number, "fence", "A block must begin at the start of its line.")
    if markdown.strip():
        part.blocks.append(Text(markdown, line))


def read_fence(fence: Fence, notes: Notes) -> Block | None:
    """A fence's block, or None when its name is unknown."""
    if not fence.closed:
        notes.add(fence.line, "fence", f"The block {fence.name!r} is not closed by ```.")
        return None
    if fence.name in PLAIN_FENCES:
        return Text(f"```{fence.name}\n{fence.content}```", fence.line)
    if fence.name not in READERS:
        known = ", ".join(READERS)
        notes.add(fence.line, "fence", f"Unknown block {fence.name!r}; there are {known}.")
        return None
    source = Source(fence.content, fence.line + 1, notes)
    table = Table(source.parse(), source, fence.line + 1, fence.name)
    if source.broken:
        return None
    block = READERS[fence.name](table)
    table.finish()
    return block


def read_predict(table: Table) -> Predict:
    """A ```predict block."""
    predict = Predict(
        id=table.id(),
        kind=table.one_of("kind", ("number", "choice")),
        prompt=table.text("prompt"),
        answer=table.plain("answer").removeprefix("fact:"),
        reveal=table.text("reveal"),
        line=table.line,
    )
    predict = replace(predict, fitting=read_fitting(table, predict.kind))
    if predict.kind == "choice":
        return replace(predict, options=read_options(table, predict.answer))
    low, high, step = table.number("low"), table.number("high"), table.number("step")
    if not (low < high and 0 < step <= high - low):
        table.wrong("low", "'low', 'high' and 'step' must make a range: low < high, a step within.")
    unit = table.one_of("unit", UNITS, "count")
    return replace(predict, unit=unit, low=low, high=high, step=step)


def read_fitting(table: Table, kind: str) -> dict[str, str]:
    """The [fitting] words of a prediction: what is said to a guess that was so."""
    known = FITTING.get(kind, ())
    words = {}
    for name, text in table.mapping("fitting").items():
        if name not in known or not isinstance(text, str) or not text.strip():
            table.wrong(name, f"[fitting] holds texts for {', '.join(known)}; not {name!r}.")
            continue
        words[name] = table.keep(text.strip(), name)
    return words


def read_forecast(table: Table) -> Forecast:
    """A ```forecast block."""
    forecast = Forecast(
        id=table.id(),
        ask=table.text("ask"),
        first=int(table.number("first")),
        count=int(table.number("count")),
        line=table.line,
    )
    if forecast.first < 1 or forecast.count < 1:
        table.wrong("first", "'first' and 'count' must be 1 or more.")
    return forecast


def read_options(table: Table, answer: str) -> dict[str, str]:
    """The [options] of a choice to predict; the answer is one of them."""
    options = {}
    for id_, label in table.mapping("options", needed=True).items():
        if not ID.fullmatch(id_):
            table.wrong(id_, f"The id {id_!r} must be small letters, digits and hyphens.", "id")
        if not isinstance(label, str) or not label.strip():
            table.wrong(id_, f"The option {id_!r} must be a text in quotes.")
            continue
        options[id_] = table.keep(label.strip(), id_)
    if len(options) < 2:
        table.wrong("options", "A choice needs two or more [options].")
    elif answer not in options:
        table.wrong("answer", f"The answer {answer!r} is none of the options.", "answer")
    return options


def read_experiment(table: Table) -> ExperimentBlock:
    """An ```experiment block."""
    return ExperimentBlock(
        id=table.id(),
        use=table.plain("use"),
        ask=table.text("ask"),
        show=table.texts("show"),
        values=table.mapping("values"),
        watch=tuple(read_watch(each) for each in table.tables("watch", needed=False)),
        main=int(table.number("main", 1)),
        line=table.line,
    )


def read_watch(table: Table) -> Watch:
    """One [[watch]] of an experiment."""
    watch = Watch(
        figure=table.plain("figure"),
        format=table.one_of("format", FORMATS),
        label=table.text("label"),
    )
    table.finish()
    return watch


def read_vote(table: Table) -> Vote:
    """A ```vote block."""
    return Vote(id=table.id(), again=table.flag("again"), line=table.line)


def read_ask(table: Table) -> Questions:
    """A ```questions block."""
    return Questions(id=table.id(), ask=table.texts("ask"), line=table.line)


def read_talk(table: Table) -> Talk:
    """A ```talk block."""
    return Talk(id=table.id(), line=table.line)


def read_transfer(table: Table) -> Transfer:
    """A ```transfer block."""
    levels = table.tables("rubric")
    rubric = tuple(Level(level.text("level"), level.text("text")) for level in levels)
    for level in levels:
        level.finish()
    return Transfer(
        id=table.id(),
        task=table.text("task"),
        rubric=rubric,
        model=table.text("model"),
        line=table.line,
    )


READERS: dict[str, Callable[[Table], Block]] = {
    "predict": read_predict,
    "forecast": read_forecast,
    "vote": read_vote,
    "experiment": read_experiment,
    "questions": read_ask,
    "talk": read_talk,
    "transfer": read_transfer,
}
