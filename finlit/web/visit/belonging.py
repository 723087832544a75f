"""For which assignment something was done. Pure.

An event says so by itself. Logs of earlier versions hold some that do not: where a click came while
a page was being drawn, they forgot it. What a pupil did after an assignment was there, in one of
its parts, was done for it, for a pupil's page shows nothing else then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from finlit.classroom.model import Assignment
from finlit.learning.progress import Event
from finlit.lessons import Block, Content, Forecast, Part, Predict, Questions, Vote


def assignment_of(
    event: Event, given: Iterable[Assignment], named: Callable[[str], Content]
) -> str:
    """The id of the assignment that an event is for, or "".

    `given` are the class's assignments and `named` finds the lesson or claim with a slug (KeyError
    where there is none).
    """
    said = str(event.payload.get("assignment", ""))
    if said:
        return said
    fitting = [each for each in given if _was_open(each, event) and _asks_for(each, event, named)]
    return max(fitting, key=lambda each: each.created).id if fitting else ""


def _was_open(assignment: Assignment, event: Event) -> bool:
    begun = max(assignment.created, assignment.opens or assignment.created)
    return datetime.fromisoformat(event.time) >= begun


def _asks_for(assignment: Assignment, event: Event, named: Callable[[str], Content]) -> bool:
    if not assignment.covers(event.content):
        return False
    if not assignment.parts:
        return True
    try:
        content = named(assignment.content)
    except KeyError:
        return False
    id_ = event.content.removeprefix(f"{content.slug}/")
    return any(id_ in ids(part) for part in content.screens if part.id in assignment.parts)


def ids(part: Part) -> set[str]:
    """Ids of all that can be done in a part, its own for finishing it among them."""
    return {part.id}.union(*(ids_of(block) for block in part.blocks))


def ids_of(block: Block) -> set[str]:
    """Ids of what can be done in a block."""
    if isinstance(block, Questions):
        return set(block.ask)
    return {block.id} if isinstance(block, Predict | Forecast | Vote) else set()
