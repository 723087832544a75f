"""The page "Check a slip": whether a class has signed a result. Asks no database."""

from __future__ import annotations

import streamlit as st

from finlit.web.shared import content
from finlit.web.shared.escaping import shown


def draw() -> None:
    st.title("Check a slip")
    st.markdown(
        "A pupil's result slip is a line that begins with FINLIT1. Paste or type it here, together "
        "with the check key of the class. The key is no secret: it can check slips, not make them. "
        "A class's settings show it. Nothing is sent or kept; the check needs no database."
    )
    with st.form("slip", border=False):
        text = st.text_area("The slip", key="slip-text", height=120, max_chars=1000)
        key = st.text_input("The class's check key", key="slip-key", max_chars=120)
        asked = st.form_submit_button("Check it", type="primary", key="check-slip")
    if not asked:
        return
    from finlit.classroom.reports.slips import check  # brings a library for signatures

    verdict = check(text, key)
    if not verdict.genuine:
        st.warning(verdict.sentence)
        return
    st.success(verdict.sentence)
    day = f"{verdict.day:%B} {verdict.day.day}, {verdict.day.year}" if verdict.day else "no day"
    st.markdown(
        f"- Class {shown(verdict.code[:3])}-{shown(verdict.code[3:])}, alias "
        f"**{shown(verdict.alias)}**, {day}\n"
        f"- {_title(verdict.content)}: {verdict.done} of {verdict.parts} parts finished\n"
        f"- Of {verdict.asked} questions, {verdict.first} right at the first try and "
        f"{verdict.last} by now"
    )


def _title(slug: str) -> str:
    """What was worked on, by its title where this course has it."""
    try:
        return content.named(slug).title
    except KeyError:
        return shown(slug)
