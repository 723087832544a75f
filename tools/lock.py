"""Bring the lock files up to date, and with them the list of parts (SBOM) and that of licences.

    python3 run.py lock                      after a change in requirements*.txt
    python3 run.py lock --upgrade            newest versions of what our requirements bring along
    python3 run.py lock --upgrade-package X  the newest version of one of these

Lock files name every package for Linux, macOS and Windows and for each Python from 3.11 on, with
the hashes of all its files; run.py installs nothing else. Options go to `uv pip compile`.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
OLDEST = "3.11"
# Each lock file and what it is made from, one after the other: later ones agree with the first.
LOCKS = {
    "requirements.lock": ("requirements.txt",),
    "requirements-postgres.lock": ("requirements-postgres.txt",),
    "requirements-dev.lock": (
        "requirements.txt",
        "requirements-postgres.txt",
        "requirements-dev.txt",
    ),
}
SHIPPED = ("requirements.lock", "requirements-postgres.lock")
PINNED = re.compile(r"^([\w.-]+)==([\w.]+)", re.MULTILINE)
SBOM, LICENCES = Path("docs/sbom.json"), Path("docs/licences.md")
IN_A_FILE = {"peewee": "MIT"}
HEAD = """# Licences of what finlit brings along

Made by `python3 run.py lock` from the installed packages; each keeps its own licence. Packages of
other systems than the one this was made on are in [sbom.json](sbom.json) alone. finlit itself is
under the [MIT licence](../LICENSE).

"""


def names(*locks: str) -> list[str]:
    """Packages of lock files."""
    texts = ((ROOT / lock).read_text(encoding="utf-8") for lock in locks)
    return sorted({name for text in texts for name, _ in PINNED.findall(text)})


def compile_lock(lock: str, sources: tuple[str, ...], options: list[str]) -> None:
    """One lock file from its requirements."""
    command = ["uv", "pip", "compile", *sources, "--universal", "--generate-hashes", "--quiet"]
    command += ["--python-version", OLDEST, "--output-file", lock]
    command += ["--custom-compile-command", "python3 run.py lock"]
    if lock != "requirements.lock":
        command += ["--constraint", "requirements.lock"]
    subprocess.run([sys.executable, "-m", *command, *options], cwd=ROOT, check=True)


def write_sbom() -> None:
    """The parts of an installation in the CycloneDX format, without the moment it was made."""
    merged = "\n".join((ROOT / lock).read_text(encoding="utf-8") for lock in SHIPPED)
    command = ["cyclonedx_py", "requirements", "-", "--output-reproducible", "--of", "JSON"]
    made = subprocess.run(
        [sys.executable, "-m", *command, "--pyproject", "pyproject.toml"],
        cwd=ROOT,
        input=merged,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    bill = json.loads(made.stdout)
    for part in bill["components"]:
        part.pop("description", None)  # the line of the lock file once more, hashes and all
    text = json.dumps(bill, indent=1, sort_keys=True)
    (ROOT / SBOM).write_text(text + "\n", encoding="utf-8")


def write_licences() -> None:
    """Names, versions and licences of the packages that are installed here."""
    command = ["piplicenses", "--from=mixed", "--format=markdown", "--with-urls", "--order=name"]
    made = subprocess.run(
        [sys.executable, "-m", *command, "--packages", *names(*SHIPPED)],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    rows = "\n".join(_named(line.rstrip()) for line in made.stdout.splitlines())
    (ROOT / LICENCES).write_text(HEAD + rows + "\n", encoding="utf-8")


def _named(row: str) -> str:
    """A row of the list, with the licence of a package that names it in its licence file alone."""
    for name, licence in IN_A_FILE.items():
        if f"| {name} " in row:
            return row.replace("UNKNOWN", licence.ljust(len("UNKNOWN")))
    return row


def main(options: list[str]) -> int:
    for lock, sources in LOCKS.items():
        compile_lock(lock, sources, options)
    write_sbom()
    write_licences()
    print("The lock files, docs/sbom.json and docs/licences.md are up to date.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
