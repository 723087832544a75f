"""The page "Your own data" without a network."""

from __future__ import annotations

import pytest

from finlit.check.words import grade
from finlit.experiments.known_series import known_series
from finlit.lessons import ExperimentBlock
from finlit.live import SENTENCES
from finlit.market import built_in
from finlit.web import content
from tests.web.pages import open_page, texts


def test_turned_off_by_the_school_there_is_no_ticker_to_type(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("FINLIT_LIVE", "off")
    page = open_page("your-data")
    assert SENTENCES["off"] in texts(page)
    assert not page.text_input
    page.button("own-instead").click().run()
    assert [header.value for header in page.header] == ["S&P 500, price only"]
    assert "fell by at least 20%" in texts(page)
    assert not page.exception


def test_a_ticker_is_sent_by_the_server_and_the_page_says_so() -> None:
    page = open_page("your-data")
    assert "sent by the computer that runs finlit, not by your browser" in texts(page)


def test_a_built_in_series_is_used_and_let_go() -> None:
    page = open_page("your-data")
    page.session_state["own.way"] = "built-in"
    page.run()
    assert "the tables that came with finlit" in texts(page)
    page.selectbox("own.built-in").set_value("Bitcoin").run()
    page.button("own-use-built-in").click().run()
    assert [header.value for header in page.header] == ["Bitcoin"]
    page.button("own-let-go").click().run()
    assert not page.header
    assert not page.exception


def test_every_trouble_has_a_short_plain_sentence() -> None:
    assert len(set(SENTENCES.values())) == len(SENTENCES)
    assert grade(SENTENCES.values()) < 8


def test_the_words_of_the_page_are_plain() -> None:
    page = open_page("your-data")
    assert grade(texts(page).splitlines()) < 8


def test_ones_own_series_can_be_picked_in_a_built_in_experiment() -> None:
    slug, part = next(
        (lesson.slug, part.id)
        for lesson in content.course().lessons
        for part in lesson.parts
        for block in part.blocks
        if isinstance(block, ExperimentBlock) and block.use == "growth-history"
    )
    plain = open_page(slug, part=part, view="teacher")
    assert "Prices" not in [box.label for box in plain.selectbox], "no choice without a series"
    bitcoin = known_series(built_in())["Bitcoin"]
    plain.session_state["own.series"] = {"Bitcoin": bitcoin}
    plain.run()
    (box,) = [box for box in plain.selectbox if box.label == "Prices"]
    assert box.value == "The built-in history"
    box.set_value("Bitcoin").run()
    assert "a month in Bitcoin from" in texts(plain)
    assert "These are your own prices." in texts(plain)
    assert not plain.exception
