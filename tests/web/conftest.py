"""A rule over every page that is opened here: where a widget first stands is its own default."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from streamlit.runtime.state.session_state import SessionState


@pytest.fixture(autouse=True)
def first_values_are_defaults(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fail where a value was put into the session before its widget was first drawn.

    Such a value travels in one run alone. When a second run follows before the browser has drawn
    the first one's elements, the widget comes up at its minimum and stays there.
    """
    register = SessionState.register_widget
    put_before: list[str] = []

    def watched(state: SessionState, metadata: Any, user_key: str | None) -> Any:
        if user_key in state._new_session_state and user_key not in state._key_id_mapper:
            put_before.append(str(user_key))
        return register(state, metadata, user_key)

    monkeypatch.setattr(SessionState, "register_widget", watched)
    yield
    assert not put_before, f"in the session before the widget: {put_before}"
