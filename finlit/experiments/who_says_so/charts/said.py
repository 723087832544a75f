"""A figure that was said, beside the figures that other definitions give."""

from __future__ import annotations

from functools import cache
from typing import Any

import altair as alt
import pandas as pd

from finlit.charts.base import FINE_PERCENT, INK, PERCENT, Chart, compile_spec, named_rows, palette
from finlit.charts.parts import LABEL_SIZE, legend

LABELS = ("Counted your way", "Counted otherwise", "What was said")


def said_chart(frame: pd.DataFrame) -> Chart:
    """A bar a definition, each with a mark at what was said.

    `frame`: name, value, said (decimals a year, `said` the same in all rows), picked (True stands
    out).
    """
    picked = frame.loc[frame["picked"], "name"].iloc[0]
    bars = "; ".join(
        f"{name} {value:.1%}" for name, value in zip(frame["name"], frame["value"], strict=True)
    )
    text = (
        f"Bars, growth a year by definition: {bars}. Picked: {picked}. A mark stands at "
        f"{frame['said'].iloc[0]:.1%}, which was said."
    )
    return Chart(_said_spec(len(frame)), frame, text)


@cache
def _said_spec(count: int) -> dict[str, Any]:
    rows = alt.Chart(named_rows())
    # Room above the first bar for its name.
    band = alt.Scale(paddingInner=0.1, paddingOuter=0.4)
    y = alt.Y(field="name", type="nominal", sort=None, axis=None, scale=band)

    def x(field: str) -> alt.X:
        axis = alt.Axis(title=None, format=PERCENT, tickCount=5, domain=False, ticks=False)
        return alt.X(field=field, type="quantitative", scale=alt.Scale(zero=True), axis=axis)

    yours, other, said = palette("you", "muted", "stock")
    tips = [
        alt.Tooltip(field="name", type="nominal", title=" "),
        alt.Tooltip(field="value", type="quantitative", title="A year", format=FINE_PERCENT),
    ]
    figure = alt.Text(field="value", type="quantitative", format=FINE_PERCENT)
    return compile_spec(
        alt.layer(
            legend(LABELS, (yours, other, said)),
            rows.mark_bar(height=13, opacity=0.9).encode(
                y=y,
                x=x("value"),
                color=alt.condition("datum.picked", alt.value(yours), alt.value(other)),
                tooltip=tips,
            ),
            # A mark on each bar and not one line through all, which would cross the names.
            rows.mark_tick(color=said, thickness=3, size=19, aria=False).encode(y=y, x=x("said")),
            # The figures stand right of both, so that the mark covers none.
            rows.transform_calculate(reach="max(datum.value, datum.said, 0)")
            .mark_text(align="left", dx=6, color=INK, fontSize=LABEL_SIZE, fontWeight=600)
            .encode(y=y, x=x("reach"), text=figure),
            rows.mark_text(align="left", dy=-15, color=INK, fontSize=LABEL_SIZE).encode(
                y=y, x=alt.value(2), text=alt.Text(field="name", type="nominal")
            ),
        ),
        height=80 + 44 * count,
    )
