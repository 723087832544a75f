"""What a learner has done, to look at and to print: lessons, guesses beside outcomes, claims."""

from __future__ import annotations

import streamlit as st

from finlit.learning.progress import Log
from finlit.lessons import Claim, Lesson, Predict
from finlit.web.lesson import prediction, reveal, vote_panel
from finlit.web.shared import content, words
from finlit.web.visit import browser_log


def draw() -> None:
    """One block a lesson, the claims voted on twice, and how often guesses were close."""
    log = browser_log.log()
    lessons = [lesson for lesson in content.course().lessons if _begun(log, lesson)]
    claims = [claim for claim in content.course().claims if vote_panel.both(claim)[0]]
    if not lessons and not claims:
        return
    _sum(lessons, claims)
    for lesson in lessons:
        _lesson(log, lesson)
    if claims:
        st.subheader("Claims", anchor=False)
        st.markdown("\n".join(f"- {_claim(claim)}" for claim in claims))
    st.caption("To show it to somebody: print this page from your browser, or save it as a PDF.")


def _begun(log: Log, lesson: Lesson) -> bool:
    return log.share_done(lesson) > 0 or bool(_guesses(lesson))


def _guesses(lesson: Lesson) -> list[tuple[Predict, tuple[float | str, ...]]]:
    """The guesses that were made and shown, with what was said."""
    return [
        (block, said)
        for block in lesson.of_kind(Predict)
        if prediction.is_settled(lesson, block) and (said := prediction.both(lesson, block))
    ]


def _sum(lessons: list[Lesson], claims: list[Claim]) -> None:
    log = browser_log.log()
    done = sum(log.share_done(lesson, core=True) == 1 for lesson in lessons)
    made = [(lesson, block, said[0]) for lesson in lessons for block, said in _guesses(lesson)]
    near = sum(reveal.is_near(*each) for each in made)
    with st.container(horizontal=True, key="beside-work"):
        st.markdown(f"Lessons done  \n**{done}**")
        st.markdown(f"Guesses that were close  \n**{near} of {len(made)}**")
        st.markdown(f"Claims voted on  \n**{len(claims)}**")


def _lesson(log: Log, lesson: Lesson) -> None:
    share = log.share_done(lesson, core=True)
    state = "done" if share == 1 else f"{share:.0%} done"
    guesses = _guesses(lesson)
    told = words.count(len(guesses), "guess", "guesses")
    with st.expander(f"**{lesson.title}**: {state}, {told}", expanded=True):
        for block, said in guesses:
            st.markdown(content.filled(lesson.slug, block.prompt))
            st.html(reveal.picture(lesson, block, said))


def _claim(claim: Claim) -> str:
    before, after = (vote_panel.VOTES.get(each or "", "") for each in vote_panel.both(claim))
    moved = "" if not after else f", then {after.lower()}" if after != before else ", and again"
    return f"**{claim.title}**: {before.lower()}{moved}"
