"""What an amount of dollars buys as prices change."""

from __future__ import annotations

from functools import cache
from typing import Any

import altair as alt
import pandas as pd

from finlit.charts.base import DOLLARS, INK, Chart, compile_spec, named_rows, palette
from finlit.charts.parts import LABEL_SIZE, dates_axis, hover, value_axis


def buying_chart(frame: pd.DataFrame) -> Chart:
    """Dollars by month. `frame`: month (date), dollars, last (the last value alone, else missing),
    level (the amount at the start)."""
    first, last = frame.iloc[0], frame.iloc[-1]
    text = (
        f"A line from ${first['dollars']:,.2f} in {first['month']:%Y-%m} to "
        f"${last['dollars']:,.2f} in {last['month']:%Y-%m}."
    )
    return Chart(_buying_spec(), frame, text)


@cache
def _buying_spec() -> dict[str, Any]:
    x, rows = dates_axis("month"), alt.Chart(named_rows())
    line, level = palette("cash", "paid_in")
    ends = rows.transform_filter("isValid(datum.last)")
    return compile_spec(
        alt.layer(
            rows.mark_line(color=level, strokeDash=[6, 4], strokeWidth=2).encode(
                x=x, y=value_axis("level", DOLLARS)
            ),
            rows.mark_line(color=line, strokeWidth=3).encode(x=x, y=value_axis("dollars", DOLLARS)),
            ends.mark_point(color=line, filled=True, size=110, opacity=1).encode(
                x=x, y=value_axis("last", DOLLARS)
            ),
            ends.mark_text(
                align="right", dy=-16, color=INK, fontSize=LABEL_SIZE, fontWeight=600
            ).encode(
                x=x,
                y=value_axis("last", DOLLARS),
                text=alt.Text(field="last", type="quantitative", format="$,.2f"),
            ),
            hover(x, {"month": ("Month", "%b %Y"), "dollars": ("Dollars", "$,.2f")}),
        ),
        height=300,
    )
