"""The pages of a class, for its teacher and for a pupil, without a browser."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from finlit.classroom import assignments, classes, codes, events, limits, members, undo
from finlit.classroom.errors import DoorClosedError
from finlit.classroom.model import Assignment, Class
from finlit.classroom.store.store import Store, StoreError, opened
from finlit.game.codes import Code
from finlit.game.modes import MODES
from finlit.learning.progress import Event, Log
from finlit.learning.quiz import right_value
from finlit.lessons import ExperimentBlock, Part, Predict, Questions, Vote
from finlit.lessons.screens import screens
from finlit.web.shared import content
from finlit.web.teacher import class_experiments
from finlit.web.visit import class_cache
from tests.web.pages import open_page, texts

LESSON = content.lesson("compounding")
PART, GUESS = next(
    (part, block) for part in LESSON.parts for block in part.blocks if isinstance(block, Predict)
)
ASKING, QUESTION = next(
    (part, LESSON.quiz[id_])
    for part in LESSON.parts
    for block in part.blocks
    if isinstance(block, Questions)
    for id_ in block.ask
    if LESSON.quiz[id_].kind == "choice"
)
SET_PART, SET = next(
    (part, block)
    for part in LESSON.parts
    for block in part.blocks
    if isinstance(block, ExperimentBlock) and block.show
)
LOCK = f"{LESSON.slug}.{GUESS.id}.guess"


def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def store() -> Store:
    return opened()


@pytest.fixture
def class_(store: Store) -> Class:
    return classes.make(store, now())[0]


def assign(store: Store, class_: Class, **how: Any) -> Assignment:
    how.setdefault("content", LESSON.slug)
    made = assignments.make(store, class_.id, how.pop("content"), now(), **how)
    class_cache.forget(class_.code)
    return made


def at(app: AppTest, path: str, **query: str) -> AppTest:
    """The same visit on another page."""
    app._page_hash = calc_hash(path)
    app.query_params.clear()
    for key, value in query.items():
        app.query_params[key] = value
    return app.run()


def screen_of(part: Part, id_: str) -> str:
    """The number of the screen of a part that holds a block or asks a question."""
    return next(
        str(screen.number)
        for screen in screens(part)
        for block in screen.blocks
        if id_ == getattr(block, "id", "") or id_ in getattr(block, "ask", ())
    )


def joined(code: str) -> AppTest:
    app = open_page("join", code=code)
    app.button(key="join-now").click().run()
    assert not app.exception
    return app


def predict(app: AppTest, guess: str = "50000") -> AppTest:
    at(app, LESSON.slug, part=PART.id)
    app.text_input(key=LOCK).set_value(guess)
    app.button(key=f"{LOCK}.lock").click().run()
    assert not app.exception
    return app


def kept(store: Store, class_: Class) -> list[tuple[str, str | None, Any]]:
    return [
        (each.event.content, each.assignment_id, each.event.payload.get("value"))
        for each in events.of_class(store, class_.id)
    ]


def test_a_class_is_made_and_opened_with_its_key() -> None:
    app = open_page("class")
    app.button(key="make").click().run()
    key = app.session_state["class.key"]
    assert len(key.split()) == 6 and key in texts(app) and "shown only once" in texts(app)
    code = classes.by_id(opened(), app.session_state["class.id"], now()).code
    app.button(key="key-written").click().run()
    assert key not in texts(app) and "What shall they do?" in texts(app)

    other = open_page("class")
    other.text_input(key="class.open.code").set_value(codes.shown(code).lower())
    other.text_input(key="class.open.key").set_value(" ".join(reversed(key.split())))
    other.button(key="open").click().run()
    assert "does not open the class" in texts(other)
    again = open_page("class", code=code)
    assert again.text_input(key="class.open.code").value == codes.shown(code)
    other.text_input(key="class.open.key").set_value(f"  {key.upper()} ")
    other.button(key="open").click().run()
    assert f"Class code **{codes.shown(code)}**" in texts(other)
    assert not other.exception


@pytest.mark.parametrize("kind", ["lesson", "claim", "game"])
def test_anything_can_be_assigned(kind: str) -> None:
    app = open_page("class")
    app.button(key="make").click().run()
    app.button(key="key-written").click().run()
    app.session_state["assign.kind"] = kind
    app.run()
    if kind == "game":
        app.button(key="assign.make").click().run()
        assert "code" in app.warning[0].value
        app.text_input(key="assign.game").set_value(str(Code(MODES[0], 1)).lower())
        app.run()
        app.button(key="assign.deal").click().run()
        assert Code.parse(app.text_input(key="assign.game").value) != Code(MODES[0], 1)
    app.button(key="assign.make").click().run()
    assert not app.exception and "Assigned. Your pupils see it" in texts(app)
    class_id = app.session_state["class.id"]
    (made,) = assignments.of_class(opened(), class_id)
    assert made.parts == (
        tuple(part.id for part in content.course().lessons[0].parts if part.core)
        if kind == "lesson"
        else ()
    )


def test_experiments_and_times_are_set_in_the_form() -> None:
    app = open_page("class")
    app.button(key="make").click().run()
    app.button(key="key-written").click().run()
    app.session_state["assign.lesson"] = LESSON.slug
    app.session_state["assign.parts"] = "all"
    app.session_state["assign.settings"] = True
    app.session_state[f"assign.picked.{LESSON.slug}"] = [SET.id]
    app.run()
    slider = next(each for each in app.slider if str(each.key).startswith("assign.set."))
    slider.set_value(slider.max).run()
    app.session_state["assign.opens"] = datetime(2031, 5, 4, 9, 0)
    app.session_state["assign.due"] = datetime(2031, 5, 3, 9, 0)
    app.button(key="assign.make").click().run()
    assert "due before it opens" in texts(app)
    app.session_state["assign.due"] = datetime(2031, 5, 5, 9, 0)
    app.button(key="assign.make").click().run()
    assert not app.exception
    (made,) = assignments.of_class(opened(), app.session_state["class.id"])
    assert list(made.settings) == [SET.id] and len(made.settings[SET.id]) == 1
    assert made.due == datetime(2031, 5, 5, 9, 0, tzinfo=UTC)
    assert "Opens Sunday, May 4, 9:00 AM. Due Monday, May 5, 9:00 AM." in texts(app)


def test_due_on_a_day_is_due_at_its_end() -> None:
    app = open_page("class")
    app.button(key="make").click().run()
    app.button(key="key-written").click().run()
    app.session_state["assign.due"] = datetime(2031, 5, 5)
    app.button(key="assign.make").click().run()
    assert "Due Monday, May 5, 11:59 PM." in texts(app)


def test_the_form_closes_when_it_is_done() -> None:
    app = open_page("class")
    app.button(key="make").click().run()
    app.button(key="key-written").click().run()
    app.button(key="assign.make").click().run()
    app.session_state["new-assignment"] = True
    app.run()
    app.button(key="assign.make").click().run()
    assert not app.exception and not app.session_state["new-assignment"]
    assert "assign.make" not in {button.key for button in app.button}


def test_locking_leaves_no_class_open(store: Store) -> None:
    app = open_page("class")
    for number in range(2):
        app.button(key="make").click().run()
        if not number:  # the second one is under the first one's key
            app.button(key="key-written").click().run()
        app.session_state["class.room"] = "settings"
        app.run()
        app.button(key="another").click().run()
    assert sum(str(button.key).startswith("go-") for button in app.button) == 2
    next(button for button in app.button if str(button.key).startswith("go-")).click().run()
    app.session_state["class.room"] = "settings"
    app.run()
    app.button(key="lock-here").click().run()
    assert "Open your class" in texts(app) and not app.exception
    assert not any(str(button.key).startswith("go-") for button in app.button)


def test_an_assignment_is_copied_to_another_class_of_this_visit() -> None:
    app = open_page("class")
    app.button(key="make").click().run()
    app.button(key="key-written").click().run()
    first = app.session_state["class.id"]
    app.session_state["class.room"] = "settings"
    app.run()
    app.button(key="another").click().run()
    app.selectbox(key="class.under").select("").run()
    app.button(key="make").click().run()
    app.button(key="key-written").click().run()
    second = app.session_state["class.id"]
    app.button(key="assign.make").click().run()
    (made,) = assignments.of_class(opened(), second)
    app.session_state[f"change-{made.id}"] = True
    app.run()
    app.button(key=f"copy-{made.id}-{first}").click().run()
    assert not app.exception
    (copy,) = assignments.of_class(opened(), first)
    assert copy.content == made.content and copy.parts == made.parts and copy.code != made.code


def test_an_assigned_game_is_played_and_handed_in(store: Store, class_: Class) -> None:
    code = str(Code(MODES[0], 7))
    made = assign(store, class_, content=f"game/{code}")
    app = at(joined(made.code), "blind-dip", code=code, part="r1")
    app.radio(key=f"{code}-1-1.0.put").set_value("index")
    app.button(key="lock").click().run()
    assert [id_ for _, id_, _ in kept(store, class_)] == [made.id]
    at(app, "join")
    assert "1 of 10 steps done" in [bar.proto.text for bar in app.get("progress")]


def test_the_pupils_view_keeps_nothing(store: Store, class_: Class) -> None:
    made = assign(store, class_, parts=(PART.id,))
    app = open_page("home")
    app.session_state["previewed"], app.session_state["preview_log"] = made, Log()
    predict(app)
    assert "As a pupil sees it" in texts(app) and "What came out" in texts(app)
    assert len(app.session_state["log"]) == 0 and not kept(store, class_)
    at(app, LESSON.slug, part=PART.id, view="teacher")
    assert "Teacher's view" not in texts(app)
    at(app, "class")
    assert "As a pupil sees it" not in texts(app)


def test_settings_of_a_link_are_taken_and_shown_to_pupils(store: Store, class_: Class) -> None:
    experiment, start = content.experiment(SET)
    control = next(each for each in experiment.controls if each.name in SET.show)
    other = control.parse(control.format(getattr(control, "high", None) or start[control.name]))
    query = {f"{SET.id}.{control.name}": control.format(other), "part": SET_PART.id}
    taken, notes = class_experiments.from_query(LESSON, (), query)
    assert notes == [] and taken[SET.id][control.name] == other
    assert class_experiments.from_query(LESSON, (PART.id,), query)[0] == (
        taken if SET_PART is PART else {}
    )
    bad = {f"{SET.id}.{control.name}": "plenty"}
    assert control.label in class_experiments.from_query(LESSON, (), bad)[1][0]

    made = assign(store, class_, parts=(SET_PART.id,), settings={SET.id: {control.name: other}})
    app = joined(made.code)
    at(app, LESSON.slug, part=SET_PART.id)
    for block in SET_PART.blocks:
        if isinstance(block, Predict):
            predict(app)
            at(app, LESSON.slug, part=SET_PART.id)
    at(app, LESSON.slug, part=SET_PART.id, screen=screen_of(SET_PART, SET.id))
    assert app.session_state[f"{LESSON.slug}.{SET.id}.heard"].values[control.name] == other


@pytest.mark.parametrize("slug", [each.slug for each in content.course().lessons])
def test_the_key_to_a_lesson_has_every_reason(slug: str) -> None:
    def script(slug: str) -> None:
        from finlit.web.shared import content
        from finlit.web.teacher import class_answers

        class_answers.draw(content.lesson(slug), ())

    app = AppTest.from_function(script, args=(slug,), default_timeout=30).run()
    assert not app.exception
    shown = texts(app)
    lesson = content.lesson(slug)
    asked = [
        id_
        for part in lesson.parts
        for block in part.blocks
        if isinstance(block, Questions)
        for id_ in block.ask
    ]
    assert asked
    for id_ in asked:
        for choice in lesson.quiz[id_].choices:
            assert content.filled(slug, choice.why) in shown


def test_a_pupil_joins_works_and_hands_in(store: Store, class_: Class) -> None:
    made = assign(store, class_)
    app = joined(class_.code)
    (member,) = members.of_class(store, class_.id)
    assert member.alias in texts(app) and "Write this down now" in texts(app)
    predict(app)
    assert kept(store, class_) == [(f"{LESSON.slug}/{GUESS.id}", made.id, 50_000.0)]
    assert f"You are **{member.alias}** in the class" in texts(app)
    at(app, "diversification")
    at(app, "your-work")
    assert "You are in a class now" in texts(app)
    app.button(key="leave-now").click().run()
    assert len(app.session_state["log"]) == 0 and app.session_state["pupil"] is None
    assert len(kept(store, class_)) == 1


def test_who_comes_next_on_this_device_finds_nothing_of_who_left(
    store: Store, class_: Class
) -> None:
    assign(store, class_)
    app = predict(joined(class_.code))
    at(app, LESSON.slug, part=SET_PART.id, screen=screen_of(SET_PART, SET.id))
    tried = f"{LESSON.slug}.{SET.id}.heard"
    assert tried in app.session_state
    at(app, "join")
    app.button(key="leave-now").click().run()
    assert tried not in app.session_state
    app.text_input(key="join.code").set_value(class_.code)
    app.button(key="join-now").click().run()
    (made,) = assignments.of_class(store, class_.id)
    assignments.hold(store, class_.id, made.id, True)
    class_cache.forget(class_.code)
    predict(app)  # what the first one has seen does not open the reveal for the second
    assert "Your class waits here" in texts(app) and not app.exception


def test_only_work_for_the_class_is_handed_in(store: Store, class_: Class) -> None:
    app = joined(class_.code)
    predict(app)
    assert kept(store, class_) == [] and len(app.session_state["log"]) == 1
    check = content.course().checks[0]
    at(app, "before-and-after")
    for question in check.quiz.values():
        app.radio(key=f"{check.slug}.{question.id}").set_value(question.choices[0].id)
    next(button for button in app.button if "five answers" in button.label).click().run()
    assert {id_ for _, id_, _ in kept(store, class_)} == {None}
    assert len(kept(store, class_)) == len(check.quiz)


def test_the_class_waits_at_the_reveal(store: Store, class_: Class) -> None:
    made = assign(store, class_)
    assignments.hold(store, class_.id, made.id, True)
    class_cache.forget(class_.code)
    app = predict(joined(class_.code))
    assert "Your class waits here" in texts(app) and "What came out" not in texts(app)
    assert "next" not in [button.key for button in app.button]
    later = LESSON.parts[LESSON.parts.index(PART) + 1]
    at(app, LESSON.slug, part=later.id)
    assert "Your class waits at the prediction" in texts(app)
    assignments.hold(store, class_.id, made.id, False)
    class_cache.forget(class_.code)
    at(app, LESSON.slug, part=PART.id)
    assert "What came out" in texts(app)
    assignments.hold(store, class_.id, made.id, True)
    class_cache.forget(class_.code)
    app.run()
    assert "What came out" in texts(app)  # seen once, it is not taken away again


def test_work_on_an_earlier_part_does_not_end_the_wait(store: Store, class_: Class) -> None:
    place = LESSON.parts.index(ASKING)
    part, guess = next(
        (part, block)
        for part in LESSON.parts[place + 1 :]
        for block in part.blocks
        if isinstance(block, Predict)
    )
    made = assign(store, class_, parts=(ASKING.id, part.id))
    assignments.hold(store, class_.id, made.id, True)
    class_cache.forget(class_.code)
    waits = {"part": part.id, "screen": screen_of(part, guess.id)}
    app = at(joined(class_.code), LESSON.slug, **waits)
    key = f"{LESSON.slug}.{guess.id}.guess"
    if guess.kind == "choice":
        app.radio(key=key).set_value(next(iter(guess.options)))
    else:
        app.text_input(key=key).set_value(str(guess.low))
    app.button(key=f"{key}.lock").click().run()
    assert "Your class waits here" in texts(app)
    at(app, LESSON.slug, part=ASKING.id, screen=screen_of(ASKING, QUESTION.id))
    key = f"{LESSON.slug}.{QUESTION.id}"
    app.radio(key=key).set_value(QUESTION.choices[0].id)
    app.button(key=f"{key}.check").click().run()
    at(app, LESSON.slug, **waits)
    assert "Your class waits here" in texts(app) and "What came out" not in texts(app)


def test_reasons_wait_when_the_teacher_wants_it(store: Store, class_: Class) -> None:
    made = assign(store, class_, parts=(ASKING.id,), answers="later")
    where = {"part": ASKING.id, "screen": screen_of(ASKING, QUESTION.id)}
    app = at(joined(class_.code), LESSON.slug, **where)
    key = f"{LESSON.slug}.{QUESTION.id}"
    wrong = next(choice for choice in QUESTION.choices if not choice.right)
    app.radio(key=key).set_value(wrong.id)
    app.button(key=f"{key}.check").click().run()
    assert "Handed in" in texts(app) and content.filled(LESSON.slug, wrong.why) not in texts(app)
    assert all("right" not in event.payload for event in app.session_state["log"])
    assignments.show_answers(store, class_.id, made.id)
    class_cache.forget(class_.code)
    app.run()
    assert content.filled(LESSON.slug, wrong.why) in texts(app)


NUMBER = next(each for each in LESSON.quiz.values() if each.kind == "number")


def log_of(learner: str, *answers: float, **payload: Any) -> Log:
    """A log as a browser may be made to hold it: answers to a question that asks for a number."""
    return Log(
        Event(
            id=f"e{number}",
            learner=learner,
            kind="answer",
            content=f"{LESSON.slug}/{NUMBER.id}",
            version="",
            payload={"value": value, **payload},
            time=f"2026-09-01T08:{number:02}:00Z",
        )
        for number, value in enumerate(answers)
    )


def test_the_lesson_says_what_is_right_and_not_the_browser(store: Store, class_: Class) -> None:
    made = assign(store, class_, answers="later")
    browser = browser_of(joined(class_.code))
    right = right_value(NUMBER, content.Facts(LESSON.slug))
    log = log_of(browser["member"], -1.0, right, right=True, assignment=made.id)
    app = reloaded(browser, log, "your-work")
    assert not app.exception
    told = [each.event.payload for each in events.of_class(store, class_.id)]
    assert [(each["value"], each["right"]) for each in told] == [(-1.0, False), (right, True)]
    elsewhere = reloaded(browser, Log(), "your-work")  # nor is a browser told while reasons wait
    assert len(elsewhere.session_state["log"]) == 2
    assert all("right" not in each.payload for each in elsewhere.session_state["log"])


def test_a_log_that_names_no_assignment_of_the_class_is_one_write(
    store: Store, class_: Class, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = browser_of(joined(class_.code))
    log = Log(
        each
        for number in range(9)
        for each in (
            replace(event, id=f"x{number}")
            for event in log_of(browser["member"], 1.0, assignment=f"forged-{number}")
        )
    )
    writes: list[int] = []
    keep = events.keep
    monkeypatch.setattr(events, "keep", lambda *how: (writes.append(1), keep(*how))[1])
    reloaded(browser, log, "your-work")
    assert len(writes) == 1 and len(kept(store, class_)) == 9


def test_a_pupil_never_gets_the_teachers_view(class_: Class) -> None:
    app = joined(class_.code)
    at(app, LESSON.slug, part=LESSON.parts[-1].id, view="teacher")
    assert "Teacher's view" not in texts(app) and "Make your prediction first" in texts(app)
    at(app, "the-argument", claim=content.course().claims[0].id, view="teacher")
    assert "Teacher's view" not in texts(app)
    at(app, "class")
    assert "This page is for teachers" in texts(app)


def test_the_assignment_whose_code_was_typed_stands_first_and_once(
    store: Store, class_: Class
) -> None:
    older = assign(store, class_)
    newer = assign(store, class_, content=content.course().claims[0].slug)

    def listed(code: str) -> list[str]:
        keys = (str(button.key) for button in joined(code).button)
        return [key.removeprefix("start-list-") for key in keys if key.startswith("start-")]

    assert listed(older.code) == [older.id, newer.id]
    assert listed(class_.code) == [newer.id, older.id]


def test_wrong_early_late_closed_and_deleted_codes_are_told_apart(
    store: Store, class_: Class
) -> None:
    def said(code: str) -> str:
        app = open_page("join", code=code)
        app.button(key="join-now").click().run()
        assert not app.exception
        return texts(app)

    assert "Type the code" in said("")
    assert "six letters and digits" in said("hello")
    assert "There is no class with this code" in said("BCD234")
    assert "the code of a game" in said("BCDFGH")
    early = assign(store, class_, opens=now() + timedelta(days=1))
    assert "It opens" in said(early.code) and "Come back then" in said(early.code)
    late = assign(store, class_, due=now() - timedelta(hours=1))
    assert "It was due" in said(late.code)
    assignments.remove(store, class_.id, late.id, now())
    assert "was taken away" in said(late.code)
    classes.close(store, class_.id, now())
    assert "has closed this class" in said(class_.code)
    classes.delete(store, class_.id, now())
    assert "is over and was deleted" in said(class_.code)


def away() -> Store:
    raise StoreError("away")


def test_work_goes_on_while_the_database_is_away(
    store: Store, class_: Class, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = assign(store, class_)
    app = at(joined(class_.code), LESSON.slug, part=PART.id)
    with monkeypatch.context() as trouble:
        trouble.setattr(class_cache, "store", away)
        predict(app)
        assert "What came out" in texts(app) and "Your work is kept on this device" in texts(app)
        at(app, "join")
        assert made.code and not app.exception
        teacher = open_page("class")
        teacher.button(key="make").click().run()
        assert "cannot be reached right now" in texts(teacher) and not teacher.exception
    assert kept(store, class_) == []
    class_cache.forget(class_.code)  # that it was away is remembered for a second
    app.run()
    assert len(kept(store, class_)) == 1 and "kept on this device" not in texts(app)


def browser_of(app: AppTest) -> dict[str, Any]:
    """What the browser has of a pupil."""
    return dict(app.session_state["pupil"].kept())


def reloaded(kept: dict[str, Any], log: Log, path: str, **query: str) -> AppTest:
    """A new visit in which the browser hands over what it has."""
    app = AppTest.from_file(open_page()._script_path, default_timeout=30)
    app.session_state["class_kept"], app.session_state["member"] = kept, kept["member"]
    app.session_state["log"] = log
    return at(app, path, **query)


def test_a_reload_hands_in_what_was_left_and_doubles_nothing(
    store: Store, class_: Class, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = assign(store, class_)
    app = at(joined(class_.code), LESSON.slug, part=PART.id)
    with monkeypatch.context() as trouble:
        trouble.setattr(class_cache, "store", away)
        predict(app)
    log = app.session_state["log"]
    for _ in range(2):
        again = reloaded(browser_of(app), log, LESSON.slug, part=PART.id)
        assert not again.exception and "You said" in texts(again)
        assert kept(store, class_) == [(f"{LESSON.slug}/{GUESS.id}", made.id, 50_000.0)]
    on_a_phone = reloaded(browser_of(app), Log(), LESSON.slug, part=PART.id)
    assert "You said" in texts(on_a_phone)


def test_a_browser_that_lies_about_who_it_is_gets_nothing(
    store: Store, class_: Class, monkeypatch: pytest.MonkeyPatch
) -> None:
    assign(store, class_)
    victim = predict(joined(class_.code))
    liar = joined(class_.code)
    forged = browser_of(liar) | {"member": browser_of(victim)["member"]}
    app = reloaded(forged, Log(), LESSON.slug, part=PART.id)
    assert "You said" not in texts(app)
    assert app.session_state["pupil"].member_id == browser_of(liar)["member"]
    forged = browser_of(victim) | {"back": "BCDF2345"}
    app = reloaded(forged, Log(), LESSON.slug, part=PART.id)
    assert "No one in this class has this return code" in texts(app)
    monkeypatch.setattr(members, "come_back", lambda *_, **__: pytest.fail("tried again"))
    app.run()
    assert "No one in this class has this return code" in texts(app)
    monkeypatch.undo()
    assert "You said" not in texts(app) and not app.exception
    for nonsense in ({}, {"code": 5, "member": "x"}, browser_of(victim) | {"code": "?"}):
        app = reloaded({"member": "x"} | nonsense, Log(), LESSON.slug)
        assert not app.exception and app.session_state["pupil"] is None
        assert app.session_state["member"] == "" and app.session_state["class_kept"] is None


def test_who_is_refused_learns_nothing_of_a_class(
    store: Store, class_: Class, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Codes in a browser's storage are guesses too; past the limit all look the same."""
    made = assign(store, class_)
    kept = browser_of(joined(class_.code)) | {"back": codes.new_return_code()}
    monkeypatch.setattr(limits, "is_over", lambda *_, **__: now())
    for path, query in (("join", {"code": made.code}), (LESSON.slug, {})):
        app = reloaded(kept, Log(), path, **query)
        assert "very many wrong tries" in texts(app) and not app.exception
        assert LESSON.title not in texts(app) or path == LESSON.slug
        assert "for your class" not in texts(app)


