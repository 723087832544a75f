"""The tables behind an experiment's pictures: shown and downloaded when asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import pandas as pd
import streamlit as st

from finlit.experiments.kit import Picture
from finlit.words.formats import write

# Longer tables scroll in a frame of their own.
_LONG = 60


def draw(pictures: Callable[[], Sequence[Picture]], prefix: str) -> None:
    """One fold for all tables of an experiment; nothing is worked out before it is opened."""
    fold = st.expander("Show as table", key=f"table-{prefix}", on_change="rerun")
    if not fold.open:
        return
    with fold:
        for number, picture in enumerate(pictures()):
            _one(picture, f"{prefix}.{number}")


def _one(picture: Picture, key: str) -> None:
    if picture.heading:
        st.markdown(f"**{picture.heading}**")
    table = readable(picture.table, picture.formats)
    if len(table) > _LONG:
        st.dataframe(table, hide_index=True, height=360)
    else:
        st.table(table, hide_index=True, border="horizontal")
    st.download_button(
        "Download as CSV",
        lambda: picture.table.to_csv(index=False, lineterminator="\n"),
        file_name=f"finlit-{key.rsplit('.', 2)[1]}.csv",
        mime="text/csv",
        key=f"csv-{key}",
        on_click="ignore",
    )


def readable(table: pd.DataFrame, formats: Mapping[str, str]) -> pd.DataFrame:
    """The table as text, each column in its format and named in words; a dash where missing."""
    readable = table.astype(object)
    for name in table.columns:
        style = formats.get(name)
        readable[name] = [
            "–" if pd.isna(value) else write(value, style) if style else str(value)
            for value in table[name]
        ]
    return readable.rename(columns=lambda name: f"{name[:1].upper()}{name[1:]}".replace("_", " "))
