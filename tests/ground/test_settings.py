"""The settings of .streamlit/config.toml are in force, whatever the folder of start."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.NewSession_pb2 import Config
from websockets.sync.client import connect

from tests.server import ROOT, Running, started

STREAMLIT_RUN = ["-m", "streamlit", "run", str(ROOT / "app.py"), "--server.port", "0"]
SHOW = """
import os
from finlit.server import serve
os.chdir(serve.ROOT)
import app
from streamlit import config
for name in {names!r}:
    print(name, repr(config.get_option(name)), config.get_where_defined(name))
"""


def settings_in_force(running: Running) -> Config:
    """What a served process tells a new browser about its settings."""
    address = running.address.replace("http:", "ws:") + "/_stcore/stream"
    hello = BackMsg()
    hello.rerun_script.query_string = ""
    with connect(address, subprotocols=["streamlit"], proxy=None, max_size=None) as socket:
        socket.send(hello.SerializeToString())
        for message in socket:
            told = ForwardMsg.FromString(message)
            if told.HasField("new_session"):
                return told.new_session.config
    raise AssertionError("no session was started")


def assert_ours(config: Config) -> None:
    """These four differ from Streamlit's defaults, so the file was read."""
    assert not config.gather_usage_stats
    assert config.toolbar_mode == Config.ToolbarMode.MINIMAL
    assert config.show_error_links == Config.ShowErrorLinks.SHOW_ERROR_LINKS_FALSE


def test_the_fast_server_uses_them(server: Running) -> None:
    assert_ours(settings_in_force(server))


def test_streamlit_run_uses_them_too(tmp_path: Path) -> None:
    with started(STREAMLIT_RUN, tmp_path) as running:
        assert_ours(settings_in_force(running))


def written_settings() -> dict[str, object]:
    """Every value of the file but the colours, by its full name."""
    sections = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    return {
        f"{section}.{name}": value
        for section, values in sections.items()
        if section != "theme"
        for name, value in values.items()
    }


@pytest.fixture(scope="module")
def read_settings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Name to "value source" as a process sees them that was started in another folder."""
    folder = tmp_path_factory.mktemp("elsewhere")
    shown = subprocess.run(
        [sys.executable, "-c", SHOW.format(names=list(written_settings()))],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return dict(line.split(" ", 1) for line in shown.stdout.splitlines())


@pytest.mark.parametrize("name", list(written_settings()))
def test_each_setting_is_known_and_read(name: str, read_settings: dict[str, str]) -> None:
    expected = f"{written_settings()[name]!r} {ROOT / '.streamlit' / 'config.toml'}"
    assert read_settings[name] == expected


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("runner.postScriptGC", False),
        ("server.fileWatcherType", "none"),
        ("browser.gatherUsageStats", False),
        ("client.showErrorDetails", "none"),
        ("server.headless", True),
    ],
)
def test_what_speed_and_privacy_rest_on_is_set(name: str, value: object) -> None:
    assert written_settings()[name] == value
