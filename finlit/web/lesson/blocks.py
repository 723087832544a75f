"""The one renderer of blocks of lessons and claims: a contributor writes content, this draws it."""

from __future__ import annotations

import streamlit as st

from finlit.lessons import (
    Block,
    Content,
    ExperimentBlock,
    Forecast,
    Predict,
    Questions,
    Talk,
    Text,
    Transfer,
    Vote,
)
from finlit.web.lesson import experiment_panel, forecast_panel, prediction, quiz_panel, vote_panel
from finlit.web.shared import content
from finlit.web.visit import active_assignment, pupil_strip


def draw(lesson: Content, blocks: tuple[Block, ...], *, everything_open: bool) -> bool:
    """Draw blocks until a vote or a prediction that is not made yet. True when all were drawn."""
    asked = 0
    for block in blocks:
        match block:
            case Text():
                _text(lesson, block)
            case Predict():
                if not prediction.draw(lesson, block) and not everything_open:
                    return False
            case Forecast():
                forecast_panel.draw(lesson, block)
            case Vote():
                if not vote_panel.draw(lesson, block) and not everything_open:
                    return False
            case ExperimentBlock():
                experiment_panel.draw(block, lesson.slug)
            case Questions():
                quiz_panel.draw(lesson, block.ask, first=asked + 1)
                asked += len(block.ask)
                if active_assignment.reasons_wait(lesson.slug):
                    pupil_strip.reasons_later(lesson)
            case Talk():
                talk(lesson)
            case Transfer():
                _transfer(lesson, block)
    return True


def _text(lesson: Content, block: Text) -> None:
    body = content.filled(lesson.slug, block.body)
    if block.more:
        with st.expander(f"More on this: {content.filled(lesson.slug, block.more)}"):
            st.markdown(body)
    else:
        st.markdown(body)


def talk(lesson: Content) -> None:
    """The card with the three questions for two people."""
    with st.container(border=True, key="talk"):
        st.markdown("**For the kitchen table.** Three questions for you and someone you know.")
        for question in lesson.talk:
            st.markdown(f"- {content.filled(lesson.slug, question)}")


def _transfer(lesson: Content, block: Transfer) -> None:
    with st.container(border=True, key=f"transfer-{block.id}"):
        st.markdown(f"**Your turn.** {content.filled(lesson.slug, block.task)}")
        with st.expander("How good is my answer?"):
            for level in block.rubric:
                st.markdown(f"- **{level.level}:** {content.filled(lesson.slug, level.text)}")
        if active_assignment.reasons_wait(lesson.slug):
            return
        with st.expander("One good answer (try first)"):
            st.markdown(content.filled(lesson.slug, block.model))
