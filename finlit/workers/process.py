"""The worker's own process: calls come in on standard input, answers go out on standard output."""

from __future__ import annotations

import importlib
import pickle
import signal
import sys
from contextlib import suppress
from typing import Any

from finlit.workers import limits


def main(module: str, name: str, memory: int) -> None:
    """Answer calls of `module.name` until the input ends.

    A call is pickled as (arguments, named arguments, seconds of the processor); an answer as
    ("value", value), ("error", error) or ("memory", None).
    """
    limits.before_imports()
    with suppress(ValueError, AttributeError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server
    answers, sys.stdout = sys.stdout.buffer, sys.stderr
    call = getattr(importlib.import_module(module), name)
    limits.before_calls(memory)
    while True:
        try:
            arguments, named, processor = pickle.load(sys.stdin.buffer)
        except EOFError:
            return
        limits.before_a_call(processor)
        packed = pickle.dumps(_answer(call, arguments, named))
        answers.write(len(packed).to_bytes(8, "big") + packed)
        answers.flush()


def _answer(call: Any, arguments: Any, named: Any) -> tuple[str, Any]:
    try:
        return "value", call(*arguments, **named)
    except MemoryError:
        return "memory", None
    except Exception as error:
        return "error", error
