"""A lesson: one part a screen, from the claim to the talk, each with its own address."""

from __future__ import annotations

import streamlit as st

from finlit.lessons import Lesson, Part, Predict
from finlit.web.lesson import blocks, prediction
from finlit.web.shared import content, words
from finlit.web.shared.escaping import shown
from finlit.web.visit import active_assignment, at_home, browser_log, membership, pupil_strip


def draw(slug: str) -> None:
    lesson = content.lesson(slug)
    try:
        _draw(lesson)
    except content.BrokenLessonError:
        st.error(
            f"Something in the lesson “{lesson.title}” cannot be worked out, so it stops here. "
            "`python -m finlit check` tells its author what and where."
        )


def _draw(lesson: Lesson) -> None:
    lesson, assignment = active_assignment.taken_up(lesson)
    part, unknown = _asked_part(lesson)
    teacher = is_teacher()
    st.title(lesson.title)
    if unknown:
        st.info(f"This lesson has no part called “{shown(unknown)}”. Here is its beginning.")
    if teacher:
        st.info("Teacher's view: nothing is locked, and predictions can be skipped.")
        st.button("Leave the teacher's view", on_click=_leave_teachers_view)
    pupil_strip.assignment(assignment, asks=bool(lesson.quiz))
    if part is lesson.parts[0]:
        _opening(lesson, whole=assignment is None)
        if may_be_teacher():
            _for_teachers(lesson, teacher)
    if part.back:
        _return(lesson, part, teacher)
        return
    _where(lesson, part)
    missing = None if teacher else _missing_prediction(lesson, part)
    st.header(part.title)
    if missing is not None:
        st.markdown(
            "This part shows what happened. Make your prediction first; it counts more."
            if assignment is None or not assignment.holding
            else "This part shows what happened. Your class waits at the prediction."
        )
        st.button("Go to the prediction", type="primary", on_click=_open, args=(missing,))
        return
    complete = blocks.draw(lesson, part.blocks, everything_open=teacher)
    if part is lesson.parts[-1] and complete:
        _closing(lesson)
    _onward(lesson, part, complete, for_class=assignment is not None)


def _asked_part(lesson: Lesson) -> tuple[Part, str]:
    """The part named in the address, and the name when there is no such part."""
    asked = st.query_params.get("part", lesson.parts[0].id)
    for part in lesson.screens:
        if part.id == asked:
            return part, ""
    return lesson.parts[0], asked


def _missing_prediction(lesson: Lesson, part: Part) -> Part | None:
    """An earlier part of the core path whose prediction the learner has not made yet."""
    for earlier in lesson.parts[: lesson.parts.index(part)]:
        if not earlier.core:
            continue
        for block in earlier.blocks:
            if isinstance(block, Predict) and not prediction.is_settled(lesson, block):
                return earlier
    return None


def _opening(lesson: Lesson, *, whole: bool) -> None:
    st.markdown(f"#### {lesson.question}")
    if not whole:
        minutes = sum(part.minutes for part in lesson.parts)
        st.caption(f"About {words.count(minutes, 'minute')} for your class.")
        return
    core, extra = lesson.core_minutes, lesson.all_minutes - lesson.core_minutes
    st.caption(
        f"The core path takes about {words.count(core, 'minute')}. "
        f"Parts marked “extra” add about {words.count(extra, 'minute')}. Grades {lesson.grades}. "
        f"On paper: [the sheet to print](print/{lesson.slug})."
    )
    at_home.switch()
    if at_home.is_on():
        blocks.talk(lesson)


def _where(lesson: Lesson, part: Part) -> None:
    number = lesson.parts.index(part) + 1
    kind = "core" if part.core else "extra"
    log = browser_log.log()
    list_of_parts = st.expander(
        f"Part {number} of {len(lesson.parts)} · {kind}, {words.count(part.minutes, 'minute')}",
        key=f"parts-{lesson.slug}-{part.id}",
        on_change="rerun",
    )
    if list_of_parts.open:
        with list_of_parts:
            for index, each in enumerate(lesson.parts, 1):
                done = " ✓" if log.is_done(lesson, each) else ""
                extra = "" if each.core else " (extra)"
                st.button(
                    f"{index}. {each.title}{extra}{done}",
                    type="tertiary",
                    key=f"part-{lesson.slug}-{each.id}",
                    disabled=each is part,
                    on_click=_open,
                    args=(each,),
                )


def _open(part: Part) -> None:
    """Go to a part; settings of experiments in the address come along."""
    st.query_params.from_dict(st.query_params.to_dict() | {"part": part.id})


