"""Work on its way to another device, and files that are none."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest

from finlit.learning.progress import Event
from finlit.web.everybody import handover
from tests.web.pages import open_page, texts

NOW = datetime(2026, 1, 5, 10, tzinfo=UTC)


def work(*ids: str) -> str:
    events = [
        Event(id_, "ann", "vote", "claims/gold/vote", "v", {"value": "agree"}, NOW.isoformat())
        for id_ in ids
    ]
    return json.dumps({"learner": "ann", "events": [event.to_dict() for event in events]})


def test_a_parcel_is_taken_once() -> None:
    token = handover.leave("work", NOW)
    assert handover.look(token, NOW) == "work"
    assert handover.take(token, NOW) == "work"
    assert handover.take(token, NOW) is None
    assert handover.look(token, NOW) is None


def test_a_parcel_waits_for_ten_minutes() -> None:
    token = handover.leave("work", NOW)
    assert handover.look(token, NOW + timedelta(minutes=9, seconds=59)) == "work"
    assert handover.take(token, NOW + handover.LASTS) is None


@pytest.fixture
def nothing_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handover, "_parcels", {})


@pytest.mark.usefixtures("nothing_waits")
def test_nobodys_parcel_gives_way_to_anothers_and_a_huge_one_is_refused() -> None:
    first = handover.leave("first", NOW)
    for _ in range(handover.MOST_PARCELS - 1):
        handover.leave("x", NOW)
    with pytest.raises(handover.FullError):
        handover.leave("x", NOW)
    assert handover.look(first, NOW) == "first"
    with pytest.raises(handover.TooLargeError):
        handover.leave("x" * (handover.LONGEST + 1), NOW)
    assert handover.leave("x", NOW + handover.LASTS), "what waited is over"


@pytest.mark.usefixtures("nothing_waits")
def test_a_visit_has_one_parcel_that_waits() -> None:
    token = ""
    for number in range(handover.MOST_PARCELS + 5):
        token = handover.leave(f"work {number}", NOW, before=token)
    assert len(handover._parcels) == 1
    assert handover.take(token, NOW) == f"work {handover.MOST_PARCELS + 4}"


@pytest.mark.usefixtures("nothing_waits")
def test_all_parcels_together_fit_into_memory() -> None:
    large = "x" * handover.LONGEST
    fits = handover.MOST_TEXT // handover.LONGEST
    tokens = [handover.leave(large, NOW) for _ in range(fits)]
    with pytest.raises(handover.FullError):
        handover.leave(large, NOW)
    assert all(handover.take(token, NOW) for token in tokens)


@pytest.mark.usefixtures("nothing_waits")
def test_a_full_server_is_told_and_nothing_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    page = open_page("your-work", **{"from": handover.leave(work("a"), datetime.now(UTC))})
    page.button(key="add-device").click().run()
    monkeypatch.setattr(handover, "MOST_PARCELS", 0)
    page.button(key="show-qr").click().run()
    assert "Save yours as a file" in texts(page)
    assert not page.exception


def test_a_log_nested_too_deep_is_no_log() -> None:
    from finlit.web.visit import browser_log

    assert browser_log._about("[" * 4000 + "]" * 4000) == {}


def test_a_code_adds_the_work_of_the_other_device() -> None:
    token = handover.leave(work("a", "b"), datetime.now(UTC))
    page = open_page("your-work", **{"from": token})
    page.button(key="add-device").click().run()
    assert "Done: 2 added" in texts(page) and not page.exception
    assert page.session_state["learner"] == "ann" and len(page.session_state["log"]) == 2
    assert "from" not in page.query_params
    assert {event["id"] for event in page.session_state["sent"]} == {"a", "b"}


@pytest.mark.parametrize("token", ["", "nonsense", "<b>"])
def test_a_code_that_is_over_says_so(token: str) -> None:
    page = open_page("your-work", **{"from": token})
    assert ("used up or older than ten minutes" in texts(page)) is bool(token)
    assert not page.exception


@pytest.mark.parametrize("text", ["", "{", "[1]", '{"events": [{}]}', "\x00\xff"])
def test_a_file_that_is_none_gets_a_sentence(text: str) -> None:
    page = open_page("your-work")
    page.file_uploader(key="work-file").set_value(("work.json", text.encode(), "application/json"))
    page.run()
    assert "There is no work of finlit in this file" in texts(page)
