"""A vote on a claim: cast before the evidence, cast again after it, both kept side by side."""

from __future__ import annotations

import streamlit as st

from finlit.lessons import Claim, Content, ExperimentBlock, Vote
from finlit.web.shared import content, tried_settings
from finlit.web.visit import active_assignment, browser_log

VOTES = {"agree": "Agree", "disagree": "Disagree", "depends": "It depends"}


def cast(claim: Content, block: Vote) -> str | None:
    """What the learner voted, or None."""
    event = browser_log.log().vote(claim, block)
    value = event.payload.get("value") if event else None
    return value if isinstance(value, str) and value in VOTES else None


def both(claim: Content) -> tuple[str | None, str | None]:
    """The votes before and after the evidence."""
    blocks = claim.of_kind(Vote)
    before, after = (
        next((cast(claim, block) for block in blocks if block.again is again), None)
        for again in (False, True)
    )
    return before, after


def draw(claim: Content, block: Vote) -> bool:
    """The ballot, or what was voted. True once cast."""
    assert isinstance(claim, Claim)
    said = cast(claim, block)
    with st.container(border=True, key=f"vote-{block.id}"):
        if block.again:
            st.markdown(f"**Vote again.** {content.filled(claim.slug, claim.statement)}")
        else:
            st.markdown("**Vote.** Do you agree with the claim?")
        if said is None:
            _ballot(claim, block)
        elif block.again:
            _before_and_after(claim, said)
            _ballot(claim, block)
        else:
            st.markdown(f"You voted **{VOTES[said].lower()}**.")
    return said is not None


def _ballot(claim: Claim, block: Vote) -> None:
    with st.container(horizontal=True, key=f"ballot-{block.id}"):
        for value, label in VOTES.items():
            st.button(
                label,
                key=f"{claim.slug}.{block.id}.{value}",
                on_click=browser_log.record,
                args=("vote", claim, block.id, {"value": value}),
            )
    if block.again:
        st.caption("Your first vote stays on record. This one you may change as often as you like.")
    elif active_assignment.of(claim.slug) is None:
        st.caption("Nobody counts the votes. You can vote again after the evidence.")
    else:
        st.caption("Your class sees how many voted how, never who. You can vote again later.")


def _before_and_after(claim: Claim, after: str) -> None:
    before, _ = both(claim)
    with st.container(horizontal=True, key="beside-votes"):
        st.markdown(f"Before  \n**{VOTES[before] if before else 'no vote'}**")
        st.markdown(f"After  \n**{VOTES[after]}**")
    tried = [
        line
        for block in claim.of_kind(ExperimentBlock)
        for line in tried_settings.spans(block, f"{claim.slug}.{block.id}")
    ]
    if tried:
        st.markdown("**How the definitions moved your answer**")
        st.markdown("\n".join(f"- {content.markdown(line)}" for line in tried))
    else:
        st.markdown("You moved no switch. Try some above: the answer may turn.")
