"""Frames worked out in a process of its own, so that no learner's page waits for them.

One worker, of low priority, begins when it is first needed and ends when it has had nothing to do
for a while. It works in short slices, so that wishes of several pages take turns. It is a command
of its own rather than one of `multiprocessing`: that would run the page script once more, for
Streamlit puts it where Python looks for the main module.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from finlit.experiments.kit import Value
from finlit.web.live_picture.packing import Watched

SLICE_SECONDS = 0.15
IDLE_SECONDS = 120.0
_ROOT = Path(__file__).resolve().parents[3]


@dataclass(frozen=True)
class Ask:
    """A control of an experiment, with the values that the other controls stand at."""

    name: str
    control: str
    others: tuple[tuple[str, Value], ...]
    watched: tuple[Watched, ...] = ()


@dataclass(frozen=True)
class Slice:
    """Frames by their stop, with their columns and the compiled specifications by name."""

    frames: tuple[tuple[Value, str], ...]
    columns: Mapping[str, str]
    specs: Mapping[str, str]


def work(ask: Ask, stops: Sequence[Value]) -> Slice:
    """As many of the first stops as a slice has time for, at least one."""
    from finlit.experiments import EXPERIMENTS
    from finlit.market import built_in
    from finlit.web.live_picture import packing, specs

    begun = time.perf_counter()
    frames: list[tuple[Value, str]] = []
    columns: dict[str, str] = {}
    wanted: dict[str, Mapping[str, object]] = {}
    for stop in stops:
        values = dict(ask.others) | {ask.control: stop}
        packed = packing.pack(EXPERIMENTS[ask.name], built_in(), values, ask.watched)
        frames.append((stop, packed.frame))
        columns.update(packed.columns)
        wanted.update(packed.specs)
        if time.perf_counter() - begun > SLICE_SECONDS:
            break
    compiled = {name: specs.compiled(name, spec) for name, spec in wanted.items()}
    return Slice(tuple(frames), columns, compiled)


def compile_spec(name: str, spec: Mapping[str, object]) -> str:
    """A Vega specification, compiled in the worker."""
    from finlit.web.live_picture import specs

    return specs.compiled(name, spec)


class Worker:
    """The one worker process; any thread may ask it."""

    def __init__(self) -> None:
        self._turns = ThreadPoolExecutor(1, "finlit-frames")
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._timer: threading.Timer | None = None
        self._waiting = 0

    def frames(self, ask: Ask, stops: Sequence[Value]) -> Future[Slice]:
        """The first of `stops`, worked out when the worker comes to it."""
        return self._submit(work, ask, tuple(stops))

    def spec(self, name: str, spec: Mapping[str, object]) -> str:
        """A compiled specification; waits for it."""
        found: str = self._submit(compile_spec, name, dict(spec)).result()
        return found

    def _submit(self, call: Callable[..., Any], *given: object) -> Future[Any]:
        with self._lock:
            self._waiting += 1
            if self._timer is not None:
                self._timer.cancel()
        future = self._turns.submit(self._call, call, given)
        future.add_done_callback(self._done)
        return future

    def _call(self, call: Callable[..., Any], given: tuple[object, ...]) -> Any:
        try:
            process = self._running()
            assert process.stdin is not None and process.stdout is not None
            pickle.dump((call.__name__, given), process.stdin)
            process.stdin.flush()
            answer = pickle.load(process.stdout)
        except (OSError, EOFError, pickle.UnpicklingError) as error:
            self.stop()  # the next wish begins another one
            raise RuntimeError("The worker for live pictures ended") from error
        if isinstance(answer, BaseException):
            raise answer
        return answer

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self._process = subprocess.Popen(
                [sys.executable, "-c", f"from {__name__} import main; main()"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                cwd=_ROOT,
            )
        return self._process

    def _done(self, future: Future[Any]) -> None:
        with self._lock:
            self._waiting -= 1
            if not self._waiting:
                self._timer = threading.Timer(IDLE_SECONDS, self._rest)
                self._timer.daemon = True
                self._timer.start()

    def _rest(self) -> None:
        with self._lock:
            idle = not self._waiting
        if idle:
            self._turns.submit(self.stop)  # in turn, so that no wish is cut off

    def stop(self) -> None:
        """End the process, if there is one; a later wish begins another."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.communicate()


WORKER = Worker()
_CALLS = {call.__name__: call for call in (work, compile_spec)}


def main() -> None:
    """Answer calls from standard input on standard output, until the input ends."""
    with suppress(AttributeError, OSError):  # there is no such thing on Windows
        os.nice(10)
    answers, sys.stdout = sys.stdout.buffer, sys.stderr
    while True:
        try:
            name, given = pickle.load(sys.stdin.buffer)
        except (EOFError, KeyboardInterrupt):
            return
        try:
            answer: object = _CALLS[name](*given)
        except Exception as error:
            answer = RuntimeError(f"{type(error).__name__}: {error}")
        pickle.dump(answer, answers)
        answers.flush()
