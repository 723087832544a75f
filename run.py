"""Start finlit, or run its tests, with nothing but Python itself to begin with.

    python3 run.py                 make the environment, install, open the app
    python3 run.py test [options]  install what tests need and run them all (options go to pytest)
    python3 run.py test --fast     the quick ones: no browser, server or database
    python3 run.py lint            style, format, types and the arrows between rooms
    python3 run.py COMMAND ...     any command of `python -m finlit`, such as check or new

On Windows write `py` instead of `python3`. This file also parses on old Pythons, so that they
can say what is missing.
"""

import hashlib
import importlib.util
import os
import platform
import signal
import subprocess
import sys

ROOT = os.path.dirname(os.path.abspath(__file__))
ENVIRONMENT = os.path.join(ROOT, ".venv")
OLDEST = (3, 11)
APP_NEEDS = "requirements.lock"
POSTGRES_NEEDS = "requirements-postgres.lock"
TESTS_NEED = "requirements-dev.lock"
# Tests run side by side; more at once than this only wait for each other's browsers.
SIDE_BY_SIDE = ("-n", "logical", "--maxprocesses", "4", "--dist", "worksteal")
ARROWS = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())"
LINTERS = (
    ("-m", "ruff", "check", "."),
    ("-m", "ruff", "format", "--check", "."),
    ("-m", "mypy"),
    ("-c", ARROWS),  # import-linter cannot be started with -m
)
PROBE = f"import sys; print(sys.version_info[:2] >= {OLDEST})"


class Problem(Exception):
    """Something the person at the keyboard can mend, said in one sentence."""


def check_python() -> None:
    """Stop with a clear sentence on a Python that is too old."""
    if sys.version_info < OLDEST:
        raise Problem(
            f"finlit needs Python {OLDEST[0]}.{OLDEST[1]} or newer, and this is "
            f"{sys.version_info[0]}.{sys.version_info[1]}. Get one at https://www.python.org/"
        )


def python_in(folder: str) -> str:
    """The interpreter of the virtual environment in `folder`."""
    parts = ("Scripts", "python.exe") if os.name == "nt" else ("bin", "python")
    return os.path.join(folder, *parts)


def works(python: str) -> bool:
    """Whether this interpreter starts and is new enough."""
    try:
        said = subprocess.run(
            [python, "-c", PROBE], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
    except OSError:
        return False
    return said.stdout.strip() == b"True"


def environment() -> str:
    """The folder of the virtual environment: an active one, else .venv, made if need be."""
    if sys.prefix != sys.base_prefix:
        return sys.prefix
    active = os.environ.get("VIRTUAL_ENV")
    if active and works(python_in(active)):
        return active
    if not works(python_in(ENVIRONMENT)):
        make_environment()
    return ENVIRONMENT


def make_environment() -> None:
    """Make .venv, or make it anew where it has stopped working."""
    if importlib.util.find_spec("ensurepip") is None:
        raise Problem(
            "Python's part for virtual environments is missing. "
            "On Debian and Ubuntu install it with: sudo apt install python3-venv"
        )
    say("Making a virtual environment in .venv")
    if subprocess.call([sys.executable, "-m", "venv", "--clear", ENVIRONMENT]) != 0:
        raise Problem("The virtual environment could not be made; the lines above say why.")


def install(folder: str, needs: str) -> None:
    """Install a requirements file, unless this very file was installed before."""
    path = os.path.join(ROOT, needs)
    with open(path, "rb") as file:
        wanted = hashlib.sha256(file.read()).hexdigest()
    stamp = os.path.join(folder, "finlit-" + needs)
    if os.path.exists(stamp):
        with open(stamp, encoding="ascii") as file:
            if file.read() == wanted:
                return
    say(f"Installing {needs}: once, a minute or two")
    pip = [python_in(folder), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    if subprocess.call([*pip, "--require-hashes", "--requirement", path]) != 0:
        raise Problem("Installing failed; the lines above say why. Is this computer online?")
    with open(stamp, "w", encoding="ascii") as file:
        file.write(wanted)


def has_screen() -> bool:
    """Whether a browser can be opened for a person to see."""
    if os.environ.get("CI"):
        return False
    if platform.system() == "Linux":
        return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    return True


def run(command: list) -> int:
    """Run a command in the project's folder and return its exit code; a stop is passed on to it."""
    child = subprocess.Popen(command, cwd=ROOT, env=dict(os.environ, PYTHONUTF8="1"))
    signal.signal(signal.SIGTERM, lambda number, frame: child.terminate())
    while True:
        try:
            code = child.wait()
            return code if code >= 0 else 128 - code
        except KeyboardInterrupt:
            pass  # Ctrl-C reached the child too; wait for it to close


def commands_for(arguments: list, folder: str) -> list:
    """What the arguments ask for, as command lines; installs what they need."""
    python = [python_in(folder)]
    install(folder, APP_NEEDS)
    if os.environ.get("FINLIT_DATABASE_URL", "").startswith("postgres"):
        install(folder, POSTGRES_NEEDS)
    if arguments[:1] in (["test"], ["lint"], ["lock"]):
        install(folder, TESTS_NEED)
    if arguments[:1] == ["lock"]:
        return [[*python, os.path.join("tools", "lock.py"), *arguments[1:]]]
    if arguments[:1] == ["test"]:
        options = [option for option in arguments[1:] if option != "--fast"]
        fast = ["-m", "not slow"] if len(options) < len(arguments[1:]) else []
        return [[*python, "-m", "pytest", *SIDE_BY_SIDE, *fast, *options]]
    if arguments[:1] == ["lint"]:
        return [[*python, *linter] for linter in LINTERS]
    if arguments and not arguments[0].startswith("-"):
        return [[*python, "-m", "finlit", *arguments]]
    options = [option for option in arguments if option != "--no-browser"]
    if "--no-browser" not in arguments and has_screen():
        options.append("--open")
    return [[*python, "-m", "finlit", "serve", *options]]


def say(sentence: str) -> None:
    """Print a sentence at once."""
    print(sentence, flush=True)


def main(arguments: list) -> int:
    """Do what the arguments ask for and return the first exit code that is not 0."""
    if arguments[:1] in (["-h"], ["--help"]):
        say(__doc__)
        return 0
    try:
        check_python()
        commands = commands_for(arguments, environment())
    except Problem as problem:
        say(str(problem))
        return 1
    return max(run(command) for command in commands)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
