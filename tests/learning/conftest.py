"""The sound lesson of tests/lessons, for what works on lessons that have been read."""

from __future__ import annotations

from tests.lessons.conftest import course, sound

__all__ = ["course", "sound"]
