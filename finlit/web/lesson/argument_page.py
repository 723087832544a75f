"""The argument: a card for each claim; a card opens to vote, evidence, and a second vote."""

from __future__ import annotations

import re
from collections.abc import Mapping

import streamlit as st

from finlit.lessons import Claim
from finlit.web.lesson import blocks, vote_panel
from finlit.web.shared import content
from finlit.web.shared.covers import cover
from finlit.web.shared.escaping import shown
from finlit.web.visit import active_assignment, pupil_strip, teachers_view


def draw(lesson_pages: Mapping[str, st.Page]) -> None:
    asked = st.query_params.get("claim", "")
    claim = content.course().claim(asked)
    if claim is None:
        _cards(asked)
        return
    try:
        _claim(claim, lesson_pages)
    except content.BrokenLessonError:
        st.error(
            f"Something in the claim “{claim.title}” cannot be worked out, so it stops here. "
            "`python -m finlit check` tells its author what and where."
        )


def _open(id_: str) -> None:
    st.query_params.from_dict({"claim": id_} if id_ else {})


def _cards(unknown: str) -> None:
    st.title("The argument")
    if unknown:
        st.info(f"There is no claim called “{shown(unknown)}”. Here are all of them.")
    st.markdown(
        "People quarrel about what to teach about money. Here every claim goes to the test. "
        "**Vote. Guess. Then look at all of history, and turn the switches.** "
        "Many answers turn with the words: what is a dip, what is done, what is safe?"
    )
    claims = content.course().claims
    voted = [claim for claim in claims if vote_panel.both(claim)[1]]
    moved = sum(len(set(vote_panel.both(claim))) == 2 for claim in voted)
    if voted:
        st.caption(
            f"You voted twice on {len(voted)} of {len(claims)} claims and changed your vote on "
            f"{moved or 'none'}."
        )
    with st.grid(2, min_column_width=280):
        for claim in claims:
            _card(claim)
    for broken in content.course().broken_claims:
        st.warning(
            f"The claim “{broken.name}” cannot be shown: its file has a mistake. "
            "`python -m finlit check` tells its author where."
        )


def _card(claim: Claim) -> None:
    before, after = vote_panel.both(claim)
    with st.container(border=True, key=f"claim-{claim.id}", height="stretch"):
        picture = cover(claim.slug)
        if picture:
            drawing, caption = picture
            st.image(drawing, width="stretch", alt=caption)
            # A stretch of years asks what came next; a picture of one year does not.
            st.caption(f"{caption}." + (" And then?" if re.search(r" to \d{4}$", caption) else ""))
        st.subheader(claim.title)
        st.markdown(content.filled(claim.slug, claim.statement))
        if after and before:
            first, then = vote_panel.VOTES[before].lower(), vote_panel.VOTES[after].lower()
            changed = "and again" if before == after else "then"
            st.caption(f"You voted: {first}, {changed} {then}.")
        elif before:
            st.caption(f"You voted: {vote_panel.VOTES[before].lower()}. The evidence waits.")
        label = "Look again" if after else "Go on" if before else "Put it to the test"
        st.button(
            label,
            key=f"open-{claim.id}",
            width="stretch",
            on_click=_open,
            args=(claim.id,),
        )


def _claim(claim: Claim, lesson_pages: Mapping[str, st.Page]) -> None:
    claim, assignment = active_assignment.taken_up(claim)
    teacher = st.query_params.get("view") == "teacher" and teachers_view.may_be_teacher()
    st.button("← All claims", key="all-claims", type="tertiary", on_click=_open, args=("",))
    st.title(claim.title)
    st.markdown(f"#### {content.filled(claim.slug, claim.statement)}")
    pupil_strip.assignment(assignment, asks=bool(claim.quiz))
    if teacher:
        st.info("Teacher's view: nothing is locked.")
    for part in claim.parts:
        st.header(part.title, anchor=part.id)
        if part is claim.parts[0]:
            _who(claim)
        if not blocks.draw(claim, part.blocks, everything_open=teacher):
            if part is not claim.parts[-1]:
                st.caption("The evidence opens when you have voted and guessed.")
            return
    _behind(claim, lesson_pages)


def _who(claim: Claim) -> None:
    with st.container(border=True, key="who"):
        st.markdown(f"**Who says so.** {content.filled(claim.slug, claim.said_by)}")
        st.markdown(f"**Who doubts it.** {content.filled(claim.slug, claim.doubted_by)}")


def _behind(claim: Claim, lesson_pages: Mapping[str, st.Page]) -> None:
    st.header("The lesson behind it")
    lesson, page = content.lesson(claim.lesson), lesson_pages[claim.lesson]
    st.markdown(f"**{lesson.title}.** {content.filled(lesson.slug, lesson.question)}")
    part = {"part": claim.lesson_part} if claim.lesson_part else None
    with st.container(horizontal=True):
        if st.button(f"Open {lesson.title}", type="primary", key="lesson-behind"):
            st.switch_page(page, query_params=part)
        after = _next(claim)
        if after is not None:
            st.button(f"Next claim: {after.title}", key="next", on_click=_open, args=(after.id,))
    with st.expander("Sources"):
        for source in claim.sources.values():
            year = f" ({source.year})" if source.year else ""
            st.markdown(f"- {source.publisher}{year}: [{source.title}]({source.url})")


def _next(claim: Claim) -> Claim | None:
    """The next claim in the list that is not voted on twice, or simply the next one."""
    claims = content.course().claims
    place = [each.id for each in claims].index(claim.id)
    others = [*claims[place + 1 :], *claims[:place]]
    left = (each for each in others if not vote_panel.both(each)[1])
    return next(left, others[0] if others else None)
