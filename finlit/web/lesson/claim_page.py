"""One claim: vote, guess, the evidence one picture at a time, and a second vote within reach."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from finlit.lessons import Claim, ExperimentBlock, Forecast, Vote
from finlit.lessons.screens import Screen
from finlit.web.lesson import blocks, lesson_menu, vote_panel
from finlit.web.lesson.lesson_path import Path, open_screen
from finlit.web.shared import content
from finlit.web.visit import active_assignment, pupil_strip, teachers_view


def draw(claim: Claim, lesson_pages: Mapping[str, st.Page]) -> None:
    claim, assignment = active_assignment.taken_up(claim)
    teacher = st.query_params.get("view") == "teacher" and teachers_view.may_be_teacher()
    path = Path(claim, assigned=assignment is not None)
    screen = path.asked(st.query_params.to_dict())[0] or path.main[-1]
    _head(claim)
    pupil_strip.assignment(assignment, asks=bool(claim.quiz))
    if teacher:
        st.info("Teacher's view: nothing is locked.")
        for part in claim.parts:
            _heading(claim, path.main[0], part.title)
            blocks.draw(claim, part.blocks, everything_open=True)
        _behind(claim, lesson_pages)
        return
    st.html(lesson_menu.line(path, screen))
    _heading(claim, screen, screen.part.title)
    missing = path.missing(screen)
    if missing is not None:
        st.markdown("The evidence opens when you have voted and guessed.")
        st.button("Go there", type="primary", on_click=open_screen, args=(missing,))
        return
    complete = blocks.draw(claim, screen.blocks, everything_open=False)
    if screen is path.main[-1] or path.after(screen) is None:
        _behind(claim, lesson_pages)
    _bar(claim, path, screen, complete=complete)


def _head(claim: Claim) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="lesson-head"):
        st.title(claim.title, anchor=False)
        st.button("All claims", key="all-claims", type="tertiary", on_click=open_claim, args=("",))


def open_claim(id_: str) -> None:
    """Go to a claim, or to all of them."""
    st.query_params.from_dict({"claim": id_} if id_ else {})


def _heading(claim: Claim, screen: Screen, title: str) -> None:
    if screen.part is claim.parts[0] and title == screen.part.title:
        st.markdown(f"#### {content.filled(claim.slug, claim.statement)}")
    st.header(title)
    if screen.part is claim.parts[0] and screen.number == 1 and title == screen.part.title:
        with st.container(key="who"):
            st.markdown(f"**Who says so.** {content.filled(claim.slug, claim.said_by)}")
            st.markdown(f"**Who doubts it.** {content.filled(claim.slug, claim.doubted_by)}")


def _bar(claim: Claim, path: Path[Claim], screen: Screen, *, complete: bool) -> None:
    """Back and Next; once the first picture was seen, the second vote is one step away."""
    before, after = path.before(screen), path.after(screen)
    again = next((each for each in path.main if _votes_again(each)), None)
    with st.bottom, st.container(horizontal=True, key="onward", horizontal_alignment="right"):
        st.button("Back", key="back", on_click=open_screen, args=(before,), disabled=before is None)
        if _shows_evidence(path, screen) and again not in (None, screen, after):
            st.button("Vote again", key="vote-now", on_click=open_screen, args=(again,))
        if after is not None:
            st.button(
                "Next",
                type="primary" if complete else "secondary",
                key="next" if complete else "not-yet",
                disabled=not complete,
                on_click=open_screen,
                args=(after,),
            )
        elif (other := next_claim(claim)) is not None:
            st.button(
                "Next claim",
                type="primary" if complete else "secondary",
                key="next",
                on_click=open_claim,
                args=(other.id,),
            )


def _votes_again(screen: Screen) -> bool:
    return any(isinstance(block, Vote) and block.again for block in screen.blocks)


def _shows_evidence(path: Path[Claim], screen: Screen) -> bool:
    """Whether a picture stands here or was to be seen before."""
    seen = path.main[: path.main.index(screen) + 1]
    return any(
        isinstance(block, ExperimentBlock | Forecast) for each in seen for block in each.blocks
    )


def _behind(claim: Claim, lesson_pages: Mapping[str, st.Page]) -> None:
    lesson, page = content.lesson(claim.lesson), lesson_pages[claim.lesson]
    st.subheader("The lesson behind it", anchor=False)
    st.markdown(f"**{lesson.title}.** {content.filled(lesson.slug, lesson.question)}")
    part = {"part": claim.lesson_part} if claim.lesson_part else None
    if st.button(f"Open {lesson.title}", key="lesson-behind"):
        st.switch_page(page, query_params=part)
    with st.expander("Sources"):
        for source in claim.sources.values():
            year = f" ({source.year})" if source.year else ""
            st.markdown(f"- {source.publisher}{year}: [{source.title}]({source.url})")


def next_claim(claim: Claim) -> Claim | None:
    """The next claim in the list that is not voted on twice, or simply the next one."""
    claims = content.course().claims
    place = [each.id for each in claims].index(claim.id)
    others = [*claims[place + 1 :], *claims[:place]]
    left = (each for each in others if not vote_panel.both(each)[1])
    return next(left, others[0] if others else None)
