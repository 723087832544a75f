"""Which browser is driven."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.browser import finder


@pytest.fixture
def bare_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A machine without a browser; the folder is its search path."""
    monkeypatch.setenv("PATH", str(tmp_path))
    for variable in (finder.SETTING, *finder.PROGRAM_FOLDERS):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setattr(finder, "ON_A_MAC", ())
    return tmp_path


def test_no_browser_is_found_on_a_bare_machine(bare_machine: Path) -> None:
    assert finder.find(str(bare_machine / "playwrights-own")) is None


def test_playwrights_own_comes_last(bare_machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = bare_machine / "playwrights-own"
    own.touch()
    assert finder.find(str(own)) == str(own)
    edge = bare_machine / "Microsoft" / "Edge" / "Application" / "msedge.exe"
    edge.parent.mkdir(parents=True)
    edge.touch()
    monkeypatch.setenv("ProgramFiles", str(bare_machine))
    monkeypatch.setattr(finder, "ON_WINDOWS", ("Microsoft/Edge/Application/msedge.exe",))
    assert Path(str(finder.find(str(own)))) == edge


def test_a_named_browser_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(finder.SETTING, sys.executable)
    assert finder.find("playwrights-own") == sys.executable


def test_a_named_browser_must_be_there(bare_machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(finder.SETTING, "no-such-browser")
    with pytest.raises(FileNotFoundError, match=r"FINLIT_BROWSER names 'no-such-browser'"):
        finder.find("playwrights-own")


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="there is no root on Windows")
@pytest.mark.parametrize(("user", "expected"), [(0, True), (1000, False)])
def test_the_sandbox_is_left_off_for_root_alone(
    monkeypatch: pytest.MonkeyPatch, user: int, expected: bool
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: user)
    assert ("--no-sandbox" in finder.switches()) is expected
