"""A visit that uploads a file on "Your own data", as a browser does it but without one."""

from __future__ import annotations

import asyncio
import http.client
import time
import uuid
from datetime import date, timedelta

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Common_pb2 import FileURLs
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from benchmarks.visit import Device, Visit

NAME = "prices.csv"
PATIENCE = 90.0  # seconds
OWN_WAY, OWN_FILE = "own.way", "own-file"


def long_file(lines: int, columns: int) -> bytes:
    """A sound file of prices, as long and as wide as asked for."""
    first = date(1700, 1, 1)
    rows = [",".join(["date", *(f"fund {number}" for number in range(columns - 1))])]
    for line in range(lines):
        day = first + timedelta(days=line % 110_000)
        prices = ",".join(f"{100 + (line + number) % 50}.{number:02}" for number in range(columns))
        rows.append(f"{day.isoformat()},{prices.rpartition(',')[0]}")
    return "\n".join(rows).encode()


class Uploader(Visit):
    """An open page "Your own data"; the file is read as soon as it has arrived."""

    def __init__(self, address: str) -> None:
        super().__init__(address, Device(), "your-data")

    async def upload(self, data: bytes) -> float:
        """Hand the file in; the seconds until the page has shown what it holds."""
        await self.open()
        self.write(OWN_WAY, [self._option("file")])
        await self.reload()
        request = BackMsg()
        request.file_urls_request.request_id = uuid.uuid4().hex
        request.file_urls_request.file_names.append(NAME)
        await self._socket.send(request.SerializeToString())
        async for packed in self._socket:
            assert isinstance(packed, bytes)
            message = ForwardMsg.FromString(packed)
            if message.HasField("file_urls_response"):
                urls = message.file_urls_response.file_urls[0]
                break
        await asyncio.to_thread(put, self._address, urls.upload_url, data)
        begun = time.perf_counter()
        while not self.keys(f"own-{urls.file_id}") and time.perf_counter() < begun + PATIENCE:
            await self._run(self._with(urls, len(data)))
        return time.perf_counter() - begun

    def _with(self, urls: FileURLs, size: int) -> BackMsg:
        """A wish to run the page with the file in its box."""
        again = self._request()
        state = again.rerun_script.widget_states.widgets.add(id=self._id(OWN_FILE))
        told = state.file_uploader_state_value.uploaded_file_info.add()
        told.file_urls.CopyFrom(urls)
        told.file_id, told.name, told.size = urls.file_id, NAME, size
        return again

    def _option(self, word: str) -> str:
        """The choice whose label names it."""
        options = [option.content for option in self._widgets[OWN_WAY][1].options]
        return next(option for option in options if word in option.lower())


def put(address: str, path: str, data: bytes) -> None:
    """Send a file to the address that the server gave for it."""
    connection = http.client.HTTPConnection(address.removeprefix("http://"), timeout=60)
    try:
        connection.request("GET", "/_stcore/health")
        answer = connection.getresponse()
        answer.read()
        cookie = (answer.getheader("set-cookie") or "").partition(";")[0]
        mark = uuid.uuid4().hex
        head = (
            f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="{NAME}"\r\n'
            "Content-Type: text/csv\r\n\r\n"
        )
        headers = {
            "Content-Type": f"multipart/form-data; boundary={mark}",
            "Cookie": cookie,
            "X-Xsrftoken": cookie.partition("=")[2],
        }
        body = head.encode() + data + f"\r\n--{mark}--\r\n".encode()
        connection.request("PUT", path, body=body, headers=headers)
        answer = connection.getresponse()
        answer.read()
        if answer.status >= 300:
            raise ConnectionError(f"the upload was refused: {answer.status}")
    finally:
        connection.close()
