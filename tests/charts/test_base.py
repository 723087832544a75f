"""The palette keeps its contrast on both pages; thinning a line loses no extreme."""

from __future__ import annotations

import tomllib
from pathlib import Path

import altair as alt
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from finlit.charts.base import COLOURS, ROWS, compile_spec, named_rows, thin

CONFIG = Path(__file__).resolve().parents[2] / ".streamlit" / "config.toml"
THEME = tomllib.loads(CONFIG.read_text(encoding="utf-8"))["theme"]


def luminance(colour: str) -> float:
    """Relative luminance of WCAG 2.2."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("kind", COLOURS)
def test_marks_stand_out_from_the_page(kind: str, mode: str) -> None:
    assert contrast(COLOURS[kind], THEME[mode]["backgroundColor"]) >= 3


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("ink", ["textColor", "linkColor", "grayColor"])
@pytest.mark.parametrize("paper", ["backgroundColor", "secondaryBackgroundColor"])
def test_text_is_readable(mode: str, ink: str, paper: str) -> None:
    assert contrast(THEME[mode][ink], THEME[mode][paper]) >= 4.5


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_white_on_a_button_is_readable(mode: str) -> None:
    assert contrast("#ffffff", THEME[mode]["primaryColor"]) >= 4.5


def test_a_crash_of_one_day_does_not_vanish() -> None:
    prices = np.full(20_000, 100.0)
    prices[12_345] = 1.0
    kept = thin(prices, 400)
    assert 12_345 in kept and len(kept) <= 400 and kept[0] == 0 and kept[-1] == 19_999


@given(some.lists(some.floats(-1e6, 1e6), min_size=1, max_size=3000), some.integers(10, 400))
def test_thinning_keeps_ends_and_extremes(values: list[float], most: int) -> None:
    line = np.array(values)
    kept = thin(line, most)
    assert len(kept) <= max(most, 4) and (np.diff(kept) > 0).all()
    assert line[kept].min() == line.min() and line[kept].max() == line.max()
    assert kept[0] == 0 and kept[-1] == len(line) - 1


def test_a_line_at_a_fixed_place_is_drawn_once() -> None:
    rows = alt.Chart(named_rows())
    zero = rows.transform_filter("datum.x > 0").mark_rule().encode(y=alt.datum(0))
    points = rows.mark_rule().encode(x=alt.X(field="x", type="quantitative"))
    spec = compile_spec(alt.layer(zero, points))
    fixed, moving = spec["layer"]
    assert fixed["data"] == {"values": [{}]} and "transform" not in fixed
    assert moving.get("data", spec.get("data")) == {"name": ROWS}
