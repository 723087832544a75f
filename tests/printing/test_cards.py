"""Cards to hand out: everything that a pupil needs, and a place where a browser may put a name."""

from __future__ import annotations

import re

from finlit.printing import cards


def test_a_card_has_the_alias_both_codes_and_the_way_in() -> None:
    page = cards.page(
        [("Teal Otter", "BCDF2345"), ("Jade Cat", "WXYT9753")],
        "Period 3",
        "BCD234",
        "https://money.school.example/finlit/join?code=BCD234",
    )
    assert re.findall('data-alias="([^"]+)"', page) == ["Teal Otter", "Jade Cat"]
    for text in ("BCDF-2345", "WXYT-9753", "BCD-234", "money.school.example/finlit/join"):
        assert text in page
    assert page.count("<svg") == 2 and "http://www.w3.org/2000/svg" in page
    assert not re.search(r"<script|<link|src=", page)
