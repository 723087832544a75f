"""The picture of an alias: its animal on a disc of its colour."""

from __future__ import annotations

from base64 import b64encode
from functools import lru_cache

import streamlit as st

from finlit.classroom.codes import picture


def show(alias: str, size: int) -> None:
    """The picture, `size` pixels wide; without words, for the alias stands beside it."""
    data = b64encode(drawn(alias).encode()).decode()
    st.html(
        f'<img src="data:image/svg+xml;base64,{data}" width="{size}" height="{size}" alt="">',
        width="content",
    )


@lru_cache(maxsize=1024)
def drawn(alias: str) -> str:
    """An SVG of 64 by 64; the animal is a letter of the reader's own emoji font."""
    colour, animal = picture(alias)
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64" viewBox="0 0 64 64">'
        f'<circle cx="32" cy="32" r="32" fill="{colour}"/>'
        f'<text x="32" y="34" font-size="34" text-anchor="middle" dominant-baseline="central">'
        f"{animal}</text></svg>"
    )
