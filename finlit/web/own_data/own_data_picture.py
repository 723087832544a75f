"""A small picture of prices as they were understood, shown before they are used."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import date
from html import escape

import numpy as np
import pandas as pd
import streamlit as st

from finlit.charts.base import ROWS
from finlit.charts.understood import understood_chart
from finlit.web.shared.figures import arrow_bytes

log = logging.getLogger(__name__)


def figure(price: float) -> str:
    """Ten digits of a price at most, never with an exponent."""
    if 1e-4 <= price < 1e10:
        return f"{price:,.10g}"
    return f"{price:,.0f}" if price >= 1 else np.format_float_positional(price, 6, fractional=False)


def draw(levels: pd.Series, odd: Sequence[date]) -> None:
    """The line with its ends, and rings around the days that look odd."""
    try:
        chart = understood_chart(levels, odd, figure)
        rows = arrow_bytes(chart.rows)
    except (ValueError, OverflowError):
        log.exception("a picture of what was read")
        st.markdown("These prices could not be drawn here. The words around tell what was read.")
        return
    st.vega_lite_chart(
        spec={**chart.spec, "datasets": {ROWS: rows}},
        width="stretch",
        key="own-picture",
        alt="The prices as they were read",
    )
    st.html(f'<p class="finlit-read">{escape(chart.description)}</p>')