def handed_to_the_browser(app: AppTest) -> str:
    """What components on the page are given."""
    return str([element.proto for element in app.get("bidi_component")])


def test_the_rooms_of_a_class(store: Store, class_: Class) -> None:
    app = open_page("class")
    app.button(key="make").click().run()
    app.button(key="key-written").click().run()
    app.button(key="assign.make").click().run()
    made_id = app.session_state["class.id"]
    mine = classes.by_id(store, made_id, now())
    predict(joined(mine.code))
    (member,) = members.of_class(store, made_id)
    for room in ("board", "results", "pupils", "settings"):
        app.session_state["class.room"] = room
        app.run()
        assert not app.exception, room
    assert "1 pupil has joined" not in texts(app) and app.query_params["code"] == mine.code
    app.session_state["class.room"] = "board"
    app.run()
    assert member.alias not in texts(app)
    app.session_state["class.room"] = "pupils"
    app.run()
    assert member.alias in handed_to_the_browser(app)
    app.selectbox(key="class.pupil").select(member.id).run()
    app.button(key=f"back-{member.id}").click().run()
    new = app.session_state[f"class.back.{member.id}"]
    assert members.come_back(store, mine.code, new, now(), address="") == member
    assert app.button(key=f"out-{member.id}").disabled
    app.checkbox(key=f"sure-out-{member.id}").check().run()
    app.button(key=f"out-{member.id}").click().run()
    assert members.of_class(store, made_id) == ()
    (aside,) = undo.of_class(store, made_id, now())
    app.button(key=f"undo-{aside.id}").click().run()
    assert members.of_class(store, made_id) == (member,) and not app.exception
    app.button(key="door").click().run()
    assert "The door is closed" in texts(app)
    with pytest.raises(DoorClosedError):
        members.join(store, made_id, now())
    app.session_state["class.room"] = "settings"
    app.run()
    app.button(key="close").click().run()
    assert "This class is closed" in texts(app)
    app.button(key="reopen").click().run()
    assert "This class is closed" not in texts(app)
    assert app.button(key="delete").disabled
    app.checkbox(key="class.sure").check().run()
    app.button(key="delete").click().run()
    assert f"{mine.name} is deleted" in texts(app) and not app.exception
    app.button(key="undo-class").click().run()
    assert not app.exception and classes.by_id(store, made_id, now()).code == mine.code
    assert app.session_state["class.id"] == made_id


