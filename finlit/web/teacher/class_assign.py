"""A new assignment: what, which parts, from when to when, when answers are shown."""

from __future__ import annotations

import secrets

import streamlit as st

from finlit.classroom import assignments
from finlit.classroom.errors import ClassroomError
from finlit.classroom.model import Class
from finlit.game.codes import GAMES, BadCodeError, Code
from finlit.game.modes import MODES
from finlit.lessons import Claim, Lesson, Predict
from finlit.web.shared import content, entry, moments
from finlit.web.teacher import class_answers, class_experiments
from finlit.web.visit import class_cache

KINDS = {"lesson": "A lesson", "claim": "A claim", "game": "A game"}
PARTS = {"core": "Core parts", "all": "All parts", "chosen": "Choose parts"}
ANSWERS = {"now": "At once", "later": "When I say so"}
_NEW = "assign"
ROOM = "new-assignment"  # what the form stands in, once a class has an assignment


def draw(class_: Class) -> None:
    """The form; a press of its button makes the assignment."""
    kind = st.segmented_control(
        "What",
        list(KINDS),
        format_func=KINDS.__getitem__,
        default="lesson",
        required=True,
        key=f"{_NEW}.kind",
    )
    found: Lesson | Claim | None = None
    if kind == "game":
        _game()
    else:
        found = _claim() if kind == "claim" else _lesson()
    parts = _parts(found) if isinstance(found, Lesson) else ()
    if found is not None:
        class_experiments.draw(found, parts)
        answers = st.expander(
            "Read every answer and reason first", key=f"{_NEW}.keys", on_change="rerun"
        )
        if answers.open:
            with answers:
                class_answers.draw(found, parts)
    _times(asks=found is not None and bool(found.quiz), predicts=_predicts(found, parts))
    st.button(
        "Assign it", type="primary", key=f"{_NEW}.make", on_click=_make, args=(class_, found, parts)
    )
    entry.show_problem(_NEW)


def _predicts(found: Lesson | Claim | None, parts: tuple[str, ...]) -> bool:
    """Whether something is to be predicted in the parts chosen, so that a class can wait there."""
    return found is not None and any(
        isinstance(block, Predict)
        for part in found.parts
        if not parts or part.id in parts
        for block in part.blocks
    )


def _lesson() -> Lesson:
    lessons = {lesson.slug: lesson for lesson in content.course().lessons}
    slug = st.selectbox(
        "Lesson", list(lessons), format_func=lambda slug: lessons[slug].title, key=f"{_NEW}.lesson"
    )
    lesson = lessons[slug]
    st.caption(
        f"{content.markdown(lesson.question)} Grades {lesson.grades}. "
        f"[Look at the lesson]({slug}?view=teacher)"
    )
    return lesson


def _claim() -> Claim:
    claims = {claim.slug: claim for claim in content.course().claims}
    slug = st.selectbox(
        "Claim", list(claims), format_func=lambda slug: claims[slug].title, key=f"{_NEW}.claim"
    )
    st.caption(
        f"{content.filled(slug, claims[slug].statement)} "
        f"[Look at the claim](the-argument?claim={claims[slug].id}&view=teacher)"
    )
    return claims[slug]


def _game() -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(
            "Code of the game",
            key=f"{_NEW}.game",
            placeholder="Six letters",
            autocomplete="off",
            max_chars=12,
            on_change="ignore",
            width=220,
        )
        st.button("Deal a new game", key=f"{_NEW}.deal", on_click=_deal)
    st.caption(
        "The code brings all pupils the same ten rounds of “The blind dip”. Deal a game here, or "
        "bring the code of one that you played."
    )


def _deal() -> None:
    st.session_state[f"{_NEW}.game"] = str(Code(MODES[0], secrets.randbelow(GAMES)))


