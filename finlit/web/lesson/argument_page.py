"""The argument: a card for each claim; a card opens to vote, evidence, and a second vote."""

from __future__ import annotations

import re
from collections.abc import Mapping

import streamlit as st

from finlit.lessons import Claim
from finlit.web.lesson import claim_page, vote_panel
from finlit.web.shared import content
from finlit.web.shared.covers import cover
from finlit.web.shared.escaping import shown


def draw(lesson_pages: Mapping[str, st.Page]) -> None:
    asked = st.query_params.get("claim", "")
    claim = content.course().claim(asked)
    if claim is None:
        _cards(asked)
        return
    try:
        claim_page.draw(claim, lesson_pages)
    except content.BrokenLessonError:
        st.error(
            f"Something in the claim “{claim.title}” cannot be worked out, so it stops here. "
            "`python -m finlit check` tells its author what and where."
        )


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
            on_click=claim_page.open_claim,
            args=(claim.id,),
        )
