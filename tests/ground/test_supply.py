"""What is installed: lock files that fit the requirements, with hashes; SBOM and licences."""

from __future__ import annotations

import importlib.util
import json
import re
import sys
from types import ModuleType

import pytest

from finlit.classroom.errors import StoreError
from finlit.classroom.store.store import open_at
from tests.server import ROOT

AGAIN = "Run `python3 run.py lock`"


@pytest.fixture(scope="module")
def lock() -> ModuleType:
    spec = importlib.util.spec_from_file_location("lock", ROOT / "tools" / "lock.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def pins(lock: ModuleType, file: str) -> set[tuple[str, str]]:
    text = re.sub(r"\[\w+\]", "", (ROOT / file).read_text(encoding="utf-8"))
    return {(normal(name), version) for name, version in lock.PINNED.findall(text)}


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_lock_files_hold_what_the_requirements_ask_for(lock: ModuleType) -> None:
    for file, sources in lock.LOCKS.items():
        held = pins(lock, file)
        asked = set().union(*(pins(lock, source) for source in sources))
        assert asked <= held, AGAIN
        blocks = re.split(r"\n(?=\w)", (ROOT / file).read_text(encoding="utf-8"))
        why = {normal(re.split(r"[=\[]", block)[0]): "-r requirements" in block for block in blocks}
        direct = {name for name, is_ours in why.items() if is_ours}
        assert direct == {name for name, _ in asked}, AGAIN


def test_every_locked_package_has_hashes(lock: ModuleType) -> None:
    for file in lock.LOCKS:
        text = (ROOT / file).read_text(encoding="utf-8")
        blocks = re.split(r"\n(?=\w)", text)
        locked = [block for block in blocks if "==" in block.partition("\n")[0]]
        assert len(locked) == len(lock.PINNED.findall(re.sub(r"\[\w+\]", "", text)))
        assert all(re.search(r"--hash=sha256:[0-9a-f]{64}", block) for block in locked)


def test_lock_files_agree_with_each_other(lock: ModuleType) -> None:
    app, postgres, dev = (pins(lock, file) for file in lock.LOCKS)
    assert app <= dev
    assert postgres <= dev


def test_the_lists_of_parts_and_of_licences_are_those_of_the_lock_files(lock: ModuleType) -> None:
    shipped = pins(lock, lock.SHIPPED[0]) | pins(lock, lock.SHIPPED[1])
    parts = json.loads((ROOT / lock.SBOM).read_text(encoding="utf-8"))["components"]
    assert {(normal(part["name"]), part["version"]) for part in parts} == shipped, AGAIN
    rows = (ROOT / lock.LICENCES).read_text(encoding="utf-8").splitlines()
    listed = {
        (normal(cells[1].strip()), cells[2].strip()): cells[3].strip()
        for cells in (row.split("|") for row in rows if row.startswith("| "))
    }
    del listed["name", "Version"]
    assert set(listed) <= shipped, AGAIN
    missing = {name for name, _ in shipped} - {name for name, _ in listed}
    assert len(missing) <= 3, f"{AGAIN}: of other systems at most, not {missing}"
    assert all(licence and licence != "UNKNOWN" for licence in listed.values())


def test_postgresql_is_an_extra_and_missing_it_is_a_sentence(
    lock: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "psycopg" not in {name for name, _ in pins(lock, "requirements.lock")}
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(StoreError, match=r"requirements-postgres\.txt"):
        open_at("postgresql://127.0.0.1:1/finlit")
