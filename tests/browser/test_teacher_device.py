"""What a teacher's own computer keeps: names that never leave it, classes open until tonight."""

from __future__ import annotations

import os
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import PageAt
from tests.browser.pages import settle, well_made
from tests.browser.test_class import alias, assigned, button, class_made, joined, predicted, room

NAME = "Quentin Quasimodo-Xu"


def watched(teacher: Page, code: str, key: str) -> tuple[Page, list[bytes]]:
    """Another tab of the teacher, in the class, and all that it sends from the start on."""
    sent: list[bytes] = []
    page = teacher.context.new_page()
    page.on(
        "websocket",
        lambda socket: socket.on(
            "framesent",
            lambda frame: sent.append(frame if isinstance(frame, bytes) else frame.encode()),
        ),
    )
    page.on("request", lambda request: sent.append(request.url.encode()))
    page.on("request", lambda request: sent.append(request.post_data_buffer or b""))
    page.goto(teacher.url.split("/class")[0] + f"/class?code={code}")
    page.get_by_label("Teacher key").fill(key)
    page.get_by_text("Keep it open on this computer until tonight").click()
    button(page, "Open").click()
    expect(page.locator(".st-key-class-code-line")).to_be_visible()
    return page, sent


def test_names_stay_on_the_teachers_device(page_at: PageAt) -> None:
    teacher, code, key = class_made(page_at)
    assigned(teacher)
    pupil, _ = joined(page_at, code)
    name = alias(pupil)
    button(pupil, "Start").click()
    predicted(pupil, "50000")
    expect(pupil.get_by_text("What came out")).to_be_visible()
    page, sent = watched(teacher, code, key)
    room(page, "Pupils")
    expect(page.get_by_text("1 pupil has joined")).to_be_visible()
    page.get_by_text("Who is who?").click()
    page.get_by_label(f"Name of {name}").fill(NAME)
    expect(page.get_by_text("1 of 1 have a name, on this device alone.")).to_be_visible()
    expect(page.get_by_role("rowheader", name=NAME)).to_be_visible()
    settle(page)
    well_made(page)

    room(page, "Results")
    expect(page.get_by_role("rowheader", name=NAME)).to_be_visible()
    page.get_by_text("The same files with names").click()
    named = page.get_by_test_id("stExpander").filter(has_text="The same files with names")
    with page.expect_download() as file:
        button(named, "Canvas gradebook").click()
    saved = file.value.path().read_text(encoding="utf-8")
    assert NAME in saved and name not in saved and "Points Possible" in saved
    with page.expect_download() as file:
        button(named, "Report to print").click()
    assert NAME in file.value.path().read_text(encoding="utf-8")
    settle(page)

    page.reload()  # kept open, and kept in the browser
    expect(page.locator(".st-key-class-code-line")).to_be_visible()
    room(page, "Pupils")
    expect(page.get_by_role("rowheader", name=NAME)).to_be_visible()
    database = Path(os.environ["FINLIT_DATABASE_URL"].removeprefix("sqlite:///"))
    written = b"".join(path.read_bytes() for path in database.parent.glob(f"{database.name}*"))
    for part in NAME.split():
        assert part.encode() not in b"".join(sent)
        assert part.encode() not in written
    assert name.encode() in written and len(sent) > 10  # there was something to look at

    room(page, "Settings")
    button(page, "Lock it here").click()
    expect(page.get_by_text("Open your class")).to_be_visible()
    settle(page)
    page.reload()
    expect(page.get_by_text("Open your class")).to_be_visible()
