"""The command line, and that the README tells of all of it."""

from __future__ import annotations

import argparse
import tomllib

import pytest

from finlit.__main__ import parser
from tests.server import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


def commands() -> list[str]:
    """Every command that the command line knows."""
    for action in parser()._actions:
        if isinstance(action, argparse._SubParsersAction):
            return list(action.choices)
    return []


@pytest.mark.parametrize("command", commands())
def test_every_command_is_in_the_readme(command: str) -> None:
    assert f"`python -m finlit {command}" in README


def test_the_two_commands_are_in_the_readme() -> None:
    assert "\npython3 run.py\n" in README
    assert "\npython3 run.py test\n" in README


def test_the_version_has_one_number(capsys: pytest.CaptureFixture[str]) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    with pytest.raises(SystemExit, match="0"):
        parser().parse_args(["--version"])
    assert capsys.readouterr().out == f"finlit {project['version']}\n"
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"\n## {project['version']} " in changes


def test_without_a_command_the_app_is_served() -> None:
    plain, named = parser().parse_args([]), parser().parse_args(["serve"])
    assert plain.run is named.run
    assert (plain.host, plain.port, plain.open) == (named.host, named.port, named.open)


def test_an_option_before_the_command_keeps_its_value() -> None:
    assert parser().parse_args(["--port", "8600", "serve"]).port == 8600
    assert parser().parse_args(["serve", "--port", "8600"]).port == 8600
