"""Words that lessons use, in plain language."""

from __future__ import annotations

import streamlit as st

from finlit.web.shared import content
from finlit.web.shared.escaping import shown


def draw() -> None:
    st.title("Glossary")
    terms = content.course().glossary
    asked = st.query_params.get("term", "")
    if asked in terms:
        with st.container(border=True):
            st.markdown(f"**{terms[asked].term}**: {terms[asked].meaning}")
    elif asked:
        st.info(f"There is no word “{shown(asked)}” in this glossary. Here are all of them.")
    for term in sorted(terms.values(), key=lambda each: each.term.lower()):
        st.markdown(f"**{term.term}**  \n{term.meaning}")
