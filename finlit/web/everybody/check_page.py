"""The check before and after the course: five ideas, asked twice; marks come after the second."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from finlit.learning.quiz import shuffled
from finlit.lessons import Check, Choice, Lesson, Question
from finlit.web.shared import content, entry, words
from finlit.web.visit import browser_log, handing_in

_UNSURE = "unsure"


def draw(lesson_pages: Mapping[str, st.Page]) -> None:
    st.title("Before and after")
    if not content.course().checks:
        st.info("The check cannot be shown: its files have a mistake or are missing.")
        return
    before, after = content.course().checks
    if not is_taken(before):
        st.markdown(
            "Five questions before you start, and five others on the same ideas at the end, to "
            "see what changed. “I do not know yet” is a good answer: that is what a course is for."
        )
        _ask(before)
    elif not is_taken(after):
        _between(after, lesson_pages)
    else:
        _result(before, after, lesson_pages)
    _sources(before)


def is_taken(check: Check) -> bool:
    """Whether every question of a form has been answered."""
    return all(_first(check, question) is not None for question in check.quiz.values())


def _first(check: Check, question: Question) -> Choice | None:
    """The choice first made on a question: the answer that counts."""
    offered = {choice.id: choice for choice in question.choices}
    said = (event.payload.get("value") for event in browser_log.log().answers(check, question))
    return next((offered[str(value)] for value in said if value in offered), None)


def _key(check: Check, question: Question) -> str:
    return f"{check.slug}.{question.id}"


def _ask(check: Check) -> None:
    learner = st.session_state["learner"]
    with st.form(f"{check.slug}.form", border=False):
        for number, question in enumerate(check.quiz.values(), 1):
            with st.container(border=True, key=f"question-{question.id}"):
                texts = {choice.id: choice.text for choice in question.choices}
                order = [each.id for each in shuffled(question, learner) if each.id != _UNSURE]
                st.radio(
                    f"**{number}.** {question.prompt}",
                    [*order, _UNSURE],
                    index=None,
                    format_func=texts.__getitem__,
                    key=_key(check, question),
                )
        st.form_submit_button(
            "Lock in my five answers", type="primary", on_click=_commit, args=(check,)
        )
    given = [st.session_state.get(_key(check, question)) for question in check.quiz.values()]
    if all(given) and handing_in.takes_what_is_left(check):
        _commit(check)
        st.rerun()
    entry.show_problem(check.slug)


def _commit(check: Check) -> None:
    given = {
        question.id: st.session_state.get(_key(check, question)) for question in check.quiz.values()
    }
    missing = sum(value is None for value in given.values())
    if missing:
        left = words.count(missing, "question is", "questions are")
        entry.refuse(check.slug, f"{left} still open. Choose an answer for each.")
        return
    for question in check.quiz.values():
        browser_log.record("answer", check, question.id, {"value": str(given[question.id])})


def _between(after: Check, lesson_pages: Mapping[str, st.Page]) -> None:
    lessons = content.course().lessons
    done = sum(map(_is_done, lessons))
    if not st.session_state.get("second-form"):
        st.success("Your five answers are kept. There are no marks yet: they come at the end.")
        following = next((each for each in lessons if not _is_done(each)), None)
        if following is not None and st.button(
            f"{'Next' if done else 'Start the first'} lesson: {following.title}",
            type="primary",
            key="first-lesson",
        ):
            st.switch_page(lesson_pages[following.slug])
        if done:
            st.markdown(
                f"You have done {words.count(done, 'lesson')}. Take the second five when you have "
                "done the ones you want to do."
            )
            st.button("Take the second five now", key="second", on_click=_second)
        else:
            st.markdown("Five others wait here once you have done a lesson.")
        return
    _ask(after)


def _is_done(lesson: Lesson) -> bool:
    return browser_log.log().share_done(lesson, core=True) == 1


def _second() -> None:
    st.session_state["second-form"] = True


def _result(before: Check, after: Check, lesson_pages: Mapping[str, st.Page]) -> None:
    first, second = _count(before), _count(after)
    st.markdown(
        f"Before: **{first} of {len(before.quiz)}** right. "
        f"After: **{second} of {len(after.quiz)}**."
    )
    st.caption(
        "Five questions are few. One more or less right may be luck. Which ideas moved says "
        "more than the count."
    )
    rows = ["| Idea | Before | After |", "|---|---|---|"]
    for idea in before.ideas.values():
        was, now = (_mark(_first(check, check.question(idea.id))) for check in (before, after))
        rows.append(f"| {idea.name} | {was} | {now} |")
    st.markdown("\n".join(rows))
    for check, title in ((before, "The first five, with reasons"), (after, "The second five")):
        with st.expander(title):
            for question in check.quiz.values():
                _reason(check, question)
    for idea in before.ideas.values():
        choice = _first(after, after.question(idea.id))
        page = lesson_pages.get(idea.lesson)
        if choice and not choice.right and page:
            st.page_link(page, label=f"{idea.name}: look again at “{page.title}”")


def _count(check: Check) -> int:
    """How many first answers of a form were right."""
    said = (_first(check, question) for question in check.quiz.values())
    return sum(choice.right for choice in said if choice is not None)


def _mark(choice: Choice | None) -> str:
    if choice is None or choice.id == _UNSURE:
        return "did not know yet"
    return "right" if choice.right else "not right"


def _reason(check: Check, question: Question) -> None:
    said = _first(check, question)
    right = next(choice for choice in question.choices if choice.right)
    st.markdown(f"**{question.prompt}**")
    if said is not None and not said.right:
        st.markdown(f"You said: {said.text}. {said.why}")
    st.markdown(f"The answer: **{right.text}**. {right.why}")


def _sources(check: Check) -> None:
    with st.expander("Where these questions come from"):
        st.markdown(
            "They ask about the same five ideas as the best known short tests. The words are ours."
        )
        for source in check.sources.values():
            year = f" ({source.year})" if source.year else ""
            st.markdown(f"- {source.publisher}{year}: [{source.title}]({source.url})")
