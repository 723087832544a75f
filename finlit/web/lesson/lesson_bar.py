"""The bar at the foot of every screen of a lesson: Back, and Next in the same place."""

from __future__ import annotations

import streamlit as st

from finlit.lessons import Lesson, Part
from finlit.lessons.screens import Screen
from finlit.web.lesson.lesson_path import Path, open_screen
from finlit.web.visit import browser_log


def draw(
    path: Path[Lesson], screen: Screen, *, complete: bool, first: Screen | None = None
) -> None:
    """Back and Next for a screen; for a row of screens shown at once, from `first` to `screen`."""
    before = path.before(first or screen)
    with st.bottom, st.container(horizontal=True, key="onward", horizontal_alignment="right"):
        st.button("Back", key="back", on_click=open_screen, args=(before,), disabled=before is None)
        if complete:
            label, then = _onward(path, screen)
            st.button(
                label,
                type="primary",
                key="next",
                on_click=_go_on,
                args=(path, screen, then, path.after(screen)),
            )
        else:
            st.button("Next", key="not-yet", disabled=True, help="Make your guess first.")


def _onward(path: Path[Lesson], screen: Screen) -> tuple[str, Part | None]:
    """What Next says, and the part that it finishes."""
    after = path.after(screen)
    finishes = after is None or after.part.id != screen.part.id
    part = screen.part if finishes else None
    if after is not None:
        return "Next", part
    if screen.part.back:
        return "I'm done", part
    return ("See what you found", part) if path.is_main(screen.part) else ("Done", part)


def _go_on(path: Path[Lesson], screen: Screen, done: Part | None, after: Screen | None) -> None:
    if done is not None and not browser_log.log().is_done(path.lesson, done):
        browser_log.record("done", path.lesson, done.id, {})
    open_screen(after)
