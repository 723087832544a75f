"""Forecasts as ranges: one hidden stretch, all ranges over time, and one range over all results.

Prices are rebased: 100 is the moment of the forecast. Bars are not read aloud one by one: a group
of them may be empty, and the description says what they show.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import altair as alt
import pandas as pd

from finlit.charts.base import INK, PERCENT, Chart, compile_spec, named_rows, palette
from finlit.charts.parts import LABEL_SIZE, dates_axis, hover, legend, sparse, value_axis

BEFORE, AFTER, YOURS, MACHINE = "Before", "What came", "Your range", "The machine's range"
HELD, MISSED, BAND = "Inside", "Outside", "The range said before"
NUMBER = ",.0f"


def stretch_chart(frame: pd.DataFrame, text: str) -> Chart:
    """A price before and after a moment, and ranges at the end of it.

    `frame`: year (0 is the moment), before, after; rows of their own with at (year), low, high and
    `yours` or `machine` (1 where it is one); one with `room`, a height that the axis reaches.
    """
    return Chart(_stretch_spec(), frame, text)


@cache
def _stretch_spec() -> dict[str, Any]:
    rows = alt.Chart(named_rows())
    scale = alt.Scale(domain=[-10, 6.2], nice=False)
    expression = (
        "datum.value == 0 ? 'the moment' : datum.value < 0 ? -datum.value + ' years before' "
        ": datum.value + ' after'"
    )

    def along(field: str) -> alt.X:
        axis = alt.Axis(title=None, values=[-10, -5, 0, 5], grid=False, labelExpr=expression)
        return alt.X(field=field, type="quantitative", scale=scale, axis=axis)

    def line(field: str, label: str) -> alt.Chart:
        return rows.mark_line(strokeWidth=2.4).encode(
            x=along("year"), y=value_axis(field, NUMBER), color=alt.datum(label)
        )

    def bar(field: str, label: str) -> alt.Chart:
        known = rows.transform_filter(f"isValid(datum.{field})")
        tips = [
            alt.Tooltip(field=end, type="quantitative", title=title, format=NUMBER)
            for end, title in (("low", "Low end"), ("high", "High end"))
        ]
        return known.mark_bar(width=9, opacity=0.85, aria=False).encode(
            x=along("at"),
            y=value_axis("low", NUMBER),
            y2=alt.Y2(field="high"),
            color=alt.datum(label),
            tooltip=tips,
        )

    return compile_spec(
        alt.layer(
            legend((BEFORE, AFTER, YOURS, MACHINE), palette("index", "stock", "you", "muted")),
            rows.mark_rule(color=INK, strokeDash=[2, 3], opacity=0.6).encode(y=alt.datum(100)),
            rows.transform_filter("isValid(datum.room)")
            .mark_point(opacity=0, aria=False)
            .encode(x=along("year"), y=value_axis("room", NUMBER)),
            bar("machine", MACHINE),
            bar("yours", YOURS),
            line("before", BEFORE),
            line("after", AFTER),
            hover(
                along("year"),
                {
                    "year": ("Years", ".1f"),
                    "before": (BEFORE, NUMBER),
                    "after": (AFTER, NUMBER),
                },
            ),
        ),
        height=300,
    )


def ranges_chart(frame: pd.DataFrame, text: str) -> Chart:
    """Each forecast's range and what came. `frame`: date, low, high, held, missed (what came, in
    the column that fits)."""
    return Chart(_ranges_spec(), frame, text)


@cache
def _ranges_spec() -> dict[str, Any]:
    rows, x = alt.Chart(named_rows()), dates_axis("date")
    band = "rgba(140, 148, 160, 0.38)"

    def dots(field: str, label: str) -> alt.Chart:
        known = rows.transform_filter(f"isValid(datum.{field})")
        return known.mark_circle(size=22, opacity=0.95, aria=False).encode(
            x=x, y=value_axis(field, NUMBER), color=alt.datum(label)
        )

    return compile_spec(
        alt.layer(
            legend((BAND, HELD, MISSED), (band, *palette("growth", "stock")), columns=3),
            rows.mark_area().encode(
                x=x,
                y=value_axis("low", NUMBER),
                y2=alt.Y2(field="high"),
                color=alt.datum(BAND),
            ),
            rows.mark_rule(color=INK, strokeDash=[2, 3], opacity=0.6).encode(y=alt.datum(100)),
            dots("held", HELD),
            dots("missed", MISSED),
            sparse("low")
            .mark_rule(opacity=0, strokeWidth=14, aria=False)
            .encode(
                x=x,
                tooltip=[
                    alt.Tooltip(field="date", type="temporal", title="Said in", format="%b %Y"),
                    alt.Tooltip(field="low", type="quantitative", title="Low end", format=NUMBER),
                    alt.Tooltip(field="high", type="quantitative", title="High end", format=NUMBER),
                    alt.Tooltip(field="held", type="quantitative", title=HELD, format=NUMBER),
                    alt.Tooltip(field="missed", type="quantitative", title=MISSED, format=NUMBER),
                ],
            ),
        ),
        height=320,
    )


def results_chart(frame: pd.DataFrame, text: str) -> Chart:
    """A histogram of results with a range over it. `frame`: bars with from_, to, span (text) and
    held or missed (shares of all); rows with edge, label and lift for the ends of the range."""
    return Chart(_results_spec(), frame, text)


@cache
def _results_spec() -> dict[str, Any]:
    rows = alt.Chart(named_rows())
    axis = alt.Axis(title="What 100 became", tickCount=6, grid=False, format=NUMBER)

    def bars(field: str, label: str) -> alt.Chart:
        known = rows.transform_filter(f"isValid(datum.{field})")
        return known.mark_bar(opacity=0.9, aria=False).encode(
            x=alt.X(field="from_", type="quantitative", axis=axis),
            x2=alt.X2(field="to"),
            y=value_axis(field, PERCENT),
            y2=alt.datum(0),
            color=alt.datum(label),
            tooltip=[
                alt.Tooltip(field="span", type="nominal", title="100 became"),
                alt.Tooltip(field=field, type="quantitative", title="Share", format=".1%"),
            ],
        )

    ends = rows.transform_filter("isValid(datum.edge)")
    at = alt.X(field="edge", type="quantitative", axis=axis)
    return compile_spec(
        alt.layer(
            legend((HELD, MISSED), palette("growth", "stock")),
            bars("held", HELD),
            bars("missed", MISSED),
            ends.mark_rule(color=INK, strokeWidth=1.5, strokeDash=[4, 3]).encode(
                x=at, y=value_axis("lift", PERCENT), y2=alt.datum(0)
            ),
            ends.mark_text(
                align="left", dx=4, dy=5, color=INK, fontSize=LABEL_SIZE, fontWeight=600
            ).encode(
                x=at,
                y=value_axis("lift", PERCENT),
                text=alt.Text(field="label", type="nominal"),
            ),
        ),
        height=280,
    )
