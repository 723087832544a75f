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


def test_the_oldest_parcel_gives_way_and_a_huge_one_is_refused() -> None:
    first = handover.leave("first", NOW)
    later = [handover.leave("x", NOW) for _ in range(handover.MOST_PARCELS)]
    assert handover.look(first, NOW) is None
    assert handover.look(later[-1], NOW) == "x"
    with pytest.raises(handover.TooLargeError):
        handover.leave("x" * (handover.LONGEST + 1), NOW)


def test_all_parcels_together_fit_into_memory() -> None:
    large = "x" * handover.LONGEST
    fits = handover.MOST_TEXT // handover.LONGEST
    tokens = [handover.leave(large, NOW) for _ in range(fits + 1)]
    assert [handover.take(token, NOW) is not None for token in tokens] == [False] + [True] * fits


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
