"""How pupils come into a class: a code, its QR code, and the address to type."""

from __future__ import annotations

from base64 import b64encode
from html import escape
from urllib.parse import urlsplit

import streamlit as st

from finlit.classroom import codes
from finlit.web.shared import qr

_THIS_COMPUTER = {"localhost", "127.0.0.1", "::1", ""}


def link(code: str) -> str:
    """The address under which pupils join with this code."""
    here = (st.context.url or "").split("?")[0].rstrip("/")
    return f"{here.rpartition('/')[0]}/join?code={code}"


def show_code(code: str, size: str = "middle") -> None:
    """A code for the board: as a QR code, as letters, and the address to type. `size`: "large"
    for a whole screen, "middle" for a box, "small" beside something else."""
    address = link(code)
    picture = b64encode(qr.drawn(address).encode()).decode()
    with st.container(
        horizontal=size != "small", vertical_alignment="center", key=f"way-in-{size}-{code}"
    ):
        st.html(
            f'<img class="finlit-qr" src="data:image/svg+xml;base64,{picture}" '
            f'alt="QR code that opens {escape(address)}">',
            width="content",
        )
        with st.container(key=f"big-code-{size}-{code}", width="content"):
            st.markdown(codes.shown(code))
            st.markdown(f"`{short(address)}`")
    if size == "small":
        return
    st.caption("Scan it, or open **Join a class** there and type the code.")
    if (urlsplit(address).hostname or "") in _THIS_COMPUTER:
        st.caption(
            "You opened finlit under an address that only this computer knows. For pupils, start "
            "it with `--host 0.0.0.0` and open it by this computer's name or number in your "
            "network."
        )


def short(address: str) -> str:
    """An address as people type it: without "http://" and without the code, which the page asks."""
    return address.partition("://")[2].partition("?")[0]
