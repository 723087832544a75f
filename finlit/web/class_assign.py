"""A new assignment: what, which parts, how the experiments stand, from when to when, answers."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qsl, urlsplit

import streamlit as st

from finlit.classroom import assignments
from finlit.classroom.errors import ClassroomError
from finlit.classroom.model import Class
from finlit.experiments.base import Value
from finlit.game.codes import BadCode, Code
from finlit.lessons import Claim, ExperimentBlock, Lesson
from finlit.web import class_answers, class_desk, content, controls, entry, moments

KINDS = {"lesson": "A lesson", "claim": "A claim", "game": "A game"}
PARTS = {"core": "Core parts", "all": "All parts", "chosen": "Choose parts"}
ANSWERS = {"now": "At once", "later": "When I say so"}
_NEW = "assign"

Settings = dict[str, dict[str, Value]]


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
        _settings(found, parts)
        answers = st.expander(
            "Read every answer and reason first", key=f"{_NEW}.keys", on_change="rerun"
        )
        if answers.open:
            with answers:
                class_answers.draw(found, parts)
    _times(asks=found is not None and bool(found.quiz))
    st.button(
        "Assign it", type="primary", key=f"{_NEW}.make", on_click=_make, args=(class_, found, parts)
    )
    entry.show_problem(_NEW)


def _lesson() -> Lesson:
    lessons = {lesson.slug: lesson for lesson in content.course().lessons}
    slug = st.selectbox(
        "Lesson", list(lessons), format_func=lambda slug: lessons[slug].title, key=f"{_NEW}.lesson"
    )
    lesson = lessons[slug]
    st.caption(content.markdown(f"{lesson.question} Grades {lesson.grades}."))
    return lesson


def _claim() -> Claim:
    claims = {claim.slug: claim for claim in content.course().claims}
    slug = st.selectbox(
        "Claim", list(claims), format_func=lambda slug: claims[slug].title, key=f"{_NEW}.claim"
    )
    st.caption(content.filled(slug, claims[slug].statement))
    return claims[slug]


def _game() -> None:
    st.text_input(
        "Code of the game",
        key=f"{_NEW}.game",
        placeholder="Six letters",
        autocomplete="off",
        max_chars=12,
        on_change="ignore",
    )
    st.caption("Deal a game on the page “The blind dip”. Its code brings all pupils the same ten.")


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
        format_func={part.id: part.title for part in lesson.parts}.__getitem__,
        key=f"{_NEW}.chosen.{lesson.slug}",
        placeholder="Choose one or more",
    )
    return tuple(part.id for part in lesson.parts if part.id in chosen)


def _length(lesson: Lesson, which: str) -> str:
    minutes = {"core": lesson.core_minutes, "all": lesson.all_minutes}.get(which)
    return PARTS[which] + (f", {minutes} min" if minutes else "")


def _blocks(found: Lesson | Claim, parts: tuple[str, ...]) -> dict[str, ExperimentBlock]:
    return {
        block.id: block
        for part in found.parts
        if not parts or part.id in parts
        for block in part.blocks
        if isinstance(block, ExperimentBlock) and block.show
    }


def _settings(found: Lesson | Claim, parts: tuple[str, ...]) -> None:
    blocks = _blocks(found, parts)
    if not blocks:
        return
    with st.expander("Set the experiments", key=f"{_NEW}.settings", on_change="rerun") as room:
        if not room.open:
            return
        st.markdown(
            "Pupils can still move every control. You choose where an experiment starts. "
            "The easiest way: set it up in the lesson, open “Link to this picture” and paste the "
            "link here."
        )
        st.text_input(
            "Take the settings of this link",
            key=f"{_NEW}.link.{found.slug}",
            autocomplete="off",
            placeholder="http…",
            on_change=_take_link,
            args=(found, parts),
        )
        entry.show_problem(f"{_NEW}.link.{found.slug}")
        picked = st.multiselect(
            "Or set them here",
            list(blocks),
            format_func=lambda id_: blocks[id_].ask or content.experiment(blocks[id_])[0].title,
            key=_picked(found),
            placeholder="Choose an experiment",
        )
        for id_ in picked:
            _controls(found, blocks[id_])


def _picked(found: Lesson | Claim) -> str:
    return f"{_NEW}.picked.{found.slug}"


def _room(found: Lesson | Claim, block: ExperimentBlock, control: str) -> str:
    return f"{_NEW}.set.{found.slug}.{block.id}.{control}"


def _kept(found: Lesson | Claim) -> Settings:
    """What is set so far, by block and control."""
    kept: Settings = st.session_state.setdefault(f"{_NEW}.values.{found.slug}", {})
    return kept


def _controls(found: Lesson | Claim, block: ExperimentBlock) -> None:
    experiment, start = content.experiment(block)
    values = _kept(found).setdefault(block.id, {})
    with st.container(border=True, key=f"set-{block.id}"):
        st.markdown(f"**{block.ask or experiment.title}**")
        with st.grid(2, min_column_width=240, gap=("small", "medium"), vertical_alignment="bottom"):
            for control in experiment.controls:
                if control.name in block.show:
                    values[control.name] = controls.draw(
                        control,
                        _room(found, block, control.name),
                        values.get(control.name, start[control.name]),
                        lambda: None,
                    )


def _take_link(found: Lesson | Claim, parts: tuple[str, ...]) -> None:
    """Set the experiments as a link from a lesson has them."""
    key = f"{_NEW}.link.{found.slug}"
    st.session_state.pop(f"{key}.problem", None)
    query = dict(parse_qsl(urlsplit(str(st.session_state.get(key) or "")).query))
    taken, notes = from_query(found, parts, query)
    if notes or not taken:
        entry.refuse(
            key,
            "".join(f"{note}. " for note in notes)
            or "This link sets no experiment of these parts. Change something in the lesson first.",
        )
    blocks = _blocks(found, parts)
    for id_, values in taken.items():
        _kept(found)[id_] = values
        for control in content.experiment(blocks[id_])[0].controls:
            for name in controls.keys(control, _room(found, blocks[id_], control.name)):
                st.session_state.pop(name, None)
    picked = st.session_state.get(_picked(found)) or []
    st.session_state[_picked(found)] = list(dict.fromkeys([*picked, *taken]))


def from_query(
    found: Lesson | Claim, parts: tuple[str, ...], query: Mapping[str, str]
) -> tuple[Settings, list[str]]:
    """Settings named in a link's query, and a sentence for each that cannot be used."""
    taken: Settings = {}
    notes: list[str] = []
    for id_, block in _blocks(found, parts).items():
        mine = {
            key: text
            for key, text in query.items()
            if key.startswith(f"{id_}.") and key.split(".", 1)[1] in block.show
        }
        if not mine:
            continue
        experiment, start = content.experiment(block)
        values, bad = experiment.parse(mine, id_, start)
        notes += bad
        taken[id_] = {name: value for name, value in values.items() if name in block.show}
    return taken, notes


