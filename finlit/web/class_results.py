"""The results of a class, assignment by assignment."""

from __future__ import annotations

import streamlit as st

from finlit.classroom.model import Class


def draw(class_: Class) -> None:
    st.header("Results", anchor=False)
