"""A pupil's result slip: to copy, to photograph or to print, in place of a screenshot."""

from __future__ import annotations

import streamlit as st

from finlit.classroom.errors import ClassroomError
from finlit.classroom.model import Assignment, Class
from finlit.web.pupil import assigned
from finlit.web.visit import handing_in, membership


def draw() -> None:
    """A slip of any assignment that the pupil of this browser has begun, made when asked for."""
    room = st.expander("Result slip: show what you did", key="slip-room", on_change="rerun")
    pupil = membership.current()
    if not room.open or pupil is None or not pupil.checked:
        return
    with room:
        from finlit.web.visit import class_cache

        try:
            seen = class_cache.seen(pupil.code)
            begun = {each.id: each for each in seen.assignments if assigned.progress(each)[0]}
            if not begun:
                st.markdown("Once you have finished a part, you can take a slip of it here.")
                return
            chosen = st.selectbox(
                "Of which work?",
                list(reversed(begun)),
                format_func=lambda id_: assigned.title(begun[id_]),
                key="slip-of",
            )
            if begun[chosen].reasons_wait:
                st.markdown("A slip tells how many were right, so it waits for the answers too.")
                return
            _slip(seen.class_, begun[chosen])
        except ClassroomError as problem:
            st.info(str(problem))


def _slip(class_: Class, assignment: Assignment) -> None:
    from finlit.classroom import events
    from finlit.classroom.reports.report import pupil_result
    from finlit.classroom.reports.slips import slip
    from finlit.web.visit import class_cache

    store, member = class_cache.store(), handing_in.member()
    kept = [each for each in events.of_class(store, class_.id) if each.member_id == member.id]
    result = pupil_result(assigned.content_of(assignment), assignment, member, kept)
    made = slip(store, class_, member, assignment, result, class_cache.now())
    answers = (
        f" Of {result.asked} questions, {result.right_first} right at the first try and "
        f"{result.right_last} by now."
        if result.asked
        else ""
    )
    st.markdown(
        f"**{member.alias}**: {result.done} of {result.parts} steps finished.{answers}  \n"
        "Your class has signed this line, and your teacher can check it. So nobody needs a "
        "screenshot. Copy the line, or show the picture. It proves what this class counted for "
        "this alias, not who sat there or for how long."
    )
    st.code(made.text, language=None, wrap_lines=True)
    st.image(made.qr(), width=260, alt="The same slip as a QR code")