def _parts(lesson: Lesson) -> tuple[str, ...]:
    """Ids of the parts chosen, () for all."""
    which = st.segmented_control(
        "Which parts",
        list(PARTS),
        format_func=lambda each: _length(lesson, each),
        default="core",
        required=True,
        key=f"{_NEW}.parts",
    )
    if which == "all":
        return ()
    if which == "core":
        return tuple(part.id for part in lesson.parts if part.core)
    chosen = st.multiselect(
        "Parts",
        [part.id for part in lesson.parts],
        format_func={
            part.id: f"{part.title} ({part.minutes} min)" for part in lesson.parts
        }.__getitem__,
        key=f"{_NEW}.chosen.{lesson.slug}",
        placeholder="Choose one or more",
    )
    return tuple(part.id for part in lesson.parts if part.id in chosen)


def _length(lesson: Lesson, which: str) -> str:
    minutes = {"core": lesson.core_minutes, "all": lesson.all_minutes}.get(which)
    return PARTS[which] + (f", {minutes} min" if minutes else "")


def _times(*, asks: bool, predicts: bool) -> None:
    with st.grid(2, min_column_width=240, vertical_alignment="bottom"):
        for name, label in (("opens", "Opens (empty: now)"), ("due", "Due (empty: no end)")):
            st.datetime_input(
                label, None, key=f"{_NEW}.{name}", on_change="ignore", format=moments.form()
            )
        st.checkbox(
            "A hard end: what comes in after it was due does not count",
            key=f"{_NEW}.hard",
            on_change="ignore",
        )
        st.number_input(
            "Timer in minutes (0: none), started on the board",
            0,
            600,
            0,
            5,
            key=f"{_NEW}.minutes",
            on_change="ignore",
        )
        if asks:
            st.segmented_control(
                "Right answers and reasons are shown",
                list(ANSWERS),
                format_func=ANSWERS.__getitem__,
                default="now",
                required=True,
                key=f"{_NEW}.answers",
                on_change="ignore",
                help="Kept back in your class. The lesson itself is open to all, so a browser "
                "outside the class shows them at once.",
            )
        if predicts:
            st.checkbox(
                "Hold at the reveal from the start",
                value=True,
                key=f"{_NEW}.holding",
                on_change="ignore",
                help="Whoever has guessed waits before what came out, until you let them go on.",
            )
    st.caption(about_times())


def about_times() -> str:
    """Whose clock it is, and what a day without a time means."""
    zone = moments.zone().key.replace("_", " ")
    return f"Times are on your clock: {zone}. Due on a day, with no time, means until its end."


def _make(class_: Class, found: Lesson | Claim | None, parts: tuple[str, ...]) -> None:
    state = st.session_state
    state.pop(f"{_NEW}.problem", None)
    try:
        if found is None:
            name = f"game/{Code.parse(state.get(f'{_NEW}.game') or '')}"
        else:
            name = found.slug
            if state.get(f"{_NEW}.parts") == "chosen" and isinstance(found, Lesson) and not parts:
                entry.refuse(_NEW, "Choose at least one part.")
                return
        made = assignments.make(
            class_cache.store(),
            class_.id,
            name,
            class_cache.now(),
            parts=parts,
            settings=class_experiments.chosen(found, parts) if found is not None else {},
            opens=moments.aware(state.get(f"{_NEW}.opens")),
            due=moments.aware(moments.end_of_day(state.get(f"{_NEW}.due"))),
            holding=_predicts(found, parts) and bool(state.get(f"{_NEW}.holding")),
            hard=bool(state.get(f"{_NEW}.hard")),
            minutes=int(state.get(f"{_NEW}.minutes") or 0),
            answers=(state.get(f"{_NEW}.answers") if found and found.quiz else "") or "now",
        )
    except (ClassroomError, BadCodeError) as problem:
        entry.refuse(_NEW, str(problem))
        return
    class_cache.forget(class_.code)
    for key in [key for key in map(str, state) if key.startswith(f"{_NEW}.")]:
        del state[key]
    state["class.made"] = made.id
    if ROOM in state:
        state[ROOM] = False
