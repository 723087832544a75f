"""The first page: what this is, the lessons, and what else there is to try."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from finlit.lessons import Lesson
from finlit.web import browser_log, content, words
from finlit.web.covers import cover

_ROOMS = {
    "the-argument": "What people claim about money, each claim put to the test. Vote before and "
    "after, and see how the answer turns with the words.",
    "blind-dip": "A game. Ten real companies that fell, without their names. How sure are you "
    "that they come back?",
    "your-data": "A stock you have heard of, or a file of your own: run the experiments on it.",
}


def draw(lesson_pages: Mapping[str, st.Page], rooms: Sequence[st.Page]) -> None:
    st.title("How saving and investing really behave")
    st.markdown(
        "Everyone has advice about money. Here you put it to the test. "
        "**Guess first. Then try it on more than 150 years of real history**, "
        "the failed companies included, and see what held up."
    )
    with st.grid(3, min_column_width=220):
        for lesson in content.course().lessons:
            _lesson(lesson, lesson_pages[lesson.slug])
    for broken in content.course().broken:
        st.warning(
            f"The lesson “{broken.name}” cannot be shown: its file has a mistake. "
            "`python -m finlit check` tells its author where."
        )
    st.header("More to try")
    with st.grid(3, min_column_width=220):
        for page in rooms:
            _room(page)
    st.header("How a lesson works")
    st.markdown(
        "1. **The claim.** What people say, both sides.\n"
        "2. **Predict.** You commit to a guess before you see anything.\n"
        "3. **Try.** Turn the knobs on real data.\n"
        "4. **See.** All of history, not one lucky path, and what the picture leaves out.\n"
        "5. **Check and talk.** A few questions, and three to take to the kitchen table."
    )
    st.markdown(
        "No account, no name, no tracking. What you answer stays in this browser. "
        + words.NOT_ADVICE
    )


def _room(page: st.Page) -> None:
    with st.container(border=True, key=f"room-{page.url_path}", height="stretch"):
        st.subheader(page.title)
        st.markdown(_ROOMS[page.url_path])
        if st.button(f"Open {page.title}", key=f"open-{page.url_path}", width="stretch"):
            st.switch_page(page)


def _lesson(lesson: Lesson, page: st.Page) -> None:
    log = browser_log.log()
    done = sum(log.is_done(lesson, part) for part in lesson.parts)
    core, everything = lesson.core_minutes, lesson.all_minutes
    going = 0 < done < len(lesson.parts)
    resume = next((part for part in lesson.parts if not log.is_done(lesson, part)), lesson.parts[0])
    with st.container(border=True, key=f"card-{lesson.slug}", height="stretch"):
        picture = cover(lesson.slug)
        if picture:
            drawing, caption = picture
            st.image(drawing, width="stretch", alt=caption)
            st.caption(caption)
        st.subheader(lesson.title)
        st.markdown(content.markdown(lesson.question))
        st.caption(f"{core} minutes, or {everything} with the extras. Grades {lesson.grades}.")
        if done:
            st.progress(log.share_done(lesson), text=f"{done} of {len(lesson.parts)} parts done")
        if st.button(
            f"Go on with {lesson.title}" if going else f"Start {lesson.title}",
            type="primary",
            key=f"start-{lesson.slug}",
            width="stretch",
        ):
            st.switch_page(page, query_params={"part": resume.id} if going else None)
