"""An assignment in words, and where it is worked on."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from finlit.classroom import codes
from finlit.classroom.model import Assignment
from finlit.lessons import Claim, Forecast, Lesson, Part, Predict, Questions, Vote
from finlit.web.game import game_log
from finlit.web.lesson import vote_panel
from finlit.web.shared import content, words
from finlit.web.visit import active_assignment
from finlit.web.visit.browser_log import log

Pages = Mapping[str, st.Page]


def content_of(assignment: Assignment) -> Lesson | Claim | None:
    """The lesson or claim, with the assignment's parts and settings; None for a game or for
    something that this course no longer has."""
    try:
        found = content.named(assignment.content)
    except KeyError:
        return None
    found = active_assignment.as_assigned(found, assignment)
    return found if isinstance(found, Lesson | Claim) else None


def game_code(assignment: Assignment) -> str:
    """The code of an assigned game, "" for anything else."""
    kind, _, code = assignment.content.partition("/")
    return code if kind == "game" else ""


def title(assignment: Assignment) -> str:
    """What is to be done, in a few words."""
    if game_code(assignment):
        return f"The blind dip, game {game_code(assignment)}"
    found = content_of(assignment)
    if found is None:
        return "Something that this course no longer has"
    return f"Claim: {found.title}" if isinstance(found, Claim) else found.title


def parts(assignment: Assignment) -> str:
    """Which parts, and how long they take."""
    found = content_of(assignment)
    if not isinstance(found, Lesson):
        return "Ten rounds." if game_code(assignment) else "Vote, evidence, second vote."
    minutes = words.count(sum(part.minutes for part in found.parts), "minute")
    whole = content.lesson(found.slug)
    if len(found.parts) == len(whole.parts):
        return f"All parts, about {minutes}."
    core = [part.id for part in whole.parts if part.core]
    if [part.id for part in found.parts] == core:
        return f"The core parts, about {minutes}."
    names = ", ".join(part.title for part in found.parts)
    return f"{words.count(len(found.parts), 'part')}, about {minutes}: {names}."


def progress(assignment: Assignment) -> tuple[int, int]:
    """How many steps of it are done in this browser's log, and how many there are."""
    if game_code(assignment):
        for game in game_log.kept().games():
            if str(game.code) == game_code(assignment).upper():
                return len(game.decided), 10
        return 0, 10
    found = content_of(assignment)
    if isinstance(found, Claim):
        return sum(vote is not None for vote in vote_panel.both(found)), 2
    if found is None:
        return 0, 0
    return sum(log().is_done(found, part) for part in found.parts), len(found.parts)


def is_begun(assignment: Assignment) -> bool:
    """Whether anything in this browser's log is work for it."""
    return any(assignment.covers(event.content) for event in log())


def address(assignment: Assignment, *, resume: bool = True) -> tuple[str, dict[str, str]]:
    """The page's address and its query: at the first part not done yet when resuming."""
    if game_code(assignment):
        return "blind-dip", {"code": game_code(assignment)}
    found = content_of(assignment)
    if found is None:
        return "home", {}
    if isinstance(found, Claim):
        return "the-argument", {"claim": found.id}
    todo = (part for part in found.parts if resume and not log().is_done(found, part))
    return found.slug, {"part": next(todo, found.parts[0]).id}


def shown_code(assignment: Assignment) -> str:
    """The assignment's own code as people read it."""
    return codes.shown(assignment.code)


def ids(part: Part) -> list[str]:
    """Ids of what is done in a part: its questions, guesses, forecasts and votes."""
    found: list[str] = []
    for block in part.blocks:
        if isinstance(block, Questions):
            found += block.ask
        elif isinstance(block, Predict | Forecast | Vote):
            found.append(block.id)
    return found
