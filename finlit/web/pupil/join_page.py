"""Join a class: enter a code, get an alias, write down the return code, see what there is to do."""

from __future__ import annotations

import streamlit as st

from finlit.classroom import codes
from finlit.classroom.errors import ClassroomError, StoreError
from finlit.classroom.model import Assignment
from finlit.web.pupil import assigned, slip_panel
from finlit.web.shared import entry, moments, words
from finlit.web.visit import alias_picture, membership, wrong_tries
from finlit.web.visit.pupil import Pupil

_CODE, _BACK, _PROBLEM = "join.code", "join.back", "join"


def draw(pages: assigned.Pages) -> None:
    st.title("Join a class" if membership.current() is None else "My class")
    typed = st.query_params.get("code", "")
    pupil = membership.current()
    if pupil is None:
        _enter(typed)
        return
    _who(pupil)
    first = _asked_for(typed, pupil) if typed and not pupil.refused else ""
    if membership.over():
        return
    st.header("What there is to do", anchor=False)
    _work(pages, first)
    st.page_link(
        pages["before-and-after"],
        label="Before and after: five questions",
    )
    slip_panel.draw()
    _write_down(pupil)


def _enter(typed: str) -> None:
    st.markdown(
        "Your teacher shows a code. Type it here, and you get an **alias**, like Teal Otter. "
        "No name, no e-mail, no account."
    )
    with st.container(border=True, key="join-new"):
        st.text_input(
            "Code of the class or assignment",
            typed[:20],
            key=_CODE,
            placeholder="Like BCD-234",
            autocomplete="off",
            max_chars=20,
            on_change="ignore",
        )
        st.button("Join", type="primary", key="join-now", on_click=_join)
        entry.show_problem(_PROBLEM)
    before = st.expander("I have been here before", key="join-before", on_change="rerun")
    with before:
        st.markdown("With the code of the class above and your return code you go on as you were.")
        st.text_input(
            "Your return code",
            key=_BACK,
            placeholder="Like BCDF-2345",
            autocomplete="off",
            max_chars=20,
            on_change="ignore",
        )
        st.button("Go on where I was", key="come-back", on_click=_come_back)
        entry.show_problem(_BACK)
    st.caption(
        "Your class sees what all of you answered together. Your teacher sees your answers under "
        "your alias. Handed in is what you do in an assignment, and the five questions before "
        "and after. The rest stays on this device. [Privacy](privacy) says it all."
    )


def _looked_up() -> tuple[str, Assignment | None]:
    """The code of the class, and the assignment when its code was typed. Raises ClassroomError."""
    from finlit.classroom import assignments, classes
    from finlit.web.visit import class_cache

    code = codes.read_code(st.session_state.get(_CODE) or "")
    store, now, address = class_cache.store(), class_cache.now(), membership.address()
    if codes.is_assignment_code(code):
        class_, assignment = assignments.by_code(store, code, now, address=address)
        return class_.code, assignment
    return classes.of_code(store, code, now, address=address).code, None


def _join() -> None:
    from finlit.classroom import classes, members
    from finlit.web.visit import class_cache

    st.session_state.pop(f"{_PROBLEM}.problem", None)
    if not (st.session_state.get(_CODE) or "").strip():
        entry.refuse(_PROBLEM, "Type the code that your teacher shows.")
        return
    try:
        code, assignment = _looked_up()
        class_ = classes.find(class_cache.store(), code, class_cache.now())
        joined, back = members.join(class_cache.store(), class_.id, class_cache.now())
    except ClassroomError as problem:
        wrong_tries.slow_down(problem)
        entry.refuse(_PROBLEM, str(problem))
        return
    membership.enter(class_, joined, back)
    st.session_state["just_joined"] = True
    _after(assignment)


def _come_back() -> None:
    from finlit.classroom import classes, members
    from finlit.web.visit import class_cache

    for key in (_PROBLEM, _BACK):
        st.session_state.pop(f"{key}.problem", None)
    try:
        back = codes.read_return_code(st.session_state.get(_BACK) or "")
        code, assignment = _looked_up()
        store, now = class_cache.store(), class_cache.now()
        joined = members.come_back(store, code, back, now, address=membership.address())
        class_ = classes.of_code(store, code, now)
    except ClassroomError as problem:
        wrong_tries.slow_down(problem)
        entry.refuse(_BACK, str(problem))
        return
    membership.enter(class_, joined, back)
    _after(assignment)


