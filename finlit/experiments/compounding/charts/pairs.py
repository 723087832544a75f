"""Two plans side by side as two lines of money, and who is ahead at which rate."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import altair as alt
import pandas as pd

from finlit.charts.base import DOLLARS, PERCENT, TIMES, Chart, compile_spec, named_rows, palette
from finlit.charts.parts import end_labels, end_rows, hover, legend, value_axis, years_axis


@dataclass(frozen=True)
class Line:
    """A column of the frame with its name on the page and its colour's name."""

    column: str
    label: str
    kind: str


@dataclass(frozen=True)
class Pair:
    """Two lines over `x`, in years or by age; `gap` names the space between them."""

    x: str
    unit: str
    lines: tuple[Line, Line]
    gap: str = ""


PAIRS: Mapping[str, Pair] = {
    "waiting": Pair(
        "year",
        "years",
        (Line("now", "Start now", "growth"), Line("later", "Wait first", "stock")),
    ),
    "savers": Pair(
        "age",
        "age",
        (Line("early", "Ana, early", "growth"), Line("late", "Ben, late", "bonds")),
    ),
    "fees": Pair(
        "year",
        "years",
        (Line("without", "No fee", "growth"), Line("after_fee", "After the fee", "index")),
        gap="What the fee costs",
    ),
    "debt": Pair(
        "year",
        "years",
        (
            Line("minimum", "Minimum payments", "loss"),
            Line("fixed", "Your fixed payment", "growth"),
        ),
    ),
}


def pair_chart(frame: pd.DataFrame, kind: str) -> Chart:
    """Two plans over time, `kind` one of PAIRS; `frame` has its x and line columns (dollars).

    A line may end early: missing from there on.
    """
    pair = PAIRS[kind]
    last = frame.iloc[-1]
    # A debt ends at nothing owed, which needs no label.
    ends = {line.column: float(last[line.column]) for line in pair.lines if last[line.column] > 0}
    rows = pd.concat([frame, end_rows(frame[pair.x], ends)], ignore_index=True)
    final = {line.label: frame[line.column].dropna().iloc[-1] for line in pair.lines}
    said = "; ".join(f"{label}: ${amount:,.0f}" for label, amount in final.items())
    at = f"age {last[pair.x]:.0f}" if pair.unit == "age" else f"{last[pair.x]:.3g} years"
    return Chart(_pair_spec(kind), rows, f"Two lines of money. At {at}, {said}.")


@cache
def _pair_spec(kind: str) -> dict[str, Any]:
    pair = PAIRS[kind]
    x, rows = years_axis(pair.x, pair.unit), alt.Chart(named_rows())
    first, second = pair.lines
    labels = [line.label for line in pair.lines] + ([pair.gap] if pair.gap else [])
    colours = palette(*(line.kind for line in pair.lines)) + (
        ["rgba(201, 64, 74, 0.35)"] if pair.gap else []
    )
    layers: list[Any] = [legend(labels, colours)]
    if pair.gap:
        layers.append(
            rows.mark_area().encode(
                x=x,
                y=value_axis(second.column),
                y2=alt.Y2(field=first.column),
                color=alt.datum(pair.gap),
            )
        )
    layers += [
        rows.mark_line(strokeWidth=3).encode(
            x=x, y=value_axis(line.column), color=alt.datum(line.label)
        )
        for line in pair.lines
    ]
    tips = {pair.x: (pair.unit.capitalize(), "~g" if kind == "debt" else "d")}
    tips |= {line.column: (line.label, DOLLARS) for line in pair.lines}
    layers += [hover(x, tips), end_labels(value_axis("end_y"), unit=pair.unit)]
    return compile_spec(alt.layer(*layers), height=340)


def ahead_chart(frame: pd.DataFrame) -> Chart:
    """How many times the late saver's money the early one has, by rate. `frame`: rate, times,
    picked (times at the chosen rate alone, else missing), level (1 everywhere)."""
    picked = frame.dropna(subset="picked").iloc[0]
    text = (
        f"The early saver's money as a multiple of the late one's, rising with the rate from "
        f"{frame['times'].iloc[0]:.2f} to {frame['times'].iloc[-1]:.2f}. At {picked['rate']:.1%} "
        f"it is {picked['picked']:.2f}. Above 1 the early saver is ahead."
    )
    return Chart(_ahead_spec(), frame, text)


@cache
def _ahead_spec() -> dict[str, Any]:
    rows = alt.Chart(named_rows())
    x = alt.X(
        field="rate",
        type="quantitative",
        scale=alt.Scale(nice=False),
        axis=alt.Axis(title=None, format=PERCENT, tickCount=6, grid=False),
    )
    line, level, dot = palette("growth", "paid_in", "you")
    tips = {"rate": ("Rate a year", ".1%"), "times": ("Ana has this many times Ben's", ".2f")}
    return compile_spec(
        alt.layer(
            rows.mark_line(color=level, strokeDash=[6, 4], strokeWidth=2).encode(
                x=x, y=value_axis("level", TIMES)
            ),
            rows.mark_line(color=line, strokeWidth=3).encode(x=x, y=value_axis("times", TIMES)),
            rows.transform_filter("isValid(datum.picked)")
            .mark_point(color=dot, filled=True, size=140, opacity=1)
            .encode(x=x, y=value_axis("picked", TIMES)),
            hover(x, tips),
        ),
        height=240,
    )
