"""The core runs without a server or a network; the arrows between rooms stand in pyproject.toml."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

from tests.server import ROOT

BLOCKED = ["curl_cffi", "sqlalchemy", "starlette", "streamlit", "uvicorn", "yfinance"]


def linter() -> dict[str, list[dict[str, list[str]]]]:
    """What import-linter is told."""
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)["tool"]["importlinter"]


def core() -> list[str]:
    """The rooms that need no server, as the contract names them."""
    rules = linter()["contracts"]
    return next(rule["source_modules"] for rule in rules if "core" in str(rule["name"]))


def modules() -> list[str]:
    """Every module of the core."""
    paths = [
        path.relative_to(ROOT).with_suffix("").parts
        for room in core()
        for path in sorted(ROOT.joinpath(*room.split(".")).rglob("*.py"))
    ]
    return [".".join(parts).removesuffix(".__init__") for parts in paths]


def test_every_room_stands_in_a_layer() -> None:
    layers = next(rule for rule in linter()["contracts"] if "layers" in rule)["layers"]
    told = {name.strip() for layer in layers for name in layer.split("|")}
    rooms = {f"finlit.{path.parent.name}" for path in (ROOT / "finlit").glob("*/__init__.py")}
    assert rooms | {"finlit.__main__"} == told


def test_the_package_root_holds_no_loose_module() -> None:
    assert {path.name for path in (ROOT / "finlit").glob("*.py")} == {"__init__.py", "__main__.py"}


def test_the_core_runs_with_those_modules_blocked(tmp_path: Path) -> None:
    """Import every core module where the blocked packages cannot be imported."""
    program = "\n".join(
        [
            "import sys",
            f"sys.modules.update(dict.fromkeys({BLOCKED!r}))",
            "from importlib import import_module",
            f"for name in {modules()!r}: import_module(name)",
        ]
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env=dict(os.environ, PYTHONPATH=str(ROOT)),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
