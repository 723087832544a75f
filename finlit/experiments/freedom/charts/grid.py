"""A grid of shares: how often something held, by two things that one can choose."""

from __future__ import annotations

from functools import cache
from typing import Any

import altair as alt
import pandas as pd

from finlit.charts.base import INK, PERCENT, Chart, compile_spec, named_rows, palette
from finlit.charts.parts import LABEL_SIZE


def grid_chart(frame: pd.DataFrame, text: str) -> Chart:
    """`frame`: row and column (names, in order), value (a share from 0 to 1), picked (True has a
    frame around it)."""
    return Chart(_grid_spec(), frame, text)


@cache
def _grid_spec() -> dict[str, Any]:
    rows = alt.Chart(named_rows())

    bare: dict[str, Any] = {
        "title": None,
        "ticks": False,
        "domain": False,
        "grid": False,
        "labelAngle": 0,
        "labelFontSize": LABEL_SIZE,
    }
    room = alt.Scale(padding=0.06)
    across = alt.Axis(orient="top", **bare)
    x = alt.X(field="column", type="nominal", sort=None, scale=room, axis=across)
    y = alt.Y(field="row", type="nominal", sort=None, scale=room, axis=alt.Axis(**bare))
    good, you = palette("growth", "you")
    tips = [
        alt.Tooltip(field="row", type="nominal", title="Taken out"),
        alt.Tooltip(field="column", type="nominal", title="For"),
        alt.Tooltip(field="value", type="quantitative", title="Lasted from", format=PERCENT),
    ]
    cell = rows.encode(x=x, y=y, tooltip=tips)
    return compile_spec(
        alt.layer(
            # The fuller the colour, the more often it held; either page shines through.
            cell.mark_rect(color=good, cornerRadius=4).encode(
                opacity=alt.Opacity(
                    field="value",
                    type="quantitative",
                    scale=alt.Scale(domain=[0, 1], range=[0.06, 0.62]),
                    legend=None,
                )
            ),
            cell.transform_filter("datum.picked").mark_rect(
                filled=False, stroke=you, strokeWidth=3, cornerRadius=4
            ),
            cell.mark_text(color=INK, fontSize=LABEL_SIZE + 1, fontWeight=600).encode(
                text=alt.Text(field="value", type="quantitative", format=PERCENT)
            ),
        ),
        height=300,
    )
