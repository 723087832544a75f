"""The page "Your own data" without a network."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from finlit.check.words import grade
from finlit.experiments.own.known_series import known_series
from finlit.lessons import ExperimentBlock
from finlit.live import SENTENCES, Listing, Trouble, desk
from finlit.live.store import Store
from finlit.market import built_in
from finlit.web.own_data import own_data_guard, own_data_picture
from finlit.web.shared import content
from finlit.web.shared.escaping import as_name, shown
from tests.live.yahoo import Yahoo
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


@pytest.fixture
def away(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """A cache folder, and no Yahoo to be reached."""
    with Yahoo() as yahoo:
        monkeypatch.setenv("FINLIT_YAHOO", yahoo.address)
    monkeypatch.setenv("FINLIT_CACHE", str(tmp_path))
    desk.cache_clear()
    yield tmp_path
    desk.cache_clear()


def kept(folder: Path, fetched: date) -> Listing:
    """A listing in the cache, as it was fetched that day."""
    days = pd.bdate_range("2015-01-01", periods=900, unit="us").rename("date")
    prices = pd.DataFrame(
        {"close": np.linspace(10, 30, 900), "adj_close": np.linspace(9, 30, 900)}, index=days
    ).assign(dividend=0.0, split=0.0)
    prices.loc[days[400], ["dividend", "split"]] = 0.25, 2.0
    listing = Listing(
        "OLD", "Old Example Corp.", "NYSE", "USD", "EQUITY", date(2015, 1, 1), fetched, prices, 3
    )
    Store(folder / "prices").save("OLD", listing)
    return listing


def test_an_old_copy_serves_with_its_date_when_the_network_is_away(away: Path) -> None:
    kept(away, date(2024, 3, 5))
    page = open_page("your-data")
    page.text_input("own.typed").set_value("old")
    page.button("FormSubmitter:own-ticker-Load the ticker").click().run()
    page.session_state["own.job"].answer()
    page.run()
    said = texts(page)
    assert "cannot reach Yahoo" in said
    assert "This is our copy of March 5, 2024, and it still works." in said
    for words in ("Old Example Corp.", "First traded on January 1, 2015", "1 dividend and 1 split"):
        assert words in said
    assert "3 days came without a price and were left out" in said
    page.button("own-use-ticker").click().run()
    assert [header.value for header in page.header] == ["Old Example (OLD)"]
    assert not page.exception


def test_without_a_copy_the_built_in_data_is_offered(away: Path) -> None:
    page = open_page("your-data")
    page.text_input("own.typed").set_value("LEH")
    page.button("FormSubmitter:own-ticker-Load the ticker").click().run()
    with pytest.raises(Trouble):
        page.session_state["own.job"].answer()
    page.run()
    assert "cannot reach Yahoo" in texts(page)
    assert "LEH once belonged to Lehman Brothers." in texts(page)
    page.button("own-use-LEHMQ").click().run()
    assert [header.value for header in page.header] == ["Lehman Brothers"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("![x](http://a.test/b.png)", "! x (http: //a.test/b.png)"),
        (":material/home: :smile: :red[hi]", ": material/home: : smile: : red hi"),
        ("<b>*a*</b> | `c` $5$", "b a /b c 5"),
        ("ab\u202ecd\x00", "ab cd"),
        ("see www.a.test or A@b.test", "see www .a.test or A @b.test"),
        ("S&P 500, price only: 12:30", "S&P 500, price only: 12:30"),
    ],
)
def test_a_name_means_nothing_in_markdown(text: str, name: str) -> None:
    assert as_name(text) == name
    assert not re.search(r"(?<!\\)[\[\]*<`$|]|:[a-z/]|www\.|\w@", shown(text))


def test_a_price_is_written_without_an_exponent() -> None:
    figures = [own_data_picture.figure(price) for price in (1.5e11, 1193.89, 0.0001, 5.4e-6)]
    assert figures == ["150,000,000,000", "1,193.89", "0.0001", "0.0000054"]


def test_a_page_that_cannot_draw_says_so_and_offers_the_built_in_data(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(*given: object) -> None:
        raise ZeroDivisionError("made to fail here")

    page = open_page("your-data")
    page.session_state["own.series"] = {"Bitcoin": known_series(built_in())["Bitcoin"]}
    monkeypatch.setattr("finlit.web.own_data.own_data_panel.experiment_panel.draw_alone", fail)
    page.run()
    assert own_data_guard.SENTENCE in texts(page)
    assert not page.exception
    monkeypatch.undo()
    page.button("own-guard-try").click().run()
    assert "S&P 500, price only" in [header.value for header in page.header]
