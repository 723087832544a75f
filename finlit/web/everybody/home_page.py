"""The first page: what this is, the course as a path with its claims, and what else there is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from finlit.lessons import Claim, Lesson, Stage
from finlit.web.everybody import check_page
from finlit.web.lesson import review_panel, vote_panel
from finlit.web.shared import content, words
from finlit.web.shared.covers import cover
from finlit.web.visit import browser_log

_ROOMS = {
    "the-argument": "What people claim about money, each claim put to the test. Vote before and "
    "after, and see how the answer turns with the words.",
    "blind-dip": "A game. Ten real companies that fell, without their names. How sure are you "
    "that they come back?",
    "your-data": "A stock you have heard of, or a file of your own: run the experiments on it.",
}


def draw(lesson_pages: Mapping[str, st.Page], rooms: Sequence[st.Page], check: st.Page) -> None:
    st.title("How saving and investing really behave")
    st.markdown(
        "Everyone has advice about money. Here you put it to the test. "
        "**Guess first. Then try it on more than 150 years of real history**, "
        "the failed companies included, and see what held up."
    )
    review_panel.draw(lesson_pages)
    following = _following()
    _check(check, before=True)
    for number, (stage, lessons) in enumerate(content.course().path, 1):
        _heading(number, stage)
        with st.grid(3, min_column_width=220):
            for lesson in lessons:
                _lesson(lesson, lesson_pages[lesson.slug], lesson is following)
    _check(check, before=False)
    for broken in content.course().broken:
        st.warning(
            f"The lesson “{broken.name}” cannot be shown: its file has a mistake. "
            "`python -m finlit check` tells its author where."
        )
    st.header("More to try")
    with st.grid(3, min_column_width=220):
        for page in rooms:
            _room(page)
    st.header("With others")
    st.markdown(
        "- **At home.** Each lesson has a switch for two players at one screen, and three "
        "questions to talk about.\n"
        "- **In class.** A teacher [makes a class](class) in a minute; pupils [join](join) with "
        "its code. Nobody types a name."
    )
    st.header("How a lesson works")
    st.markdown(
        "1. **The claim.** What people say, both sides.\n"
        "2. **Predict.** You commit to a guess before you see anything.\n"
        "3. **Try.** Turn the knobs on real data.\n"
        "4. **See.** All of history, not one lucky path, and what the picture leaves out.\n"
        "5. **Check and talk.** A few questions, and three to take to the kitchen table.\n\n"
        "A week and a month later the same ideas come back here, on new data, for a few minutes."
    )
    st.markdown(
        "No account, no name, no tracking. What you answer stays in this browser, unless you join "
        "class: see [Privacy](privacy). " + words.NOT_ADVICE
    )


def _following() -> Lesson | None:
    """The lesson that comes next on the path: the first that is not done to its end."""
    log = browser_log.log()
    return next(
        (each for each in content.course().lessons if log.share_done(each, core=True) < 1), None
    )


def _check(page: st.Page, *, before: bool) -> None:
    """The five questions at the head of the path until they are answered, then at its end."""
    checks = content.course().checks
    if not checks or check_page.is_taken(checks[0]) is before:
        return
    taken = check_page.is_taken(checks[1])
    with st.container(border=True, key="check"):
        if before:
            st.markdown(
                "**Before you start: five questions, three minutes.** Five others come at the end, "
                "so you can see what changed."
            )
            label = "Answer five questions first"
        elif taken:
            st.markdown("**Before and after.** You answered both times. See what changed.")
            label = "See before and after"
        else:
            st.markdown("**At the end: five more questions.** They show what changed.")
            label = "To the second five"
        if st.button(label, key="open-check"):
            st.switch_page(page)


def _heading(number: int, stage: Stage | None) -> None:
    if stage is None:
        if number > 1:
            st.header("More lessons")
        return
    st.header(f"{number}. {stage.title}")
    st.caption(f"{stage.about} Grades {stage.grades}.")


def _room(page: st.Page) -> None:
    with st.container(border=True, key=f"room-{page.url_path}", height="stretch"):
        st.subheader(page.title)
        st.markdown(_ROOMS[page.url_path])
        if st.button(f"Open {page.title}", key=f"open-{page.url_path}", width="stretch"):
            st.switch_page(page)


def _lesson(lesson: Lesson, page: st.Page, following: bool) -> None:
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
        st.markdown(content.filled(lesson.slug, lesson.question))
        st.caption(f"{core} minutes, or {everything} with the extras. Grades {lesson.grades}.")
        if done:
            st.progress(log.share_done(lesson), text=f"{done} of {len(lesson.parts)} parts done")
        if st.button(
            f"Go on with {lesson.title}" if going else f"Start {lesson.title}",
            type="primary" if following else "secondary",
            key=f"start-{lesson.slug}",
            width="stretch",
        ):
            st.switch_page(page, query_params={"part": resume.id} if going else None)
        _claims(content.course().claims_of(lesson))


def _claims(claims: Sequence[Claim]) -> None:
    """The claims along the way: what people say about it, to vote on before and after."""
    if claims:
        links = (
            f"[{claim.title}](the-argument?claim={claim.id})"
            f"{' ✓' if vote_panel.both(claim)[1] else ''}"
            for claim in claims
        )
        st.caption("Claims along the way: " + " · ".join(links))