def _after(assignment: Assignment | None) -> None:
    """The code stays in the address only where it names what to begin with."""
    if assignment is None:
        st.query_params.clear()
    else:
        st.query_params.from_dict({"code": assignment.code})


def _asked_for(typed: str, pupil: Pupil) -> str:
    """A code in the address, while this browser is in a class already: the id of the assignment
    that it names, or "" and a word about a code of another class."""
    from finlit.web.visit import class_cache

    try:
        code = codes.read_code(typed)
        seen = class_cache.seen(pupil.code)
    except ClassroomError:
        return ""
    found = next((each for each in seen.assignments if each.code == code), None)
    if found is not None:
        return found.id
    if code != pupil.code:
        st.warning(
            f"This code is not from your class. You are {pupil.alias} in {pupil.class_name} on "
            "this device. To join another class here, leave this one first."
        )
    return ""


def _who(pupil: Pupil) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="who"):
        alias_picture.show(pupil.alias, 96)
        st.markdown(f"You are **{pupil.alias}**  \nin the class **{pupil.class_name}**.")
    if st.session_state.get("storage_blocked"):
        st.warning(
            "This browser keeps nothing, so a reload forgets who you are. Your return code brings "
            "you back."
        )
    if st.session_state.get("just_joined"):
        _return_code(pupil)


def _return_code(pupil: Pupil) -> None:
    with st.container(border=True, key="write-down"):
        st.markdown("**Write this down now.** It is your return code:")
        with st.container(key="big-return-code"):
            st.markdown(pupil.shown_return_code)
        st.markdown(
            f"With it and the class code **{codes.shown(pupil.code)}** you can go on from any "
            "device. If you lose it, your teacher can make you a new one."
        )
        st.button("I have written it down", key="written-down", on_click=_written)


def _written() -> None:
    st.session_state["just_joined"] = False


def _write_down(pupil: Pupil) -> None:
    if st.session_state.get("just_joined"):
        return
    with st.expander("Show my return code"):
        st.code(pupil.shown_return_code, language=None)
        st.markdown(
            f"With it and the class code {codes.shown(pupil.code)} you go on from any device."
        )


@st.fragment(run_every=5)
def _work(pages: assigned.Pages, first: str) -> None:
    """The list of assignments, the newest on top, before it the one with the id `first`; a new one
    appears by itself."""
    from finlit.web.visit import class_cache

    pupil = membership.current()
    if pupil is None:
        return
    try:
        seen = class_cache.seen(pupil.code)
    except StoreError as trouble:
        st.info(f"{trouble} {membership.KEPT_SAFE}")
        return
    except ClassroomError as gone:
        st.warning(str(gone))
        return
    if seen.class_.closed is not None:
        st.info("Your teacher has closed this class. You can still look at what you did.")
    if not seen.assignments:
        st.markdown("Nothing yet. When your teacher sets something, it appears here by itself.")
    newest_first = reversed(seen.assignments)
    for each in sorted(newest_first, key=lambda each: each.id != first):
        _card(each, pages)


def _card(assignment: Assignment, pages: assigned.Pages) -> None:
    from finlit.classroom import times
    from finlit.web.visit import class_cache

    state = times.state(assignment, class_cache.now())
    done, steps = assigned.progress(assignment)
    with st.container(border=True, key=f"work-list-{assignment.id}"):
        st.subheader(assigned.title(assignment), anchor=False)
        st.caption(f"{assigned.parts(assignment)} {_when(assignment, state)}".strip())
        if state == "early":
            return
        if done:
            st.progress(done / steps, text=f"{done} of {words.count(steps, 'step')} done")
        begun = assigned.is_begun(assignment)
        label = "Look at it again" if done == steps else "Go on" if begun else "Start"
        if st.button(label, type="primary", key=f"start-list-{assignment.id}"):
            membership.open_assignment(assignment)
            path, query = assigned.address(assignment)
            st.switch_page(pages[path], query_params=query)


def _when(assignment: Assignment, state: str) -> str:
    if state == "early" and assignment.opens is not None:
        return f"It opens {moments.said(assignment.opens)}. Come back then."
    if assignment.due is None:
        return ""
    if state == "late":
        return f"It was due {moments.said(assignment.due)}. You can still do it, marked as late."
    return f"Due {moments.said(assignment.due)}."
