"""Cards to hand out: an alias, its return code, the class code and a QR code, for each pupil."""

from __future__ import annotations

import streamlit as st

from finlit.classroom import members
from finlit.classroom.errors import ClassroomError
from finlit.classroom.model import Class
from finlit.printing import cards
from finlit.web.shared import entry
from finlit.web.teacher import way_in
from finlit.web.teacher.device import names
from finlit.web.visit import class_cache

_MADE, _PROBLEM = "class.cards", "class.cards_made"
MOST = 60


def draw(class_: Class) -> None:
    """Make them, and save them as a page to print."""
    with st.expander("Cards to hand out", key="cards-room", on_change="rerun") as room:
        if not room.open:
            return
        st.markdown(
            "Each card has an alias that waits for a pupil, with its return code and a QR code. "
            "Write on your list who gets which. The codes are shown in this file alone: save it "
            "now."
        )
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.number_input(
                "How many", 1, MOST, value=30, step=1, key="class.cards_count", width=150
            )
            st.button("Make cards", key="make-cards", on_click=_make, args=(class_,))
        entry.show_problem(_PROBLEM)
        made = st.session_state.get(_MADE)
        if not made or made[0] != class_.id:
            return
        page = cards.page(made[1], class_.name, class_.code, way_in.link(class_.code))
        names.files(
            class_,
            "cards",
            [names.File("Save the cards to print", f"cards-{class_.code}.html", "text/html", page)],
        )
        st.caption(f"{len(made[1])} cards. Open the file in a browser and print it.")


def _make(class_: Class) -> None:
    st.session_state.pop(f"{_PROBLEM}.problem", None)
    count = int(st.session_state.get("class.cards_count") or 1)
    made: list[tuple[str, str]] = []
    try:
        for _ in range(count):
            member, code = members.prepare(class_cache.store(), class_.id, class_cache.now())
            made.append((member.alias, code))
    except ClassroomError as problem:
        entry.refuse(_PROBLEM, str(problem))
    if made:
        st.session_state[_MADE] = class_.id, made
