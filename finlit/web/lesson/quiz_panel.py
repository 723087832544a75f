"""Questions: choices in an order of the learner's own, a reason at once, the first answer kept."""

from __future__ import annotations

import streamlit as st

from finlit.learning.quiz import (
    Feedback,
    NotANumberError,
    judge,
    parse_number,
    right_value,
    shuffled,
)
from finlit.lessons import Content, Question
from finlit.web.shared import content, entry
from finlit.web.visit import active_assignment, browser_log, handing_in
from finlit.words.formats import as_said

Value = str | float


def draw(lesson: Content, ids: tuple[str, ...], first: int) -> None:
    """Questions of a part, numbered from `first`."""
    for number, question_id in enumerate(ids, first):
        with st.container(border=True, key=f"question-{question_id}"):
            mark = f"**{number}.** " if len(ids) > 1 else ""
            st.markdown(f"{mark}{_text(lesson, lesson.quiz[question_id].prompt)}")
            _question(lesson, lesson.quiz[question_id])


def _text(lesson: Content, text: str) -> str:
    return content.filled(lesson.slug, text)


def _question(lesson: Content, question: Question) -> None:
    key = f"{lesson.slug}.{question.id}"
    answers = _answers(lesson, question)
    waits = active_assignment.reasons_wait(lesson.slug)
    given: str | None
    with st.form(f"{key}.form", border=False):
        if question.kind == "choice":
            texts = {choice.id: _text(lesson, choice.text) for choice in question.choices}
            order = [choice.id for choice in shuffled(question, st.session_state["learner"])]
            given = st.radio(
                "Your answer",
                order,
                # What was ticked stays ticked after a reload.
                index=order.index(str(answers[-1])) if answers else None,
                format_func=texts.__getitem__,
                key=key,
                label_visibility="collapsed",
            )
        else:
            given = st.text_input(
                "Your answer", key=key, placeholder="A number", autocomplete="off"
            )
        st.form_submit_button(
            _label(waits, bool(answers)),
            key=f"{key}.check",
            on_click=_answer,
            args=(lesson, question, key),
        )
    if given and handing_in.takes_what_is_left(lesson) and _is_left(question, given, answers):
        _answer(lesson, question, key)
        st.rerun()
    entry.show_problem(key)
    if not answers:
        return
    if waits:
        _handed_in(lesson, question, answers[-1])
    else:
        _feedback(lesson, question, answers)


def _is_left(question: Question, given: str, answers: list[Value]) -> bool:
    """Whether a form holds an answer that was never taken, since its click was lost on the way."""
    if question.kind == "choice":
        return given not in answers
    try:
        return parse_number(given, question.unit) not in answers
    except NotANumberError:
        return False


def _handed_in(lesson: Content, question: Question, answer: Value) -> None:
    said = _said(lesson, question, answer)
    last = browser_log.log().answers(lesson, question)[-1]
    if active_assignment.previewed() is not None or handing_in.is_handed_in(last):
        st.info(f"Handed in: **{said}**  \nThe reasons come later.")
    else:
        st.warning(f"On its way: **{said}**  \n{handing_in.ON_ITS_WAY}")


def _label(waits: bool, again: bool) -> str:
    if waits:
        return "Hand in again" if again else "Hand in"
    return "Check again" if again else "Check"


def _answers(lesson: Content, question: Question) -> list[Value]:
    """What was answered, oldest first; a choice that the lesson no longer offers is left out."""
    said = [event.payload.get("value") for event in browser_log.log().answers(lesson, question)]
    if question.kind == "choice":
        offered = {choice.id for choice in question.choices}
        return [value for value in said if value in offered]
    return [float(value) for value in said if isinstance(value, int | float)]


def _answer(lesson: Content, question: Question, key: str) -> None:
    value = entry.taken(key, question.kind, question.unit, "Choose an answer first, then check it.")
    if value is None:
        return
    said: dict[str, object] = {"value": value}
    if active_assignment.answers_are_told(lesson.slug):
        said["shown"] = True  # given when the right one had been told
    browser_log.record("answer", lesson, question.id, said)


def _feedback(lesson: Content, question: Question, answers: list[Value]) -> None:
    last = _judged(lesson, question, answers[-1])
    why = _text(lesson, last.why)
    yours = (
        "" if question.kind == "choice" else f"You said {_said(lesson, question, answers[-1])}. "
    )
    if last.right:
        st.success(f"**That's it.** {yours}{why}")
    else:
        st.warning(f"**Not quite.** {yours}{why}")
        if active_assignment.answers_are_told(lesson.slug):
            st.markdown(f"Right is: **{_right(lesson, question)}**")
    if len(answers) > 1:
        first = _judged(lesson, question, answers[0])
        verdict = "right" if first.right else "not right yet"
        st.caption(
            f"Your first answer stays on record: {_said(lesson, question, answers[0])} ({verdict})."
        )
    if last.right and question.kind == "choice":
        with st.expander("Why the others are not it"):
            for choice in question.choices:
                if not choice.right:
                    st.markdown(f"- **{_text(lesson, choice.text)}** {_text(lesson, choice.why)}")


def _right(lesson: Content, question: Question) -> str:
    if question.kind == "choice":
        return next(_text(lesson, each.text) for each in question.choices if each.right)
    value = right_value(question, content.Facts(lesson.slug))
    return content.markdown(as_said(value, question.unit))


def _judged(lesson: Content, question: Question, answer: Value) -> Feedback:
    return judge(question, answer, content.Facts(lesson.slug))


def _said(lesson: Content, question: Question, answer: Value) -> str:
    if question.kind == "choice":
        return next(_text(lesson, each.text) for each in question.choices if each.id == answer)
    return content.markdown(as_said(float(answer), question.unit))
