"""A class and its pupils' browsers as finlit wrote them before events named their assignment.

The first pupil's browser holds an answer that came while a page was drawn: it forgot its
assignment, and never reached the class. `tests/classroom/kept` has both as they were written.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from finlit.classroom import assignments, classes, events, teacher_keys
from finlit.classroom.store.store import Store, opened
from finlit.web.shared import content
from finlit.web.visit import browser_log
from tests.conftest import ROOT
from tests.web.pages import open_page, texts
from tests.web.test_class import at, now, screen_of

KEPT = ROOT / "tests" / "classroom" / "kept"
WRITTEN: dict[str, Any] = json.loads((KEPT / "browser.json").read_text(encoding="utf-8"))
FORGOTTEN = "00000000000000000000000000000001"


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """The class's database, opened by this version."""
    file = tmp_path / "classroom.sqlite"
    connection = sqlite3.connect(file)
    connection.executescript((KEPT / "classroom.sql").read_text(encoding="utf-8"))
    connection.execute("UPDATE classes SET expires = '2199-01-01 00:00:00.000000'")
    connection.commit()
    connection.close()
    monkeypatch.setenv("FINLIT_DATABASE_URL", f"sqlite:///{file}")
    return opened()


def handed_over(pupil: dict[str, Any]) -> str:
    return json.dumps(
        {**pupil["log"], "class": pupil["finlit.class"], "mark": "visit", "erased": False}
    )


@pytest.mark.parametrize("place", [0, 1])
def test_a_browser_of_then_hands_in_what_it_had_forgotten(
    place: int, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    pupil = WRITTEN["pupils"][place]
    ids = [event["id"] for event in pupil["log"]["events"]]
    assert (FORGOTTEN in ids) is (place == 0)
    monkeypatch.setattr(browser_log, "handed_over", lambda: handed_over(pupil))
    app = open_page("join")
    class_ = classes.of_code(store, WRITTEN["code"], now())
    assert not app.exception and pupil["finlit.class"]["alias"] in texts(app)
    mine = [
        each
        for each in events.of_class(store, class_.id)
        if each.member_id == pupil["finlit.class"]["member"]
    ]
    assert Counter(each.event.id for each in mine) == Counter(ids)
    assert {each.assignment_id for each in mine} == {WRITTEN["assignment"]}

    assignment = assignments.by_id(store, class_.id, WRITTEN["assignment"])
    lesson = content.lesson(assignment.content)
    part = next(each for each in lesson.parts if each.id == assignment.parts[-1])
    answered = next(each for each in pupil["log"]["events"] if each["kind"] == "answer")
    question = answered["content"].rpartition("/")[2]
    at(app, lesson.slug, part=part.id, screen=screen_of(part, question))
    assert not app.exception and "Handed in:" in texts(app)
    app.run()
    assert len(events.of_class(store, class_.id)) == 4 + (place == 0)


def test_what_a_pupil_did_before_there_was_an_assignment_stays_private(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    pupil = json.loads(json.dumps(WRITTEN["pupils"][0]))
    pupil["log"]["events"][-1]["time"] = "2026-11-01T08:00:00.000+00:00"
    monkeypatch.setattr(browser_log, "handed_over", lambda: handed_over(pupil))
    app = open_page("join")
    class_ = classes.of_code(store, WRITTEN["code"], now())
    assert not app.exception
    assert FORGOTTEN not in {each.event.id for each in events.of_class(store, class_.id)}


def test_the_key_of_then_opens_the_class(store: Store) -> None:
    class_ = classes.of_code(store, WRITTEN["code"], now())
    key = WRITTEN["key"]
    opened_class = teacher_keys.open_with_key(store, class_.code, key, now(), address="").class_
    assert opened_class == class_
