#!/usr/bin/env bash
# Streamlit 1.67.0: a click is dropped when the next one waits before its callback begins.
#
# Expected: two clicks on two buttons, sent one right after the other, call both callbacks.
# Seen: a run looks for the next request before it calls the callbacks of its own click
# (SafeSessionState.on_script_will_rerun yields first). If one waits there, the run ends, and the
# first click is not part of the request that follows: its callback is never called. The same
# happens half way through a callback, at any access to st.session_state: what stands after it is
# not done. Clicks that both wait while a run goes on are joined, and both callbacks are called.
# So what a click must not lose has to be done without a break, or be told by a widget's value.
#
# Exits 0 when it is so, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check streamlit==1.67.0
cat > "$folder/app.py" <<'APP'
import streamlit as st

def called(name):
    st.session_state[name] = "begun"
    st.session_state[name] = "done"

for name in ("A", "B"):
    st.button(name, key=f"button-{name}", on_click=called, args=(name,))
APP
cat > "$folder/look.py" <<'LOOK'
import sys
from streamlit.runtime.scriptrunner import RerunData
from streamlit.testing.v1 import AppTest, app_test
from streamlit.testing.v1.local_script_runner import LocalScriptRunner

class Piled(LocalScriptRunner):
    """The click on B comes after so many places at which a run may end."""
    waits, data = 0, None

    def _maybe_handle_execution_control_request(self):
        if self._execing and Piled.data is not None:
            if Piled.waits == 0:
                data, Piled.data = Piled.data, None
                self.request_rerun(data)
            Piled.waits -= 1
        super()._maybe_handle_execution_control_request()

app_test.LocalScriptRunner = Piled

def outcome(waits):
    app = AppTest.from_file(sys.argv[1]).run()
    clicks = []
    for name in "AB":
        button = app.button(key=f"button-{name}").click()
        clicks.append(app._tree.get_widget_states())
        button._value = False
    Piled.waits, Piled.data = waits, RerunData(widget_states=clicks[1])
    app._run(clicks[0])
    state = app.session_state
    return tuple(state[name] if name in state else "never called" for name in "AB")

seen = [outcome(waits) for waits in range(3)]
for waits, (a, b) in enumerate(seen):
    print(f"B comes at place {waits}: A {a}, B {b}")
dropped, cut = seen[0] == ("never called", "done"), ("begun", "done") in seen
sys.exit(0 if dropped and cut else 1)
LOOK
"$folder/venv/bin/python" "$folder/look.py" "$folder/app.py" 2>/dev/null
