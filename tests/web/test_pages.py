"""The other pages, and addresses that someone has edited by hand."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from finlit.experiments import EXPERIMENTS
from finlit.experiments.kit import Number
from finlit.lessons import ExperimentBlock
from finlit.web.shared import content
from tests.web.pages import SCRIPT, live_pictures, open_page, texts, turn


def placed(slug: str) -> list[tuple[str, ExperimentBlock]]:
    return [
        (part.id, block)
        for part in content.lesson(slug).parts
        for block in part.blocks
        if isinstance(block, ExperimentBlock)
    ]


def shown(app: AppTest) -> tuple[str, list[Any]]:
    """The words of a page and what its charts draw."""
    return texts(app), [element.columns for element in live_pictures(app)]


SLUGS = [lesson.slug for lesson in content.course().lessons]
BLOCKS = [(slug, part, block) for slug in SLUGS for part, block in placed(slug)]


def test_home_offers_every_lesson_with_its_length() -> None:
    home = open_page()
    for lesson in content.course().lessons:
        label = home.button(key=f"start-{lesson.slug}").label
        assert lesson.title in label and f"{lesson.core_minutes} minutes" in label
    assert "gives no advice" in texts(home) and not home.exception
    assert live_pictures(home)


def test_data_and_methods_shows_that_every_figure_is_met() -> None:
    page = open_page("data-and-methods")
    labels = [expander.label for expander in page.expander]
    assert any(label.endswith("meets") for label in labels)
    assert not any("does not meet" in label for label in labels)
    assert not page.exception


def test_glossary_explains_a_word_and_says_when_there_is_none() -> None:
    term = next(iter(content.course().glossary.values()))
    assert f"**{term.term}**: {term.meaning}" in texts(open_page("glossary", term=term.id))
    assert "no word “nonsense”" in texts(open_page("glossary", term="nonsense"))


def test_your_work_is_empty_at_first() -> None:
    assert "Nothing is kept yet" in texts(open_page("your-work"))


@pytest.mark.parametrize(
    ("page", "key"),
    [("glossary", "term"), ("the-argument", "claim"), (SLUGS[0], "part"), (SLUGS[0], "view")],
)
def test_an_address_cannot_put_a_link_into_the_page(page: str, key: str) -> None:
    app = open_page(page, **{key: "[log in](http://example.org) <b>here</b>"})
    assert "](http://example.org)" not in texts(app) and not app.exception


def test_an_unknown_part_falls_back_with_a_note() -> None:
    app = open_page(SLUGS[0], part="nowhere")
    assert "no part called “nowhere”" in texts(app) and not app.exception


@pytest.mark.parametrize(
    ("slug", "part", "block"), BLOCKS, ids=[f"{slug}-{block.id}" for slug, _, block in BLOCKS]
)
def test_a_hand_edited_link_falls_back_with_a_note(
    slug: str, part: str, block: ExperimentBlock
) -> None:
    query = {f"{block.id}.{name}": "no-such-value" for name in block.show}
    if not query:
        pytest.fail("an experiment without controls")
    app = open_page(slug, part=part, view="teacher", **query)
    assert "A setting in this link could not be used" in texts(app)
    assert not app.exception


@pytest.mark.parametrize("slug", SLUGS)
def test_a_slider_moves_the_answer_and_the_address_and_reset_brings_both_back(slug: str) -> None:
    part, block, control = next(
        (part, block, control)
        for part, block in placed(slug)
        for control in EXPERIMENTS[block.use].controls
        if isinstance(control, Number) and control.name in block.show
    )
    app = open_page(slug, part=part, view="teacher")
    before = shown(app)
    start = EXPERIMENTS[block.use].complete(block.values)[control.name]
    end = control.high if start != control.high else control.low
    turn(app, f"{slug}.{block.id}", **{control.name: control.typed(end)})
    assert shown(app) != before and f"{block.id}.{control.name}" in app.query_params
    app.button(key=f"reset-{slug}.{block.id}").click().run()
    assert shown(app) == before and f"{block.id}.{control.name}" not in app.query_params


def test_a_shared_link_opens_exactly_this_picture() -> None:
    slug, part, block, control = next(
        (slug, part, block, control)
        for slug, part, block in BLOCKS
        for control in EXPERIMENTS[block.use].controls
        if isinstance(control, Number) and control.name in block.show
    )
    start = EXPERIMENTS[block.use].complete(block.values)
    value = control.high if start[control.name] != control.high else control.low
    query = {f"{block.id}.{control.name}": control.format(value)}
    app = open_page(slug, part=part, view="teacher", **query)
    assert f"{block.id}.{control.name}" in app.query_params
    plain = open_page(slug, part=part, view="teacher")
    assert shown(app) != shown(plain) and "could not be used" not in texts(app)


def test_no_folder_beside_the_script_is_taken_for_its_pages() -> None:
    """Streamlit looks for a folder called "pages" there, and then calls ours not found."""
    assert not (SCRIPT.parent / "pages").exists()
