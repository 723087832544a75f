"""An experiment on a page: its live picture, and the tables, link and reset that go with it."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

import streamlit as st

from finlit.experiments.kit import Experiment, Outcome, Value
from finlit.lessons import ExperimentBlock
from finlit.market import built_in
from finlit.web.lesson import own_data_hook
from finlit.web.live_picture.element import Watch, live_outcome, live_picture, present, reset
from finlit.web.shared import content, escaping, figures, tables, tried_settings
from finlit.web.visit import teachers_view

# What names the place on a page in its address.
_PLACES = ("part", "screen", "claim")


def draw(block: ExperimentBlock, room: str) -> None:
    """The panel of one experiment block of a page (`room`). Raises BrokenLesson."""
    experiment, start = content.experiment(block)
    prefix = f"{room}.{block.id}"
    with st.container(border=True, key=f"experiment-{room}-{block.id}"):
        if block.ask:
            st.markdown(f"**{block.ask}**")
        _panel(experiment, start, block, prefix)
        _tools(experiment, block, prefix, start)


@st.fragment
def _panel(
    experiment: Experiment, start: Mapping[str, Value], block: ExperimentBlock, prefix: str
) -> None:
    """A move of a control runs this part of the page alone, so it holds only what may change."""
    own = own_data_hook.instead(experiment.name, prefix)
    if own is not None:
        draw_alone(*own)
        return
    live = live_picture(
        experiment,
        _opening(experiment, block, prefix, start),
        key=prefix,
        show=block.show,
        main=block.main,
        watch=[Watch(each.figure, each.format, each.label) for each in block.watch],
    )
    _tell_notes(prefix, live.values)
    if not st.session_state.get(f"{prefix}.notes"):
        _write_address(experiment, block.id, live.values, start)
    if live.figures is None:
        return
    _tables(experiment.name, live.values, prefix)
    if block.watch:
        tried_settings.note(experiment, block, prefix, live.values, start, live.figures)
        tried_settings.draw(block, prefix)


def draw_alone(experiment: Experiment, prefix: str) -> None:
    """An experiment without a block or an address; its keys begin with `prefix`."""
    st.markdown(f"**{experiment.question}**")
    show = [control.name for control in experiment.controls]
    live = live_picture(experiment, experiment.defaults(), key=prefix, show=show)
    if live.figures is not None:
        tables.draw(lambda: experiment.outcome(built_in(), live.values).pictures, prefix)


def draw_outcome(outcome: Outcome, prefix: str, title: str) -> None:
    """What was found without any control: the answer, its pictures and their tables."""
    live_outcome(outcome, title, key=prefix)
    tables.draw(lambda: outcome.pictures, prefix)


def _tell_notes(prefix: str, values: Mapping[str, Value]) -> None:
    """Say what in the link could not be used, until a control is moved."""
    notes = st.session_state.get(f"{prefix}.notes")
    if not notes:
        return
    sentences, opened = notes
    if values != opened:
        del st.session_state[f"{prefix}.notes"]
        return
    st.info(
        "A setting in this link could not be used, so its starting value stands instead. "
        + " ".join(f"{sentence}." for sentence in sentences)
    )


def _opening(
    experiment: Experiment, block: ExperimentBlock, prefix: str, start: Mapping[str, Value]
) -> dict[str, Value]:
    """Where the controls stand at first: as left, else as the address says, else the start."""
    kept = present(prefix)
    if kept is not None:
        return kept
    query = _of_block(block.id)
    values, notes = experiment.parse(
        {key: text for key, text in query.items() if key.split(".", 1)[1] in block.show},
        block.id,
        start,
    )
    known = {f"{block.id}.{name}" for name in block.show}
    notes += [
        f"There is no setting “{escaping.shown(key)}” here" for key in query if key not in known
    ]
    if notes:
        st.session_state[f"{prefix}.notes"] = (notes, values)
    return values


def _of_block(block_id: str) -> dict[str, str]:
    return {key: text for key, text in st.query_params.items() if key.startswith(f"{block_id}.")}


def _write_address(
    experiment: Experiment, block_id: str, values: Mapping[str, Value], start: Mapping[str, Value]
) -> None:
    wanted = experiment.format(values, block_id, start)
    found = _of_block(block_id)
    if wanted == found:
        return
    others = {key: text for key, text in st.query_params.items() if key not in found}
    st.query_params.from_dict(others | wanted)


def _tables(name: str, values: Mapping[str, Value], prefix: str) -> None:
    tables.draw(lambda: figures.outcome(name, values).pictures, prefix)


def _tools(
    experiment: Experiment,
    block: ExperimentBlock,
    prefix: str,
    start: Mapping[str, Value],
) -> None:
    with st.container(horizontal=True):
        link = st.popover("Link to this picture", key=f"link-{prefix}", on_change="rerun")
        if link.open:
            values = present(prefix) or start
            with link:
                _links(experiment.format(values, block.id, start))
        if block.show:
            st.button("Reset", key=f"reset-{prefix}", on_click=_reset, args=(block, prefix))


def _links(settings: Mapping[str, str]) -> None:
    page = (st.context.url or "").split("?")[0]
    place = {key: text for key in _PLACES if (text := st.query_params.get(key))}
    here = place | dict(settings)
    st.markdown("Opens this page here, with these settings. A prediction still comes first.")
    st.code(f"{page}?{urlencode(here)}", language=None, wrap_lines=True)
    if not teachers_view.is_teacher():  # a pupil is not shown the way past the predictions
        return
    st.markdown("**Teacher's view:** the same, with nothing locked.")
    st.code(f"{page}?{urlencode(here | {'view': 'teacher'})}", language=None, wrap_lines=True)


def _reset(block: ExperimentBlock, prefix: str) -> None:
    reset(prefix)
    st.session_state.pop(f"{prefix}.notes", None)
    found = _of_block(block.id)
    st.query_params.from_dict(
        {key: text for key, text in st.query_params.items() if key not in found}
    )
