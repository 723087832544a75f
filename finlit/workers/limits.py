"""What a worker's process may use.

| | Linux | macOS | Windows |
|---|---|---|---|
| time by the clock, one call at a time, lower priority | yes | yes | yes |
| processor time, size of files written | yes | yes | no |
| memory | yes | the system does not enforce it | no |

Where memory has no limit, what a call takes is bounded by the checks before it and by its time.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

# Libraries that begin one thread for each processor take memory for every one of them.
ENVIRONMENT = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "MALLOC_ARENA_MAX": "2",
    "PYTHONUTF8": "1",
}
PRIORITY = 15


@dataclass(frozen=True)
class Limits:
    """Of one call: bytes of memory above what the idle worker holds, seconds of the processor,
    seconds by the clock, and bytes of its answer."""

    memory: int = 1_000_000_000
    processor: int = 25
    clock: float = 60.0
    answer: int = 100_000_000


def before_imports() -> None:
    """Low priority, no core files, and nothing written to a disk."""
    with suppress(AttributeError, OSError):  # Windows: set by whoever begins the process
        os.nice(PRIORITY)
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def before_calls(memory: int) -> None:
    """So many bytes of memory more than are held now."""
    held = _address_space()
    if sys.platform != "win32" and held:
        import resource

        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, (held + memory, held + memory))


def before_a_call(processor: int) -> None:
    """So many seconds of the processor from now on; more of them end the process."""
    if sys.platform != "win32":
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        seconds = int(used.ru_utime + used.ru_stime) + 1 + processor
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_CPU, (seconds, hard))


def _address_space() -> int:
    """Bytes of address space of this process; 0 where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        return pages * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, AttributeError):
        return 0
