"""The list of all experiments about buying the dip."""

from __future__ import annotations
