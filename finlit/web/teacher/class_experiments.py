"""How the experiments of a new assignment start: set by a link from the lesson, or by hand."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qsl, urlsplit

import streamlit as st

from finlit.experiments.kit import Value
from finlit.lessons import Claim, ExperimentBlock, Lesson
from finlit.web.shared import content, controls, entry

Settings = dict[str, dict[str, Value]]

_NEW = "assign"  # begins the keys of the form, which class_assign clears when it is done


def _blocks(found: Lesson | Claim, parts: tuple[str, ...]) -> dict[str, ExperimentBlock]:
    return {
        block.id: block
        for part in found.parts
        if not parts or part.id in parts
        for block in part.blocks
        if isinstance(block, ExperimentBlock) and block.show
    }


def draw(found: Lesson | Claim, parts: tuple[str, ...]) -> None:
    """The settings, in a room of their own"""
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
            format_func=_names(found, blocks).__getitem__,
            key=_picked(found),
            placeholder="Choose an experiment",
        )
        for id_ in picked:
            _controls(found, blocks[id_])


def _names(found: Lesson | Claim, blocks: Mapping[str, ExperimentBlock]) -> dict[str, str]:
    """Each experiment by its part and its title: "When it works against you · A card debt"."""
    return {
        block.id: f"{part.title} · {content.experiment(block)[0].title}"
        for part in found.parts
        for block in part.blocks
        if isinstance(block, ExperimentBlock) and block.id in blocks
    }


def _picked(found: Lesson | Claim) -> str:
    return f"{_NEW}.picked.{found.slug}"


def _room(found: Lesson | Claim, block: ExperimentBlock) -> str:
    return f"{_NEW}.set.{found.slug}.{block.id}"


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
                        controls.place(_room(found, block), control.name),
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
        controls.reset(_room(found, blocks[id_]))
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


def chosen(found: Lesson | Claim, parts: tuple[str, ...]) -> Settings:
    """What differs from where the lesson itself starts."""
    picked = st.session_state.get(_picked(found)) or []
    changes: Settings = {}
    for id_, block in _blocks(found, parts).items():
        start = content.experiment(block)[1]
        values = _kept(found).get(id_, {}) if id_ in picked else {}
        changed = {name: value for name, value in values.items() if value != start[name]}
        if changed:
            changes[id_] = changed
    return changes
