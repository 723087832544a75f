"""Find a browser that is already on this machine, and the switches that keep it quiet."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

SETTING = "FINLIT_BROWSER"
ON_THE_PATH = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "msedge")
ON_A_MAC = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
ON_WINDOWS = (
    r"Google\Chrome\Application\chrome.exe",
    r"Chromium\Application\chrome.exe",
    r"Microsoft\Edge\Application\msedge.exe",
)
PROGRAM_FOLDERS = ("ProgramFiles", "ProgramFiles(x86)", "LocalAppData")
NONE_FOUND = (
    "NO BROWSER TESTS WERE RUN: no Chromium, Chrome or Edge was found. "
    f"Install one, or name one in {SETTING}."
)


def candidates(playwrights_own: str) -> Iterator[str]:
    """Places to look in, the best first."""
    yield from (found for name in ON_THE_PATH if (found := shutil.which(name)))
    yield from ON_A_MAC
    for variable in PROGRAM_FOLDERS:
        folder = os.environ.get(variable)
        if folder:
            yield from (str(Path(folder) / place) for place in ON_WINDOWS)
    yield playwrights_own


def find(playwrights_own: str) -> str | None:
    """The browser to drive: the one named in `FINLIT_BROWSER`, else the first found, else None.

    Raises FileNotFoundError when the named one is not there.
    """
    named = os.environ.get(SETTING)
    if named:
        path = shutil.which(named)
        if path is None:
            raise FileNotFoundError(f"{SETTING} names {named!r}, which is not a program here")
        return path
    return next((path for path in candidates(playwrights_own) if Path(path).is_file()), None)


def switches() -> list[str]:
    """No talk with the browser's maker, and no host but this one can be looked up."""
    quiet = [
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-domain-reliability",
        "--disable-sync",
        "--disable-quic",
        "--no-first-run",
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    ]
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return [*quiet, "--no-sandbox"] if is_root else quiet
