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
SLOW_VISITS = 3
# How many times the processor is slowed -> the target of a dragged thumb, beside the bare page.
SLOWED = {1: 0.10, 4: 0.25}


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
    Place("buying-the-dip", "part=late&screen=2&view=teacher", "Months too late"),
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


def drag_rows() -> list[Row]:
    """A thumb that is dragged and let go; the bare page's picture moves when it is let go."""
    rows: list[Row] = []
    bare = {}
    for slowed in SLOWED:
        with BARE.serving() as server, browser() as one:
            bare[slowed] = paint.slider_to_paint(one, server.address, BARE.place, slowed)
    with OURS.serving() as server, browser() as one:
        for slowed, target in SLOWED.items():
            ours = paint.thumb_to_paint(one, server.address, OURS.place, slowed)
            name = "thumb to paint" + (f", slowed {slowed} times" if slowed > 1 else "")
            beside = bare[slowed]
            rows += [
                Row(f"{name}, median", "s", ours.median_ms / 1e3, beside.median_ms / 1e3, target),
                Row(f"{name}, p95", "s", ours.p95_ms / 1e3, beside.p95_ms / 1e3, None),
            ]
        drag = paint.two_seconds(one, server.address, OURS.place)
        slow = paint.two_seconds(one, server.address, OURS.place, 4)
        settled = paint.release_to_settled(one, server.address, OURS.place)
    full = bare[1]
    return [
        *rows,
        Row("frames a second in a drag of 2 s", "a second", drag.frames_a_second, None, None),
        Row("the same, slowed 4 times", "a second", slow.frames_a_second, None, None),
        Row("longest task in the drag", "s", drag.longest_task_ms / 1000, None, 0.05),
        Row("runs and other messages in the drag", "messages", drag.messages, None, 0),
        Row("bytes in the drag", "bytes", drag.received_bytes, None, 0),
        Row("release to settled", "s", settled.median_ms / 1e3, full.median_ms / 1e3, 0.25),
        Row("release to settled, p95", "s", settled.p95_ms / 1e3, full.p95_ms / 1e3, None),
    ]


def line_rows() -> list[Row]:
    """The first page in a fresh profile over 5 Mbit/s and 80 ms."""
    took: dict[Contender, list[tuple[float, int]]] = {BARE: [], OURS: []}
    for contender in (BARE, OURS):
        with contender.serving() as server, browser() as one:
            paint.until_painted(one, server.address, contender.place)  # the server is warm
            took[contender] = [
                paint.over_a_slow_line(one, server.address, contender.place)
                for _ in range(SLOW_VISITS)
            ]
    (bare, _), (ours, size) = (map(median, zip(*took[each], strict=True)) for each in (BARE, OURS))
    return [
        Row("first chart over a slow line", "s", ours, bare, 0.5),
        Row("bytes until then", "bytes", size, None, 1_500_000),
    ]


def together_rows() -> list[Row]:
    """Thirty learners who drag at once."""
    with OURS.serving() as server:
        found = asyncio.run(load.class_drags(server.address, OURS.place, server.process_id))
    name = f"{load.CLASS_SIZE} drag at once"
    return [
        Row(
            f"{name}: frames there, p95", "s", quantiles(found.frames_seconds, n=20)[-1], None, None
        ),
        Row(f"{name}: release, p95", "s", quantiles(found.release_seconds, n=20)[-1], None, None),
        Row(f"{name}: processor time of the server", "s", found.processor_seconds, None, None),
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
        Row("the same, a value nobody asked for before", "s", ours.new_seconds, bare.seconds, 0.15),
        Row("the same, shown from a frame already", "s", ours.framed_seconds, bare.seconds, None),
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
    return [Row("cold start to first chart", "s", median(took[OURS]), median(took[BARE]), 1.0)]


def study_rows() -> list[Row]:
    """The heaviest study, worked out anew in this process."""
    return [Row("heaviest study, no cache", "s", study.seconds(), None, 0.05)]


PARTS: dict[str, Callable[[], list[Row]]] = {
    "paint": paint_rows,
    "drag": drag_rows,
    "line": line_rows,
    "together": together_rows,
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
