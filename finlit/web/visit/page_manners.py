"""Small manners of every page on a phone: words explained in place, keys that fit the field."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

_SCRIPT = Path(__file__).with_name("page_manners.js").read_text(encoding="utf-8")
_component = st.components.v2.component("finlit_manners", html="<span></span>\n", js=_SCRIPT)


def mount() -> None:
    """Once on every page. It sends nothing back."""
    with st.container(key="browser_log_manners"):
        _component(key="page-manners")
