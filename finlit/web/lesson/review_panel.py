"""What comes back today, at the top of the first page, and what will come back later."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

import streamlit as st

from finlit.learning.spaced_review import Review, returns
from finlit.web.shared import content, words
from finlit.web.visit import browser_log

# A few minutes each; a pile of ten would be a wall, not an offer.
_OFFERED = 3
_AFTER = {"week": "a week later", "month": "a month later"}


def draw(lesson_pages: Mapping[str, st.Page]) -> None:
    """The returns that are due, or the day of the next one; nothing before a lesson is done."""
    now = datetime.now(UTC)
    waiting = returns(browser_log.log(), content.course().lessons)
    due = [each for each in waiting if each.is_due(now)]
    if due:
        with st.container(border=True, key="returns"):
            st.markdown("**Coming back today.** Ideas you have met, on data you have not seen.")
            for each in due[:_OFFERED]:
                _offer(each, lesson_pages[each.lesson.slug])
    elif waiting:
        first = waiting[0]
        st.caption(
            f"{first.lesson.title} comes back here on {first.due:%B} {first.due.day}, "
            f"for {words.count(first.part.minutes, 'minute')}."
        )


def _offer(each: Review, page: st.Page) -> None:
    minutes = words.count(each.part.minutes, "minute")
    if st.button(
        f"{each.lesson.title}, {_AFTER[each.part.back]}: {minutes}",
        key=f"back-{each.lesson.slug}",
        type="primary",
    ):
        st.switch_page(page, query_params={"part": each.part.id})
