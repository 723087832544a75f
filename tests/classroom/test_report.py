"""A class's report, counted by hand, and the growth of a class against known figures."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from finlit.classroom.model import Assignment, Kept, Member
from finlit.classroom.reports.growth import FEWEST, growth, student_t
from finlit.classroom.reports.report import Report, check_pairs, report
from finlit.lessons import Claim, Lesson, Predict, Vote, load_course
from tests.classroom.acts import NOW, event
from tests.server import ROOT

COURSE = load_course(ROOT / "lessons")
AMY, BEN, CAT = (Member(f"m{name}", "class", f"Teal {name}", NOW) for name in ("Ant", "Bee", "Cat"))


def given(content: str, parts: tuple[str, ...] = ()) -> Assignment:
    return Assignment(
        "a1", "class", "BCD2345", content, parts, {}, None, None, "now", False, False, NOW
    )


def kept(member: Member, kind: str, content: str, minute: int, **payload: Any) -> Kept:
    made = event(f"{member.id}-{minute}", content, kind=kind, payload=payload)
    return Kept(member.id, "a1", made, NOW + timedelta(minutes=minute))


@pytest.fixture(scope="module")
def lesson() -> Lesson:
    found = COURSE.lesson("compounding")
    assert found is not None
    return found


@pytest.fixture(scope="module")
def claim() -> Claim:
    return COURSE.claims[0]


@pytest.fixture(scope="module")
def found(lesson: Lesson) -> Report:
    """Amy: wrong, then right, and a second question right. Ben: right. Cat has done nothing."""
    events = [
        kept(AMY, "predict", "compounding/guess-40-years", 1, value=50_000.0),
        kept(AMY, "predict", "compounding/guess-40-years", 2, value=60_000.0),
        kept(AMY, "answer", "compounding/three-doublings", 3, value="adds", right=False),
        kept(AMY, "answer", "compounding/rule-of-72", 4, value=8.0, right=True),
        kept(BEN, "answer", "compounding/rule-of-72", 5, value=8.0, right=True),
        kept(
            AMY, "answer", "compounding/three-doublings", 6, value=right_choice(lesson), right=True
        ),
        kept(AMY, "done", "compounding/claim", 7),
        kept(BEN, "answer", "diversification/other", 8, value="x", right=False),
    ]
    return report(lesson, given("compounding"), [CAT, BEN, AMY], events)


def right_choice(lesson: Lesson) -> str:
    return next(each.id for each in lesson.quiz["three-doublings"].choices if each.right)


def test_pupils_stand_by_alias_with_first_and_last_tries(found: Report) -> None:
    assert [pupil.alias for pupil in found.pupils] == ["Teal Ant", "Teal Bee", "Teal Cat"]
    amy, ben, cat = found.pupils
    assert (amy.answered, amy.right_first, amy.right_last, amy.done) == (2, 1, 2, 1)
    assert (ben.answered, ben.right_first, ben.right_last, ben.done) == (1, 1, 1, 0)
    assert (cat.answered, cat.right_first, cat.right_last) == (0, 0, 0)
    assert amy.said == {"guess-40-years": 50_000.0}  # the first one counts


def test_questions_are_the_boards(found: Report) -> None:
    counts = {each.question.id: each.count for each in found.questions}
    assert counts["three-doublings"] == 1
    assert counts["rule-of-72"] == 2
    assert found.pupils[0].asked == len(counts)


def test_parts_named_in_the_assignment_are_all_that_is_asked(lesson: Lesson) -> None:
    small = report(lesson, given("compounding", ("by-hand",)), [AMY], [])
    assert {each.question.id for each in small.questions} == {
        *("two-years", "five-years", "rule-of-72", "three-doublings")
    }
    assert small.pupils[0].parts == 1


def test_what_came_in_after_it_was_due_is_counted(lesson: Lesson) -> None:
    due = replace(given("compounding"), due=NOW + timedelta(minutes=2))
    events = [
        kept(who, "predict", f"compounding/{id_}", minute, value=2.0)
        for who, id_, minute in (
            (AMY, "guess-40-years", 1),
            (AMY, "guess-card", 2),
            (AMY, "guess-inflation", 3),
            (BEN, "guess-40-years", 2),
        )
    ]
    assert [pupil.late for pupil in report(lesson, due, [AMY, BEN], events).pupils] == [1, 0]
    assert [each.late for each in report(lesson, given("compounding"), [AMY], events).pupils] == [0]
    rounds = [kept(AMY, "round", f"blind-dip/hkfmrp-1/{n}/1", n) for n in (1, 3, 4)]
    game = replace(given("game/HKFMRP"), due=NOW + timedelta(minutes=2))
    assert report(None, game, [AMY], rounds).pupils[0].late == 2


def test_growth_between_tries_takes_those_who_answered(found: Report) -> None:
    assert found.tries.pupils == 2  # Cat has not
    assert "right at the first try and" in found.tries.sentence
    assert found.tries.before == pytest.approx((1 / 2 + 1) / 2)
    assert found.tries.after == 1.0
    assert found.tries.low is None
    assert f"fewer than {FEWEST} pupils" in found.tries.sentence


def test_votes_before_and_after_stand_with_the_alias(claim: Claim) -> None:
    first, again = (f"{claim.slug}/{block.id}" for block in _votes(claim))
    events = [
        kept(AMY, "vote", first, 1, value="agree"),
        kept(AMY, "vote", first, 2, value="disagree"),
        kept(AMY, "vote", again, 3, value="agree"),
        kept(AMY, "vote", again, 4, value="depends"),
    ]
    result = report(claim, given(claim.slug), [AMY, BEN], events)
    assert result.pupils[0].votes == {"before": "agree", "after": "depends"}
    assert result.pupils[1].votes == {}
    assert result.board.votes is not None
    assert result.board.votes.moves == {("agree", "depends"): 1}


def _votes(claim: Claim) -> list[Any]:
    return sorted(claim.of_kind(Vote), key=lambda block: block.again)


def test_what_no_page_could_have_taken_is_in_no_file(lesson: Lesson, claim: Claim) -> None:
    """A log is in the pupil's hands, and what a browser was made to say reaches no teacher."""
    block = next(each for each in lesson.of_kind(Predict) if each.kind == "number")
    forged = ("Kim-Smith", True, None, block.low - 1, block.high * 2)
    for value in forged:
        events = [kept(AMY, "predict", f"{lesson.slug}/{block.id}", 1, value=value)]
        result = report(lesson, given(lesson.slug), [AMY], events)
        assert block.id not in result.pupils[0].said
        assert all(guesses.count == 0 for guesses in result.board.guesses)
    (vote, _) = _votes(claim)
    events = [kept(AMY, "vote", f"{claim.slug}/{vote.id}", 1, value="Kim-Smith")]
    assert report(claim, given(claim.slug), [AMY], events).pupils[0].votes == {}
    rounds = [kept(AMY, "round", f"blind-dip/hkfmrp-1/{n}/1", n) for n in (1, 10, 11, 999)]
    assert set(report(None, given("game/HKFMRP"), [AMY], rounds).board.rounds) == {1, 10}


