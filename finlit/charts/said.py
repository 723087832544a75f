"""A figure that was said, beside the figures that other definitions give."""

from __future__ import annotations

from functools import cache
from typing import Any

import altair as alt
import pandas as pd

from finlit.charts.base import FINE_PERCENT, INK, PERCENT, Chart, compile_spec, named_rows, palette
from finlit.charts.parts import LABEL_SIZE


def said_chart(frame: pd.DataFrame) -> Chart:
    """A bar a definition, and an upright line at what was said.

    `frame`: name, value (a decimal a year), picked (True stands out), said (a decimal a year, in
    the first row alone), label (words for the line, in the first row alone).
    """
    picked = frame.loc[frame["picked"]].iloc[0]
    others = "; ".join(f"{row.name_} {row.value:.1%}" for row in _named(frame))
    text = (
        f"Bars, growth a year by definition: {others}. Picked: {picked['name']}. "
        f"A line stands at {frame['said'].iloc[0]:.1%}, which was said."
    )
    return Chart(_said_spec(), frame, text)


def _named(frame: pd.DataFrame) -> list[Any]:
    return list(frame.rename(columns={"name": "name_"}).itertuples(index=False))


@cache
def _said_spec() -> dict[str, Any]:
    rows = alt.Chart(named_rows())
    y = alt.Y(field="name", type="nominal", sort=None, axis=None)
    x = alt.X(
        field="value",
        type="quantitative",
        scale=alt.Scale(zero=True),
        axis=alt.Axis(title=None, format=PERCENT, tickCount=5, domain=False, ticks=False),
    )
    yours, other, said = palette("you", "muted", "stock")
    bars = rows.mark_bar(height=13, opacity=0.9).encode(
        y=y,
        x=x,
        color=alt.condition("datum.picked", alt.value(yours), alt.value(other)),
        tooltip=[
            alt.Tooltip(field="name", type="nominal", title=" "),
            alt.Tooltip(field="value", type="quantitative", title="A year", format=FINE_PERCENT),
        ],
    )
    line = rows.transform_filter("isValid(datum.said)").encode(
        x=alt.X(field="said", type="quantitative")
    )
    figure = alt.Text(field="value", type="quantitative", format=FINE_PERCENT)
    figures = rows.encode(y=y, x=x, text=figure)
    return compile_spec(
        alt.layer(
            bars,
            line.mark_rule(color=said, strokeWidth=2, strokeDash=[5, 3]),
            line.mark_text(
                align="center", baseline="bottom", color=INK, fontSize=LABEL_SIZE, fontWeight=600
            ).encode(y=alt.value(-4), text=alt.Text(field="label", type="nominal")),
            figures.transform_filter("datum.value >= 0").mark_text(
                align="left", dx=5, color=INK, fontSize=LABEL_SIZE, fontWeight=600
            ),
            figures.transform_filter("datum.value < 0")
            .mark_text(align="left", dx=5, color=INK, fontSize=LABEL_SIZE, fontWeight=600)
            .encode(x=alt.datum(0)),
            rows.mark_text(align="left", dy=-15, color=INK, fontSize=LABEL_SIZE).encode(
                y=y, x=alt.value(2), text=alt.Text(field="name", type="nominal")
            ),
        ),
        height=8 * 44,
    )
