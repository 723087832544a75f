"""The live board, by hand: first answers count, aliases never show, clocks may be wrong."""

from __future__ import annotations

import math
import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finlit.classroom import assignments, classes, events, members, standings, undo
from finlit.classroom.model import Assignment, Kept, Member
from finlit.classroom.reports.board import Board, board, board_of, steps
from finlit.classroom.reports.tally import Tally
from finlit.classroom.store.store import Store
from finlit.learning.progress import KINDS
from finlit.lessons import Claim, Content, Lesson, Predict, Questions, Vote, load_course
from tests.classroom.acts import MINUTE, NOW, event
from tests.server import ROOT

COURSE = load_course(ROOT / "lessons")
FORGED_FOR = (*COURSE.lessons[:2], *COURSE.claims[:2])
PUPILS = tuple(Member(f"m{i}", "class", f"Teal {name}", NOW) for i, name in enumerate("ABCDE"))


@pytest.fixture(scope="module")
def lesson() -> Lesson:
    found = COURSE.lesson("diversification")
    assert found is not None
    return found


@pytest.fixture(scope="module")
def claim() -> Claim:
    found = COURSE.claim("gold-or-index")
    assert found is not None
    return found


def assignment(content: str, **changes: Any) -> Assignment:
    fields = {
        "id": "a1",
        "class_id": "class",
        "code": "BCD2345",
        "content": content,
        "parts": (),
        "settings": {},
        "opens": None,
        "due": None,
        "answers": "now",
        "answers_shown": False,
        "holding": False,
        "created": NOW,
    }
    return Assignment(**{**fields, **changes})


class Acts:
    """What pupils did, one after the other."""

    def __init__(self, content: Content) -> None:
        self._slug = content.slug
        self.kept: list[Kept] = []

    def did(self, pupil: int, kind: str, id_: str, /, time: str = "", **payload: Any) -> None:
        """Pupil number `pupil` did it, a minute after the last."""
        number = len(self.kept)
        made = event(
            f"e{number}",
            f"{self._slug}/{id_}",
            kind=kind,
            payload=payload,
            time=time or NOW.isoformat(),
        )
        self.kept.append(Kept(f"m{pupil}", "a1", made, NOW + MINUTE * number))

    def board(self, content: Content, **changes: Any) -> Board:
        return board(content, assignment(content.slug, **changes), PUPILS, self.kept)


def question_with_misconception(lesson: Lesson) -> tuple[str, str, list[Any]]:
    """Its id, the id of its part, and its choices: right, wrong with a misconception, another."""
    for part, block in lesson.blocks():
        for id_ in block.ask if isinstance(block, Questions) else ():
            choices = lesson.quiz[id_].choices
            wrong = [choice for choice in choices if not choice.right]
            named = [choice for choice in wrong if choice.misconception in lesson.misconceptions]
            if named and len(wrong) > 1 and part in lesson.parts:
                right = next(choice for choice in choices if choice.right)
                other = next(choice for choice in wrong if choice is not named[0])
                return id_, part.id, [right, named[0], other]
    raise LookupError("no such question")


def test_before_anyone_comes(lesson: Lesson) -> None:
    shown = board(lesson, assignment("diversification"), (), ())
    assert (shown.joined, shown.working, shown.finished) == (0, 0, 0)
    assert [part.id for part in shown.parts] == [part.id for part in lesson.parts]
    assert all(guesses.count == 0 for guesses in shown.guesses)
    assert all(math.isnan(q.share(next(iter(q.choices)))) for q in shown.answered if q.choices)
    assert all(q.mistake is None for q in shown.answered)


def test_first_answers_count_and_the_commonest_mistake_has_its_misconception(
    lesson: Lesson,
) -> None:
    id_, part_id, (right, named, other) = question_with_misconception(lesson)
    acts = Acts(lesson)
    acts.did(0, "answer", id_, value=named.id, right=False)
    acts.did(0, "answer", id_, value=right.id, right=True)
    acts.did(1, "answer", id_, value=named.id, right=True)  # the device's word does not count
    acts.did(2, "answer", id_, value=other.id, right=False)
    acts.did(3, "answer", id_, value=right.id, right=True)
    (seen,) = [q for q in acts.board(lesson).answered if q.question.id == id_]
    assert (seen.part_id, seen.count, seen.right, seen.right_last) == (part_id, 4, 1, 2)
    assert (seen.share(right.id), seen.share(named.id), seen.share(other.id)) == (0.25, 0.5, 0.25)
    assert seen.mistake is not None
    assert (seen.mistake.answer, seen.mistake.count) == (named.id, 2)
    assert seen.mistake.misconception == lesson.misconceptions[named.misconception]


