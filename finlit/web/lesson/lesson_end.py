"""The end of a core path: the guesses in a picture, what was right, and what comes next."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from finlit.learning.quiz import judge
from finlit.lessons import Claim, Lesson, Predict, Question, Talk
from finlit.lessons.screens import screens
from finlit.web.lesson import blocks, prediction, reveal, vote_panel
from finlit.web.lesson.lesson_path import Path, open_screen
from finlit.web.shared import content, words
from finlit.web.visit import active_assignment, at_home, browser_log, membership

# The lesson whose idea the game plays.
_GAME, _GAME_LESSON = "blind-dip", "buying-the-dip"


def draw(path: Path[Lesson], pages: Mapping[str, st.Page]) -> None:
    lesson = path.lesson
    left = path.resume() or path.unanswered()
    st.header("What you found" if left is None else "Not at the end yet")
    if left is not None:
        st.markdown(_open(path))
        st.button(
            "Go on where you were",
            type="primary",
            key="go-on",
            on_click=open_screen,
            args=(left,),
        )
    _guesses(lesson)
    _answers(lesson)
    # Key points give answers away, so they wait as long as these do.
    waits = active_assignment.reasons_wait(lesson.slug)
    if not waits:
        with st.container(border=True, key="take-along"):
            st.markdown(f"**To take along:** {content.filled(lesson.slug, lesson.key_points[0])}")
    if left is None:
        st.success("You have finished this lesson.")
    _onward(path, pages)
    _extras(path)
    if len(lesson.key_points) > 1 and not waits:
        with st.expander("All key points"):
            points = (content.filled(lesson.slug, point) for point in lesson.key_points)
            st.markdown("\n".join(f"- {point}" for point in points))
    with st.expander("Sources"):
        for source in lesson.sources.values():
            year = f" ({source.year})" if source.year else ""
            st.markdown(f"- {source.publisher}{year}: [{source.title}]({source.url})")


def _open(path: Path) -> str:
    """What is still to be done, counted."""
    parts, questions = path.open_parts(), path.open_questions() if path.assigned else []
    told = [words.count(len(parts), "part")] if parts else []
    told += [words.count(len(questions), "question")] if questions else []
    verb = "is" if len(parts) + len(questions) == 1 else "are"
    return f"{' and '.join(told)} {verb} still open."


def _guesses(lesson: Lesson) -> None:
    """Each guess beside what came out, on one scale each."""
    made = [
        (block, said)
        for part in lesson.parts
        for block in part.blocks
        if isinstance(block, Predict)
        and prediction.is_settled(lesson, block)
        and (said := prediction.both(lesson, block))
    ]
    if not made:
        return
    near = sum(reveal.is_near(lesson, block, said[0]) for block, said in made)
    who = at_home.PLAYERS[0] if any(len(said) == 2 for _, said in made) else "You"
    st.subheader("What you predicted")
    st.markdown(f"{who} came close in **{near} of {len(made)}**.")
    with st.container(key="guesses"):
        for block, said in made:
            st.markdown(content.filled(lesson.slug, block.prompt))
            st.html(reveal.picture(lesson, block, said))


def _answers(lesson: Lesson) -> None:
    """How many questions were answered rightly at the first try."""
    if active_assignment.reasons_wait(lesson.slug):
        return
    first = [right for q in lesson.quiz.values() if (right := _first(lesson, q)) is not None]
    if first:
        st.markdown(
            f"Of {words.count(len(first), 'question')} that you answered, "
            f"**{sum(first) or 'none'}** right at the first try."
        )


def _first(lesson: Lesson, question: Question) -> bool | None:
    """Whether the first answer was right; None where there is none, or none that still counts."""
    event = next(iter(browser_log.log().answers(lesson, question)), None)
    value = event.payload.get("value") if event else None
    if question.kind == "choice":
        chosen = next((each for each in question.choices if each.id == value), None)
        return None if chosen is None else chosen.right
    if not isinstance(value, int | float):
        return None
    return judge(question, float(value), content.Facts(lesson.slug)).right


def _onward(path: Path[Lesson], pages: Mapping[str, st.Page]) -> None:
    """Three ways on: the next lesson, what goes with this one, and somebody to tell."""
    lesson = path.lesson
    if membership.current() is not None:
        st.page_link(pages["join"], label="My class shows what else there is")
        return
    following, claim = _next(lesson), _claim(lesson)
    with st.container(horizontal=True, key="ways-on"):
        if following is not None and st.button(
            f"Next lesson: {following.title}", type="primary", key="next-lesson"
        ):
            st.switch_page(pages[following.slug])
        if lesson.slug == _GAME_LESSON:
            if st.button("Play the blind dip", key="to-game"):
                st.switch_page(pages[_GAME])
        elif claim is not None and st.button(f"Vote on a claim: {claim.title}", key="to-claim"):
            st.switch_page(pages["the-argument"], query_params={"claim": claim.id})
        with st.popover("Tell somebody", key="tell"):
            _tell(lesson)


def _tell(lesson: Lesson) -> None:
    address = (st.context.url or "").split("?")[0]
    st.markdown("Send them this lesson, and see who guesses better. It asks for no account.")
    st.code(address, language=None, wrap_lines=True)
    if lesson.of_kind(Talk):
        blocks.talk(lesson)


def _next(lesson: Lesson) -> Lesson | None:
    """The next lesson of the course that is not done yet, else the next one."""
    lessons = content.course().lessons
    slugs = [each.slug for each in lessons]
    place = slugs.index(lesson.slug) + 1
    others = [*lessons[place:], *lessons[: place - 1]]
    log = browser_log.log()
    open_ = (each for each in others if log.share_done(each, core=True) < 1)
    return next(open_, others[0] if others else None)


def _claim(lesson: Lesson) -> Claim | None:
    """A claim that goes with a lesson: the first that is not voted on twice."""
    claims = content.course().claims_of(lesson)
    left = (claim for claim in claims if not vote_panel.both(claim)[1])
    return next(left, claims[0] if claims else None)


def _extras(path: Path[Lesson]) -> None:
    if not path.extras:
        return
    st.subheader("Extras, if you like")
    for part in path.extras:
        done = " ✓" if browser_log.log().is_done(path.lesson, part) else ""
        st.button(
            f"{part.title}, {words.count(part.minutes, 'minute')}{done}",
            key=f"extra-{path.lesson.slug}-{part.id}",
            on_click=open_screen,
            args=(screens(part)[0],),
        )
