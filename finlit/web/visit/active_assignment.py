"""The assignment under which a page is worked on: which parts, settings, answers, and the hold."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

import streamlit as st

from finlit.classroom.errors import ClassroomError
from finlit.classroom.model import Assignment
from finlit.learning.progress import content_id
from finlit.lessons import Block, Content, ExperimentBlock, Predict
from finlit.web.visit import browser_log, membership
from finlit.web.visit.belonging import ids, ids_of

C = TypeVar("C", bound=Content)


def of(slug: str) -> Assignment | None:
    """The assignment about this lesson, claim or game that is worked on here, or None.

    The one opened last goes first; else the newest that is open. A teacher who looks with a pupil's
    eyes has the one looked at.
    """
    looked_at = previewed()
    if looked_at is not None:
        return looked_at if looked_at.content == slug else None
    pupil = membership.current()
    if pupil is None or pupil.refused:  # whoever is refused is not told whether the class exists
        return None
    from finlit.classroom import times
    from finlit.web.visit import class_cache

    try:
        seen = class_cache.seen(pupil.code)
    except ClassroomError:
        return None
    opened = seen.assignment(pupil.opened)
    if opened is not None and opened.content == slug:
        return opened
    now = class_cache.now()
    fitting = [
        each
        for each in seen.assignments
        if each.content == slug and times.state(each, now) != "early"
    ]
    return max(fitting, key=lambda each: each.created, default=None)


def previewed() -> Assignment | None:
    """The assignment that a teacher looks at with a pupil's eyes, or None."""
    looked_at: Assignment | None = st.session_state.get("previewed")
    return looked_at


def preview(assignment: Assignment | None) -> None:
    """Look at an assignment as a pupil does, keeping nothing; None ends it."""
    st.session_state["previewed"] = assignment
    browser_log.preview(assignment is not None)
    if assignment is not None:
        st.session_state["teacher"] = False
        membership.reset(assignment.content)


def mark(slug: str) -> str:
    """The id of the assignment that work on a lesson, claim or game is for, "" for none; known even
    where the database is away since the start."""
    assignment = of(slug)
    pupil = membership.current()
    if assignment is not None:
        return assignment.id
    return pupil.opened if pupil is not None and pupil.content == slug else ""


def taken_up(content: C) -> tuple[C, Assignment | None]:
    """The lesson or claim as it is worked on here, and the assignment that this is for, if any."""
    assignment = of(content.slug)
    if assignment is None:
        return replace(content, assignment=mark(content.slug)), None
    return as_assigned(content, assignment), assignment


def as_assigned(content: C, assignment: Assignment | None) -> C:
    """The lesson or claim with the assignment's parts alone, experiments set as it says."""
    if assignment is None:
        return content
    chosen = [part for part in content.parts if part.id in assignment.parts] or content.parts
    parts = tuple(
        replace(part, blocks=tuple(_set_up(block, assignment) for block in part.blocks))
        for part in chosen
    )
    return replace(content, parts=parts, assignment=assignment.id)


def _set_up(block: Block, assignment: Assignment) -> Block:
    if not isinstance(block, ExperimentBlock) or block.id not in assignment.settings:
        return block
    return replace(block, values={**block.values, **assignment.settings[block.id]})


def reasons_wait(slug: str) -> bool:
    """Whether right answers and reasons are kept back until the teacher shows them."""
    assignment = of(slug)
    return assignment is not None and assignment.reasons_wait


def answers_are_told(slug: str) -> bool:
    """Whether the teacher has shown the right answers, which had waited."""
    assignment = of(slug)
    return assignment is not None and assignment.answers == "later" and assignment.answers_shown


def held(content: Content, block: Predict) -> bool:
    """Whether the whole class waits here, after the guess and before what came out.

    What a pupil has seen already stays open: something done behind the guess shows that.
    """
    assignment = of(content.slug)
    key = f"{content.slug}/{block.id}"
    shown: set[str] = st.session_state.setdefault("shown", set())
    if assignment is None or not assignment.holding:
        shown.add(key)
        return False
    if key in shown:
        return False
    log = browser_log.log()
    guess = log.prediction(content, block)
    behind = {content_id(content, id_) for id_ in _behind(content, block)}
    return guess is not None and not any(
        event.time > guess.time and event.content in behind for event in log
    )


def _behind(content: Content, block: Predict) -> set[str]:
    """Ids of what can be done only once the block's answer was shown: the rest of its part, and the
    parts after it where its part cannot be passed over."""
    place = next(n for n, part in enumerate(content.screens) if block.id in ids(part))
    part = content.screens[place]
    after = content.parts[place + 1 :] if part.core else ()
    rest = part.blocks[part.blocks.index(block) + 1 :]
    return {part.id}.union(*map(ids_of, rest), *map(ids, after))
