"""What a browser says of the controls is checked as if anybody had sent it."""

from __future__ import annotations

from typing import Any

import pytest

from finlit.experiments import EXPERIMENTS
from finlit.web.live_picture import hearing

GROWTH = EXPERIMENTS["growth"]
START = GROWTH.defaults()
SHOW = ("monthly", "rate")


@pytest.fixture
def session(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """A visit's session, in memory."""
    kept: dict[str, Any] = {}
    monkeypatch.setattr(hearing.st, "session_state", kept)
    return kept


def hear(**moved: object) -> hearing.Heard:
    return hearing.heard(GROWTH, START, "place", {"moved": moved}, SHOW)


def test_a_move_is_kept_and_the_same_message_counts_once(session: dict[str, Any]) -> None:
    now = hear(values={"monthly": 500, "rate": 0.07}, n=1, drawn="abc")
    assert (now.values["monthly"], now.values["rate"], now.drawn) == (500, 0.07, "abc")
    hearing.forget("place")
    again = hear(values={"monthly": 500, "rate": 0.07}, n=1, drawn="abc")
    assert again.values == START and again.reset == 1 and again.count == 1
    assert hearing.kept("place") == START


def test_only_the_controls_that_are_shown_move(session: dict[str, Any]) -> None:
    assert hear(values={"years_long": 10, "monthly": 500}, n=1).values == START | {"monthly": 500}


@pytest.mark.parametrize(
    "values",
    [
        None,
        [],
        "monthly",
        {"monthly": "500"},
        {"monthly": True},
        {"monthly": None},
        {"monthly": [500]},
        {"nonsense": 1},
    ],
)
def test_what_is_no_value_changes_nothing(session: dict[str, Any], values: object) -> None:
    assert hear(values=values, n=1).values == START


@pytest.mark.parametrize("number", [-1, 10**9, float("inf"), float("nan")])
def test_a_number_out_of_range_changes_nothing_and_is_told(
    session: dict[str, Any], number: float
) -> None:
    now = hear(values={"monthly": number}, n=1)
    assert now.values == START and now.trouble.startswith("Saved each month: a number from")


@pytest.mark.parametrize("said", [None, "moved", {"moved": 3}, {"moved": {"n": "1"}}, {}])
def test_a_message_that_is_none_is_left_alone(session: dict[str, Any], said: object) -> None:
    assert hearing.heard(GROWTH, START, "place", said, SHOW).values == START


@pytest.mark.parametrize(
    ("typed", "monthly"), [("$500", 500), ("1,000", 1000), (" 303 ", 300), ("250.00", 250)]
)
def test_a_typed_number_is_read_and_goes_to_the_nearest_step(
    session: dict[str, Any], typed: str, monthly: float
) -> None:
    now = hear(values={"monthly": 400}, typed={"monthly": typed}, n=1)
    assert now.values["monthly"] == monthly and not now.trouble


def test_a_typed_word_is_told_and_changes_nothing(session: dict[str, Any]) -> None:
    now = hear(values={"monthly": 400}, typed={"monthly": "a lot"}, n=1)
    assert now.values == START and now.trouble
    assert not hear(values={"monthly": 500}, n=2).trouble


def test_a_typed_percentage_is_one(session: dict[str, Any]) -> None:
    assert hear(values={}, typed={"rate": "7%"}, n=1).values["rate"] == 0.07
    assert hear(values={}, typed={"rate": "7"}, n=2).values["rate"] == 0.07
