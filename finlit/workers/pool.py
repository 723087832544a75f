"""The pool: a worker or two, warm, each with one call at a time; and a line of bounded length."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import threading
from collections import deque
from pathlib import Path
from typing import Any, Literal

from finlit.workers.limits import ENVIRONMENT, Limits

ROOT = Path(__file__).resolve().parents[2]
LONGEST_LINE = 30
IDLE_SECONDS = 600.0

Kind = Literal["memory", "time", "ended"]


class BusyError(Exception):
    """The line is as long as it may be."""


class OverrunError(Exception):
    """A call used more than it may. `kind`: "memory", "time", or "ended" for an unknown reason."""

    def __init__(self, kind: Kind) -> None:
        super().__init__(kind)
        self.kind: Kind = kind


class Job:
    """A call in line, under way or done."""

    def __init__(self, pool: Pool, arguments: tuple[Any, ...], named: dict[str, Any]) -> None:
        self.call = (arguments, named)
        self.has_begun = False
        self._pool = pool
        self._done = threading.Event()
        self._value: Any = None
        self._error: BaseException | None = None

    def before(self) -> int:
        """How many calls come first."""
        return self._pool.before(self)

    def wait(self, seconds: float | None = None) -> bool:
        """Whether it is done, waited for so long."""
        return self._done.wait(seconds)

    def cancel(self) -> None:
        """Leave the line; a call under way goes on to its end, for nobody."""
        self._pool.withdraw(self)

    def result(self) -> Any:
        """The value of the call, waited for. Raises OverrunError, or what the call raised."""
        self._done.wait()
        if self._error is not None:
            raise self._error
        return self._value

    def finish(self, value: Any, error: BaseException | None) -> None:
        """Say what came of it."""
        self.call = ((), {})  # a file need not be held for as long as its answer
        self._value, self._error = value, error
        self._done.set()


class Pool:
    """Calls of one function of a module, in processes of their own; any thread may ask."""

    def __init__(
        self,
        module: str,
        name: str,
        *,
        limits: Limits | None = None,
        workers: int = 1,
        longest: int = LONGEST_LINE,
        idle: float = IDLE_SECONDS,
    ) -> None:
        self._limits = limits or Limits()
        self._program = (
            "from finlit.workers.process import main; "
            f"main({module!r}, {name!r}, {self._limits.memory})"
        )
        self._workers, self._longest, self._idle = workers, longest, idle
        self._line: deque[Job] = deque()
        self._changed = threading.Condition()
        self._threads = 0
        self._free = 0
        self._is_closed = False

    def ask(self, *arguments: Any, **named: Any) -> Job:
        """Put a call in line. Raises BusyError."""
        job = Job(self, arguments, named)
        with self._changed:
            if len(self._line) >= self._longest or self._is_closed:
                raise BusyError
            self._line.append(job)
            if self._free < len(self._line) and self._threads < self._workers:
                self._begin()
            self._changed.notify()
        return job

    def warm(self) -> None:
        """Begin a worker before anyone asks."""
        with self._changed:
            if not self._threads and not self._is_closed:
                self._begin()

    def before(self, job: Job) -> int:
        """How many calls come before this one."""
        with self._changed:
            return self._line.index(job) + 1 if job in self._line else 0

    def withdraw(self, job: Job) -> None:
        """Take a call out of the line, if it still stands there."""
        with self._changed:
            if job in self._line:
                self._line.remove(job)

    def close(self) -> None:
        """End the workers as soon as their calls are done; no more are taken."""
        with self._changed:
            self._is_closed = True
            self._line.clear()
            self._changed.notify_all()

    def _begin(self) -> None:
        self._threads += 1
        threading.Thread(target=self._serve, name="finlit-worker", daemon=True).start()

    def _serve(self) -> None:
        """One worker's life: from its first call until it has had none for a while."""
        process = self._started()
        try:
            while (job := self._next()) is not None:
                job.has_begun = True
                if process is None or process.poll() is not None:
                    process = self._started()
                if process is None:
                    job.finish(None, OverrunError("ended"))
                    continue
                value, error = self._answered(process, job)
                if isinstance(error, OverrunError):
                    _end(process)
                    process = self._started()
                job.finish(value, error)
        finally:
            if process is not None:
                _end(process)

    def _next(self) -> Job | None:
        with self._changed:
            self._free += 1
            self._changed.wait_for(lambda: self._line or self._is_closed, self._idle)
            self._free -= 1
            if self._line:
                return self._line.popleft()
            self._threads -= 1
            return None

    def _started(self) -> subprocess.Popen[bytes] | None:
        """A new process, warm after a second or so; None where the system has no room for one."""
        try:
            return self._process()
        except OSError:
            return None

    def _process(self) -> subprocess.Popen[bytes]:
        low = getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0)
        return subprocess.Popen(  # it ends when this process does, for its input ends then
            [sys.executable, "-c", self._program],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=ROOT,
            env={**os.environ, **ENVIRONMENT, "PYTHONPATH": str(ROOT)},
            creationflags=low,
        )

    def _answered(
        self, process: subprocess.Popen[bytes], job: Job
    ) -> tuple[Any, BaseException | None]:
        assert process.stdin is not None and process.stdout is not None
        late = threading.Event()

        def too_late() -> None:
            late.set()
            process.kill()

        alarm = threading.Timer(self._limits.clock, too_late)
        alarm.daemon = True
        alarm.start()
        try:
            pickle.dump((*job.call, self._limits.processor), process.stdin)
            process.stdin.flush()
            size = int.from_bytes(_exactly(process.stdout, 8), "big")
            if size > self._limits.answer:
                return None, OverrunError("memory")
            kind, value = pickle.loads(_exactly(process.stdout, size))
        except (OSError, EOFError):
            return None, OverrunError("time" if late.is_set() else _reason(process))
        finally:
            alarm.cancel()
        if kind == "memory":
            return None, OverrunError("memory")
        return (None, value) if kind == "error" else (value, None)


def _exactly(stream: Any, size: int) -> bytes:
    data: bytes = stream.read(size)
    if len(data) < size:
        raise EOFError
    return data


def _reason(process: subprocess.Popen[bytes]) -> Kind:
    """Why the process has ended: by the limit of its processor time, or out of memory (a library
    then aborts, or the system kills it)."""
    code = process.wait()
    if os.name == "nt":
        return "ended"
    import signal

    if code == -signal.SIGXCPU:
        return "time"
    return "memory" if code in {-signal.SIGABRT, -signal.SIGKILL, -signal.SIGSEGV} else "ended"


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process and give back what it held."""
    process.kill()
    process.communicate()