def is_teacher() -> bool:
    """Whether nothing is locked: once asked for by `view=teacher`, for the rest of the visit.

    Never for the pupil of a class, nor for a teacher who looks with a pupil's eyes.
    """
    if not may_be_teacher():
        return False
    if st.query_params.get("view", "").lower() == "teacher":
        st.session_state["teacher"] = True
    return bool(st.session_state.get("teacher"))


def may_be_teacher() -> bool:
    """Whether this browser may open what is locked."""
    return membership.current() is None and active_assignment.previewed() is None


def _enter_teachers_view() -> None:
    st.session_state["teacher"] = True


def _leave_teachers_view() -> None:
    st.session_state["teacher"] = False
    kept = {key: text for key, text in st.query_params.items() if key != "view"}
    st.query_params.from_dict(kept)


def _for_teachers(lesson: Lesson, teacher: bool) -> None:
    with st.expander("For teachers: objectives, standards, everything open"):
        st.markdown("\n".join(f"- {objective}" for objective in lesson.objectives))
        st.markdown("\n".join(f"- {standard}" for standard in lesson.standards))
        if not teacher:
            st.markdown(
                "The teacher's view locks nothing, so you can read all parts without predicting. "
                "A link with `view=teacher` opens it directly. In [a class](class) you can assign "
                "parts of it, read every answer and reason, and print it with its key."
            )
            st.button("Open the teacher's view", on_click=_enter_teachers_view)


_SINCE = {"week": "about a week later", "month": "about a month later"}


def _return(lesson: Lesson, part: Part, teacher: bool) -> None:
    """A part that comes back later, on its own."""
    st.caption(f"Coming back, {_SINCE[part.back]}: {words.count(part.minutes, 'minute')}.")
    st.header(part.title)
    if not blocks.draw(lesson, part.blocks, everything_open=teacher):
        return
    if browser_log.log().is_done(lesson, part):
        st.success("That is all for today. Home shows when something comes back.")
    else:
        st.button(
            "I'm done", type="primary", key="next", on_click=_finish, args=(lesson, part, None)
        )
    st.button("To the lesson itself", key="whole-lesson", on_click=_open, args=(lesson.parts[0],))


def _finish(lesson: Lesson, part: Part, then: Part | None) -> None:
    if not browser_log.log().is_done(lesson, part):
        browser_log.record("done", lesson, part.id, {})
    if then is not None:
        _open(then)


def _onward(lesson: Lesson, part: Part, complete: bool, *, for_class: bool) -> None:
    place = lesson.parts.index(part)
    with st.container(horizontal=True, key="onward"):
        if place:
            before = lesson.parts[place - 1]
            st.button("Back", key="back", on_click=_open, args=(before,))
        if not complete:
            return
        if part is lesson.parts[-1]:
            if browser_log.log().is_done(lesson, part):
                st.success(
                    "You have done all of it. “My class” shows what else there is."
                    if for_class
                    else "You have finished this lesson. Home shows what comes next."
                )
            else:
                st.button(
                    "I'm done",
                    type="primary",
                    key="next",
                    on_click=_finish,
                    args=(lesson, part, None),
                )
            return
        after = lesson.parts[place + 1]
        label = f"Next: {after.title}" + ("" if after.core else " (extra)")
        st.button(label, type="primary", key="next", on_click=_finish, args=(lesson, part, after))
        core = next((each for each in lesson.parts[place + 1 :] if each.core), None)
        if core is not None and core is not after:
            st.button(
                f"Skip to: {core.title}", key="skip", on_click=_finish, args=(lesson, part, core)
            )


def _closing(lesson: Lesson) -> None:
    said = [
        (block, value)
        for part in lesson.parts
        for block in part.blocks
        if isinstance(block, Predict) and (value := prediction.committed(lesson, block)) is not None
    ]
    if said:
        st.subheader("What you predicted")
        for block, value in said:
            _, history = prediction.words(lesson, block, value)
            prompt = content.filled(lesson.slug, block.prompt)
            said_so = prediction.said_in_words(lesson, block, value)
            st.markdown(f"{prompt}  \nYou said {said_so}. What came out: **{history}**.")
    st.subheader("Key points")
    st.markdown("\n".join(f"- {content.filled(lesson.slug, point)}" for point in lesson.key_points))
    with st.expander("Sources"):
        for source in lesson.sources.values():
            year = f" ({source.year})" if source.year else ""
            st.markdown(f"- {source.publisher}{year}: [{source.title}]({source.url})")
