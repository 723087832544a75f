"""Where a learner is in a lesson: the row of screens, the one asked for, and what is closed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeVar

import streamlit as st

from finlit.lessons import Block, Content, Lesson, Part, Predict, Questions, Text, Vote
from finlit.lessons.screens import Screen, screens
from finlit.web.lesson import prediction, vote_panel
from finlit.web.visit import browser_log

C = TypeVar("C", bound=Content)

# The address of what stands at the end of the core path.
END = "the-end"


@dataclass(frozen=True)
class Path(Generic[C]):
    """The screens of a lesson or claim in the order in which they are walked.

    The core path comes first, then its end, then the extras, each of them a short walk of its own.
    Under an assignment (`assigned`) all parts that the teacher chose are the path.
    """

    lesson: C
    assigned: bool = False

    @cached_property
    def main(self) -> tuple[Screen, ...]:
        """The screens up to the end."""
        return tuple(s for part in self.lesson.parts if self.is_main(part) for s in screens(part))

    @cached_property
    def extras(self) -> tuple[Part, ...]:
        """The parts that come after the end."""
        return tuple(part for part in self.lesson.parts if not self.is_main(part))

    def is_main(self, part: Part) -> bool:
        """Whether a part has to be done before the end."""
        return not part.back and (
            part.core or self.assigned or not any(each.core for each in self.lesson.parts)
        )

    def walk(self, part: Part) -> tuple[Screen, ...]:
        """The screens that a part is walked with: the whole path, or the extra alone."""
        return self.main if self.is_main(part) else screens(part)

    def after(self, screen: Screen) -> Screen | None:
        """The next screen of the same walk; None where the end comes."""
        walk = self.walk(screen.part)
        place = walk.index(screen) + 1
        return walk[place] if place < len(walk) else None

    def before(self, screen: Screen) -> Screen | None:
        """The screen before; None at a beginning."""
        walk = self.walk(screen.part)
        place = walk.index(screen)
        return walk[place - 1] if place else None

    def asked(self, query: Mapping[str, str]) -> tuple[Screen | None, str]:
        """The screen named in an address (None for the end), and a name that there is not."""
        named = _named_blocks(query)
        holding = (p.id for p in self.lesson.parts if any(_id(b) in named for b in p.blocks))
        name = query.get("part") or next(holding, self.lesson.parts[0].id)
        if name == END:
            return None, ""
        part = next((each for each in self.lesson.screens if each.id == name), None)
        if part is None:
            return screens(self.lesson.parts[0])[0], name
        return _screen_of(part, query), ""

    def resume(self) -> Screen | None:
        """Where to go on: the first screen of the path with something still to do, or, in a part
        whose guesses and questions are all made, the one after them. None when all is done."""
        log = browser_log.log()
        assert isinstance(self.lesson, Lesson)
        for part in self.lesson.parts:
            if not self.is_main(part) or log.is_done(self.lesson, part):
                continue
            here = screens(part)
            touched = [n for n, screen in enumerate(here) if _has_begun(self.lesson, screen)]
            return here[min(touched[-1] + 1, len(here) - 1)] if touched else here[0]
        return None

    def open_parts(self) -> list[Part]:
        """The parts of the path that are not done."""
        log, lesson = browser_log.log(), self.lesson
        assert isinstance(lesson, Lesson)
        return [p for p in lesson.parts if self.is_main(p) and not log.is_done(lesson, p)]

    def open_questions(self) -> list[Screen]:
        """The screens of the path whose question has no answer yet."""
        log = browser_log.log()
        return [
            screen
            for screen in self.main
            for block in screen.blocks
            if isinstance(block, Questions)
            and not all(log.of("answer", self.lesson, id_) for id_ in block.ask)
        ]

    def unanswered(self) -> Screen | None:
        """The first question of an assignment that was passed over; nobody else has to answer."""
        return next(iter(self.open_questions()), None) if self.assigned else None

    def missing(self, screen: Screen) -> Screen | None:
        """An earlier screen whose guess or vote has to be made before this one opens, or None: in
        the core parts before it, and in its own."""
        parts = () if screen.part.back else self.lesson.parts
        before = [part for part in parts[: _place(parts, screen.part)] if part.core]
        earlier = [each for part in before for each in screens(part)]
        earlier += screens(screen.part)[: screen.number - 1]
        return next((each for each in earlier if not _is_settled(self.lesson, each)), None)


def _place(parts: tuple[Part, ...], part: Part) -> int:
    return parts.index(part) if part in parts else 0


def _screen_of(part: Part, query: Mapping[str, str]) -> Screen:
    """The screen of a part that the address means: by its number, else by an experiment whose
    settings it holds, else the first."""
    here = screens(part)
    number = query.get("screen", "")
    if number.isascii() and number.isdigit() and len(number) < 4:
        return here[min(max(int(number), 1), len(here)) - 1]
    named = _named_blocks(query)
    return next((s for s in here if any(_id(block) in named for block in s.blocks)), here[0])


def _named_blocks(query: Mapping[str, str]) -> set[str]:
    """The experiments whose settings an address holds."""
    return {key.partition(".")[0] for key in query if "." in key}


def _id(block: Block) -> str:
    return "" if isinstance(block, Text) else block.id


def _is_settled(lesson: Content, screen: Screen) -> bool:
    """Whether all that closes what follows is made: guesses, and the first vote on a claim."""
    return all(
        prediction.is_settled(lesson, block)
        if isinstance(block, Predict)
        else vote_panel.cast(lesson, block) is not None
        for block in screen.blocks
        if isinstance(block, Predict) or (isinstance(block, Vote) and not block.again)
    )


def _has_begun(lesson: Content, screen: Screen) -> bool:
    """Whether a guess, a forecast or an answer was given on a screen."""
    log = browser_log.log()
    return any(
        log.of("predict", lesson, _id(block))
        or any(log.of("answer", lesson, id_) for id_ in getattr(block, "ask", ()) if id_)
        for block in screen.blocks
        if _id(block)
    )


def open_screen(screen: Screen | None) -> None:
    """Go to a screen, or to the end; settings of experiments in the address come along."""
    kept = {key: text for key, text in st.query_params.items() if key not in ("part", "screen")}
    if screen is None:
        st.query_params.from_dict(kept | {"part": END})
    else:
        st.query_params.from_dict(kept | address(screen))


def address(screen: Screen) -> dict[str, str]:
    """What names a screen in the address; the first of a part needs no number."""
    number = {"screen": str(screen.number)} if screen.number > 1 else {}
    return {"part": screen.part.id} | number
