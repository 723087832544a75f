"""What a pupil's class gets: what waits on this device, and what its database has confirmed.

An event is handed in when the class's database has it, and not before. The others are sent again
with every run, so a database that is away, a reload and a second tab lose nothing and double
nothing.
"""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from finlit.classroom.errors import ClassroomError, StoreError
from finlit.classroom.model import Assignment, Member
from finlit.learning import places
from finlit.learning.progress import Event
from finlit.learning.quiz import judge
from finlit.lessons import Content
from finlit.lessons.checks import FOLDER as CHECKS
from finlit.web.shared import content
from finlit.web.visit import belonging, browser_log, pupil

ON_ITS_WAY = "It has not reached your class yet. It goes by itself as soon as it can."
_FOR_THE_CLASS = f"{CHECKS}/"


def send() -> None:
    """Send what is for the class and not confirmed yet, assignment by assignment."""
    who = pupil.at_work()
    waiting = waiting_events()
    if not waiting:
        return
    from finlit.classroom import events
    from finlit.web.visit import class_cache

    seen = class_cache.seen(who.code)
    if seen.trouble:
        raise StoreError("away")
    given = {each.id: each for each in seen.assignments}
    # What names no assignment of the class goes in at once, whatever a log was made to say.
    by_assignment: dict[str, list[Event]] = {}
    for event in waiting:
        id_ = belonging.assignment_of(event, seen.assignments, content.named)
        by_assignment.setdefault(id_ if id_ in given else "", []).append(_marked(event))
    for id_, of_it in by_assignment.items():
        st.session_state["handed_in"] |= events.keep(
            class_cache.store(), member(), given.get(id_), of_it, class_cache.now()
        )


def without_mark(event: Event) -> Event:
    """The event without whether it was right: a browser is not told while reasons wait."""
    return replace(event, payload={k: v for k, v in event.payload.items() if k != "right"})


def _marked(event: Event) -> Event:
    """The event, and of a number handed in whether it is right: by the lesson, never by what a
    browser says. A choice is marked where it is counted."""
    plain = without_mark(event)
    slug, _, id_ = event.content.rpartition("/")
    value = event.payload.get("value")
    try:
        question = content.named(slug).quiz[id_]
        if event.kind != "answer" or question.kind != "number":
            return plain
        if not isinstance(value, int | float):
            return plain
        right = judge(question, value, content.Facts(slug)).right
    except (KeyError, content.BrokenLessonError):
        return plain
    return replace(plain, payload={**plain.payload, "right": right})


def waiting_events() -> list[Event]:
    """What is for the class and not confirmed yet, oldest first: work for an assignment, and the
    five questions before and after the course. What else a pupil does here stays here."""
    given = _assignments()
    return [
        event
        for event in browser_log.log()
        if not is_handed_in(event)
        and (
            event.content.startswith(_FOR_THE_CLASS)
            or belonging.assignment_of(event, given, content.named)
        )
        and _is_of_the_course(event)
    ]


def _is_of_the_course(event: Event) -> bool:
    """Whether a page can have recorded it; a log that was written by hand names what it likes."""
    if places.is_round(event.kind, event.content):
        return True
    slug, _, id_ = event.content.rpartition("/")
    try:
        return places.is_place(content.named(slug), event.kind, id_)
    except (KeyError, content.BrokenLessonError):
        return False


def is_handed_in(event: Event) -> bool:
    """Whether the class's database has confirmed an event."""
    handed_in: frozenset[str] = st.session_state.get("handed_in", frozenset())
    return event.id in handed_in


def takes_what_is_left(work: Content) -> bool:
    """Whether what a form holds and nobody took may be taken now: its click was lost on the way.

    What a form holds reaches the server by its own button alone. All that the pupil has done
    before must be known, so that nothing is taken twice.
    """
    who = pupil.current()
    for_class = work.assignment or work.slug.startswith(_FOR_THE_CLASS)
    return bool(for_class) and who is not None and who.checked


def _assignments() -> tuple[Assignment, ...]:
    from finlit.web.visit import class_cache

    who = pupil.current()
    try:
        return class_cache.seen(who.code).assignments if who is not None else ()
    except ClassroomError:
        return ()


def member() -> Member:
    """The pupil as the database's functions name one; for a pupil who is checked."""
    who = pupil.at_work()
    from finlit.web.visit.class_cache import now

    return Member(who.member_id, who.class_id, who.alias, now())
