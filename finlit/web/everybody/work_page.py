"""What this browser keeps of the learner's work, to read and to erase."""

from __future__ import annotations

from collections import Counter

import streamlit as st

from finlit.web.everybody import move_panel, work_list
from finlit.web.shared import words
from finlit.web.visit import browser_log, membership


def draw() -> None:
    st.title("Your work")
    if membership.current() is not None:
        _of_a_pupil()
        return
    work_list.draw()
    st.header("Where it is kept", anchor=False)
    st.markdown(
        "finlit keeps your predictions, votes and answers and the parts you finished **in this "
        "browser, on this device, and nowhere else**. There is no account and no name: only a "
        "random number that keeps your questions in the same order. A reload or a closed laptop "
        "loses nothing. "
        "Clearing the browser's data erases it too."
    )
    if st.session_state.get("storage_blocked"):
        st.warning(
            "This browser does not let finlit keep anything. Your work lasts until you close or "
            "reload the page. A window that is not private usually helps."
        )
    token = st.query_params.get("from")
    if token:
        move_panel.waiting(token)
    _kept()
    move_panel.draw()
    if len(browser_log.log()):
        _erasing()


def _of_a_pupil() -> None:
    st.markdown(
        "You are in a class now. What you do is kept **on this device under your alias**. What you "
        "do for an assignment, and the five questions before and after, also reaches your teacher, "
        "under your alias and without a name. Your return code brings it to another device. When "
        "you leave the class on this device, it goes from here."
    )
    work_list.draw()
    _kept()


def _kept() -> None:
    log = browser_log.log()
    if not len(log):
        st.markdown("Nothing is kept yet.")
        return
    kinds = Counter(event.kind for event in log)
    st.markdown(
        f"Kept so far: {words.count(kinds['predict'], 'prediction')}, "
        f"{words.count(kinds['answer'], 'answer')}, {words.count(kinds['vote'], 'vote')}, "
        f"{words.count(kinds['done'], 'finished part')}, "
        f"{words.count(kinds['round'], 'round')} of the blind dip."
    )
    with st.expander("See all of it, as it is kept", key="kept", on_change="rerun") as kept:
        if kept.open:
            st.code(browser_log.as_text(), language="json")


def _erasing() -> None:
    st.header("Erase it")
    sure = st.checkbox("Yes, forget my predictions and answers", key="sure")
    st.button("Erase my work", disabled=not sure, on_click=browser_log.erase, key="erase-work")