def test_the_board_and_the_results_look_at_the_same_assignment(store: Store) -> None:
    app = open_page("class")
    app.button(key="make").click().run()
    app.button(key="key-written").click().run()
    class_ = classes.by_id(store, app.session_state["class.id"], now())
    older = assign(store, class_)
    newer = assign(store, class_, content=content.course().claims[0].slug)
    app.session_state["class.room"] = "board"
    assert app.run().selectbox(key="class.assignment.box").value == newer.id
    app.selectbox(key="class.assignment.box").select(older.id).run()
    for room in ("results", "settings", "results", "board"):
        app.session_state["class.room"] = room
        app.run()
        if room != "settings":
            assert app.selectbox(key="class.assignment.box").value == older.id
    assignments.remove(store, class_.id, older.id, now())
    assert app.run().selectbox(key="class.assignment.box").value == newer.id


def test_the_board_of_a_claim_shows_votes_before_and_after(store: Store) -> None:
    claim = content.course().claims[0]
    teacher = open_page("class")
    teacher.button(key="make").click().run()
    teacher.button(key="key-written").click().run()
    class_ = classes.by_id(store, teacher.session_state["class.id"], now())
    made = assign(store, class_, content=claim.slug)
    ballots = {vote.again: vote for vote in claim.of_kind(Vote)}
    for first, second in (("agree", "disagree"), ("agree", "agree"), ("depends", None)):
        app = at(joined(made.code), "the-argument", claim=claim.id)
        app.button(key=f"{claim.slug}.{ballots[False].id}.{first}").click().run()
        assert "never who" not in texts(app)
        if second is not None:
            member = app.session_state["pupil"].member_id
            told = Event(
                id=f"second-{member}",
                learner=member,
                kind="vote",
                content=f"{claim.slug}/{ballots[True].id}",
                version=claim.version,
                payload={"value": second},
                time=now().isoformat(),
            )
            events.keep(store, members.by_id(store, class_.id, member), made, (told,), now())
    teacher.session_state["class.room"] = "board"
    teacher.run()
    assert "**3** of 3 have voted, **2** of them again." in texts(teacher)
    assert claim.statement[:30] in texts(teacher)
    assert not teacher.get("progress")  # nobody follows the herd
    teacher.toggle(key=f"board.open.{claim.slug}.votes").set_value(True).run()
    assert "**1** of 2 who voted twice changed their vote." in texts(teacher)
    bars = [bar.proto.text for bar in teacher.get("progress")]
    assert bars == [
        *("**2** agree", "**0** disagree", "**1** it depends"),
        *("**1** agree", "**1** disagree", "**0** it depends"),
    ]


def test_a_glance_asks_once_a_second_and_remembers_while_the_database_is_away(
    class_: Class,
) -> None:
    clock, asked = [0.0], []

    def read(code: str) -> class_cache.Seen:
        asked.append(code)
        if len(asked) == 2:
            raise StoreError("away")
        return class_cache.Seen(class_, ())

    glance = class_cache.Glance(read, lambda: clock[0])
    assert glance.at("A").trouble == "" and glance.at("A").trouble == "" and len(asked) == 1
    clock[0] = 1.5
    assert glance.at("A").trouble and len(asked) == 2
    clock[0] = 3.0
    assert glance.at("A").trouble == ""
    glance.forget("A")
    glance.at("A")
    assert len(asked) == 4
