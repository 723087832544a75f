"""What a learner tried with the switches of an experiment, and how the answer moved.

Kept for this visit alone, and short: where the experiment starts, and the latest settings.
"""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from finlit.experiments.kit import Experiment, Value
from finlit.lessons import ExperimentBlock
from finlit.web.shared import content
from finlit.words.formats import Figure, write

START = "As it starts"
MOST = 8

Row = tuple[str, ...]


def note(
    experiment: Experiment,
    block: ExperimentBlock,
    prefix: str,
    values: Mapping[str, Value],
    start: Mapping[str, Value],
    figures: Mapping[str, Figure],
) -> None:
    """Remember the watched figures at these values; a setting tried again moves to the end."""
    rows = dict(rows_of(prefix))
    shown = tuple(write(figures[watch.figure], watch.format) for watch in block.watch)
    changed = [
        f"{control.label}: {control.say(values[control.name])}"
        for control in experiment.controls
        if values[control.name] != start[control.name]
    ]
    setting = "; ".join(changed) or START
    if setting != START:
        rows.pop(setting, None)
    rows[setting] = shown
    while len(rows) > MOST:
        rows.pop(next(each for each in rows if each != START))
    st.session_state[f"{prefix}.trail"] = rows


def rows_of(prefix: str) -> Mapping[str, Row]:
    """Settings tried so far -> the watched figures as they were shown."""
    rows: Mapping[str, Row] = st.session_state.get(f"{prefix}.trail", {})
    return rows


def spans(block: ExperimentBlock, prefix: str) -> list[str]:
    """For each watched figure that moved: how it read at first, and what else it read."""
    rows = list(rows_of(prefix).values())
    lines = []
    for place, watch in enumerate(block.watch):
        texts = list(dict.fromkeys(row[place] for row in rows))
        if len(texts) > 1:
            lines.append(f"{watch.label}: first {texts[0]}, then {', '.join(texts[1:])}")
    return lines


def draw(block: ExperimentBlock, prefix: str) -> None:
    """The settings tried, with their answers; nothing before a switch was moved."""
    rows = rows_of(prefix)
    if len(rows) < 2:
        return
    with st.container(key=f"trail-{prefix}"):
        st.markdown("**What you tried, and how the answer moved**")
        labels = [watch.label for watch in block.watch]
        st.table(
            [
                {"Setting": content.markdown(setting)}
                | {label: content.markdown(text) for label, text in zip(labels, row, strict=True)}
                for setting, row in rows.items()
            ],
            hide_index=True,
            border="horizontal",
        )
