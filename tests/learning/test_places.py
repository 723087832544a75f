"""Whatever a page can record is a place of the course; what is made up is none."""

from __future__ import annotations

import pytest

from finlit.learning import places
from finlit.lessons import Content, Forecast, Predict, Questions, Vote, load_course
from tests.server import ROOT

COURSE = load_course(ROOT / "lessons")


@pytest.mark.parametrize(
    "found", [*COURSE.lessons, *COURSE.claims, *COURSE.checks], ids=lambda each: each.slug
)
def test_all_that_a_page_draws_is_a_place(found: Content) -> None:
    drawn = [("done", part.id) for part in found.screens]
    for part in found.screens:
        for block in part.blocks:
            if isinstance(block, Questions):
                drawn += [("answer", id_) for id_ in block.ask]
            elif isinstance(block, Predict | Forecast):
                drawn.append(("predict", block.id))
            elif isinstance(block, Vote):
                drawn.append(("vote", block.id))
    drawn += [("answer", id_) for id_ in found.quiz]
    assert drawn and all(places.is_place(found, kind, id_) for kind, id_ in drawn)
    assert not any(places.is_place(found, kind, "made-up") for kind, _ in drawn)
    assert not places.is_place(found, "round", drawn[0][1])


@pytest.mark.parametrize(
    ("kind", "content", "expected"),
    [
        ("round", "blind-dip/hkfmrp-2/3/1", True),
        ("round", "blind-dip/hkfmrp-2/10/2", True),
        ("round", "blind-dip/hkfmrp-2/11/1", False),
        ("round", "blind-dip/hkfmrp-2/0/1", False),
        ("answer", "blind-dip/hkfmrp-2/3/1", False),
        ("round", "compounding/q-rule", False),
    ],
)
def test_rounds_of_a_game(kind: str, content: str, *, expected: bool) -> None:
    assert places.is_round(kind, content) is expected
