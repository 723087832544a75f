"""The page script: load the learner's log, choose the page, draw it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import streamlit as st

from finlit.web.everybody import (
    check_page,
    glossary_page,
    home_page,
    methods_page,
    privacy_page,
    work_page,
)
from finlit.web.game import game_page
from finlit.web.lesson import argument_page, lesson_page
from finlit.web.own_data import own_data_page
from finlit.web.pupil import join_page, slip_page
from finlit.web.shared import content
from finlit.web.visit import browser_log, membership, page_manners, pupil_strip


def _your_class() -> None:
    from finlit.web.teacher import class_page

    class_page.draw(pages)


def _for_teachers() -> None:
    from finlit.web.teacher import for_teachers_page  # brings the database's libraries with it

    for_teachers_page.draw(pages)


st.set_page_config(page_icon="🌱", layout="centered")
st.logo(str(Path(__file__).with_name("logo.svg")), size="large")
browser_log.load()
browser_log.keep()
membership.load()

pages: dict[str, st.Page] = {}
lessons = {
    lesson.slug: st.Page(
        partial(lesson_page.draw, lesson.slug, pages),
        title=lesson.title,
        url_path=lesson.slug,
    )
    for lesson in content.course().lessons
}
rooms = (
    st.Page(partial(argument_page.draw, lessons), title="The argument", url_path="the-argument"),
    st.Page(partial(game_page.draw, lessons), title="The blind dip", url_path="blind-dip"),
    st.Page(own_data_page.draw, title="Your own data", url_path="your-data"),
)
check = st.Page(
    partial(check_page.draw, lessons),
    title="Before and after",
    url_path="before-and-after",
    visibility="hidden",
)
home = st.Page(
    partial(home_page.draw, lessons, rooms, check), title="Home", url_path="home", default=True
)
pages |= {"home": home, "the-argument": rooms[0], "blind-dip": rooms[1]}
classroom = (
    st.Page(partial(join_page.draw, pages), title="Join a class", url_path="join"),
    st.Page(_your_class, title="Your class", url_path="class"),
)
slip = st.Page(slip_page.draw, title="Check a slip", url_path="check-a-slip", visibility="hidden")
for_teachers = st.Page(_for_teachers, title="For teachers", url_path="for-teachers")
pages |= lessons | {"before-and-after": check, "join": classroom[0], "class": classroom[1]}
pages["for-teachers"] = for_teachers
page = st.navigation(
    {
        "": [
            home,
            *rooms,
            st.Page(work_page.draw, title="Your work", url_path="your-work"),
            check,
            slip,
        ],
        "Lessons": list(lessons.values()),
        "Class and more": [
            *classroom,
            for_teachers,
            st.Page(methods_page.draw, title="Data and methods", url_path="data-and-methods"),
            st.Page(glossary_page.draw, title="Glossary", url_path="glossary"),
            st.Page(privacy_page.draw, title="Privacy", url_path="privacy"),
        ],
    },
    position="top",
)
st.set_page_config(page_title=f"{page.title} · finlit")
if membership.asks_who():
    pupil_strip.ask_who()
else:
    pupil_strip.draw(pages["join"], pages["class"])
    page.run()
place = "/".join(st.query_params.get(name, "") for name in ("part", "screen", "claim"))
page_manners.mount()
browser_log.mount(top=f"{page.url_path}?{place}")
