"""One race month by month: the market, and where the dip buyer buys."""

from __future__ import annotations

from functools import cache
from typing import Any

import altair as alt
import pandas as pd

from finlit.charts.base import INK, TIMES, Chart, compile_spec, named_rows, palette
from finlit.charts.parts import legend, value_axis, years_axis

MARKET, BOUGHT = "The market", "The dip buyer buys"


def purchases_chart(frame: pd.DataFrame) -> Chart:
    """The market with a dot at each purchase. `frame`: year, month, market (from 1), bought."""
    rows = frame[["year", "month", "market"]].assign(at=frame["market"].where(frame["bought"]))
    text = (
        f"A line of the market on a logarithmic scale, from 1 to {frame['market'].iloc[-1]:.1f}, "
        f"with {frame['bought'].sum()} dots where the dip buyer buys."
    )
    return Chart(_purchases_spec(), rows, text)


@cache
def _purchases_spec() -> dict[str, Any]:
    labels, colours = (MARKET, BOUGHT), palette("index", "dip")
    x, rows = years_axis("year"), alt.Chart(named_rows())
    return compile_spec(
        alt.layer(
            legend(labels, colours),
            rows.mark_line(strokeWidth=1.8).encode(
                x=x,
                y=value_axis("market", "$~g", log=True),
                color=alt.datum(MARKET),
            ),
            rows.mark_point(filled=True, size=55, opacity=1, stroke=INK, strokeWidth=0.6).encode(
                x=x,
                y=value_axis("at", "$~g", log=True),
                color=alt.datum(BOUGHT),
                tooltip=[
                    alt.Tooltip(field="month", type="temporal", title="Bought", format="%B %Y"),
                    alt.Tooltip(field="at", type="quantitative", title="Market", format=TIMES),
                ],
            ),
        ),
        height=260,
    )
