"""For teachers, before any class is made: lessons by standard and minutes, packs, a demo class."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from finlit.lessons import Lesson
from finlit.web.shared import content, words
from finlit.web.teacher import demo_class

_TOPICS = ("Earning income", "Spending", "Saving", "Investing", "Managing credit", "Managing risk")
_SET = (
    "2021 National Standards for Personal Financial Education "
    "(Council for Economic Education and Jump$tart)"
)


def draw(pages: Mapping[str, st.Page]) -> None:
    st.title("For teachers")
    lessons = content.course().lessons
    st.markdown(
        f"**{len(lessons)} lessons, {len(content.course().claims)} claims to argue about and a "
        "game**, for a room with a projector and for homework. Pupils need no account, no e-mail "
        "and no name: they join with a code and get an alias."
    )
    with st.container(horizontal=True):
        st.page_link(pages["class"], label="Make or open a class")
        st.page_link(pages["the-argument"], label="The claims")
        st.page_link(pages["blind-dip"], label="The game")
    _demo(pages)
    st.header("Lessons, minutes, paper", anchor=False)
    st.markdown(
        "The core fits a period of 45 minutes with talk around it. The pupils' sheet is a page to "
        "print. The pack with the key, reasons and notes is in your class: Assignments, “Print a "
        "lesson on paper”. So is “Answers and reasons” of whatever you assign."
    )
    for lesson in lessons:
        _lesson(lesson, pages)
    _standards(lessons)
    _period()


def _lesson(lesson: Lesson, pages: Mapping[str, st.Page]) -> None:
    with st.container(border=True, key=f"teach-{lesson.slug}"):
        st.subheader(lesson.title, anchor=False)
        st.markdown(content.markdown(lesson.question))
        asked = len(lesson.quiz)
        st.caption(
            f"Grades {lesson.grades}. Core {lesson.core_minutes} minutes, all "
            f"{lesson.all_minutes}. {words.count(asked, 'question')}."
        )
        with st.container(horizontal=True):
            st.page_link(pages[lesson.slug], label="Look at it", query_params={"view": "teacher"})
            st.link_button("Pupils' sheet", f"print/{lesson.slug}", type="tertiary")
        with st.expander("What pupils learn, and standards"):
            st.markdown("\n".join(f"- {content.markdown(each)}" for each in lesson.objectives))
            st.markdown("\n".join(f"- {content.markdown(each)}" for each in lesson.standards))


def by_standard(lessons: tuple[Lesson, ...]) -> list[tuple[str, str, str]]:
    """Each standard once, by topic and number: its number, its words, and the lessons on it."""
    found: dict[str, tuple[str, list[str]]] = {}
    for lesson in lessons:
        for text in lesson.standards:
            number, _, about = text.partition(":")
            found.setdefault(number.strip(), (about.strip(), []))[1].append(lesson.title)
    return [
        (number, about, ", ".join(titles))
        for number, (about, titles) in sorted(found.items(), key=lambda each: _order(each[0]))
    ]


def _order(number: str) -> tuple[str, int, int]:
    """ "Saving 12-4" after "Saving 8-5"."""
    topic, _, place = number.rpartition(" ")
    grade, _, which = place.partition("-")
    digits = "".join(each for each in which if each.isdigit())
    return topic, int(grade) if grade.isdigit() else 0, int(digits or 0)


def _standards(lessons: tuple[Lesson, ...]) -> None:
    st.header("By standard", anchor=False)
    rows = by_standard(lessons)
    covered = sorted({number.rpartition(" ")[0] for number, _, _ in rows})
    missing = [topic for topic in _TOPICS if topic not in covered]
    st.markdown(f"From the {content.markdown(_SET)}, those that a lesson works on.")
    st.table(
        pd.DataFrame(
            [(number, content.markdown(about), titles) for number, about, titles in rows],
            columns=["Standard", "In short", "Lessons"],
        ),
        hide_index=True,
        border="horizontal",
    )
    if missing:
        st.info(
            f"**It is not a whole course.** No lesson works on: {', '.join(missing)}. Credit "
            "scores, taxes, identity theft and insurance are for another source."
        )


def _period() -> None:
    st.header("A period of 45 minutes", anchor=False)
    st.markdown(
        "1. **Before:** make a class, assign the core of a lesson. “Hold at the reveal” is on from "
        "the start where there is a prediction.\n"
        "2. **5 minutes:** the live board shows code and QR code. Pupils join and note their "
        "return code, or get a printed card.\n"
        "3. **20 to 25 minutes:** they predict and wait; you show what the class predicts, talk, "
        "and let them go on.\n"
        "4. **10 minutes:** questions on the board, hidden until you show them.\n"
        "5. **After:** results by question and by pupil, as a file or on paper. In a week and in a "
        "month the lesson comes back with new cases."
    )


def _demo(pages: Mapping[str, st.Page]) -> None:
    with st.container(border=True, key="demo-class"):
        st.markdown(
            "**A demo class.** Fourteen made-up pupils have worked on a lesson: look at the board, "
            "the results and the rooms of a class. It is deleted by itself after a month."
        )
        demo_class.button(pages["class"])
