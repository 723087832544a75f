"""Start a server in a process of its own, and stop it again."""

from __future__ import annotations

import http.client
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ADDRESS = re.compile(r"http://[\w.]+:\d+")


class Running:
    """A Python process that prints the address it serves at."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self._lines: list[str] = []
        self._address = ""
        self._is_known = threading.Event()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        for line in self._process.stdout or ():
            self._lines.append(line)
            found = ADDRESS.search(line)
            if found and not self._address:
                self._address = found.group()
                self._is_known.set()
        self._is_known.set()

    @property
    def address(self) -> str:
        """Such as "http://127.0.0.1:8501"; RuntimeError with the log when the process ended."""
        self._is_known.wait()
        if not self._address:
            raise RuntimeError(f"The server ended before it answered:\n{self.log()}")
        return self._address

    @property
    def process_id(self) -> int:
        """The number of the process that serves."""
        return self._process.pid

    def log(self) -> str:
        """What the process has printed so far."""
        return "".join(self._lines)

    def fetch(
        self, path: str, headers: dict[str, str] | None = None
    ) -> tuple[int, dict[str, str], bytes]:
        """Status, headers (names in small letters) and body of one GET, past any proxy."""
        connection = http.client.HTTPConnection(self.address.removeprefix("http://"))
        try:
            connection.request("GET", path, headers=headers or {})
            answer = connection.getresponse()
            names = {name.lower(): value for name, value in answer.getheaders()}
            return answer.status, names, answer.read()
        finally:
            connection.close()

    def stop(self) -> int:
        """Ask the process to end as Ctrl-C or a service manager does; return its exit code."""
        self._process.terminate()
        code = self._process.wait()
        self._reader.join()
        return code


@contextmanager
def started(arguments: Sequence[str], folder: Path) -> Iterator[Running]:
    """Run Python with `arguments` in `folder`; yield once it serves a healthy app."""
    process = subprocess.Popen(
        [sys.executable, *arguments],
        cwd=folder,
        env=dict(os.environ, PYTHONPATH=str(ROOT), PYTHONUTF8="1", PYTHONUNBUFFERED="1"),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    )
    running = Running(process)
    try:
        status, _, body = running.fetch("/health")
        if status != 200:
            raise RuntimeError(f"Not healthy: {status} {body!r}\n{running.log()}")
        yield running
    finally:
        running.stop()
