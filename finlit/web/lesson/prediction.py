"""A prediction: committed before anything is shown, and kept beside the result from then on."""

from __future__ import annotations

import streamlit as st

from finlit.lessons import Content, Predict
from finlit.web.lesson import reveal
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


def both(lesson: Content, block: Predict) -> tuple[float | str, ...]:
    """What was said at this screen: by nobody, by one, or by two players."""
    said = (committed(lesson, block), second(lesson, block))
    return tuple(each for each in said if each is not None)


def _tally(lesson: Content) -> tuple[int, int]:
    """How often each of two players was closer, over all guesses of a lesson."""
    pairs = ((block, both(lesson, block)) for block in lesson.of_kind(Predict))
    won = [reveal.winner(lesson, block, pair) for block, pair in pairs if len(pair) == 2]
    return won.count(0), won.count(1)


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
        pair = both(lesson, block)
        reveal.draw(lesson, block, pair, _tally(lesson) if len(pair) == 2 else (0, 0))
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


def _is_read_otherwise(key: str, block: Predict, value: float) -> bool:
    """Whether a number is read otherwise than it was typed, and that was not said yet: "1,5" may be
    one and a half or a slip for fifteen, and "100k" is worth a second look."""
    typed = str(st.session_state.get(key) or "")
    read = as_said(value, block.unit)
    same = _digits(typed) == _digits(read)
    if same or st.session_state.get(f"{key}.read") == typed:
        return False
    st.session_state[f"{key}.read"] = typed
    entry.refuse(
        key, content.markdown(f"That reads as **{read}**. If that is right, lock it in once more.")
    )
    return True


def _digits(text: str) -> str:
    return "".join(each for each in text if each.isdigit())


def _commit(lesson: Content, block: Predict, key: str) -> None:
    value = entry.taken(key, block.kind, block.unit, "Make a guess first, then lock it in.")
    if value is None:
        return
    if isinstance(value, float) and not block.low <= value <= block.high:
        low, high = (write(limit, block.unit) for limit in (block.low, block.high))
        entry.refuse(key, content.markdown(f"Choose a number from {low} to {high}."))
        return
    if isinstance(value, float) and _is_read_otherwise(key, block, value):
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