def test_a_wrong_clock_does_not_change_which_answer_was_first(lesson: Lesson) -> None:
    id_, _, (right, named, _) = question_with_misconception(lesson)
    acts = Acts(lesson)
    acts.did(0, "answer", id_, "2031-01-01T00:00:00+00:00", value=named.id, right=False)
    acts.did(0, "answer", id_, "1999-01-01T00:00:00+00:00", value=right.id, right=True)
    (seen,) = [q for q in acts.board(lesson).answered if q.question.id == id_]
    assert seen.choices[named.id] == 1


def test_predictions_are_the_first_and_the_board_names_nobody(lesson: Lesson) -> None:
    block = next(block for block in lesson.of_kind(Predict) if block.kind == "number")
    choice = next((block for block in lesson.of_kind(Predict) if block.kind == "choice"), None)
    acts = Acts(lesson)
    low, high = block.low, block.high
    for pupil, value in ((0, high), (1, low), (0, (low + high) / 2), (2, "text"), (3, True)):
        acts.did(pupil, "predict", block.id, value=value)
    if choice is not None:
        acts.did(1, "predict", choice.id, value=next(iter(choice.options)))
    shown = acts.board(lesson)
    seen = {guesses.block.id: guesses for guesses in shown.guesses}
    assert seen[block.id].numbers == (low, high)
    if choice is not None:
        assert next(iter(seen[choice.id].options.values())) == seen[choice.id].count == 1
    assert not any(member.alias in repr(shown) or member.id in repr(shown) for member in PUPILS)


def test_where_pupils_are(lesson: Lesson) -> None:
    first, second, *_, last = lesson.parts
    guess = next(block for part, block in lesson.blocks() if isinstance(block, Predict))
    home = next(part.id for part, block in lesson.blocks() if block is guess)
    acts = Acts(lesson)
    acts.did(0, "done", first.id)
    acts.did(1, "predict", guess.id, value=1.0)
    for part in lesson.parts:
        acts.did(2, "done", part.id)
    shown = acts.board(lesson)
    here = {part.id: part.here for part in shown.parts if part.here}
    expected = {second.id: 1, last.id: 1}
    expected[home] = expected.get(home, 0) + 1
    assert here == expected
    assert (shown.joined, shown.working, shown.finished) == (5, 3, 1)
    assert shown.parts[0].done == 2


def test_only_the_parts_assigned_are_shown(lesson: Lesson) -> None:
    part = lesson.parts[1]
    acts = Acts(lesson)
    acts.did(0, "done", part.id)
    shown = acts.board(lesson, parts=(part.id,))
    assert [standing.id for standing in shown.parts] == [part.id]
    assert shown.finished == 1
    assert {guesses.part_id for guesses in shown.guesses} <= {part.id}


def test_votes_before_are_the_first_and_after_the_last(claim: Claim) -> None:
    before, after = sorted(claim.of_kind(Vote), key=lambda block: block.again)
    acts = Acts(claim)
    for pupil, block, value in (
        (0, before, "agree"),
        (0, before, "disagree"),
        (1, before, "agree"),
        (2, before, "depends"),
        (3, before, "nonsense"),
        (0, after, "agree"),
        (0, after, "depends"),
        (1, after, "agree"),
        (4, after, "agree"),
    ):
        acts.did(pupil, "vote", block.id, value=value)
    votes = acts.board(claim).votes
    assert votes is not None
    assert votes.before == {"agree": 2, "disagree": 0, "depends": 1}
    assert votes.after == {"agree": 2, "disagree": 0, "depends": 1}
    assert votes.moves == {("agree", "depends"): 1, ("agree", "agree"): 1}


def test_other_work_and_other_pupils_are_left_out(lesson: Lesson, claim: Claim) -> None:
    acts = Acts(lesson)
    acts.did(0, "done", lesson.parts[0].id)
    acts.did(7, "done", lesson.parts[0].id)
    shown = board(claim, assignment(claim.slug), PUPILS, acts.kept)
    assert shown.working == 0
    assert acts.board(lesson).working == 1


