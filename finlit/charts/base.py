"""What every chart shares: the palette, the `Chart` record, formats, and reducing points.

A builder is pure: frame -> Chart. The specification depends on the kind of picture alone, never on
the numbers, so it is compiled once (`functools.cache`) and only the rows travel on a move.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import altair as alt
import numpy as np
import pandas as pd

# One colour for one thing, everywhere. Each keeps 3:1 against the light and the dark page, so one
# specification serves both (tests/charts/test_palette.py).
COLOURS: Mapping[str, str] = {
    "index": "#3b7dd8",
    "growth": "#21946a",
    "paid_in": "#7f8794",
    "stock": "#d8572a",
    "cash": "#8c7b6b",
    "bonds": "#8f63c7",
    "gold": "#b0801a",
    "dip": "#bf6a1f",
    "you": "#cf4a8d",
    "loss": "#c9404a",
    "muted": "#868e9a",
}
# Text in a chart takes the page's own text colour, light or dark.
INK = "currentColor"
ROWS = "rows"

DOLLARS = "$,.0f"
SHORT_DOLLARS = "$.3~s"
PERCENT = ".0%"
FINE_PERCENT = ".1%"
TIMES = ".2~f"
YEAR = "%Y"


@dataclass(frozen=True)
class Chart:
    """A compiled specification, the rows it draws, and what a screen reader says."""

    spec: Mapping[str, Any]
    rows: pd.DataFrame
    description: str


def compile_spec(chart: alt.Chart | alt.LayerChart | Any, height: int = 300) -> dict[str, Any]:
    """Vega-Lite dictionary of an Altair chart drawn from the named data set `rows`, full width."""
    spec: dict[str, Any] = chart.properties(height=height, width="container").to_dict()
    _draw_lines_once(spec)
    # The page's theme gives the rest; its own gray for axis labels is too pale on a light page.
    label = {"labelColor": INK, "labelOpacity": 0.8, "titleColor": INK, "titleOpacity": 0.8}
    # A rule only guides the eye; read aloud it would be an element without a name.
    rule = {"aria": False}
    spec["config"] = {"axis": label, "legend": {"labelColor": INK}, "rule": rule}
    return spec


def _draw_lines_once(spec: dict[str, Any]) -> None:
    """Give each rule at a fixed place one row of its own: else it is drawn once for every row."""
    for layer in spec.get("layer", ()):
        _draw_lines_once(layer)
        channels = layer.get("encoding", {}).values()
        fixed = not any("field" in str(channel) for channel in channels)
        if layer.get("mark", {}).get("type") == "rule" and fixed:
            layer["data"] = {"values": [{}]}
            layer.pop("transform", None)


def named_rows() -> alt.NamedData:
    """The data set that the page fills in: `alt.Chart(named_rows())`."""
    return alt.NamedData(name=ROWS)


def palette(*kinds: str) -> list[str]:
    """Hex colours of the named things, in order; an unknown name is a KeyError."""
    return [COLOURS[kind] for kind in kinds]


def thin(values: np.ndarray, most: int = 400) -> np.ndarray:
    """Positions of at most `most` points of a line, with its ends and each bucket's extremes.

    A one-day crash must not vanish, so each bucket gives its lowest and highest point.
    `values`: 1-D floats; returns ascending integer positions.
    """
    size = len(values)
    if size <= most:
        return np.arange(size)
    edges = np.linspace(0, size, max(most // 2 - 1, 1) + 1, dtype=int)
    keep = {0, size - 1}
    for low, high in itertools.pairwise(edges):
        bucket = values[low:high]
        if np.isnan(bucket).all():
            continue
        keep.add(low + int(np.nanargmin(bucket)))
        keep.add(low + int(np.nanargmax(bucket)))
    return np.array(sorted(keep))
