"""On a device that was left for a while, the next pupil does not find the last one's class."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from finlit.classroom import classes
from finlit.classroom.store.store import opened
from finlit.web.visit import browser_log
from tests.web.pages import open_page, texts
from tests.web.test_class import joined, now


@pytest.mark.parametrize(
    ("away", "asks"),
    [
        (None, False),
        ({"seconds": 599, "closed": True}, False),
        ({"seconds": 601, "closed": True}, True),
        ({"seconds": 601, "closed": False}, False),
        ({"seconds": 3601, "closed": False}, True),
        ({"seconds": True, "closed": True}, False),
        ({"seconds": "9999", "closed": True}, False),
        ([9999], False),
    ],
)
def test_when_a_device_asks(away: object, asks: bool) -> None:
    assert browser_log.was_away(away) is asks


@pytest.fixture
def left(monkeypatch: pytest.MonkeyPatch) -> Callable[[], str]:
    """A browser that was closed for an hour; gives the pupil's alias and return code."""
    class_, _ = classes.make(opened(), now())
    pupil = joined(class_.code).session_state["pupil"]
    text = json.dumps(
        {
            "learner": pupil.member_id,
            "events": [],
            "class": pupil.kept(),
            "mark": "visit",
            "erased": False,
            "away": {"seconds": 4000, "closed": True},
        }
    )
    monkeypatch.setattr(browser_log, "handed_over", lambda: text)
    return lambda: str(pupil.alias)


def test_the_same_pupil_goes_on(left: Callable[[], str]) -> None:
    app = open_page("join")
    assert "Is this still you?" in texts(app) and "return code" not in texts(app)
    app.button(key="same").click().run()
    assert not app.exception
    assert "Is this still you?" not in texts(app) and f"You are **{left()}**" in texts(app)


def test_somebody_else_finds_nothing(
    left: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_page("join")
    monkeypatch.setattr(browser_log, "handed_over", lambda: None)
    app.button(key="other").click().run()
    assert not app.exception
    assert app.session_state["pupil"] is None and left() not in texts(app)
    assert app.session_state["move"]["kept"] is None
