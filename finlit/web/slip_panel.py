"""A pupil's result slip, for a pupil of a class: to copy, to photograph or to print."""

from __future__ import annotations

import streamlit as st

from finlit.classroom import events
from finlit.classroom.model import Assignment, Class, Member
from finlit.classroom.report import pupil_result
from finlit.classroom.slips import slip
from finlit.web import assigned, class_desk


def draw(class_: Class, member: Member, assignment: Assignment) -> None:
    """The slip of what the class's database has of this pupil in this assignment, made when asked
    for. Raises ClassroomError."""
    wanted = st.expander("Result slip", key=f"slip-{assignment.id}", on_change="rerun", icon=None)
    if not wanted.open:
        return
    store = class_desk.store()
    kept = [
        each
        for each in events.of_class(store, class_.id, assignment.id)
        if each.member_id == member.id
    ]
    result = pupil_result(assigned.content_of(assignment), assignment, member, kept)
    made = slip(store, class_, member, assignment, result, class_desk.now())
    with wanted:
        st.markdown(
            f"**{member.alias}**: {result.done} of {result.parts} parts finished. Of "
            f"{result.asked} questions, {result.right_first} right at the first try and "
            f"{result.right_last} by now."
        )
        st.markdown(
            "Your class has signed this line. Your teacher can check it, so no screenshot is "
            "needed. Copy it, or show the picture."
        )
        st.code(made.text, language=None, wrap_lines=True)
        st.image(made.qr(), width=240, alt="The same slip as a QR code")
