"""A prediction: committed before anything is shown, and kept beside the result from then on."""

from __future__ import annotations

import streamlit as st

from finlit.lessons import Content, Predict
from finlit.web.shared import content, entry
from finlit.web.visit import active_assignment, at_home, browser_log, handing_in, pupil_strip
from finlit.words.formats import as_said, write


def committed(lesson: Content, block: Predict) -> float | str | None:
    """What the learner first said, or None."""
    event = browser_log.log().prediction(lesson, block)
    return None if event is None else _usable(block, event.payload.get("value"))


def second(lesson: Content, block: Predict) -> float | str | None:
    """What the second player said at the same screen, or None where one played alone."""
    event = browser_log.log().prediction(lesson, block)
    return None if event is None else _usable(block, event.payload.get("second"))


def _usable(block: Predict, value: object) -> float | str | None:
    if block.kind == "choice":
        return value if isinstance(value, str) and value in block.options else None
    return float(value) if isinstance(value, int | float) else None


def is_settled(lesson: Content, block: Predict) -> bool:
    """Whether it is committed, and no class waits before what came out."""
    return committed(lesson, block) is not None and not active_assignment.held(lesson, block)


def draw(lesson: Content, block: Predict) -> bool:
    """The question, or what was said beside what came out. True once that is shown."""
    said = committed(lesson, block)
    with st.container(border=True, key=f"predict-{block.id}"):
        st.markdown(f"**Predict.** {content.filled(lesson.slug, block.prompt)}")
        if said is None:
            _ask(lesson, block)
            return False
        if active_assignment.held(lesson, block):
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
    if not at_home.is_on():
        _form(lesson, block, key, "Your prediction")
        st.caption("A guess is fine. Nobody grades it, and a wrong guess teaches the most.")
        return
    first, other = at_home.PLAYERS
    if _first_said(key) is None:
        _form(lesson, block, key, f"{first}: your prediction")
        st.caption("Then the other one guesses. What came out is shown when both are locked.")
    else:
        st.markdown(f"**{first}:** locked. Now the other one, without a look at the first guess.")
        _form(lesson, block, f"{key}.second", f"{other}: your prediction")


def _first_said(key: str) -> float | str | None:
    said: float | str | None = st.session_state.get(f"{key}.first")
    return said


def _form(lesson: Content, block: Predict, key: str, label: str) -> None:
    given: str | None
    with st.form(f"{key}.form", border=False):
        if block.kind == "choice":
            given = st.radio(
                label,
                list(block.options),
                index=None,
                format_func=block.options.__getitem__,
                key=key,
            )
        else:
            given = st.text_input(
                label, key=key, placeholder=_HINTS.get(block.unit, "A number"), autocomplete="off"
            )
        st.form_submit_button(
            "Lock in my prediction",
            type="primary",
            key=f"{key}.lock",
            on_click=_commit,
            args=(lesson, block, key),
        )
    if given and not entry.has_problem(key) and handing_in.takes_what_is_left(lesson):
        _commit(lesson, block, key)
        st.rerun()
    entry.show_problem(key)


def _commit(lesson: Content, block: Predict, key: str) -> None:
    value = entry.taken(key, block.kind, block.unit, "Make a guess first, then lock it in.")
    if value is None:
        return
    if isinstance(value, float) and not block.low <= value <= block.high:
        low, high = (write(limit, block.unit) for limit in (block.low, block.high))
        entry.refuse(key, content.markdown(f"Choose a number from {low} to {high}."))
        return
    said: dict[str, object] = {"value": value}
    if at_home.is_on():
        first = _first_said(key.removesuffix(".second"))
        if first is None:
            st.session_state[f"{key}.first"] = value
            browser_log.focus_on(f"predict-{block.id}")
            return
        said = {"value": first, "second": value}
    browser_log.record("predict", lesson, block.id, said)
    browser_log.focus_on(f"beside-{block.id}")


def words(lesson: Content, block: Predict, said: float | str) -> tuple[str, str]:
    """What was said and what history says, as Markdown."""
    if block.kind == "choice":
        return block.options[str(said)], block.options[block.answer]
    history = content.filled(lesson.slug, f"{{fact:{block.answer}}}")
    return content.markdown(as_said(float(said), block.unit)), history


def said_in_words(lesson: Content, block: Predict, said: float | str) -> str:
    """What was said, of both where two have played: "**$50,000** and **$70,000**"."""
    other = second(lesson, block)
    both = [said] if other is None else [said, other]
    return " and ".join(f"**{words(lesson, block, each)[0]}**" for each in both)


def _beside(lesson: Content, block: Predict, said: float | str) -> None:
    yours, history = words(lesson, block, said)
    other = second(lesson, block)
    with st.container(horizontal=True, key=f"beside-{block.id}"):
        if other is None:
            st.markdown(f"You said  \n**{yours}**")
        else:
            for player, value in zip(at_home.PLAYERS, (said, other), strict=True):
                st.markdown(f"{player}  \n**{words(lesson, block, value)[0]}**")
        st.markdown(f"What came out  \n**{history}**")
    if block.reveal:
        st.markdown(content.filled(lesson.slug, block.reveal))