def _chosen_settings(found: Lesson | Claim, parts: tuple[str, ...]) -> Settings:
    """What differs from where the lesson itself starts."""
    picked = st.session_state.get(_picked(found)) or []
    chosen: Settings = {}
    for id_, block in _blocks(found, parts).items():
        start = content.experiment(block)[1]
        values = _kept(found).get(id_, {}) if id_ in picked else {}
        changed = {name: value for name, value in values.items() if value != start[name]}
        if changed:
            chosen[id_] = changed
    return chosen


def _times(*, asks: bool) -> None:
    with st.grid(2, min_column_width=240, vertical_alignment="bottom"):
        st.datetime_input(
            "Opens (empty: now)", None, key=f"{_NEW}.opens", on_change="ignore", format="YYYY-MM-DD"
        )
        st.datetime_input(
            "Due (empty: no end)", None, key=f"{_NEW}.due", on_change="ignore", format="YYYY-MM-DD"
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
            )
    st.caption(f"Times are on your clock: {words_of_zone()}.")


def words_of_zone() -> str:
    """The browser's time zone: "Europe/Berlin"."""
    return moments.zone().key.replace("_", " ")


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
            class_desk.store(),
            class_.id,
            name,
            class_desk.now(),
            parts=parts,
            settings=_chosen_settings(found, parts) if found is not None else {},
            opens=moments.aware(state.get(f"{_NEW}.opens")),
            due=moments.aware(state.get(f"{_NEW}.due")),
            answers=(state.get(f"{_NEW}.answers") if found and found.quiz else "") or "now",
        )
    except (ClassroomError, BadCode) as problem:
        entry.refuse(_NEW, str(problem))
        return
    class_desk.forget(class_.code)
    for key in [key for key in map(str, state) if key.startswith(f"{_NEW}.")]:
        del state[key]
    state["class.made"] = made.id
