"""finlit: personal finance to try out, on real market history."""

from __future__ import annotations

__version__ = "0.2.0"
