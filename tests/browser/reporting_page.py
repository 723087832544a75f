"""A page whose component reports `delay` milliseconds after its mount; see test_first_values."""

import streamlit as st

from finlit.experiments.kit import Choice, Month, Number, Switch
from finlit.web.shared import controls

report = st.components.v2.component(
    "reporter",
    html="<span></span>",
    js="""export default function ({ data, setStateValue }) {
        setTimeout(() => setStateValue("here", true), data.delay)
    }""",
)
delay = int(st.query_params.get("delay", "0"))
report(key=f"reporter-{delay}", data={"delay": delay}, on_here_change=lambda: None)
# As much as stands above the controls of a lesson, so that drawing them takes a while.
for line in range(120):
    st.markdown(f"Line **{line}** of the words above.")
drawn = {
    control.name: controls.draw(control, control.name, control.default, lambda: None)
    for control in (
        Number("Rate", 0.10, low=0.0, high=0.2, step=0.005, unit="percent", name="rate"),
        Number("Years", 40, low=1, high=60, step=1, unit="years", name="years"),
        Choice("Side", "right", {"left": "Left", "right": "Right"}, name="side"),
        Month("Start", "1950-03", low="1871-01", high="2020-12", name="start"),
        Switch("Firm", True, name="firm"),
    )
}
st.title("Drawn")
