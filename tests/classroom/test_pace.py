"""Where a count alone says too much: parts in seconds, questions passed over, answers shown."""

from __future__ import annotations

from datetime import timedelta

from finlit.classroom.model import Assignment, Kept, Member
from finlit.classroom.reports import exports
from finlit.classroom.reports.report import report
from finlit.learning.progress import Event
from finlit.lessons import Questions
from finlit.web.shared import content
from tests.classroom.acts import NOW

LESSON = next(
    lesson
    for lesson in content.course().lessons
    if any(isinstance(block, Questions) for part in lesson.parts for block in part.blocks)
)
ASKING = next(
    part for part in LESSON.parts if any(isinstance(block, Questions) for block in part.blocks)
)
PLAIN = [
    part for part in LESSON.parts if not any(isinstance(block, Questions) for block in part.blocks)
][:2]
IDS = [id_ for block in ASKING.blocks if isinstance(block, Questions) for id_ in block.ask]
AMY = Member("amy", "class", "Amber Fox", NOW)


def kept(number: int, kind: str, id_: str, came: float, said: float, **payload: object) -> Kept:
    time = (NOW + timedelta(seconds=said)).isoformat()
    event = Event(f"e{number}", "amy", kind, f"{LESSON.slug}/{id_}", "1", payload, time)
    return Kept("amy", "a", event, NOW + timedelta(seconds=came))


def pace_of(*events: Kept) -> tuple[int, int, int]:
    given = Assignment(
        "a", "class", "ABC", LESSON.slug, (), {}, None, None, "later", True, False, NOW
    )
    found = report(LESSON, given, [AMY], events)
    (pupil,) = found.pupils
    last = exports.plain_csv(found).decode("utf-8-sig").splitlines()[1].split(",")[-3:]
    pace = pupil.pace
    assert last == [str(pace.quick), str(pace.unasked), str(pace.told)]
    return pace.quick, pace.unasked, pace.told


def test_parts_in_seconds_are_marked() -> None:
    one, two = PLAIN
    assert pace_of(kept(1, "done", one.id, 0, 0), kept(2, "done", two.id, 9, 9)) == (1, 0, 0)
    assert pace_of(kept(1, "done", one.id, 0, 0), kept(2, "done", two.id, 11, 11)) == (0, 0, 0)


def test_what_waited_for_a_line_is_not_called_quick() -> None:
    one, two = PLAIN
    assert pace_of(kept(1, "done", one.id, 500, 0), kept(2, "done", two.id, 500, 300))[0] == 0


def test_questions_passed_over_and_answers_after_the_reveal_are_marked() -> None:
    done = kept(9, "done", ASKING.id, 900, 900)
    assert pace_of(done) == (0, 1, 0)
    answers = [kept(n, "answer", id_, n, n, value="x") for n, id_ in enumerate(IDS)]
    assert pace_of(*answers, done) == (0, 0, 0)
    told = kept(0, "answer", IDS[0], 0, 0, value="x", shown=True)
    assert pace_of(told, *answers[1:], done) == (0, 0, 1)
    again = kept(8, "answer", IDS[0], 8, 8, value="y", shown=True)
    assert pace_of(*answers, again, done) == (0, 0, 0)
