"""Claims: read beside lessons, held to their own rules, and the ones that ship."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from finlit import check
from finlit.check import LESSONS, claim_contract
from finlit.check.claims import PARTS, moves, settings
from finlit.experiments import EXPERIMENTS
from finlit.learning.progress import Event, Log
from finlit.lessons import ExperimentBlock, Predict, Vote, load_course, read_claim
from finlit.lessons.claims import claim_folders
from finlit.market import built_in
from tests.lessons.conftest import SCHEMA, outcomes

SHIPPED = load_course(LESSONS)
SWITCHES = [
    (claim.id, block, control)
    for claim in SHIPPED.claims
    for block in claim.of_kind(ExperimentBlock)
    for control in EXPERIMENTS[block.use].controls
    if control.name in block.show
]


def shipped_outcomes(experiment: str, values):  # type: ignore[no-untyped-def]
    return EXPERIMENTS[experiment].outcome(built_in(), values).figures


@pytest.fixture
def claims(course: Path) -> Path:
    """A course with one sound lesson and one sound claim."""
    shutil.copytree(Path(__file__).parent / "sound_claim", course / "claims" / "seesaw")
    return course


@pytest.fixture
def change(claims: Path) -> Callable[[str, str], Path]:
    """Put `new` in the place of `old` in the sound claim; gives the folder of lessons."""

    def edit(old: str, new: str) -> Path:
        path = claims / "claims" / "seesaw" / "claim.md"
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return claims

    return edit


def told(folder: Path) -> list[str]:
    """The rules that reading and checking the claim find broken."""
    course = load_course(folder)
    claim, problems = read_claim(folder / "claims" / "seesaw", course.glossary)
    assert claim is not None
    broken, _ = claim_contract(claim, course, SCHEMA, outcomes)
    return [problem.rule for problem in (*problems, *broken)]


def test_a_sound_claim_is_read_with_its_votes(claims: Path) -> None:
    course = load_course(claims)
    assert course.broken_claims == () and told(claims) == []
    claim = course.claim("seesaw")
    assert claim is not None and claim.slug == "claims/seesaw"
    assert [vote.again for vote in claim.of_kind(Vote)] == [False, True]
    (block,) = claim.of_kind(ExperimentBlock)
    assert [(watch.figure, watch.format) for watch in block.watch] == [("height", "money")]
    assert course.claim("swing") is None


@pytest.mark.parametrize(
    ("rule", "old", "new"),
    [
        ("part", "{#cannot-say}", "{#cannot}"),
        ("part", "They cannot say who laughed.", ""),
        ("vote", '```vote\nid = "vote"\n```', ""),
        ("vote", "again = true", "again = false"),
        ("predict", '```predict\nid = "guess"', '```text\nid = "guess"'),
        ("experiments", '```experiment\nid = "try"', '```text\nid = "try"'),
        ("switch", 'show = ["weight"]', "show = []"),
        ("switch", 'show = ["weight"]', 'show = ["firm"]'),
        ("switch", '[[watch]]\nfigure = "height"\nformat = "money"\nlabel = "How high"\n', ""),
        (
            "unknown figure",
            'figure = "height"\nformat = "money"\nlabel',
            'figure = "x"\nformat = "money"\nlabel',
        ),
        ("unknown control", 'show = ["weight"]', 'show = ["colour"]'),
        ("unknown experiment", 'use = "seesaw"', 'use = "slide"'),
        ("lesson", 'lesson = "sound"', 'lesson = "loud"'),
        ("lesson", 'lesson_part = "claim"', 'lesson_part = "nowhere"'),
        ("bare number", "who laughed", "which 37 laughed"),
        ("answer", "high = 500", "high = 50"),
        ("unknown fact", "{fact:height}", "{fact:depth}"),
        ("missing", 'said_by = "Heavy children."', ""),
        ("source", 'url = "https://example.org/"', 'url = "somewhere"'),
        ("unknown key", "again = true", "agian = true"),
        ("duplicate id", 'id = "vote-again"', 'id = "vote"'),
        ("heading", "They cannot say", "#### Deep\n\nThey cannot say"),
    ],
)
def test_a_broken_rule_is_told(
    change: Callable[[str, str], Path], rule: str, old: str, new: str
) -> None:
    assert rule in told(change(old, new))


def test_check_counts_claims_and_what_is_wrong_in_them(
    claims: Path, change: Callable[[str, str], Path]
) -> None:
    out = io.StringIO()
    assert check.run(out, claims, SCHEMA, outcomes) == 0
    assert "1 lessons and 1 claims checked. Problems: 0." in out.getvalue()
    change("who laughed", "which 37 laughed")
    assert check.run(out, claims, SCHEMA, outcomes) == 1
    text = (claims / "claims" / "seesaw" / "claim.md").read_text(encoding="utf-8")
    line = text[: text.index("37 laughed")].count("\n") + 1
    assert f"/claims/seesaw/claim.md:{line}: bare number: '37' is typed." in out.getvalue()


def test_a_claim_that_cannot_be_read_is_told_and_the_rest_stays(
    claims: Path, change: Callable[[str, str], Path]
) -> None:
    change("+++\ntitle", "title")
    course = load_course(claims)
    assert course.claims == () and len(course.lessons) == 1
    assert [bad.name for bad in course.broken_claims] == ["claims/seesaw"]


def test_the_order_of_claims_is_the_courses_and_names_exist(claims: Path) -> None:
    text = 'order = ["sound"]\nclaims = ["seesaw", "swing"]\n'
    (claims / "course.toml").write_text(text, encoding="utf-8")
    course = load_course(claims)
    assert [claim.id for claim in course.claims] == ["seesaw"]
    assert [problem.sentence for problem in course.problems] == [
        "There is no claim folder 'swing'."
    ]


def vote(content: str, value: str, minute: int) -> Event:
    time = f"2026-01-01T00:{minute:02d}:00+00:00"
    return Event(
        f"{content.rpartition('/')[2]}-{minute}", "me", "vote", content, "", {"value": value}, time
    )


def test_of_votes_the_first_counts_before_and_the_last_after(claims: Path) -> None:
    claim = load_course(claims).claims[0]
    before, after = claim.of_kind(Vote)
    log = Log(
        vote(f"claims/seesaw/{block.id}", value, minute)
        for block in (before, after)
        for minute, value in enumerate(("agree", "depends", "disagree"))
    )
    first, last = log.vote(claim, before), log.vote(claim, after)
    assert first is not None and first.payload == {"value": "agree"}
    assert last is not None and last.payload == {"value": "disagree"}
    assert Log().vote(claim, before) is None


@pytest.mark.parametrize("id_", claim_folders(LESSONS))
def test_a_shipped_claim_keeps_the_contract(id_: str) -> None:
    claim, problems = read_claim(LESSONS / "claims" / id_, SHIPPED.glossary)
    assert claim is not None and problems == []
    broken, _ = claim_contract(claim, SHIPPED, EXPERIMENTS, shipped_outcomes)
    assert [str(problem) for problem in broken if not problem.hint] == []
    assert tuple(part.id for part in claim.parts) == PARTS
    assert len(claim.of_kind(Predict)) >= 1


def test_the_course_names_every_claim() -> None:
    text = (LESSONS / "course.toml").read_text(encoding="utf-8")
    assert SHIPPED.broken_claims == ()
    for claim in SHIPPED.claims:
        assert f'"{claim.id}"' in text


@pytest.mark.parametrize(
    ("claim", "block", "control"),
    SWITCHES,
    ids=[f"{claim}-{block.id}-{control.name}" for claim, block, control in SWITCHES],
)
def test_each_switch_of_a_shipped_claim_moves_a_watched_figure(claim, block, control) -> None:  # type: ignore[no-untyped-def]
    assert len(settings(control)) >= 2
    assert moves(block, control, shipped_outcomes), f"{control.name} moves nothing"


def test_a_switch_that_moves_nothing_is_noticed() -> None:
    block = ExperimentBlock("b", "gold-or-index", "", watch=SWITCHES[0][1].watch)
    still = {"stocks_rate": 0.05, "gold_rate": 0.02}
    assert not moves(block, SWITCHES[0][2], lambda name, values: still)
