"""An experiment on a page: controls, answer sentence, pictures, table, download, link, reset."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from finlit.experiments.kit.base import ControlValueError, Experiment, Value
from finlit.lessons import ExperimentBlock
from finlit.market import built_in
from finlit.web.lesson import own_data_hook
from finlit.web.shared import content, controls, escaping, figures, tried_settings
from finlit.web.visit import membership
from finlit.words.formats import write

# What names the place on a page in its address.
_PLACES = ("part", "screen", "claim")
# Longer tables scroll in a frame of their own.
_LONG_TABLE = 60


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
    opening = _opening(experiment, block, prefix, start)
    own = own_data_hook.instead(experiment.name, prefix)
    if own is not None:
        draw_alone(*own)
        return
    values = dict(opening)
    with st.grid(2, min_column_width=260, gap=("small", "medium"), vertical_alignment="bottom"):
        for control in experiment.controls:
            if control.name in block.show:
                values[control.name] = controls.draw(
                    control,
                    controls.place(prefix, control.name),
                    opening[control.name],
                    _touched(prefix),
                )
    st.session_state[f"{prefix}.values"] = values
    notes = st.session_state.get(f"{prefix}.notes")
    if notes:
        st.info(
            "A setting in this link could not be used, so its starting value stands instead. "
            + " ".join(f"{note}." for note in notes)
        )
    else:
        _write_address(experiment, block.id, values, start)
    try:
        shown = figures.shown(block.use, values)
    except ControlValueError as bad:
        st.warning(f"These settings do not go together. {bad}. Change one of them.")
        return
    draw_outcome(shown, prefix, experiment.title)
    if block.watch:
        tried_settings.note(experiment, block, prefix, values, start, shown.outcome.figures)
        tried_settings.draw(block, prefix)


def draw_alone(experiment: Experiment, prefix: str) -> None:
    """An experiment without a block or an address; its keys begin with `prefix`."""
    st.markdown(f"**{experiment.question}**")
    values = experiment.defaults()
    with st.grid(2, min_column_width=260, gap=("small", "medium"), vertical_alignment="bottom"):
        for control in experiment.controls:
            values[control.name] = controls.draw(
                control, f"{prefix}.{control.name}", control.default, lambda: None
            )
    try:
        shown = figures.drawn(experiment.outcome(built_in(), values))
    except ControlValueError as bad:
        st.warning(f"{bad}.")
        return
    draw_outcome(shown, prefix, experiment.title)


def draw_outcome(shown: figures.Shown, prefix: str, title: str) -> None:
    """What an experiment found: the answer, its pictures, and what else is to be said."""
    with st.container(key=f"answer-{prefix}"):
        st.markdown(shown.outcome.answer)
    for number, drawing in enumerate(shown.drawings):
        _picture(drawing, f"{prefix}.{number}", title)
    if shown.outcome.note:
        st.markdown(shown.outcome.note)


def _touched(prefix: str) -> controls.Changed:
    return lambda: st.session_state.pop(f"{prefix}.notes", None)


def _opening(
    experiment: Experiment, block: ExperimentBlock, prefix: str, start: Mapping[str, Value]
) -> dict[str, Value]:
    """Where the controls stand at first: as left, else as the address says, else the start."""
    kept: dict[str, Value] | None = st.session_state.get(f"{prefix}.values")
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
        st.session_state[f"{prefix}.notes"] = notes
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


def _picture(drawing: figures.Drawing, key: str, title: str) -> None:
    """A chart with its heading, small print, table and download.

    `alt` stays the same from move to move: Streamlit draws a chart anew when its `alt` changes, and
    that is most of the way from the slider to the paint. What changes is read beside the chart.
    """
    picture = drawing.picture
    if picture.heading:
        st.markdown(f"**{picture.heading}**")
    st.vega_lite_chart(
        spec=drawing.spec(),
        width="stretch",
        key=f"chart-{key}",
        alt=picture.heading or title,
    )
    st.html(f'<p class="finlit-read">{escape(picture.chart.description)}</p>')
    st.caption(f"{picture.source} {picture.caveats}".strip())
    table = st.expander("Show as table", key=f"table-{key}", on_change="rerun")
    if table.open:
        with table:
            readable = readable_table(picture.table, picture.formats)
            if len(readable) > _LONG_TABLE:
                st.dataframe(readable, hide_index=True, height=360)
            else:
                st.table(readable, hide_index=True, border="horizontal")
            st.download_button(
                "Download as CSV",
                lambda: picture.table.to_csv(index=False, lineterminator="\n"),
                file_name=f"finlit-{key.rsplit('.', 2)[1]}.csv",
                mime="text/csv",
                key=f"csv-{key}",
                on_click="ignore",
            )


def readable_table(table: pd.DataFrame, formats: Mapping[str, str]) -> pd.DataFrame:
    """The table as text, each column in its format and named in words; a dash where missing."""
    readable = table.astype(object)
    for name in table.columns:
        style = formats.get(name)
        readable[name] = [
            "–" if pd.isna(value) else write(value, style) if style else str(value)
            for value in table[name]
        ]
    return readable.rename(columns=lambda name: f"{name[:1].upper()}{name[1:]}".replace("_", " "))


def _tools(
    experiment: Experiment,
    block: ExperimentBlock,
    prefix: str,
    start: Mapping[str, Value],
) -> None:
    with st.container(horizontal=True):
        link = st.popover("Link to this picture", key=f"link-{prefix}", on_change="rerun")
        if link.open:
            values = st.session_state.get(f"{prefix}.values", start)
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
    if membership.current() is not None:
        return
    st.markdown("**Teacher's view:** the same, with nothing locked.")
    st.code(f"{page}?{urlencode(here | {'view': 'teacher'})}", language=None, wrap_lines=True)


def _reset(block: ExperimentBlock, prefix: str) -> None:
    controls.reset(prefix)
    for name in ("values", "notes"):
        st.session_state.pop(f"{prefix}.{name}", None)
    found = _of_block(block.id)
    st.query_params.from_dict(
        {key: text for key, text in st.query_params.items() if key not in found}
    )
