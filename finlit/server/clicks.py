"""Every click reaches its callback, and no callback is cut short.

Streamlit may end a run wherever the session's state is touched, when the next click waits: also
before the first callback, whose click is then gone, and half way through a callback. A class whose
clicks pile up, behind a line that was down or a server that was busy, would lose answers so. Here a
run can end only once its callbacks have run. With `runner.fastReruns` off, as
`.streamlit/config.toml` has it, clicks that wait are joined by Streamlit itself, and no second
script of the same visit runs beside the first.
"""

from __future__ import annotations

from typing import Any

from streamlit.runtime.state.safe_session_state import SafeSessionState


def keep_whole() -> None:
    """From now on, in this process."""
    SafeSessionState.on_script_will_rerun = _without_a_break  # type: ignore[method-assign]


def _without_a_break(self: SafeSessionState, *states: Any, **how: Any) -> None:
    may_end_here = self._yield_callback
    object.__setattr__(self, "_yield_callback", lambda: None)
    try:
        with self._lock:
            self._state.on_script_will_rerun(*states, **how)
    finally:
        object.__setattr__(self, "_yield_callback", may_end_here)