def test_a_game_counts_its_rounds() -> None:
    events = [kept(AMY, "round", f"blind-dip/hkfmrp-2/{n}/1", n, value=0.5) for n in (1, 2, 3)]
    result = report(None, given("game/HKFMRP"), [AMY, BEN], events)
    assert [pupil.done for pupil in result.pupils] == [3, 0]
    assert result.title == "The blind dip"


def test_the_check_counts_first_answers_of_who_answered_both_forms() -> None:
    if len(COURSE.checks) != 2:
        pytest.skip("this course has no check before and after")
    events = []
    for minute, check in enumerate(COURSE.checks):
        for place, question in enumerate(check.quiz.values()):
            wrong = next(each.id for each in question.choices if not each.right)
            right = next(each.id for each in question.choices if each.right)
            value = right if check.form == "after" or place == 0 else wrong
            content = f"{check.slug}/{question.id}"
            events.append(kept(AMY, "answer", content, 10 * minute + place, value=value))
            if check.form == "before":
                events.append(kept(BEN, "answer", content, 10 * minute + place, value=value))
    pairs = check_pairs(
        [[e for e in events if e.member_id == m.id] for m in (AMY, BEN, CAT)], COURSE.checks
    )
    assert pairs == [(pytest.approx(1 / len(COURSE.checks[0].quiz)), 1.0)]


def test_growth_by_hand() -> None:
    """Differences 0 five times and 0.4 five times: mean 0.2, s = 0.2108, t(9) = 2.2622."""
    result = growth([(0.4, 0.4)] * 5 + [(0.4, 0.8)] * 5)
    assert result.change == pytest.approx(0.2)
    room = 2.2622 * math.sqrt(10 * 0.04 / 9) / math.sqrt(10)
    assert result.low == pytest.approx(0.2 - room, abs=1e-4)
    assert result.high == pytest.approx(0.2 + room, abs=1e-4)
    assert "likely between +5 and +35" in result.sentence
    assert "chance" not in result.sentence


def test_growth_says_when_it_may_be_chance() -> None:
    assert "may be chance" in growth([(0.5, 0.9), (0.5, 0.1)] * 6).sentence


def test_growth_says_when_it_cannot_say() -> None:
    assert growth([]).sentence == "Nobody has answered before and after yet."
    assert growth([(0.0, 1.0)] * (FEWEST - 1)).low is None
    same = growth([(0.2, 0.4)] * 12)
    assert same.low is None
    assert "same for all pupils" in same.sentence
    assert "a change of 0." in growth([(0.5, 0.5)]).sentence


@pytest.mark.parametrize(
    ("freedom", "quantile"), [(9, 2.262), (10, 2.228), (15, 2.131), (30, 2.042), (120, 1.980)]
)
def test_t_is_that_of_the_tables(freedom: int, quantile: float) -> None:
    assert student_t(freedom) == pytest.approx(quantile, abs=6e-4)


def test_a_pupil_of_another_class_is_not_in_it(lesson: Lesson) -> None:
    stranger = Member("mx", "class", "Teal Fox", NOW)
    events = [kept(stranger, "answer", "compounding/rule-of-72", 1, value=8.0, right=True)]
    result = report(lesson, given("compounding"), [AMY], events)
    assert [pupil.answered for pupil in result.pupils] == [0]
