"""Serves `reporting_page`: `python -m uvicorn tests.browser.reporting_app:app --port 0`."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

app = st.App(Path(__file__).with_name("reporting_page.py"))
