"""Charts for paper: each series of a legend differs without colour, and text is black."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import altair as alt
import pandas as pd
import pytest

from finlit.charts.base import COLOURS, INK, Chart, compile_spec, named_rows
from finlit.printing.picture import svg

ROWS = pd.DataFrame(
    {
        "when": pd.to_datetime(["2020-01-01", "2021-01-01", "2022-01-01"] * 2),
        "who": ["one"] * 3 + ["other"] * 3,
        "value": [1.0, 2.0, float("nan"), 2.0, 3.0, 4.0],
    }
)
TWO = [COLOURS["index"], COLOURS["gold"]]


def drawn(mark: str, *, legend: bool = True, colours: list[str] = TWO) -> ElementTree.Element:
    chart = getattr(alt.Chart(named_rows()), f"mark_{mark}")().encode(
        x=alt.X(field="when", type="temporal"),
        y=alt.Y(field="value", type="quantitative"),
        color=alt.Color(
            field="who",
            type="nominal",
            scale=alt.Scale(domain=["one", "other"], range=colours),
            legend=alt.Legend() if legend else None,
        ),
    )
    made = svg(Chart(compile_spec(chart), ROWS, "words"), "x", "What it shows", wide=True)
    return ElementTree.fromstring(made)


def attributes(root: ElementTree.Element, kind: str, name: str) -> list[str | None]:
    """An attribute of each mark of a kind."""
    found = []
    for group in root.iter("{http://www.w3.org/2000/svg}g"):
        if (group.get("class") or "").startswith(f"{kind} role-mark"):
            found += [mark.get(name) for mark in group]
    return found


def test_the_second_line_is_dashed() -> None:
    assert set(attributes(drawn("line"), "mark-line", "stroke-dasharray")) == {None, "9,4"}


def test_the_second_bars_are_hatched_in_their_own_colour() -> None:
    root = drawn("bar")
    assert set(attributes(root, "mark-rect", "fill")) == {TWO[0], "url(#x-hatch-1)"}
    pattern = next(root.iter("{http://www.w3.org/2000/svg}pattern"))
    assert pattern.get("id") == "x-hatch-1"
    assert pattern[0].get("fill") == TWO[1]


def test_the_second_points_are_hollow() -> None:
    assert set(attributes(drawn("circle"), "mark-symbol", "fill")) == {TWO[0], "#fff"}


def test_what_the_learner_chose_stands_out_without_a_legend() -> None:
    root = drawn("bar", legend=False, colours=[COLOURS["muted"], COLOURS["you"]])
    fills = set(attributes(root, "mark-rect", "fill"))
    assert COLOURS["muted"] in fills
    assert any(str(fill).startswith("url(#") for fill in fills)


@pytest.mark.parametrize("mark", ["line", "bar", "circle", "area"])
def test_a_drawing_is_black_on_paper_and_named(mark: str) -> None:
    root = drawn(mark)
    text = ElementTree.tostring(root, encoding="unicode")
    assert INK not in text
    assert root.get("aria-label") == "What it shows"
    assert root.get("viewBox")
    assert root.get("width") is None
    assert not re.search(r"<script|href=", text)
