#!/usr/bin/env bash
# Streamlit 1.67.0, Python 3.11 and later: what multiprocessing starts runs the page script again.
#
# While a page's script runs, Streamlit puts that script's module where Python keeps the main module
# (sys.modules["__main__"]), with its file. multiprocessing's "spawn" (the only way on Windows, the
# usual one on macOS) makes a child import the parent's main module under the name "__mp_main__".
# So a child that is started from anywhere while a page runs, for a function of some other module,
# first runs the whole page script, without a session. A good guess would be that the child imports
# Streamlit's command line, which is what was started, or nothing.
#
# Output seen:
#   main module while the page runs: page.py
#   the page ran as: __main__
#   the page ran as: __mp_main__
#   answer of the child: 42
set -euo pipefail
place=$(mktemp -d); trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/env"
"$place/env/bin/pip" install --quiet streamlit==1.67.0
cat >"$place/other.py" <<'PY'
def answer():
    return 42
PY
cat >"$place/page.py" <<'PY'
print("the page ran as:", __name__, flush=True)

if __name__ == "__main__":
    import multiprocessing
    import sys
    from concurrent.futures import ProcessPoolExecutor
    from pathlib import Path

    import other

    found = Path(sys.modules["__main__"].__file__).name
    print("main module while the page runs:", found, flush=True)
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, spawn) as pool:
        print("answer of the child:", pool.submit(other.answer).result(), flush=True)
PY
cat >"$place/run.py" <<'PY'
from streamlit.testing.v1 import AppTest

if __name__ == "__main__":
    app = AppTest.from_file("page.py", default_timeout=60).run()
    assert not app.exception, app.exception
PY
cd "$place"
env/bin/python run.py 2>/dev/null | tee said
grep -q "main module while the page runs: page.py" said
grep -q "the page ran as: __mp_main__" said
