"""A pupil of a class over the page's socket, without a browser: joins, answers, comes back.

What the page hands to the browser's storage is kept here as a browser keeps it, so a pupil whose
server has gone comes back with everything, and what was not confirmed is sent again.
"""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, field
from typing import Any

from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from benchmarks.session import connected, finished, request_for

LOG_START, LOG_END = "browser_log_start", "browser_log_end"
NOT_HANDED_IN = "Your work is kept on this device."


@dataclass
class Device:
    """What a browser keeps: who the pupil is, and the events."""

    membership: dict[str, str] | None = None
    learner: str | None = None
    events: dict[str, dict[str, Any]] = field(default_factory=dict)

    def keep(self, data: dict[str, Any]) -> None:
        """Do what the page's own script does with the data of a run."""
        move = data.get("move")
        if move and move.get("kept"):
            self.membership = move["kept"]
        for event in data.get("events", ()):
            self.learner = self.learner or data.get("learner")
            self.events.setdefault(event["id"], event)

    def handed_over(self, mark: str) -> str:
        """What the page's script hands to Python at the beginning of a visit."""
        log = {"learner": self.learner, "events": list(self.events.values())}
        return json.dumps({**log, "class": self.membership, "mark": mark, "erased": False})


class Pupil:
    """An open page. Use as `async with Pupil(address, device, "join?code=ABC234") as pupil`."""

    def __init__(self, address: str, device: Device, path: str) -> None:
        self.device = device
        self.troubles: list[str] = []  # what went wrong in the last run, as the page told it
        self._address = address
        self._page, _, self._query = path.partition("?")
        self._script = ""
        self._visit = ""
        self._widgets: dict[str, tuple[str, Any, str]] = {}
        self._values: dict[str, tuple[str, str]] = {}

    async def __aenter__(self) -> Pupil:
        self._socket = await connected(self._address)
        return self

    async def __aexit__(self, *error: object) -> None:
        await self._socket.close()

    async def open(self) -> None:
        """Load the page, and hand over what the device has kept."""
        await self._run(self._request())
        if self.device.membership or self.device.events:
            id_ = self._widgets[LOG_END][1].id
            text = json.dumps({"log": self.device.handed_over(self._visit)})
            self._values[id_] = ("json_value", text)
            await self._run(self._request())

    def keys(self, beginning: str) -> list[str]:
        """Keys of the page's widgets that begin so."""
        return [key for key in self._widgets if key.startswith(beginning)]

    def is_choice(self, key: str) -> bool:
        """Whether it is a radio."""
        return key in self._widgets and self._widgets[key][0] == "radio"

    def options(self, key: str) -> list[str]:
        """What a radio offers."""
        return list(self._widgets[key][1].options)

    def write(self, key: str, text: str) -> None:
        """Type into a box, or choose of a radio; sent with the next press."""
        self._values[self._widgets[key][1].id] = ("string_value", text)

    async def press(self, key: str) -> float:
        """Press a button; the seconds until the run has finished."""
        request = self._request()
        _, button, fragment = self._widgets[key]
        request.rerun_script.fragment_id = fragment
        state = request.rerun_script.widget_states.widgets.add(id=button.id)
        state.trigger_value = True
        return await self._run(request)

    def _request(self) -> BackMsg:
        request = request_for(self._address, self._page, self._query, self._script)
        for id_, (kind, value) in self._values.items():
            setattr(request.rerun_script.widget_states.widgets.add(id=id_), kind, value)
        return request

    async def _run(self, request: BackMsg) -> float:
        started = time.perf_counter()
        self.troubles = []
        await self._socket.send(request.SerializeToString())
        async for data in self._socket:
            assert isinstance(data, bytes)
            message = ForwardMsg.FromString(data)
            self._note(message)
            if finished(message):
                return time.perf_counter() - started
        raise ConnectionError("the server closed the connection")

    def _note(self, message: ForwardMsg) -> None:
        if message.HasField("navigation"):
            self._script = message.navigation.page_script_hash
        elif message.HasField("page_info_changed"):
            self._query = message.page_info_changed.query_string
        elif message.HasField("delta") and message.delta.WhichOneof("type") == "new_element":
            self._note_element(message.delta.new_element, message.delta.fragment_id)

    def _note_element(self, element: Any, fragment: str) -> None:
        kind = element.WhichOneof("type")
        found: Any = getattr(element, kind) if kind else None
        if kind == "exception":
            self.troubles.append(found.message)
        if kind == "alert" and (found.format == Alert.ERROR or NOT_HANDED_IN in found.body):
            self.troubles.append(found.body)
        id_ = getattr(found, "id", "")
        if not id_.startswith("$$ID-"):
            return
        key = id_.split("-", 2)[2]  # "$$ID-<hash>-<the widget's own key>"
        self._widgets[key] = (str(kind), found, fragment)
        if key in (LOG_START, LOG_END):
            data = json.loads(found.mixed.json or found.json)
            self._visit = data.get("visit") or self._visit
            self.device.keep(data)
