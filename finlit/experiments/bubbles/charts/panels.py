"""Small charts without a name in a grid, each with its letter: before a moment, and after it."""

from __future__ import annotations

from functools import cache
from typing import Any

import altair as alt
import pandas as pd

from finlit.charts.base import INK, Chart, compile_spec, named_rows, palette
from finlit.charts.parts import LABEL_SIZE, legend

BEFORE, AFTER = "Before", "After"
COLUMNS = 2
PANEL = 120


def panels_chart(frame: pd.DataFrame, text: str) -> Chart:
    """`frame`: panel (a letter), place (0, 1, ...), x and y (from 0 to 1 within the panel), part
    (BEFORE or AFTER), label (on one row of each panel, else blank)."""
    column, row = frame["place"] % COLUMNS, frame["place"] // COLUMNS
    rows = frame.assign(x=column * 1.12 + frame["x"], y=frame["y"] * 0.72 - row)
    rows["line"] = rows["panel"] + rows["part"]
    # A label stands over its panel's upper left corner.
    rows["label_x"], rows["label_y"] = column * 1.12, 0.86 - row
    return Chart(_panels_spec(), rows.drop(columns=["place"]), text)


@cache
def _panels_spec() -> dict[str, Any]:
    rows = alt.Chart(named_rows())
    names, colours = (BEFORE, AFTER), palette("index", "stock")
    bare = alt.Axis(title=None, labels=False, ticks=False, domain=False, grid=False)

    def along(name: str) -> alt.X:
        return alt.X(
            field=name, type="quantitative", scale=alt.Scale(nice=False, zero=False), axis=bare
        )

    def up(name: str) -> alt.Y:
        return alt.Y(
            field=name,
            type="quantitative",
            scale=alt.Scale(nice=False, zero=False, padding=6),
            axis=bare,
        )

    return compile_spec(
        alt.layer(
            legend(names, colours),
            rows.mark_line(strokeWidth=2.2).encode(
                x=along("x"),
                y=up("y"),
                detail=alt.Detail(field="line", type="nominal"),
                color=alt.Color(
                    field="part",
                    type="nominal",
                    scale=alt.Scale(domain=list(names), range=colours),
                    legend=None,
                ),
            ),
            rows.transform_filter("datum.label != ''")
            .mark_text(align="left", color=INK, fontSize=LABEL_SIZE, fontWeight=600)
            .encode(
                x=along("label_x"),
                y=up("label_y"),
                text=alt.Text(field="label", type="nominal"),
            ),
        ),
        height=PANEL * 3,
    )
