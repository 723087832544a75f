"""The results of a class, assignment by assignment."""

from __future__ import annotations

import streamlit as st

from finlit.classroom import assignments
from finlit.classroom.model import Class
from finlit.web import assigned, class_desk, results_panel


def draw(class_: Class) -> None:
    st.header("Results", anchor=False)
    given = {each.id: each for each in assignments.of_class(class_desk.store(), class_.id)}
    if not given:
        st.markdown("Nothing is assigned yet. Results stand here once your pupils have begun.")
        return
    newest_first = list(reversed(given))
    chosen = st.selectbox(
        "Assignment",
        newest_first,
        format_func=lambda id_: f"{assigned.title(given[id_])} ({assigned.shown_code(given[id_])})",
        key="class.results",
    )
    results_panel.draw(class_, given[chosen])
