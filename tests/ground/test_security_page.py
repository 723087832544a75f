"""docs/security.md says what the code does."""

from __future__ import annotations

import importlib
import re

from tests.server import ROOT

PAGE = ROOT / "docs" / "security.md"
ROW = re.compile(
    r"^\| (?P<what>[^|]+) \| (?P<bound>[^|]+) \| `(?P<place>[\w.:]+)` \|$", re.MULTILINE
)


def test_every_bound_is_the_one_in_the_code() -> None:
    rows = ROW.findall(PAGE.read_text(encoding="utf-8"))
    assert len(rows) >= 30
    for what, bound, place in rows:
        module, _, name = place.partition(":")
        value = getattr(importlib.import_module(module), name)
        numbers = re.findall(r"\d[\d,.]*", bound)
        assert [float(number.replace(",", "")) for number in numbers] == [float(value)], what


def test_the_reader_has_the_limits_that_the_page_names() -> None:
    from finlit.workers import Limits
    from finlit.workers.pool import IDLE_SECONDS

    text = PAGE.read_text(encoding="utf-8")
    limits = Limits()
    assert f"{limits.memory // 1_000_000:,} MB of memory" in text
    assert f"{limits.processor} seconds of the processor" in text
    assert f"{limits.clock:.0f} seconds by the clock" in text
    assert IDLE_SECONDS == 600


def test_the_page_names_what_exists() -> None:
    text = PAGE.read_text(encoding="utf-8")
    for target in re.findall(r"\]\((?!http)([^)#]+)\)", text):
        assert (PAGE.parent / target).exists(), target
    for setting in re.findall(r"FINLIT_[A-Z_]+", text):
        assert setting in (ROOT / "README.md").read_text(encoding="utf-8"), setting
