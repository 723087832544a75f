"""Imports run one way, and the core runs without a server or a network.

numbers, charts, market <- experiments <- web <- app
lessons, uploads, live, classroom <- web
numbers, market <- game <- web
"""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.server import ROOT

PACKAGE = ROOT / "finlit"

# Which layers each layer may import, beside itself. A module of finlit that is not named is a
# number module. Commands (the command line and what stands behind one command) may use the rest.
MAY_IMPORT: dict[str, set[str]] = {
    "numbers": set(),
    "charts": set(),
    "market": set(),
    "formats": set(),
    "experiments": {"numbers", "charts", "market", "formats"},
    "lessons": {"formats"},
    "uploads": {"numbers"},
    "live": {"numbers"},
    "classroom": {"lessons", "formats"},
    "game": {"numbers", "market", "formats"},
    "verify": {"numbers", "market", "experiments", "formats", "game"},
    "printing": {"charts", "market", "experiments", "lessons", "formats", "classroom"},
    "web": {
        *("numbers", "charts", "market", "experiments", "lessons", "formats", "verify", "game"),
        *("uploads", "live", "classroom", "printing"),
    },
    "server": {"market", "web", "printing"},
    "commands": {
        *("numbers", "market", "experiments", "lessons", "formats", "server", "verify", "live"),
        "printing",
        "classroom",
    },
    "app": {"server"},
}
NAMED = {
    "charts",
    "classroom",
    "market",
    "formats",
    "experiments",
    "lessons",
    "game",
    "live",
    "uploads",
    "printing",
    "verify",
    "web",
    "server",
}
LESSON_MODULES = {"lessons", "quiz", "facts", "progress", "coming_back"}
COMMAND_MODULES = {"__main__", "check", "scaffold", "refresh"}
CORE = {"numbers", "charts", "market", "formats", "experiments", "lessons", "game", "uploads"}

NOT_IN_CORE = {
    "asyncio",
    "curl_cffi",
    "requests",
    "socket",
    "sqlalchemy",
    "starlette",
    "streamlit",
    "subprocess",
    "threading",
    "urllib",
    "uvicorn",
    "websockets",
    "yfinance",
}
NOT_IN_NUMBERS = NOT_IN_CORE | {"altair", "io", "json", "pathlib", "pyarrow", "tomllib"}
BLOCKED = ["curl_cffi", "sqlalchemy", "starlette", "streamlit", "uvicorn", "yfinance"]


def layer_of(module: str) -> str:
    """The layer that a module such as "finlit.market.tables" belongs to."""
    if module == "app":
        return "app"
    first = [*module.split("."), ""][1]
    if first in LESSON_MODULES:
        return "lessons"
    if first in NAMED:
        return first
    return "commands" if first in COMMAND_MODULES else "numbers"


def sources() -> Iterator[tuple[str, Path]]:
    """Name and file of every module of the app."""
    yield "app", ROOT / "app.py"
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        yield ".".join(parts).removesuffix(".__init__"), path


def imported(module: str, path: Path) -> set[str]:
    """Full names of all that a module imports, inside functions too."""
    package = module if path.name == "__init__.py" else module.rpartition(".")[0]
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) - node.level + 1]
            origin = ".".join([*above, node.module] if node.module else above)
            base = origin if node.level else node.module or ""
            # `from finlit import growth` imports the module, not a name inside one
            names.update(
                f"{base}.{alias.name}" if base == "finlit" else base for alias in node.names
            )
    return names


MODULES = dict(sources())


@pytest.mark.parametrize("module", MODULES)
def test_imports_follow_the_arrows(module: str) -> None:
    layer = layer_of(module)
    ours = {name for name in imported(module, MODULES[module]) if name.startswith("finlit.")}
    wrong = {name for name in ours if layer_of(name) not in MAY_IMPORT[layer] | {layer}}
    assert not wrong, f"{module} ({layer}) imports {sorted(wrong)}"


@pytest.mark.parametrize("module", [name for name in MODULES if layer_of(name) in CORE])
def test_the_core_needs_no_server_and_no_network(module: str) -> None:
    banned = NOT_IN_NUMBERS if layer_of(module) == "numbers" else NOT_IN_CORE
    outside = {name.split(".")[0] for name in imported(module, MODULES[module])}
    if module == "finlit.market.cache":  # its lock: learners read in threads of their own
        outside -= {"threading"}
    assert not outside & banned, f"{module} imports {sorted(outside & banned)}"


def test_charts_work_out_no_numbers_from_files() -> None:
    for module, path in MODULES.items():
        if layer_of(module) == "charts":
            assert not {"pathlib", "tomllib"} & imported(module, path), module


def test_the_core_runs_with_those_modules_blocked(tmp_path: Path) -> None:
    """Import every core module where the blocked packages cannot be imported."""
    core = [name for name in MODULES if layer_of(name) in CORE]
    program = "\n".join(
        [
            "import sys",
            f"sys.modules.update(dict.fromkeys({BLOCKED!r}))",
            "from importlib import import_module",
            f"for name in {core!r}: import_module(name)",
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


def test_the_rule_itself_sees_a_wrong_arrow(tmp_path: Path) -> None:
    file = tmp_path / "growth.py"
    file.write_text("def f():\n    from finlit import web\n    import streamlit.config\n", "utf-8")
    assert imported("finlit.growth", file) == {"finlit.web", "streamlit.config"}
    file.write_text("from .market import tables\nfrom . import charts\n", "utf-8")
    assert imported("finlit.growth", file) == {"finlit.market", "finlit.charts"}
