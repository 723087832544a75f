"""Sheets to print come from the server as they are, under the same rules as all pages."""

from __future__ import annotations

from finlit.server.headers import CONTENT_POLICY
from tests.server import Running


def test_a_sheet_is_served_whole_and_guarded(server: Running) -> None:
    status, headers, body = server.fetch("/print/compounding")
    assert status == 200
    assert headers["content-type"] == "text/html; charset=utf-8"
    assert headers["content-security-policy"] == CONTENT_POLICY
    text = body.decode("utf-8")
    assert "<title>Compounding: pupils' sheet</title>" in text
    assert "stMain" not in text  # the app's style sheet is for its own shell


def test_an_unknown_lesson_is_not_found(server: Running) -> None:
    status, _, body = server.fetch("/print/no-such-lesson")
    assert (status, body) == (404, b"There is no lesson of this name.")
