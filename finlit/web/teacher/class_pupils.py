"""The pupils of a class: who is who, how far each one is, help, the door, and who is too many."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import streamlit as st

from finlit.classroom import assignments, classes, members, standings, undo
from finlit.classroom.errors import ClassroomError
from finlit.classroom.model import Assignment, Class, Member
from finlit.lessons import Content
from finlit.web.pupil import assigned
from finlit.web.shared import entry, moments, words
from finlit.web.teacher import class_bin, class_choice, class_door, join_cards, one_pupil
from finlit.web.teacher.device import names
from finlit.web.visit import class_cache

SECONDS = 10
_QUIET = timedelta(minutes=5)
_SINCE = {2: "2 minutes", 5: "5 minutes", 15: "15 minutes", 60: "an hour", 1440: "a day"}
_PROBLEM = "class.pupils"


def draw(class_: Class) -> None:
    everyone = members.of_class(class_cache.store(), class_.id)
    st.header("Pupils", anchor=False)
    count = (
        words.count(len(everyone), "pupil has joined", "pupils have joined") + ". "
        if everyone
        else "Nobody has joined yet. "
    )
    st.markdown(f"{count}Each has an alias that was drawn by chance.")
    entry.show_problem(_PROBLEM)
    class_bin.draw(class_, undo.PUPILS)
    _door(class_)
    if everyone:
        _where(class_)
        one_pupil.draw(class_, everyone)
        with st.expander("Who is who? Names on this device alone", key="names-room"):
            st.markdown(
                "Type a name beside an alias. It stays **in this browser** and is never sent: "
                "tables here show it, and files that you save below the results have it."
            )
            names.edit(class_, everyone)
    join_cards.draw(class_)
    if everyone and class_door.is_teacher():
        _too_many(class_, everyone)


def _door(class_: Class) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="class-door"):
        if class_.door_closed:
            st.markdown("The door is **closed**: nobody new joins; who has joined works on.")
        else:
            st.markdown("The door is **open**: whoever has the code can join.")
        st.button(
            "Open the door" if class_.door_closed else "Close the door",
            key="door",
            on_click=do,
            args=(
                class_,
                lambda: classes.close_door(
                    class_cache.store(), class_.id, not class_.door_closed, class_cache.now()
                ),
            ),
        )


@st.fragment(run_every=SECONDS)
def _where(class_: Class) -> None:
    """How far each pupil is in an assignment, and since when nothing came: who may be stuck."""
    try:
        given = assignments.of_class(class_cache.store(), class_.id)
        if not given:
            return
        chosen = class_choice.chosen(given)
        rows = _rows(class_, chosen)
    except ClassroomError as trouble:
        st.info(str(trouble))
        return
    st.subheader(f"Where they are: {assigned.title(chosen)}", anchor=False)
    names.table(class_, "where", ["Pupil", "Parts", "Answered", "Last in", "Since"], rows)


def _rows(class_: Class, given: Assignment) -> list[list[str | int]]:
    store, now = class_cache.store(), class_cache.now()
    found = assigned.content_of(given)
    titles, inside = _places(found) if found else ({}, {})
    seen = standings.progress(store, given.id)
    rows: list[list[str | int]] = []
    for member in members.of_class(store, class_.id):
        mine = seen.get(member.id)
        if mine is None:
            rows.append([member.alias, "0", "0", "not begun", ""])
            continue
        quiet = now - mine.last
        is_done = bool(titles) and mine.done >= len(titles)
        minutes = int(quiet / timedelta(minutes=1))
        since = words.count(minutes, "minute") if minutes else "now"
        if quiet > timedelta(hours=3):
            since = moments.said(mine.last)
        elif quiet > _QUIET and not is_done:
            since = f"{since}, stuck?"
        place = (inside | titles).get(mine.content, "")
        parts = f"{mine.done} of {len(titles)}" if titles else str(mine.done)
        rows.append([member.alias, parts, mine.answered, "finished" if is_done else place, since])
    return rows


def _places(found: Content) -> tuple[dict[str, str], dict[str, str]]:
    """What events name -> the title of its part: of parts themselves, and of what is in them."""
    titles = {f"{found.slug}/{part.id}": part.title for part in found.parts}
    inside = {
        f"{found.slug}/{id_}": part.title for part in found.parts for id_ in assigned.ids(part)
    }
    return titles, inside


def _too_many(class_: Class, everyone: tuple[Member, ...]) -> None:
    with st.expander("Too many here?", key="idle-room", on_change="rerun") as room:
        if not room.open:
            return
        st.markdown(
            "Somebody joined again and again? Close the door first. Then take out all who joined "
            "since some minutes, or all who have handed in nothing yet (cards that nobody has used "
            "are among them). For a day they can be brought back."
        )
        store, now = class_cache.store(), class_cache.now()
        minutes = st.segmented_control(
            "Joined within the last",
            list(_SINCE),
            format_func=_SINCE.__getitem__,
            default=5,
            required=True,
            key="class.since",
        )
        since = now - timedelta(minutes=minutes or 5)
        late = sum(member.joined >= since for member in everyone)
        sure = st.checkbox("Yes, take them out", key="class.sure_out")
        with st.container(horizontal=True):
            st.button(
                f"Take out the {words.count(late, 'pupil')} who joined since then",
                key="out-since",
                disabled=not sure or not late,
                on_click=_take_out,
                args=(class_, lambda: members.remove_since(store, class_.id, since, now)),
            )
            st.button(
                "Take out all who have done nothing",
                key="out-idle",
                disabled=not sure,
                on_click=_take_out,
                args=(class_, lambda: members.remove_idle(store, class_.id, now)),
            )


def _take_out(class_: Class, what: Callable[[], object]) -> None:
    st.session_state.pop("class.sure_out", None)
    do(class_, what)


def do(class_: Class, what: Callable[[], object]) -> None:
    """Do something to pupils; a problem becomes a sentence."""
    st.session_state.pop(f"{_PROBLEM}.problem", None)
    try:
        what()
    except ClassroomError as problem:
        entry.refuse(_PROBLEM, str(problem))
    class_cache.forget(class_.code)
