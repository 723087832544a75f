"""The first and the one after: counts against the lists themselves, and money by hand."""

from __future__ import annotations

import itertools

import pandas as pd
import pytest

from finlit.experiments.work import pioneer_stocks, pioneers
from finlit.experiments.work.charts.firsts import FIRST, GONE, LATER
from finlit.market import built_in
from tests.experiments.running import figures, outcome


def winner_of(product: str, **values: str) -> str:
    given = {"list_": "both", "first": "famous", "won": "once"} | values
    found = pioneers.winners(built_in(), **given).set_index("product")
    return str(found.loc[product, "winner"])


def test_the_lists_count_as_they_were_published() -> None:
    """The older list: 4 of 14 leaders (float glass, instant camera, fiber, diapers); the newer: 5
    of 18 (float glass, instant camera, diapers, compact disc, Symbian)."""
    newer, older = figures("first-or-later"), figures("first-or-later", listed="older")
    assert (newer["first_won"], newer["markets"]) == (5, 18)
    assert (older["first_won"], older["markets"]) == (4, 14)
    both = figures("first-or-later", listed="both")
    assert (both["first_won"], both["markets"]) == (6, 22)
    assert both["even_rivals"] == pytest.approx(22 / 6)


def test_an_earlier_first_turns_a_win_into_one_of_a_later_company() -> None:
    assert winner_of("Disposable diaper") == FIRST
    assert winner_of("Disposable diaper", first="earliest") == LATER
    assert winner_of("Float glass", first="earliest") == FIRST
    assert winner_of("Video game player", first="earliest") == LATER


def test_a_market_lost_since_is_nobodys_win() -> None:
    assert winner_of("Web browser") == LATER
    assert winner_of("Web browser", won="still") == GONE
    assert winner_of("Instant camera", won="still") == GONE
    assert winner_of("Jet airliner", won="still") == LATER


@pytest.mark.parametrize(
    ("listed", "first", "won"),
    list(itertools.product(pioneers.LISTS, pioneers.FIRSTS, pioneers.WINS)),
)
def test_every_market_has_one_winner_and_stricter_rules_never_help_the_first(
    listed: str, first: str, won: str
) -> None:
    found = figures("first-or-later", listed=listed, first=first, won=won)
    assert found["first_won"] + found["later_won"] + found["neither"] == found["markets"]
    assert 0 < found["first_won"] <= figures("first-or-later", listed=listed)["first_won"]


def test_every_name_added_to_the_lists_has_a_source() -> None:
    table = built_in().table("pioneers")
    for told in ("earlier", "since"):
        assert (table[told] != "").equals(table[f"{told}_source"].str.contains("http"))
    assert (table["earlier"] != "").equals(table["earlier_year"].notna())


def test_codes_are_columns_and_every_pair_has_a_source() -> None:
    pairs = built_in().table("pioneer_stocks")
    members = built_in().table("members")
    assert {*pairs["first_code"], *pairs["later_code"]} <= set(members.columns)
    assert pairs["source"].str.contains("http").all()
    known = pairs.dropna(subset=["first_year", "later_year"])
    assert (known["first_year"] < known["later_year"]).all()


def test_money_in_a_pair_is_a_quotient_of_prices() -> None:
    prices = built_in().table("members")
    found, _ = pioneer_stocks.grown(built_in(), "2000")
    pairs = found.set_index("product")
    for product, first, later in (("Cola", "KO", "PEP"), ("Microprocessor", "INTC", "AMD")):
        for column, code in (("first_growth", first), ("later_growth", later)):
            by_hand = prices[code].iloc[-1] / prices[code].loc[pd.Timestamp("2000-01-07")]
            if prices[code].notna().all():
                assert pairs.loc[product, column] == pytest.approx(by_hand)
    assert pairs.loc["Instant camera", ["first_growth", "later_growth"]].tolist() == [0, 0]


def test_two_that_lost_all_are_both_behind() -> None:
    found = figures("first-and-after-stocks")
    assert found["first_ahead"] + found["later_ahead"] == found["markets"] - 1


def test_the_dead_out_make_the_firsts_look_better() -> None:
    counted, left_out = (figures("first-and-after-stocks", gone=gone) for gone in ("in", "out"))
    for found in (counted, left_out):
        assert found["markets"] > 0
    share = [found["first_ahead"] / found["markets"] for found in (counted, left_out)]
    assert share[0] < share[1]


def test_a_start_before_ups_was_listed_leaves_its_market_out() -> None:
    early, late = (
        pioneer_stocks.grown(built_in(), start)[0]["product"] for start in ("2000", "2003")
    )
    assert "Overnight parcel" not in set(early) and "Overnight parcel" in set(late)
    assert "Instant camera" in set(early) and "Instant camera" not in set(late)


@pytest.mark.parametrize("name", ["first-or-later", "first-and-after-stocks"])
def test_the_answer_names_the_counts(name: str) -> None:
    found = outcome(name)
    counts = [f"{found.figures[key]:.0f}" for key in list(found.figures)[:2]]
    assert all(count in found.answer for count in counts)
