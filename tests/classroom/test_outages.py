"""A small class behind lines that fail and a server that is frozen and killed; see
benchmarks/outages.py, which runs the same with 10,000 answers."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

import pytest

from benchmarks.outages import class_answers, differences
from finlit.classroom.store.store import opened

pytestmark = pytest.mark.skipif(os.name == "nt", reason="nothing freezes a process there")


def test_what_is_shown_as_handed_in_is_there_once(tmp_path: Path) -> None:
    store = opened()
    seen = asyncio.run(class_answers(tmp_path, store, pupils=4, answers=60, seed=3, longest=3.0))
    assert seen.answers >= 240 and seen.clicks > seen.answers and seen.faults.total() > 0
    assert list(differences(store, seen)) and set(differences(store, seen)) == {(0, 0)}
    assert seen.false == []
