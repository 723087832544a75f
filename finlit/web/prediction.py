"""A prediction: committed before anything is shown, and kept beside the result from then on."""

from __future__ import annotations

import streamlit as st

from finlit.formats import as_said, write
from finlit.lessons import Content, Predict
from finlit.web import browser_log, content, entry, in_force, pupil_strip


def committed(lesson: Content, block: Predict) -> float | str | None:
    """What the learner first said, or None."""
    event = browser_log.log().prediction(lesson, block)
    if event is None:
        return None
    value = event.payload.get("value")
    if block.kind == "choice":
        return value if isinstance(value, str) and value in block.options else None
    return float(value) if isinstance(value, int | float) else None


def is_settled(lesson: Content, block: Predict) -> bool:
    """Whether it is committed, and no class waits before what came out."""
    return committed(lesson, block) is not None and not in_force.held(lesson, block)


def draw(lesson: Content, block: Predict) -> bool:
    """The question, or what was said beside what came out. True once that is shown."""
    said = committed(lesson, block)
    with st.container(border=True, key=f"predict-{block.id}"):
        st.markdown(f"**Predict.** {content.filled(lesson.slug, block.prompt)}")
        if said is None:
            _ask(lesson, block)
            return False
        if in_force.held(lesson, block):
            pupil_strip.waiting(lesson, block, words(lesson, block, said)[0])
            return False
        _beside(lesson, block, said)
        return True


_HINTS = {
    "money": "An amount, like $50,000",
    "percent": "A percentage, like 25%",
    "years": "A number of years",
}


def _ask(lesson: Content, block: Predict) -> None:
    key = f"{lesson.slug}.{block.id}.guess"
    label = "Your prediction"
    with st.form(f"{key}.form", border=False):
        if block.kind == "choice":
            st.radio(
                label,
                list(block.options),
                index=None,
                format_func=block.options.__getitem__,
                key=key,
            )
        else:
            st.text_input(
                label, key=key, placeholder=_HINTS.get(block.unit, "A number"), autocomplete="off"
            )
        st.form_submit_button(
            "Lock in my prediction",
            type="primary",
            key=f"{key}.lock",
            on_click=_commit,
            args=(lesson, block, key),
        )
    entry.show_problem(key)
    st.caption("A guess is fine. Nobody grades it, and a wrong guess teaches the most.")


def _commit(lesson: Content, block: Predict, key: str) -> None:
    value = entry.taken(key, block.kind, block.unit, "Make a guess first, then lock it in.")
    if value is None:
        return
    if isinstance(value, float) and not block.low <= value <= block.high:
        low, high = (write(limit, block.unit) for limit in (block.low, block.high))
        entry.refuse(key, content.markdown(f"Choose a number from {low} to {high}."))
        return
    browser_log.record("predict", lesson, block.id, {"value": value})
    browser_log.focus_on(f"beside-{block.id}")


def words(lesson: Content, block: Predict, said: float | str) -> tuple[str, str]:
    """What was said and what history says, as Markdown."""
    if block.kind == "choice":
        return block.options[str(said)], block.options[block.answer]
    history = content.filled(lesson.slug, f"{{fact:{block.answer}}}")
    return content.markdown(as_said(float(said), block.unit)), history


def _beside(lesson: Content, block: Predict, said: float | str) -> None:
    yours, history = words(lesson, block, said)
    with st.container(horizontal=True, key=f"beside-{block.id}"):
        st.markdown(f"You said  \n**{yours}**")
        st.markdown(f"What came out  \n**{history}**")
    if block.reveal:
        st.markdown(content.filled(lesson.slug, block.reveal))
