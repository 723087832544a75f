"""The frames of one control as they are worked out: shared by all who look at the same experiment.

A feed is lines of JSON in one compressed answer. `{"spec": name, "vega": ...}` and
`{"column": name, "values": ...}` come before the first frame that names them; `{"at": stop,
"frame": ...}` is a frame; `{"end": true}` says that all are there.
"""

from __future__ import annotations

import asyncio
import gzip
import json
import logging
import zlib
from collections import OrderedDict
from collections.abc import AsyncIterator
from functools import lru_cache

from finlit.experiments import EXPERIMENTS
from finlit.experiments.kit import Value
from finlit.market import built_in
from finlit.web.live_picture import keeping, specs
from finlit.web.live_picture.packing import mark
from finlit.web.live_picture.steps import nearest_first, stops
from finlit.web.live_picture.worker import WORKER, Ask, Slice

# All feeds in memory together: their answers and the frames that pages look up.
MOST_BYTES = 64_000_000
MOST_ASKS = 20_000
MOST_AT_WORK = 200
LEVEL = 6


class Busy(Exception):
    """More is being worked out already than is sensible."""


@lru_cache(maxsize=65536)
def name_of(ask: Ask) -> str:
    """The address of a feed: what it holds follows from it, so it may be kept for ever."""
    about = json.dumps([ask.name, ask.control, sorted(ask.others), ask.watched])
    return mark(about + keeping.code() + keeping.data(built_in()))


def frame_line(stop: Value | None, frame: str) -> str:
    """A frame as a line of an answer."""
    return f'{{"at":{json.dumps(stop)},"id":"{mark(frame)}","frame":{frame}}}'


class Feed:
    """One control's frames, some or all of them."""

    def __init__(self) -> None:
        self.frames: dict[Value, str] = {}
        self.answer: bytes | None = None
        self.failed = False
        self.lines: list[bytes] = []
        self._sent: set[str] = set()
        self._news = asyncio.Event()

    def add(self, found: Slice) -> None:
        """Take in a slice and wake those who wait for it."""
        new: list[str] = []
        for name, vega in found.specs.items():
            specs.remember(name, vega)
            if name not in self._sent:
                self._sent.add(name)
                new.append(f'{{"spec":"{name}","vega":{vega}}}')
        for name, values in found.columns.items():
            if name not in self._sent:
                self._sent.add(name)
                new.append(f'{{"column":"{name}","values":{values}}}')
        for stop, frame in found.frames:
            self.frames[stop] = frame
            new.append(frame_line(stop, frame))
        self._tell(new)

    def finish(self) -> bytes:
        """All frames are there: the compressed answer."""
        self._tell(['{"end":true}'])
        self.answer = gzip.compress(b"".join(self.lines), LEVEL, mtime=0)
        self.lines = []
        return self.answer

    def fail(self) -> None:
        """It cannot be finished; those who wait go without the rest."""
        self.failed = True
        self._wake()

    def _tell(self, new: list[str]) -> None:
        self.lines.append("".join(f"{line}\n" for line in new).encode())
        self._wake()

    def _wake(self) -> None:
        news, self._news = self._news, asyncio.Event()
        news.set()

    async def stream(self) -> AsyncIterator[bytes]:
        """The compressed answer, each slice as soon as it is there."""
        packer = zlib.compressobj(LEVEL, zlib.DEFLATED, 31)
        lines, place = self.lines, 0
        while True:
            news = self._news
            while place < len(lines):
                line = packer.compress(lines[place]) + packer.flush(zlib.Z_SYNC_FLUSH)
                place += 1
                yield line
            if self.answer is not None:
                yield packer.flush()
                return
            if self.failed:
                yield packer.flush()  # without its last line, so the browser asks another time
                return
            await news.wait()

    @property
    def size(self) -> int:
        """Bytes in memory, roughly."""
        return len(self.answer or b"") + sum(map(len, self.frames.values()))


class Feeds:
    """All feeds of this process. Asks come from pages; answers go out by the server's routes."""

    def __init__(self) -> None:
        self._asks: OrderedDict[str, tuple[Ask, Value]] = OrderedDict()
        self._kept: OrderedDict[str, Feed] = OrderedDict()
        self._tasks: set[asyncio.Task[None]] = set()

    def announce(self, ask: Ask, value: Value) -> str:
        """The name under which a page may fetch the frames of `ask`, those near `value` first."""
        name = name_of(ask)
        self._asks[name] = (ask, value)
        self._asks.move_to_end(name)
        while len(self._asks) > MOST_ASKS:
            self._asks.popitem(last=False)
        return name

    def frame(self, name: str, stop: Value) -> str | None:
        """A frame that was worked out already, as JSON."""
        feed = self._kept.get(name)
        return None if feed is None else feed.frames.get(stop)

    async def open(self, name: str) -> Feed | None:
        """The feed called `name`, begun if need be; None where no page has asked for it.

        Raises Busy.
        """
        feed = self._kept.get(name)
        if feed is not None and not feed.failed:
            self._kept.move_to_end(name)
            return feed
        data = await asyncio.to_thread(keeping.read, _file(name))
        if data is not None:
            feed = Feed()
            feed.answer = data
            feed.frames = await asyncio.to_thread(_read_frames, data)
            self._keep(name, feed)
            return feed
        if name not in self._asks:
            return None
        if name in self._kept and not self._kept[name].failed:
            return self._kept[name]  # begun by another one meanwhile
        if len(self._tasks) >= MOST_AT_WORK:
            raise Busy
        feed = self._kept[name] = Feed()
        task = asyncio.create_task(self._fill(name, feed))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return feed

    async def _fill(self, name: str, feed: Feed) -> None:
        ask, value = self._asks[name]
        control = next(each for each in EXPERIMENTS[ask.name].controls if each.name == ask.control)
        left = list(nearest_first(stops(control), value))
        try:
            while left:
                found = await asyncio.wrap_future(WORKER.frames(ask, left))
                feed.add(found)
                del left[: len(found.frames)]
            answer = feed.finish()
        except Exception:
            # Without frames a control works as any other: the server draws what it was let go at.
            logging.getLogger(__name__).exception("No frames of %s of %s", ask.control, ask.name)
            feed.fail()
            self._kept.pop(name, None)
            return
        await asyncio.to_thread(keeping.write, _file(name), answer)
        self._keep(name, feed)

    def _keep(self, name: str, feed: Feed) -> None:
        self._kept[name] = feed
        self._kept.move_to_end(name)
        total = sum(each.size for each in self._kept.values())
        for oldest in list(self._kept):
            if total <= MOST_BYTES or oldest == name:
                return
            if self._kept[oldest].answer is not None:
                total -= self._kept.pop(oldest).size


def _file(name: str) -> str:
    return f"frames-{name}.gz"


def _read_frames(data: bytes) -> dict[Value, str]:
    """Frames by their stop, from a whole answer."""
    frames: dict[Value, str] = {}
    for line in gzip.decompress(data).decode().split("\n"):
        if line.startswith('{"at":'):
            at, _, rest = line[len('{"at":') : -1].partition(',"id":')
            frames[json.loads(at)] = rest.partition(',"frame":')[2]
    return frames


FEEDS = Feeds()
