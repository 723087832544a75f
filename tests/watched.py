"""Run `python -m finlit` (or `python -m streamlit`, with "streamlit" as the first argument) with
every look-up of, and connection to, another machine printed."""

from __future__ import annotations

import runpy
import sys
from typing import Any

MARK = "LEFT THIS MACHINE"
HERE = {"127.0.0.1", "::1", "localhost", "0.0.0.0", "::", "", None}


def watch(event: str, arguments: tuple[Any, ...]) -> None:
    """Audit hook: print where a connection or a name look-up goes."""
    if event == "socket.getaddrinfo":
        host = arguments[0]
    elif event == "socket.connect" and isinstance(arguments[1], tuple):
        host = arguments[1][0]
    else:
        return
    if (host.decode() if isinstance(host, bytes) else host) not in HERE:
        print(MARK, event, host, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.addaudithook(watch)
    module = sys.argv.pop(1) if sys.argv[1:2] == ["streamlit"] else "finlit"
    runpy.run_module(module, run_name="__main__", alter_sys=True)
