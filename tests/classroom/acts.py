"""What tests of the classroom do again and again."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from typing import Any

from finlit.classroom import Class, Member, classes, members
from finlit.classroom.store.store import Store
from finlit.learning.progress import Event
from tests.server import ROOT

NOW = datetime(2026, 9, 1, 8, 30, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def event(
    id_: str, content: str = "compounding/q-rule", *, kind: str = "answer", **changes: Any
) -> Event:
    """An event as a browser would write it."""
    fields = {
        "id": id_,
        "learner": "browser",
        "kind": kind,
        "content": content,
        "version": "v1",
        "payload": {"value": "a", "right": True},
        "time": NOW.isoformat(),
    }
    return Event(**{**fields, **changes})


def class_with_pupil(store: Store) -> tuple[Class, Member]:
    """A new class in which one pupil has joined."""
    made, _ = classes.make(store, NOW)
    member, _ = members.join(store, made.id, NOW)
    return made, member


def process(program: str, *arguments: object) -> subprocess.Popen[str]:
    """Another Python process of this project; `args` holds the arguments, read from JSON."""
    code = f"import json, sys\nargs = json.loads(sys.argv[1])\n{program}"
    return subprocess.Popen(
        [sys.executable, "-c", code, json.dumps(arguments)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
