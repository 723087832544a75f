"""The yardstick: a slider and a line chart as most Streamlit pages would write them.

Served by `streamlit run` with default settings. Three lines of 1,860 months, one slider, nothing
cached, nothing tuned.
"""

import altair as alt
import numpy as np
import pandas as pd
import streamlit as st

MONTHS = 1860

st.title("Three lines")
rate = st.slider("Return a year, percent", 1, 20, 7)

month = np.arange(MONTHS)
lines = {
    name: 100 * (1 + share * rate / 100) ** (month / 120) * (1.1 + np.sin(month / swing))
    for name, share, swing in (("high", 1.0, 50), ("middle", 0.8, 70), ("low", 0.6, 90))
}
frame = pd.DataFrame({"month": month, **lines}).melt("month", var_name="line", value_name="value")
chart = alt.Chart(frame).mark_line().encode(x="month:Q", y="value:Q", color="line:N")
st.altair_chart(chart)