def test_a_game_shows_its_rounds() -> None:
    made = [
        (f"m{pupil}", event(f"{pupil}-{n}", f"blind-dip/hkfmrp-1/{n}/1", kind="round"))
        for pupil, rounds in ((0, 10), (1, 2))
        for n in range(1, rounds + 1)
    ]
    kept = [Kept(member_id, "a1", each, NOW) for member_id, each in made]
    shown = board(None, assignment("game/HKFMRP"), PUPILS, kept)
    assert (shown.working, shown.finished) == (2, 1)
    assert (shown.rounds[1], shown.rounds[2], shown.rounds[3]) == (2, 2, 1)


@given(data=st.data())
def test_no_log_that_a_browser_can_forge_breaks_the_board(data: st.DataObject) -> None:
    content = data.draw(st.sampled_from(FORGED_FOR))
    ids = [*(part.id for part in content.parts), *content.quiz, "x"]
    ids += [block.id for block in (*content.of_kind(Predict), *content.of_kind(Vote))]
    values = st.one_of(
        st.none(), st.booleans(), st.integers(-9, 9), st.floats(-1e17, 1e17), st.text(max_size=5)
    )
    kept = [
        Kept(
            data.draw(st.sampled_from(["m0", "m1", "stranger"])),
            "a1",
            event(
                f"e{number}",
                f"{content.slug}/{data.draw(st.sampled_from(ids))}",
                kind=data.draw(st.sampled_from(KINDS)),
                payload={"value": data.draw(values), "right": data.draw(values)},
            ),
            NOW,
        )
        for number in range(data.draw(st.integers(0, 12)))
    ]
    shown = board(content, assignment(content.slug), PUPILS[:2], kept)
    assert shown.finished <= shown.working <= shown.joined == 2
    assert all(seen.right <= seen.count <= 2 for seen in shown.answered)
    assert all(guesses.count <= 2 for guesses in shown.guesses)
    assert all(0 <= part.done <= 2 for part in shown.parts)
    if shown.votes is not None:
        assert sum(shown.votes.before.values()) <= 2


def test_the_database_counts_what_the_events_say(store: Store) -> None:
    """Chance pupils, chance answers: counts kept along with events are those of the events."""
    chance = random.Random(7)
    made, _ = classes.make(store, NOW)
    pupils = [members.join(store, made.id, NOW)[0] for _ in range(6)]
    for content in (COURSE.lessons[0], COURSE.claims[0], None):
        slug = content.slug if content is not None else "blind-dip/hkfmrp-1"
        given_ = assignments.make(
            store, made.id, content.slug if content is not None else "game/HKFMRP", NOW
        )
        ids = places_of(content) if content is not None else [("round", f"{n}/1") for n in range(5)]
        for number in range(120):
            kind, id_ = chance.choice(ids)
            said = event(
                f"{slug}-{number}".replace("/", "-"),
                f"{slug}/{id_}",
                kind=kind,
                payload={"value": chance.choice(["a", "b", "agree", "depends", 3.5, 10, True])},
            )
            events.keep(store, chance.choice(pupils), given_, [said, said], NOW)
        by_events = board(
            content,
            given_,
            members.of_class(store, made.id),
            events.of_class(store, made.id, given_.id),
        )
        done = steps(content, given_)

        def counted(given_: Assignment = given_, done: tuple[str, ...] = done) -> Tally:
            return standings.tally(store, made.id, given_.id, done)

        assert by_events.working == 6
        assert board_of(content, given_, counted()) == by_events
        with store.writing() as connection:
            standings.rebuild(connection, made.id)
        assert board_of(content, given_, counted()) == by_events
        members.remove(store, made.id, pupils[0].id, NOW)
        assert counted().working == 5
        (aside,) = undo.of_class(store, made.id, NOW)
        undo.bring_back(store, made.id, aside.id, NOW)
        assert board_of(content, given_, counted()) == by_events


def places_of(content: Content) -> list[tuple[str, str]]:
    """Where pupils do something in a lesson or claim: kind and id."""
    return [
        *(("done", part.id) for part in content.parts),
        *(("answer", id_) for id_ in content.quiz),
        *(("predict", block.id) for block in content.of_kind(Predict)),
        *(("vote", block.id) for block in content.of_kind(Vote)),
    ]
