"""A visit to the app over its socket, as a browser makes it but without one: read, type, press.

What the page hands to the browser's storage is kept as a browser keeps it, so a pupil whose server
has gone comes back with everything, and what was not confirmed is sent again.
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


class Visit:
    """An open page. Use as `async with Visit(address, device, "join?code=BCD234") as visit`."""

    def __init__(self, address: str, device: Device, path: str) -> None:
        self.device = device
        self.troubles: list[str] = []  # what went wrong in the last run, as the page told it
        self._address = address
        self._page, _, self._query = path.partition("?")
        self._script = ""
        self._mark = ""
        self._widgets: dict[str, tuple[str, Any, str]] = {}  # key -> kind, element, fragment
        self._values: dict[str, str | list[str]] = {}  # what was typed or chosen, by key
        self._renewed: set[str] = set()  # fragments that renew themselves
        self._session = ""
        self.alerts: list[str] = []  # the boxes of the page as it was drawn last

    async def __aenter__(self) -> Visit:
        self._socket = await connected(self._address)
        return self

    async def __aexit__(self, *error: object) -> None:
        await self.close()

    async def close(self) -> None:
        """Leave the page."""
        await self._socket.close()

    async def come_back(self) -> bool:
        """Connect anew, as a browser does whose line was cut: True where the server still had the
        visit, which then goes on."""
        await self._socket.close()
        before = self._session
        self._socket = await connected(self._address, before)
        await self._run(self._request())
        return self._session == before

    async def open(self) -> None:
        """Load the page, and hand over what the device has kept."""
        await self._run(self._request())
        if self.device.membership or self.device.events:
            request = self._request()
            state = request.rerun_script.widget_states.widgets.add(id=self._id(LOG_END))
            state.json_value = json.dumps({"log": self.device.handed_over(self._mark)})
            await self._run(request)

    def is_at(self, place: str) -> bool:
        """Whether the address has this in its query."""
        return place in self._query.split("&")

    def keys(self, beginning: str) -> list[str]:
        """Keys of the page's widgets that begin so."""
        return [key for key in self._widgets if key.startswith(beginning)]

    def is_choice(self, key: str) -> bool:
        """Whether it is a radio."""
        return key in self._widgets and self._widgets[key][0] == "radio"

    def options(self, key: str) -> list[str]:
        """What a radio offers."""
        return list(self._widgets[key][1].options)

    def write(self, key: str, value: str | list[str]) -> None:
        """Type into a box or choose (a list for a segmented control); sent with the next run."""
        self._values[key] = value

    async def press(self, key: str) -> float:
        """Press a button; the seconds until the run has finished."""
        request = self._request()
        request.rerun_script.fragment_id = self._widgets[key][2]
        request.rerun_script.widget_states.widgets.add(id=self._id(key)).trigger_value = True
        return await self._run(request)

    async def send(self, key: str) -> None:
        """Press a button, and do not wait for what comes of it."""
        request = self._request()
        request.rerun_script.widget_states.widgets.add(id=self._id(key)).trigger_value = True
        await self._socket.send(request.SerializeToString())

    async def reload(self) -> float:
        """Run the page with what was written so far."""
        return await self._run(self._request())

    async def renew(self) -> float:
        """What a page that renews itself does every few seconds; the seconds of the longest run."""
        took = []
        for fragment in self._renewed:
            request = self._request()
            request.rerun_script.fragment_id = fragment
            request.rerun_script.is_auto_rerun = True
            took.append(await self._run(request))
        return max(took)

    def _id(self, key: str) -> str:
        return str(self._widgets[key][1].id)

    def _request(self) -> BackMsg:
        request = request_for(self._address, self._page, self._query, self._script)
        for key, value in self._values.items():
            state = request.rerun_script.widget_states.widgets.add(id=self._id(key))
            if isinstance(value, str):
                state.string_value = value
            else:
                state.string_array_value.data.extend(value)
        return request

    async def _run(self, request: BackMsg) -> float:
        started = time.perf_counter()
        self.troubles = []
        if not request.rerun_script.fragment_id:
            self._renewed = set()
        await self._socket.send(request.SerializeToString())
        async for data in self._socket:
            assert isinstance(data, bytes)
            message = ForwardMsg.FromString(data)
            self._note(message)
            if finished(message):
                return time.perf_counter() - started
        raise ConnectionError("the server closed the connection")

    def _note(self, message: ForwardMsg) -> None:
        if message.HasField("new_session"):
            self._session = message.new_session.initialize.session_id
            self.alerts = []
        elif message.HasField("navigation"):
            self._script = message.navigation.page_script_hash
        elif message.HasField("page_info_changed"):
            self._query = message.page_info_changed.query_string
        elif message.HasField("auto_rerun"):
            self._renewed.add(message.auto_rerun.fragment_id)
        elif message.HasField("delta") and message.delta.WhichOneof("type") == "new_element":
            self._note_element(message.delta.new_element, message.delta.fragment_id)

    def _note_element(self, element: Any, fragment: str) -> None:
        kind = element.WhichOneof("type")
        found: Any = getattr(element, kind) if kind else None
        if kind == "exception":
            self.troubles.append(found.message)
        if kind == "alert":
            self.alerts.append(found.body)
        if kind == "alert" and (found.format == Alert.ERROR or NOT_HANDED_IN in found.body):
            self.troubles.append(found.body)
        id_ = getattr(found, "id", "")
        if not id_.startswith("$$ID-"):
            return
        key = id_.split("-", 2)[2]  # "$$ID-<hash>-<the widget's own key>"
        self._widgets[key] = (str(kind), found, fragment)
        if key in (LOG_START, LOG_END):
            data = json.loads(found.mixed.json or found.json)
            self._mark = data.get("visit") or self._mark
            self.device.keep(data)
