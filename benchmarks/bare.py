"""The yardstick: our slider over a line chart, as most Streamlit pages would write it.

Served by `streamlit run` with default settings. Three lines of 1,860 months, one slider, nothing
cached, nothing tuned.
"""

import altair as alt
import numpy as np
import pandas as pd
import streamlit as st

MONTHS = 1860

st.title("The race")
late = st.slider("Months too late", 0, 12, 0)

month = pd.date_range("1871-01-01", periods=MONTHS, freq="MS")
growth = 1.005 ** np.arange(MONTHS) * (1.1 + np.sin(np.arange(MONTHS) / 50))
frame = pd.DataFrame(
    {
        "month": month,
        "Steady saver": growth,
        "Dip buyer": growth * 1.04,
        "Late buyer": growth * (1.04 - late / 100),
    }
)
lines = frame.melt("month", var_name="buyer", value_name="value")
chart = alt.Chart(lines).mark_line().encode(x="month:T", y="value:Q", color="buyer:N")
st.altair_chart(chart)
