"""The first page: something to move at once, where to go on, and the course as a short path."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from finlit.experiments import EXPERIMENTS
from finlit.lessons import Lesson
from finlit.lessons.screens import Screen
from finlit.web.everybody import check_page
from finlit.web.lesson import review_panel
from finlit.web.lesson.lesson_path import Path, address
from finlit.web.live_picture.element import live_picture
from finlit.web.shared import content, words
from finlit.web.visit import browser_log

# What can be moved on the first screen: one control, one picture, one surprise.
_FIRST, _KNOB = "growth", "years_long"
_START = {"monthly": 50, "rate": 0.07, "years_long": 10}


def draw(lesson_pages: Mapping[str, st.Page], rooms: Sequence[st.Page], check: st.Page) -> None:
    with st.container(key="home-head"):
        st.title("How saving and investing really behave", anchor=False)
    going = _going()
    if going is not None:
        _go_on(going, lesson_pages)
    review_panel.draw(lesson_pages)
    st.markdown("**\\$50 a month at 7%. Drag the years. When does it take off?**")
    _move()
    _ways_in(going, lesson_pages, rooms)
    _path(lesson_pages, going)
    _check(check)
    for broken in content.course().broken:
        st.warning(
            f"The lesson “{broken.name}” cannot be shown: its file has a mistake. "
            "`python -m finlit check` tells its author where."
        )
    _about()


@st.fragment
def _move() -> None:
    experiment = EXPERIMENTS[_FIRST]
    live_picture(experiment, experiment.complete(_START), key="home.first", show=(_KNOB,))


def _going() -> Lesson | None:
    """The lesson that is begun and not done, the one worked on last."""
    log = browser_log.log()
    lessons = {lesson.slug: lesson for lesson in content.course().lessons}
    for event in reversed(list(log)):
        lesson = lessons.get(event.content.partition("/")[0])
        if lesson is not None and log.share_done(lesson, core=True) < 1:
            return lesson
    return None


def _go_on(lesson: Lesson, pages: Mapping[str, st.Page]) -> None:
    path = Path(lesson)
    screen = path.resume()
    if screen is None:
        return
    number = path.main.index(screen) + 1
    if st.button(
        f"Go on: {lesson.title}, screen {number} of {len(path.main)}",
        type="primary",
        key="go-on",
        width="stretch",
    ):
        _open(pages[lesson.slug], screen)


def _open(page: st.Page, screen: Screen) -> None:
    st.switch_page(page, query_params=address(screen))


def _ways_in(going: Lesson | None, pages: Mapping[str, st.Page], rooms: Sequence[st.Page]) -> None:
    """What to do next: the first lesson, the game, a claim."""
    following = _following()
    by_path = {page.url_path: page for page in rooms}
    with st.container(horizontal=True, key="ways-in"):
        if going is None and following is not None:
            begun = "Next lesson" if len(browser_log.log()) else "Start"
            if st.button(f"{begun}: {following.title}", type="primary", key="start-next"):
                st.switch_page(pages[following.slug])
        if st.button("Play the blind dip", key="open-blind-dip"):
            st.switch_page(by_path["blind-dip"])
        if st.button("Vote on a claim", key="open-the-argument"):
            st.switch_page(by_path["the-argument"])


def _following() -> Lesson | None:
    """The lesson that comes next on the path: the first that is not done to its end."""
    log = browser_log.log()
    return next(
        (each for each in content.course().lessons if log.share_done(each, core=True) < 1), None
    )


def _path(pages: Mapping[str, st.Page], going: Lesson | None) -> None:
    """The stages, each with its lessons in a row."""
    following = going or _following()
    for number, (stage, lessons) in enumerate(content.course().path, 1):
        with st.container(key=f"stage-{number}"):
            if stage is None:
                st.subheader("More lessons", anchor=False)
            else:
                st.subheader(f"{number}. {stage.title}", anchor=False)
                st.caption(f"Grades {stage.grades}")
            for lesson in lessons:
                _lesson(lesson, pages[lesson.slug], now=lesson is following)


def _lesson(lesson: Lesson, page: st.Page, *, now: bool) -> None:
    log = browser_log.log()
    share = log.share_done(lesson, core=True)
    mark = "✓" if share == 1 else "→" if now else "·"
    about = f"{share:.0%} done" if share else f"{lesson.core_minutes} minutes"
    with st.container(key=f"row-{lesson.slug}"):
        if st.button(
            f"{mark} **{lesson.title}** {about}", type="tertiary", key=f"start-{lesson.slug}"
        ):
            screen = Path(lesson).resume()
            st.switch_page(page, query_params=address(screen) if screen and share else None)


def _check(page: st.Page) -> None:
    """The five questions, before and after: what changed."""
    checks = content.course().checks
    if not checks:
        return
    before, after = (check_page.is_taken(each) for each in checks)
    label = (
        "Before and after: see what changed"
        if before and after
        else "To the second five questions"
        if before
        else "Five questions before you start: see later what changed"
    )
    if st.button(label, key="open-check"):
        st.switch_page(page)


def _about() -> None:
    with st.expander("With others, and how a lesson works"):
        st.markdown(
            "- **At home.** Each lesson has a switch for two players at one screen, and three "
            "questions to talk about.\n"
            "- **In class.** A teacher [makes a class](class) in a minute; pupils [join](join) "
            "with its code. Nobody types a name.\n"
            "- **A lesson.** A claim, your guess, a picture to move, what all of history shows, "
            "and a few questions. A week and a month later the same ideas come back here, on new "
            "data, for a few minutes."
        )
    st.caption(
        "No account, no name, no tracking. What you answer stays in this browser, unless you join "
        "a class: see [Privacy](privacy). " + words.NOT_ADVICE
    )
