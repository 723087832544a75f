"""Whatever order clicks and runs of the page fall into, an answer is kept once and for its place.

The page runs as Streamlit runs it, and at every place where a run may be ended by a click that
waits, this test decides whether the click has come.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, ClassVar
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from streamlit.proto.WidgetStates_pb2 import WidgetStates
from streamlit.runtime.scriptrunner import RerunData
from streamlit.testing.v1 import AppTest, app_test
from streamlit.testing.v1.local_script_runner import LocalScriptRunner
from streamlit.util import calc_hash

from finlit.classroom import assignments, classes, events
from finlit.classroom.store.store import opened
from finlit.lessons import Predict, Questions
from finlit.lessons.screens import screens
from finlit.server import clicks
from finlit.web.shared import content
from finlit.web.visit import class_cache
from tests.web.pages import open_page, texts

LESSON, PART, SCREEN, ASKED = next(
    (lesson, part, here[-1], here[-1].blocks[0].ask[0])
    for lesson in content.course().lessons
    for part in lesson.parts
    if (here := screens(part))
    and not any(isinstance(block, Predict) for block in part.blocks)
    and isinstance(here[-1].blocks[0], Questions)
    and lesson.quiz[here[-1].blocks[0].ask[0]].kind == "choice"
)
KEY = f"{LESSON.slug}.{ASKED}"
HERE = {"part": PART.id, "screen": str(SCREEN.number)}
FURTHEST = 400  # places of a run of this page at which a click may end it, about


class Piled(LocalScriptRunner):
    """A runner to which clicks come while it runs: each after so many places at which a run could
    have been ended, counted from the click before."""

    coming: ClassVar[list[tuple[int, RerunData]]] = []

    def _maybe_handle_execution_control_request(self) -> None:
        if self._execing and self.coming:
            waits, data = self.coming.pop(0)
            if waits:
                self.coming.insert(0, (waits - 1, data))
            else:
                self.request_rerun(data)
        super()._maybe_handle_execution_control_request()


@pytest.fixture(autouse=True)
def as_served(monkeypatch: pytest.MonkeyPatch) -> None:
    """Clicks come while the page runs, and are treated as the server treats them."""
    clicks.keep_whole()
    monkeypatch.setattr(app_test, "LocalScriptRunner", Piled)
    monkeypatch.setattr(Piled, "coming", [])


def pupil_at_questions(**how: Any) -> tuple[AppTest, str, str]:
    """A pupil's page with questions of an assignment; the ids of the class and the assignment."""
    now = datetime.now(UTC)
    class_, _ = classes.make(opened(), now)
    made = assignments.make(opened(), class_.id, LESSON.slug, now, parts=[PART.id], **how)
    class_cache.forget(class_.code)
    app = open_page("join", code=class_.code)
    app.button(key="join-now").click().run()
    app._page_hash = calc_hash(LESSON.slug)
    app.query_params.clear()
    app.query_params.update(HERE)
    return app.run(), class_.id, made.id


def press(app: AppTest, key: str) -> WidgetStates:
    """What a browser sends when a button is pressed."""
    app.button(key=key).click()
    states = app._tree.get_widget_states()
    app.button(key=key)._value = False
    return states


def answer(app: AppTest, value: str) -> WidgetStates:
    """What a browser sends for an answer."""
    app.radio(key=KEY).set_value(value)
    return press(app, f"{KEY}.check")


def handed_in(app: AppTest) -> bool:
    """Whether the question's own screen says so."""
    app.query_params.clear()
    app.query_params.update(HERE)
    return "Handed in:" in texts(app.run())


def pile(app: AppTest, states: Sequence[WidgetStates], waits: Sequence[int]) -> None:
    """Run the page with the first click, while the others come in the midst of it."""
    query = urlencode(HERE)
    sent = [RerunData(query, each, page_script_hash=app._page_hash) for each in states]
    Piled.coming = list(zip(waits, sent[1:], strict=True))
    app._run(states[0])
    while Piled.coming:  # the last ones came when it was over
        _, data = Piled.coming.pop(0)
        app._run(data.widget_states)
    app.run()


def kept(class_id: str) -> list[tuple[str, str | None, object]]:
    """What the class has: what was done, for which assignment, and what was said."""
    done = [
        (each.event.content, each.assignment_id, each.event.payload.get("value"))
        for each in events.of_class(opened(), class_id)
    ]
    return sorted(done, key=str)


waits = st.one_of(st.integers(0, 12), st.integers(0, FURTHEST))


@settings(
    deadline=None,
    max_examples=20,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    answers=st.integers(1, 3),
    ons=st.integers(0, 2),
    waits=st.lists(waits, min_size=4, max_size=4),
    choice=st.integers(0, 1),
)
def test_every_answer_is_kept_once_however_clicks_pile_up(
    answers: int, ons: int, waits: list[int], choice: int
) -> None:
    app, class_id, assignment = pupil_at_questions(answers="later")
    value = LESSON.quiz[ASKED].choices[choice].id
    states = [answer(app, value)] * answers + [press(app, "next")] * ons
    pile(app, states, waits[: len(states) - 1])
    assert not app.exception
    expected = [(f"{LESSON.slug}/{ASKED}", assignment, value)]
    expected += [(f"{LESSON.slug}/{PART.id}", assignment, None)] if ons else []
    assert kept(class_id) == sorted(expected, key=str)
    log = list(app.session_state["log"])
    assert len(log) == len(expected)
    assert all(event.id in app.session_state["handed_in"] for event in log)
    assert handed_in(app)


def test_a_click_that_was_lost_on_the_way_is_made_up_for() -> None:
    """What a form holds comes with every later click, its own lost one included."""
    app, class_id, assignment = pupil_at_questions(answers="later")
    value = LESSON.quiz[ASKED].choices[1].id
    states = answer(app, value)
    for state in states.widgets:
        if state.WhichOneof("value") == "trigger_value":
            state.trigger_value = False
    app._run(states)
    assert kept(class_id) == [(f"{LESSON.slug}/{ASKED}", assignment, value)]
    assert handed_in(app)


@pytest.mark.parametrize("place", range(8))
def test_a_button_is_not_lost_to_the_click_behind_it(place: int) -> None:
    """Neither before its callback begins nor at the first places where one could be cut short."""
    app, class_id, assignment = pupil_at_questions()
    pile(app, [press(app, "next"), press(app, "back")], [place])
    assert kept(class_id) == [(f"{LESSON.slug}/{PART.id}", assignment, None)]
