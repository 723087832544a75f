"""What is seen of a fall, what comes, and the story."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from finlit.game.codes import Code
from finlit.game.deck import deck, rounds, weekly_level
from finlit.game.modes import MODES
from finlit.game.rounds import aftermath, glimpse, length
from finlit.market import built_in

DECK = deck(built_in())
POOL = DECK.pool(MODES[0])


def round_of(code: str, mode: int = 0):
    pool = DECK.pool(MODES[mode])
    return DECK.round(pool[pool["code"] == code].iloc[0].to_dict())


def test_a_fall_that_turned_is_told_with_its_rise() -> None:
    prices = np.concatenate(
        [np.full(30, 50.0), np.linspace(50, 100, 31), np.linspace(99, 46, 60), [50.0]]
    )
    seen = glimpse(prices)
    assert seen.headline == "Fell 54% in 14 months, 9% up since"
    assert (seen.high_week, seen.low_week) == (-61, -1)
    assert seen.prices[-1] == 100 and seen.weeks[-1] == 0
    assert max(seen.prices) == 200
    assert "The lowest price since then came 1 week ago." in seen.description


def test_five_years_are_shown_or_back_to_before_the_high() -> None:
    long = np.concatenate([np.full(500, 10.0), [20.0], np.full(30, 10.0)])
    assert glimpse(long).weeks[0] == -260
    early_high = np.concatenate([np.full(100, 10.0), [30.0], np.full(400, 15.0)])
    seen = glimpse(early_high)
    assert seen.weeks[0] == -400 - 26 and max(seen.prices) == 200


def test_holes_are_left_out_of_a_view() -> None:
    prices = np.array([100.0] * 30 + [np.nan, np.nan, 60.0, 50.0])
    assert glimpse(prices).weeks[-3:] == (-4, -1, 0)


def test_what_comes_is_a_multiple_of_the_price_of_the_decision() -> None:
    came = aftermath(
        np.array([50.0, np.nan, 75.0]), np.array([10.0, 11, 12]), np.array([1, 1.01, 1.02]), False
    )
    assert came.weeks == (0, 2)
    assert came.returns == pytest.approx((1.5, 1.2, 1.02))
    assert came.rose


@pytest.mark.parametrize(
    ("weeks", "text"),
    [(1, "1 week"), (8, "8 weeks"), (9, "2 months"), (61, "14 months"), (156, "3 years"),
     (130, "30 months"), (183, "3.5 years"), (260, "5 years")],
)  # fmt: skip
def test_lengths_are_said_as_people_do(weeks: int, text: str) -> None:
    assert length(weeks) == text


def test_bills_earn_their_months() -> None:
    """French's bills: 0.41 % in January 2000 and 0.43 % in February, so 1.0041 * 1.0043 / start."""
    monthly = built_in().table("stocks_and_bills")["us_bills_return"]
    weeks = pd.DatetimeIndex(["2000-01-31", "2000-02-29", "2000-02-15"])
    levels = weekly_level(monthly, weeks)
    assert levels[1] / levels[0] == pytest.approx(1 + monthly["2000-02"].iloc[0])
    assert levels[0] < levels[2] < levels[1]


def test_enron_is_told_with_its_end_and_source() -> None:
    enron = round_of("ENRNQ")
    assert enron.came.left and enron.came.growth < 0.02
    met, fate = enron.story.sentences
    assert met == "You met Enron in August 2001, 52% below its high of September 2000."
    assert fate == (
        "At the last price known, 5 months later, it stood 99% lower (the index: 1% lower) and had "
        "left the index; what became of its shares: bankrupt, shares worthless (July 2004)."
    )
    assert "http" in enron.story.source


def test_a_company_that_left_is_not_said_to_have_failed() -> None:
    keurig = round_of("GMCR")
    assert keurig.came.left and keurig.came.rose
    assert keurig.story.sentences[1].endswith("why it left is not known here.")


def test_a_takeover_is_told_with_what_holders_got() -> None:
    assert (
        "taken over (February 2010); holders got $100.00 a share"
        in (round_of("BNI").story.sentences[1])
    )


def test_a_member_to_the_end_of_the_data_is_told_so() -> None:
    assert (
        round_of("AAPL")
        .story.sentences[1]
        .endswith("and it was still in the index in November 2022, when our data ends.")
    )


@pytest.mark.parametrize("mode", MODES, ids=lambda mode: mode.id)
def test_every_story_has_two_sentences_and_a_source(mode) -> None:
    for fall in DECK.pool(mode).to_dict("records"):
        dealt = DECK.round(fall)
        assert dealt.story.name in dealt.story.sentences[0]
        assert all(sentence.endswith(".") for sentence in dealt.story.sentences)
        assert "http" in dealt.story.source
        assert "nan" not in " ".join(dealt.story.sentences).lower().split()
        assert dealt.seen.fall <= -0.1 and dealt.seen.rise >= 0
        assert (dealt.came.growth > 1) == ("rose" in fall["outcome"])
        assert dealt.came.left == ("left" in fall["outcome"])
        assert dealt.came.weeks[-1] == 156 or dealt.came.left


def test_the_prices_seen_and_to_come_meet_at_one_hundred() -> None:
    for dealt in rounds(built_in(), Code.parse("HCNWHJ")):
        assert dealt.seen.prices[-1] == 100
        assert dealt.came.company[0] == dealt.came.index[0] == dealt.came.bills[0] == 1
