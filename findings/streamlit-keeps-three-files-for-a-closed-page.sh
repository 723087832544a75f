#!/usr/bin/env bash
# Streamlit 1.67.0 (Linux): a page takes four open files, and a closed one keeps three for two minutes.
#
# A page is one connection, so one would guess one open file. Since sessions own an event loop for
# their script thread (app_session.py: asyncio.new_event_loop()), each adds a selector and a pair of
# sockets, though the loop is never run. A session is kept for 120 s after its page has closed
# (server.disconnectedSessionTTL), with all three. At 256 open files, the default of macOS, a server of
# nothing but "hello" has room for some 60 pages, reloads of the last two minutes included.
#
# Seen: 20 pages open: 80 more files; all 20 closed: 60 of them stay.
set -euo pipefail
folder=$(mktemp -d)
trap 'kill "$server" 2>/dev/null || true; rm -rf "$folder"' EXIT
server=0
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet --disable-pip-version-check \
    streamlit==1.67.0 starlette==1.10.0 uvicorn==0.54.0 websockets==17.4
cd "$folder"
echo 'import streamlit as st; st.write("hello")' > page.py
echo 'import streamlit as st; app = st.App("page.py")' > main.py
port=$(env/bin/python -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
env/bin/uvicorn main:app --port "$port" --log-level warning &
server=$!
env/bin/python - "$port" "$server" <<'PY'
import asyncio
import os
import sys
import urllib.error
import urllib.request
from importlib.metadata import version

from websockets.asyncio.client import connect

assert version("streamlit") == "1.67.0"
port, server = sys.argv[1:]
address = f"127.0.0.1:{port}"


def answers() -> bool:
    try:
        return urllib.request.urlopen(f"http://{address}/_stcore/health").status == 200
    except OSError:
        return False


def files() -> int:
    return len(os.listdir(f"/proc/{server}/fd"))


async def pages(count: int) -> int:
    opened = [await connect(f"ws://{address}/_stcore/stream", proxy=None) for _ in range(count)]
    held = files()
    for page in opened:
        await page.close()
    return held


async def main() -> None:
    while not answers():
        await asyncio.sleep(0.2)
    await pages(1)
    before = files()
    held = await pages(20) - before
    await asyncio.sleep(1)
    kept = files() - before
    print(f"20 pages open: {held} more files; all 20 closed: {kept} of them stay")
    if held < 75 or kept < 55:
        raise SystemExit("pages cost less now")


asyncio.run(main())
PY
