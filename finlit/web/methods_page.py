"""Data and methods: where every number comes from, and how ours meet the published ones."""

from __future__ import annotations

import streamlit as st


def draw() -> None:
    st.title("Data and methods")
    st.markdown("Where the numbers come from, what they leave out, and how we check them.")
