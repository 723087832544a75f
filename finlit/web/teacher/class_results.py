"""The results of a class, assignment by assignment."""

from __future__ import annotations

import streamlit as st

from finlit.classroom import assignments
from finlit.classroom.model import Class
from finlit.web.teacher import class_choice, results_panel
from finlit.web.visit import class_cache


def draw(class_: Class) -> None:
    st.header("Results", anchor=False)
    given = assignments.of_class(class_cache.store(), class_.id)
    if not given:
        st.markdown("Nothing is assigned yet. Results stand here once your pupils have begun.")
        return
    class_choice.draw(given, "Assignment")
    results_panel.draw(class_, class_choice.chosen(given))
