"""A run of forecasts on a page: hidden until locked in, then told, and counted at its end."""

from __future__ import annotations

import json

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from finlit.lessons import Content, Forecast
from finlit.web.lesson import forecast_count
from finlit.web.lesson.forecast_count import Said, dealt
from finlit.web.shared import content
from tests.web.pages import live_pictures, open_page, texts

LESSON = content.lesson("nobody-knows")
CLAIM = content.named("claims/nobody-knows")
FIRST, SECOND = LESSON.of_kind(Forecast)[:2]
RUNS = [(each, block) for each in (LESSON, CLAIM) for block in each.of_kind(Forecast)]


def open_run(here: Content, block: Forecast) -> AppTest:
    if here is CLAIM:
        return open_page("the-argument", claim="nobody-knows", view="teacher")
    part = next(part for part, each in here.blocks() if each is block)
    return open_page(here.slug, part=part.id, view="teacher")


def say(app: AppTest, here: Content, block: Forecast, place: int, low: str, high: str) -> None:
    key = f"{here.slug}.{block.id}-{place}"
    app.text_input(key=f"{key}.low").set_value(low)
    app.text_input(key=f"{key}.high").set_value(high)
    app.button(key=f"{key}.lock").click().run()
    assert not app.exception


def go_on(app: AppTest, here: Content, block: Forecast) -> None:
    app.button(key=f"{here.slug}.{block.id}.on").click().run()
    assert not app.exception


def play(app: AppTest, here: Content, block: Forecast, low: str, high: str) -> None:
    for place in range(1, block.count + 1):
        say(app, here, block, place, low, high)
        go_on(app, here, block)


@pytest.mark.parametrize(("here", "block"), RUNS, ids=lambda each: getattr(each, "id", ""))
def test_a_run_from_the_first_stretch_to_its_count(here: Content, block: Forecast) -> None:
    app = open_run(here, block)
    held = 0
    for place, stretch in enumerate(dealt(block), 1):
        assert f"Stretch {place} of {block.count}" in texts(app)
        assert stretch.name not in texts(app)
        say(app, here, block, place, "80", "150")
        said = Said(stretch, 80, 150)
        held += said.held
        assert f"**{stretch.name}.** Five years later 100 stood at" in texts(app)
        assert ("**held**" if said.held else "**missed**") in texts(app)
        assert f"Your points: {said.points:,.0f}." in texts(app)
        go_on(app, here, block)
    assert f"Your ranges held  \n**{held} of {block.count}**" in texts(app)
    events = [event for event in app.session_state["log"] if event.kind == "predict"]
    assert [event.payload["stretch"] for event in events] == [each.id for each in dealt(block)]
    assert {event.content for event in events} == {f"{here.slug}/{block.id}"}
    assert {event.version for event in events} == {here.version}


def test_nothing_of_what_came_travels_before_the_range_is_locked_in() -> None:
    app = open_run(LESSON, FIRST)
    (element,) = live_pictures(app)
    rows = pd.DataFrame(element.columns[0])
    assert rows["year"].max() == 0 and len(rows) == 121
    assert rows[["after", "at", "low", "high", "yours", "machine"]].isna().all(axis=None)
    stretch = dealt(FIRST)[0]
    said = json.dumps(
        [element.frame, *(line for line in element.data["outcome"].split("\n") if '"vega"' in line)]
    )
    assert str(stretch.month.year) not in texts(app) + said
    assert "Source: told when your range is locked in" in texts(app)


@pytest.mark.parametrize(
    ("low", "high", "sentence"),
    [
        ("", "150", "Give your low end first."),
        ("80", "", "Give your high end first."),
        ("plenty", "150", "Please type a number"),
        ("150", "80", "the high end lies above it"),
        ("100", "100", "the high end lies above it"),
        ("-5", "100", "The low end is 0 or more"),
        ("80", "99999", "to 10,000"),
    ],
)
def test_what_is_no_range_is_asked_again(low: str, high: str, sentence: str) -> None:
    app = open_run(LESSON, FIRST)
    say(app, LESSON, FIRST, 1, low, high)
    assert sentence in texts(app)
    assert not len(app.session_state["log"])
    say(app, LESSON, FIRST, 1, "80", "150")
    assert len(app.session_state["log"]) == 1


def test_two_runs_are_counted_together() -> None:
    app = open_run(LESSON, FIRST)
    play(app, LESSON, FIRST, "0", "10000")
    assert "All held." in texts(app) and "together" not in texts(app)
    log = app.session_state["log"]
    app = open_run(LESSON, SECOND)
    app.session_state["log"] = log
    app.run()
    play(app, LESSON, SECOND, "1", "2")
    assert "**0 of 5**" in texts(app) and "hardly bad luck" in texts(app)
    assert "5 of 5, then 0 of 5 of your ranges held: together **5 of 10**." in texts(app)


def test_luck_is_told_from_skill_by_how_often_it_comes() -> None:
    assert "33 of 100" in forecast_count.luck(5, 5)
    assert "may be luck" in forecast_count.luck(3, 5)
    assert "hardly bad luck" in forecast_count.luck(2, 5)
    assert "fewer than 1 of 100" in forecast_count.luck(0, 5)


def test_the_key_for_teachers_names_every_stretch_and_what_came() -> None:
    lines = forecast_count.key(FIRST).splitlines()
    assert len(lines) == FIRST.count
    for line, stretch in zip(lines, dealt(FIRST), strict=True):
        assert stretch.name in line and f"100 came to **{stretch.came:.0f}**" in line


def test_points_are_one_for_width_and_ten_for_each_point_outside() -> None:
    stretch = dealt(FIRST)[0]
    said = Said(stretch, stretch.came - 40, stretch.came - 10)
    assert not said.held and said.points == pytest.approx(30 + 100)
    assert Said(stretch, stretch.came - 1, stretch.came + 1).held
