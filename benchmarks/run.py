"""Measure our heaviest lesson beside a bare Streamlit page, in one run.

    python benchmarks/run.py                    everything: some minutes
    python benchmarks/run.py --only paint cold  parts of it

Prints a table with the targets; the exit code is 1 when one is missed. Everything runs on this
machine; nothing else is asked.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks import load, paint, study  # noqa: E402
from benchmarks.report import Row, table  # noqa: E402
from benchmarks.session import Place  # noqa: E402
from tests.browser import finder  # noqa: E402
from tests.server import Running, started  # noqa: E402

COLD_STARTS = 5


@dataclass(frozen=True)
class Contender:
    """A way to start a server, and the slider on it that is moved."""

    command: Sequence[str]
    place: Place

    @contextmanager
    def serving(self) -> Iterator[Running]:
        """A fresh server, in an empty folder."""
        with tempfile.TemporaryDirectory() as folder, started(self.command, Path(folder)) as server:
            yield server


BARE = Contender(
    (
        *("-m", "streamlit", "run", str(ROOT / "benchmarks" / "bare.py")),
        *("--server.headless", "true", "--server.address", "127.0.0.1", "--server.port", "0"),
    ),
    Place("", "", "Months too late"),
)
OURS = Contender(
    ("-m", "finlit", "serve", "--port", "0"),
    Place("buying-the-dip", "part=late&view=teacher", "Months too late"),
)


@contextmanager
def browser() -> Iterator[Browser]:
    """A browser that is on this machine."""
    with sync_playwright() as playwright:
        path = finder.find(playwright.chromium.executable_path)
        if path is None:
            raise SystemExit(finder.NONE_FOUND)
        with playwright.chromium.launch(executable_path=path, args=finder.switches()) as launched:
            yield launched


def paint_rows() -> list[Row]:
    """From a key on the slider to the painted chart, and what was sent for it."""
    seen = {}
    for contender in (BARE, OURS):
        with contender.serving() as server, browser() as open_browser:
            seen[contender] = paint.slider_to_paint(open_browser, server.address, contender.place)
    bare, ours = seen[BARE], seen[OURS]
    return [
        Row("slider to paint, median", "s", ours.median_ms / 1000, bare.median_ms / 1000, 0.25),
        Row("slider to paint, p95", "s", ours.p95_ms / 1000, bare.p95_ms / 1000, None),
        Row("bytes sent a move", "bytes", ours.median_bytes, bare.median_bytes, 0.1),
    ]


def move_rows() -> list[Row]:
    """One learner alone: the server's time for a move."""
    seen = {}
    for contender in (BARE, OURS):
        with contender.serving() as server:
            seen[contender] = asyncio.run(
                load.one_learner(server.address, contender.place, server.process_id)
            )
    bare, ours = seen[BARE], seen[OURS]
    return [
        Row("server time a move", "s", ours.seconds, bare.seconds, 0.1),
        Row("the same, a value nobody asked for before", "s", ours.new_seconds, bare.seconds, None),
        Row("processor time a move", "s", ours.processor_seconds, bare.processor_seconds, None),
    ]


def class_rows() -> list[Row]:
    """Thirty sessions that open at once."""
    took = {}
    for contender in (BARE, OURS):
        with contender.serving() as server:
            took[contender] = asyncio.run(load.class_opens(server.address, contender.place))
    return [Row(f"{load.CLASS_SIZE} open at once", "s", took[OURS], took[BARE], 0.08)]


def school_rows() -> list[Row]:
    """Two hundred sessions at work on one process; the bare page breaks long before."""
    with OURS.serving() as server:
        took = asyncio.run(load.school_works(server.address, OURS.place))
    name = f"{load.SCHOOL_SIZE} sessions, each a move every 5 s"
    return [
        Row(f"{name}, p50", "s", median(took), None, None),
        Row(f"{name}, p95", "s", quantiles(took, n=20)[-1], None, 0.1),
    ]


def cold_rows() -> list[Row]:
    """From the start of the process to the first chart painted in a fresh profile."""
    took: dict[Contender, list[float]] = {BARE: [], OURS: []}
    with browser() as open_browser:
        for contender in (BARE, OURS) * COLD_STARTS:
            begun = perf_counter()
            with contender.serving() as server:
                shown = paint.until_painted(open_browser, server.address, contender.place)
            took[contender].append(shown - begun)
    return [Row("cold start to first chart", "s", median(took[OURS]), median(took[BARE]), 1.1)]


def study_rows() -> list[Row]:
    """The heaviest study, worked out anew in this process."""
    return [Row("heaviest study, no cache", "s", study.seconds(), None, 0.05)]


PARTS: dict[str, Callable[[], list[Row]]] = {
    "paint": paint_rows,
    "move": move_rows,
    "class": class_rows,
    "school": school_rows,
    "cold": cold_rows,
    "study": study_rows,
}


def main() -> int:
    """Measure the parts asked for and print their table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--only", nargs="+", choices=PARTS, default=list(PARTS))
    options = parser.parse_args()
    rows: list[Row] = []
    for part in options.only:
        print(f"measuring: {part}", file=sys.stderr, flush=True)
        rows += PARTS[part]()
    print(table(rows))
    return 0 if all(row.is_met for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
