"""Wiring only: the pages, and the server around them.

Start it with `python -m finlit` (the fast way) or `streamlit run app.py`.
The call below stays literal, for `streamlit run` finds the app by reading this file.
"""

from __future__ import annotations

import streamlit as st

from finlit.server import lifespan, middleware, routes

app = st.App("finlit/web/main.py", lifespan=lifespan, middleware=middleware, routes=routes)
