"""Live prices and Excel files cost nothing at the start of the app."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.server import ROOT

LATER = (
    "curl_cffi",
    "filelock",
    "python_calamine",
    "tenacity",
    "yfinance",
)
PROGRAM = """
import sys
from finlit.server.warmup import warm_up
import finlit.web.own_data.own_data_page, finlit.web.lesson.own_data_hook
warm_up()
print(*sorted(name for name in {later!r} if name in sys.modules))
"""


def test_nothing_heavy_is_imported_before_it_is_asked_for(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM.format(later=LATER)],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout.strip() == ""
