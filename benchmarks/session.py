"""One learner's page over its socket, without a browser: open it, move a slider, count and time."""

from __future__ import annotations

import asyncio
import gzip
import json
import time
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Any
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.BidiComponent_pb2 import BidiComponent
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.Slider_pb2 import Slider
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

LIVE = "finlit_live_picture"
PLAIN = {ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY}


@dataclass(frozen=True)
class Place:
    """Where a slider is: page and query of the address, and the slider's label."""

    page: str
    query: str
    slider: str

    def path(self) -> str:
        """The address below the host."""
        return f"/{self.page}" + (f"?{self.query}" if self.query else "")


@dataclass(frozen=True)
class Turn:
    """One run of the page as the client saw it."""

    seconds: float
    received_bytes: int


async def connected(address: str, session: str = "") -> ClientConnection:
    """A page's socket on a server of this machine; `session` is the visit to go on with."""
    parts = urlsplit(address)
    if parts.hostname != "127.0.0.1":
        raise ValueError(f"only this machine is measured, not {parts.hostname}")
    return await connect(
        f"ws://{parts.netloc}/_stcore/stream",
        # As the browser's own part names a visit: third, behind a token that is used elsewhere.
        subprotocols=[Subprotocol(each) for each in ("streamlit", "-", session) if each][
            : 3 if session else 1
        ],
        compression=None,
        max_size=None,
        proxy=None,
        open_timeout=60,
    )


def request_for(address: str, page: str, query: str, script: str) -> BackMsg:
    """A wish to run a page: by its name at first, then by the id that the server gave it."""
    request = BackMsg()
    run = request.rerun_script
    run.query_string = query
    run.page_script_hash = script
    run.page_name = "" if script else page
    run.context_info.url = f"{address}/{page}" + (f"?{query}" if query else "")
    run.context_info.timezone = "UTC"
    run.context_info.locale = "en-US"
    return request


def finished(message: ForwardMsg) -> bool:
    """Whether this is the last message of a run."""
    return message.HasField("script_finished") and message.script_finished in PLAIN


def fetched(url: str) -> bytes:
    """One answer, as a browser would ask for it."""
    request = urllib.request.Request(url, headers={"Accept-Encoding": "gzip"})
    with urllib.request.urlopen(request) as answer:
        body: bytes = answer.read()
    return body


@dataclass
class Knob:
    """A slider as the server last described it: one of Streamlit's, or one of a live picture."""

    id: str = ""
    values: tuple[float, ...] = ()
    start: float = 0.0
    fragment: str = ""
    picture: Mapping[str, Any] | None = None
    name: str = ""

    def state(self, value: float, drawn: str) -> dict[str, Any]:
        """The state of a live picture after a move of this control; `drawn`: the frame it shows."""
        assert self.picture is not None
        values = {**self.picture["values"], self.name: value}
        moved = {"values": values, "typed": {}, "n": self.picture["heard"] + 1, "drawn": drawn}
        return {"moved": moved}

    @property
    def frames(self) -> str:
        """Where the browser fetches the frames of this control."""
        assert self.picture is not None
        address: str = self.picture["root"] + self.picture["feeds"][self.name]
        return address


def plain_knob(slider: Slider, fragment: str) -> Knob:
    """One of Streamlit's own sliders."""
    steps = round((slider.max - slider.min) / slider.step)
    values = tuple(slider.min + slider.step * step for step in range(steps + 1))
    return Knob(slider.id, values, slider.default[0], fragment)


def live_knob(component: BidiComponent, fragment: str, label: str) -> Knob | None:
    """The control called `label` of a live picture; None where it has none."""
    data = json.loads(component.mixed.json or component.json)
    for control in json.loads(data.get("controls", "[]")):
        if control["label"] == label:
            name = control["name"]
            start = data["values"][name]
            return Knob(component.id, tuple(control["stops"]), start, fragment, data, name)
    return None


class Session:
    """An open connection. Use as `async with Session(address, place) as session`."""

    def __init__(self, address: str, place: Place) -> None:
        self._address = address
        self._place = place
        self._socket: ClientConnection | None = None
        self._query = place.query
        self._script = ""
        self.knob = Knob()
        self.frames: dict[float, str] = {}

    async def __aenter__(self) -> Session:
        self._socket = await connected(self._address)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._socket is not None:
            await self._socket.close()

    async def open(self) -> Turn:
        """Load the page; remembers the slider called `place.slider`."""
        turn = await self._run(self._request())
        if not self.knob.id:
            raise LookupError(f"no slider called {self._place.slider!r} at {self._place.path()}")
        return turn

    async def move(self, value: float) -> Turn:
        """Set the slider and wait for the run that follows."""
        request = self._request()
        request.rerun_script.fragment_id = self.knob.fragment
        state = request.rerun_script.widget_states.widgets.add(id=self.knob.id)
        if self.knob.picture is None:
            state.double_array_value.data.append(value)
        else:
            state.json_value = json.dumps(self.knob.state(value, self.frames.get(value, "")))
        return await self._run(request)

    async def fetch_frames(self) -> None:
        """Fetch the frames of the slider as a browser does, where it has any."""
        if self.knob.picture is not None:
            body = await asyncio.to_thread(fetched, self._address + self.knob.frames)
            lines = [json.loads(line) for line in gzip.decompress(body).decode().split("\n")[:-1]]
            self.frames = {line["at"]: line["id"] for line in lines if "frame" in line}

    def _request(self) -> BackMsg:
        return request_for(self._address, self._place.page, self._query, self._script)

    def _note(self, message: ForwardMsg) -> None:
        if message.HasField("navigation"):
            self._script = message.navigation.page_script_hash
        elif message.HasField("page_info_changed"):
            self._query = message.page_info_changed.query_string
        elif message.HasField("delta"):
            element = message.delta.new_element
            fragment = message.delta.fragment_id
            if element.HasField("slider") and element.slider.label == self._place.slider:
                self.knob = plain_knob(element.slider, fragment)
            elif element.bidi_component.component_name == LIVE:
                found = live_knob(element.bidi_component, fragment, self._place.slider)
                self.knob = found or self.knob

    async def _run(self, request: BackMsg) -> Turn:
        assert self._socket is not None
        received = 0
        started = time.perf_counter()
        await self._socket.send(request.SerializeToString())
        async for data in self._socket:
            assert isinstance(data, bytes)
            received += len(data)
            message = ForwardMsg.FromString(data)
            self._note(message)
            if finished(message):
                return Turn(time.perf_counter() - started, received)
        raise ConnectionError("the server closed the connection")
